//! Pushed authorization requests (RFC 9126): the client hands its request over itself, so that the
//! browser carries a name of it and nothing that could be changed on the way.

use serde::{Deserialize, Serialize};

use crate::encoding::make_token;
use crate::parameters::Parameters;
use crate::request_error::RequestError;
use crate::secret::Secret;

/// What every name of a pushed request begins with (RFC 9126 §2.2).
pub const URN: &str = "urn:ietf:params:oauth:request_uri:";
/// How long a name is good, in seconds: from the service's redirect to our page.
pub const PUSHED_LIFE: i64 = 60;

/// The answer of the endpoint, with status 201.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PushedResponse {
    /// The name to send the browser with.
    pub request_uri: String,
    /// Seconds it is good.
    pub expires_in: i64,
}

/// Parameters that prove the client and are not part of its request.
const CREDENTIALS: [&str; 3] = ["client_secret", "client_assertion", "client_assertion_type"];

/// The request inside a push: what was sent without the credentials, and with the `client_id` of the
/// client that was believed, which the form may leave out.
///
/// # Errors
/// [`RequestError::RequestUri`]: a pushed request may not name another (RFC 9126 §2.1).
pub fn read_pushed(
    pairs: &[(String, String)],
    client_id: &str,
) -> Result<Vec<(String, String)>, RequestError> {
    if pairs.iter().any(|(name, _)| name == "request_uri") {
        return Err(RequestError::RequestUri);
    }
    let mut request: Vec<(String, String)> = pairs
        .iter()
        .filter(|(name, _)| !CREDENTIALS.contains(&name.as_str()))
        .cloned()
        .collect();
    if !request.iter().any(|(name, _)| name == "client_id") {
        request.push((String::from("client_id"), client_id.to_owned()));
    }
    Ok(request)
}

/// A new name for a pushed request. Store the request under the hash of [`read_name`] of it.
pub fn make_name(fill: crate::Fill<'_>) -> Secret {
    Secret::new(format!("{URN}{}", make_token(fill)))
}

/// The name of a pushed request in an authorization request, `None` when there is none of ours.
pub fn read_name(pairs: &[(String, String)]) -> Option<Secret> {
    let name = Parameters::new(pairs).one("request_uri").ok().flatten()?;
    name.starts_with(URN).then(|| Secret::new(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::pairs;

    #[test]
    fn what_is_pushed_is_kept_without_what_proves_the_client() {
        let given = pairs([
            ("client_assertion", "ey…"),
            ("client_assertion_type", "urn:…"),
            ("scope", "openid"),
        ]);
        let kept = read_pushed(&given, "service").unwrap();
        assert_eq!(kept, pairs([("scope", "openid"), ("client_id", "service")]));
        let nested = pairs([("client_id", "service"), ("request_uri", "urn:x")]);
        assert_eq!(
            read_pushed(&nested, "service"),
            Err(RequestError::RequestUri)
        );
    }

    #[test]
    fn a_name_is_recognised_and_an_address_is_not_taken_for_one() {
        let name = make_name(&|bytes| bytes.fill(7));
        let given = pairs([("request_uri", name.reveal())]);
        assert_eq!(read_name(&given), Some(name));
        let fetched = pairs([("request_uri", "https://service.example/request.jwt")]);
        assert_eq!(read_name(&fetched), None);
    }
}
