//! The client's side of a login: the address to send the browser to, the answer that comes back,
//! the form that redeems the code.

use url::Url;

use crate::code::CodeChallenge;
use crate::credentials::JWT_BEARER;
use crate::parameters::Parameters;
use crate::secret::Secret;

/// What a client asks of a provider.
#[derive(Debug, Clone, Copy)]
pub struct LoginRequest<'a> {
    /// Our `client_id`.
    pub client_id: &'a str,
    /// Where the answer comes.
    pub redirect_uri: &'a str,
    /// Space-separated; holds `openid`.
    pub scope: &'a str,
    /// The level wanted.
    pub acr_values: Option<&'a str>,
    /// `login` forces the person to sign in again.
    pub prompt: Option<&'a str>,
    /// Ties the answer to this browser.
    pub state: &'a str,
    /// Ties the ID token to this login.
    pub nonce: &'a str,
    /// PKCE.
    pub code_challenge: Option<&'a CodeChallenge>,
}

/// The address of the authorization request (Core §3.1.2.1); keeps the endpoint's own query.
pub fn authorization_address(endpoint: &Url, request: &LoginRequest<'_>) -> Url {
    let mut address = endpoint.clone();
    {
        let mut query = address.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", request.client_id)
            .append_pair("redirect_uri", request.redirect_uri)
            .append_pair("scope", request.scope)
            .append_pair("state", request.state)
            .append_pair("nonce", request.nonce);
        for (name, value) in [
            ("acr_values", request.acr_values),
            ("prompt", request.prompt),
        ] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        if let Some(challenge) = request.code_challenge {
            query.append_pair("code_challenge", challenge.as_str());
            query.append_pair("code_challenge_method", "S256");
        }
    }
    address
}

/// Why an answer cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallbackFault {
    /// No `state`: the answer belongs to nothing we started.
    #[error("state is missing")]
    MissingState,
    /// Not the `state` of this browser's login.
    #[error("state is another one")]
    WrongState,
    /// The provider refused: its `error` and `error_description`, both untrusted text.
    #[error("the provider answered {error}")]
    Refused {
        /// The code, `access_denied` when the person said no.
        error: String,
        /// For people who integrate.
        description: String,
    },
    /// Another provider answers (RFC 9207 §2.4).
    #[error("the answer is of another issuer")]
    OtherIssuer,
    /// Neither a code nor an error.
    #[error("code is missing")]
    MissingCode,
}

/// Reads the answer of a login at `issuer` whose `state` we kept (`None`: we started none). A provider
/// that does not say who it is (RFC 9207) is believed.
///
/// # Errors
/// [`CallbackFault`]; the state is judged before anything else is believed.
pub fn read_callback(
    pairs: &[(String, String)],
    expected_state: Option<&str>,
    issuer: &str,
) -> Result<Secret, CallbackFault> {
    let parameters = Parameters::new(pairs);
    let read = |name| parameters.one(name).ok().flatten();
    let state = read("state").ok_or(CallbackFault::MissingState)?;
    if expected_state != Some(state) {
        return Err(CallbackFault::WrongState);
    }
    if read("iss").is_some_and(|said| said != issuer) {
        return Err(CallbackFault::OtherIssuer);
    }
    if let Some(error) = read("error") {
        return Err(CallbackFault::Refused {
            error: error.to_owned(),
            description: read("error_description").unwrap_or_default().to_owned(),
        });
    }
    let code = read("code").ok_or(CallbackFault::MissingCode)?;
    Ok(Secret::new(code.to_owned()))
}

/// How the client proves itself when it redeems.
#[derive(Debug, Clone)]
pub enum Proof {
    /// `client_secret_post`.
    Secret(Secret),
    /// `private_key_jwt`: an assertion made for this one request.
    Assertion(Secret),
}

/// The form that redeems a code (Core §3.1.3.1).
pub fn token_form(
    client_id: &str,
    redirect_uri: &str,
    code: &Secret,
    proof: &Proof,
    code_verifier: Option<&Secret>,
) -> Vec<(&'static str, String)> {
    let mut form = vec![
        ("grant_type", String::from("authorization_code")),
        ("code", code.reveal().to_owned()),
        ("redirect_uri", redirect_uri.to_owned()),
        ("client_id", client_id.to_owned()),
    ];
    match proof {
        Proof::Secret(secret) => form.push(("client_secret", secret.reveal().to_owned())),
        Proof::Assertion(assertion) => {
            form.push(("client_assertion_type", JWT_BEARER.to_owned()));
            form.push(("client_assertion", assertion.reveal().to_owned()));
        }
    }
    if let Some(verifier) = code_verifier {
        form.push(("code_verifier", verifier.reveal().to_owned()));
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::pairs;
    use crate::request::check_authorization_request;
    use crate::test_support::{CALLBACK, ISSUER, broker};

    #[test]
    fn what_the_client_sends_is_what_the_provider_serves() {
        let endpoint = Url::parse("https://idp.example/oidc/authorize?lang=fr").unwrap();
        let address = authorization_address(
            &endpoint,
            &LoginRequest {
                client_id: "broker",
                redirect_uri: CALLBACK,
                scope: "openid email",
                acr_values: Some("eidas2"),
                prompt: Some("login"),
                state: "s",
                nonce: "n",
                code_challenge: Some(&CodeChallenge::derive(&"v".repeat(43))),
            },
        );
        let given: Vec<(String, String)> = address
            .query_pairs()
            .map(|(key, value)| (key.into(), value.into()))
            .collect();
        assert!(check_authorization_request(&given, Some(&broker())).is_ok());
    }

    #[test]
    fn the_state_is_judged_before_the_answer_is_believed() {
        let refused = pairs([("error", "access_denied"), ("state", "s")]);
        let cases = [
            (pairs([("code", "c")]), CallbackFault::MissingState),
            (
                pairs([("code", "c"), ("state", "t")]),
                CallbackFault::WrongState,
            ),
            (
                pairs([("error", "x"), ("state", "t")]),
                CallbackFault::WrongState,
            ),
            (pairs([("state", "s")]), CallbackFault::MissingCode),
            (
                pairs([("code", "c"), ("state", "s"), ("iss", "https://x.example")]),
                CallbackFault::OtherIssuer,
            ),
            (
                refused,
                CallbackFault::Refused {
                    error: String::from("access_denied"),
                    description: String::new(),
                },
            ),
        ];
        for (given, fault) in cases {
            assert_eq!(read_callback(&given, Some("s"), ISSUER), Err(fault));
        }
        let good = pairs([("code", "c"), ("state", "s")]);
        assert_eq!(
            read_callback(&good, Some("s"), ISSUER).unwrap().reveal(),
            "c"
        );
        assert_eq!(
            read_callback(&good, None, ISSUER),
            Err(CallbackFault::WrongState)
        );
    }
}
