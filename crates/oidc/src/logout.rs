//! Ending a session at the client's wish (OpenID Connect RP-Initiated Logout 1.0).
//!
//! The broker may leave `client_id` out (`disableClientIdInEndSessionUrl`): the ID token hint's
//! audience, or else the one client that registered the return address, names it.

use url::Url;

use crate::client::Client;
use crate::id_token::IdTokenClaims;
use crate::jws;
use crate::keys::Jwks;
use crate::parameters::Parameters;

/// A logout that may be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logout {
    /// Who asks, when it can be known.
    pub client_id: Option<String>,
    /// Whose session, from a hint we signed.
    pub subject: Option<String>,
    /// Which login, from a hint we signed for a client that is told when it ends.
    pub session: Option<String>,
    /// Where the browser goes afterwards, `state` included; `None`: a page of ours.
    pub return_to: Option<Url>,
}

/// Why a logout cannot return where it asks to: say it on a page, never redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoutError {
    /// A parameter occurs twice.
    #[error("a parameter is repeated")]
    RepeatedParameter,
    /// `client_id` names nobody, or not the client the hint was made for.
    #[error("client is unknown or is not the one of the hint")]
    UnknownClient,
    /// The hint is not a token of ours.
    #[error("id_token_hint is not a token of this provider")]
    BadHint,
    /// The return address is not registered.
    #[error("post_logout_redirect_uri is not registered")]
    UnregisteredReturn,
}

/// Checks an end-session request. An expired hint is good: the session it names may outlive it.
/// An encrypted hint (five parts) cannot be read by us and counts as none.
///
/// # Errors
/// [`LogoutError`]; the session may be ended all the same, on a page of ours.
pub fn check_logout(
    pairs: &[(String, String)],
    clients: &[Client],
    our_keys: &Jwks,
) -> Result<Logout, LogoutError> {
    let parameters = Parameters::new(pairs);
    if parameters.has_doubles() {
        return Err(LogoutError::RepeatedParameter);
    }
    let read = |name| parameters.one(name).ok().flatten();
    let hint = match read("id_token_hint") {
        Some(hint) if hint.split('.').count() == 3 => {
            Some(jws::verify::<IdTokenClaims>(hint, our_keys).map_err(|_| LogoutError::BadHint)?)
        }
        _ => None,
    };
    let named = match (read("client_id"), &hint) {
        (Some(id), _) => Some(
            clients
                .iter()
                .find(|client| client.id == id)
                .ok_or(LogoutError::UnknownClient)?,
        ),
        (None, Some(hint)) => clients.iter().find(|client| hint.aud.contains(&client.id)),
        (None, None) => None,
    };
    if let (Some(client), Some(hint)) = (named, &hint)
        && !hint.aud.contains(&client.id)
    {
        return Err(LogoutError::UnknownClient);
    }
    let (client, return_to) = find_return(
        read("post_logout_redirect_uri"),
        read("state"),
        named,
        clients,
    )?;
    let (subject, session) = hint.map_or((None, None), |hint| (Some(hint.sub), hint.sid));
    Ok(Logout {
        client_id: client.map(|client| client.id.clone()),
        subject,
        session,
        return_to,
    })
}

type Return<'a> = (Option<&'a Client>, Option<Url>);

fn find_return<'a>(
    asked: Option<&str>,
    state: Option<&str>,
    named: Option<&'a Client>,
    clients: &'a [Client],
) -> Result<Return<'a>, LogoutError> {
    let Some(asked) = asked else {
        return Ok((named, None));
    };
    let holds = |client: &&Client| {
        client
            .post_logout_redirect_uris
            .iter()
            .any(|uri| uri == asked)
    };
    let owner = match named {
        Some(client) => Some(client).filter(holds),
        None => clients.iter().find(holds),
    };
    let owner = owner.ok_or(LogoutError::UnregisteredReturn)?;
    let mut url = Url::parse(asked).map_err(|_| LogoutError::UnregisteredReturn)?;
    if let Some(state) = state {
        url.query_pairs_mut().append_pair("state", state);
    }
    Ok((Some(owner), Some(url)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::pairs;
    use crate::test_support::{LOGGED_OUT, broker, id_token_claims, signing_key};

    fn check(given: &[(String, String)]) -> Result<Logout, LogoutError> {
        check_logout(given, &[broker()], &Jwks::of([signing_key(1).public()]))
    }

    #[test]
    fn a_logout_without_client_id_finds_its_client_by_the_hint_or_by_the_address() {
        let hint = jws::sign(&id_token_claims(), &signing_key(1)).unwrap();
        let given = pairs([
            ("id_token_hint", &hint),
            ("post_logout_redirect_uri", LOGGED_OUT),
            ("state", "s 1"),
        ]);
        let logout = check(&given).unwrap();
        assert_eq!(logout.client_id.as_deref(), Some("broker"));
        assert_eq!(logout.subject.as_deref(), Some("abc"));
        assert_eq!(
            logout.return_to.unwrap().as_str(),
            format!("{LOGGED_OUT}?state=s+1")
        );

        let logout = check(&pairs([("post_logout_redirect_uri", LOGGED_OUT)])).unwrap();
        assert_eq!(logout.client_id.as_deref(), Some("broker"));
        assert_eq!(check(&[]).unwrap().return_to, None);
    }

    #[test]
    fn a_logout_never_returns_where_no_client_registered() {
        let elsewhere = pairs([("post_logout_redirect_uri", "https://evil.example/")]);
        assert_eq!(check(&elsewhere), Err(LogoutError::UnregisteredReturn));
        let stranger = pairs([
            ("client_id", "stranger"),
            ("post_logout_redirect_uri", LOGGED_OUT),
        ]);
        assert_eq!(check(&stranger), Err(LogoutError::UnknownClient));
    }

    #[test]
    fn a_hint_signed_by_someone_else_is_refused() {
        let hint = jws::sign(&id_token_claims(), &signing_key(2)).unwrap();
        assert_eq!(
            check(&pairs([("id_token_hint", &hint)])),
            Err(LogoutError::BadHint)
        );
    }
}
