//! The token request (Core §3.1.3.1): reading the form.

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

/// A token request, read and not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// Who it says it is: the parameter, or the assertion's `sub` when the parameter is absent.
    pub client_id: String,
    /// What proves it.
    pub credentials: Credentials,
    /// The code; look the grant up under `code.derive_hash()`.
    pub code: Secret,
    /// Repeated from the authorization request.
    pub redirect_uri: String,
    /// PKCE.
    pub code_verifier: Option<Secret>,
}

/// Reads the form body. A request with an `Authorization` header must be answered
/// [`TokenError::WrongMethod`] by the caller: `client_secret_basic` is not offered.
///
/// # Errors
/// `invalid_request`, `unsupported_grant_type` or `invalid_client`, in that order of checks.
pub fn read_token_request(pairs: &[(String, String)]) -> Result<TokenRequest, TokenError> {
    let parameters = Parameters::new(pairs);
    if parameters.has_doubles() {
        return Err(TokenError::RepeatedParameter);
    }
    let read = |name| parameters.one(name).ok().flatten();
    let need = |name| read(name).ok_or(TokenError::MissingParameter(name));
    if need("grant_type")? != "authorization_code" {
        return Err(TokenError::UnsupportedGrantType);
    }
    let credentials = read_credentials(&read)?;
    let client_id = match (read("client_id"), &credentials) {
        (Some(client_id), _) => client_id.to_owned(),
        (None, Credentials::Assertion(assertion)) => {
            crate::client_auth::read_assertion_subject(assertion.reveal())
                .ok_or(TokenError::WrongMethod)?
        }
        (None, Credentials::SecretPost(_)) => {
            return Err(TokenError::MissingParameter("client_id"));
        }
    };
    Ok(TokenRequest {
        client_id,
        credentials,
        code: Secret::new(need("code")?.to_owned()),
        redirect_uri: need("redirect_uri")?.to_owned(),
        code_verifier: read("code_verifier").map(|verifier| Secret::new(verifier.to_owned())),
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
