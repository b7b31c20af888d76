//! Who a client says it is, and what it shows as proof: the part that every request of a client to us
//! has in common (Core §9).

use crate::client_auth::read_assertion_subject;
use crate::parameters::Parameters;
use crate::secret::Secret;
use crate::token_error::TokenError;

/// The `client_assertion_type` of RFC 7523.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a client shows to prove that it is itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// `client_secret_post`.
    SecretPost(Secret),
    /// `private_key_jwt`.
    Assertion(Secret),
}

/// A client as it presents itself, not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedClient {
    /// Who it says it is: the parameter, or the assertion's `sub` when the parameter is absent.
    pub client_id: String,
    /// What proves it.
    pub credentials: Credentials,
}

/// Reads the credentials in a form. A request with an `Authorization` header must be answered
/// [`TokenError::WrongMethod`] by the caller: `client_secret_basic` is not offered.
///
/// # Errors
/// `invalid_request` when a parameter is repeated or the client is not named, `invalid_client` without
/// credentials, with two kinds or an unknown one.
pub fn read_client(pairs: &[(String, String)]) -> Result<ClaimedClient, TokenError> {
    let parameters = Parameters::new(pairs);
    if parameters.has_doubles() {
        return Err(TokenError::RepeatedParameter);
    }
    let read = |name| parameters.one(name).ok().flatten();
    let credentials = read_credentials(&read)?;
    let client_id = match (read("client_id"), &credentials) {
        (Some(client_id), _) => client_id.to_owned(),
        (None, Credentials::Assertion(assertion)) => {
            read_assertion_subject(assertion.reveal()).ok_or(TokenError::WrongMethod)?
        }
        (None, Credentials::SecretPost(_)) => {
            return Err(TokenError::MissingParameter("client_id"));
        }
    };
    Ok(ClaimedClient {
        client_id,
        credentials,
    })
}

fn read_credentials<'a>(
    read: &impl Fn(&'static str) -> Option<&'a str>,
) -> Result<Credentials, TokenError> {
    match (
        read("client_secret"),
        read("client_assertion"),
        read("client_assertion_type"),
    ) {
        (Some(secret), None, None) => Ok(Credentials::SecretPost(Secret::new(secret.to_owned()))),
        (None, Some(assertion), Some(JWT_BEARER)) => {
            Ok(Credentials::Assertion(Secret::new(assertion.to_owned())))
        }
        _ => Err(TokenError::WrongMethod),
    }
}
