//! The token request (Core §3.1.3.1, §12.1): reading the form.

use crate::credentials::{ClaimedClient, read_client};
use crate::parameters::Parameters;
use crate::scope::Scopes;
use crate::secret::Secret;
use crate::token_error::TokenError;

/// A token request, read and not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// Who asks.
    pub client: ClaimedClient,
    /// For what.
    pub grant: GrantRequest,
}

/// What tokens are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrantRequest {
    /// `authorization_code`.
    Code(CodeRequest),
    /// `refresh_token`.
    Refresh(RefreshRequest),
}

/// A code to redeem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRequest {
    /// The code; look the grant up under `code.derive_hash()`.
    pub code: Secret,
    /// Repeated from the authorization request.
    pub redirect_uri: String,
    /// PKCE.
    pub code_verifier: Option<Secret>,
}

/// A refresh token to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshRequest {
    /// The token.
    pub token: Secret,
    /// Less than what was granted, if said.
    pub scopes: Option<Scopes>,
}

/// Reads the form body.
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
    let secret = |value: &str| Secret::new(value.to_owned());
    let grant_type = need("grant_type")?;
    if !matches!(grant_type, "authorization_code" | "refresh_token") {
        return Err(TokenError::UnsupportedGrantType);
    }
    let client = read_client(pairs)?;
    let grant = if grant_type == "refresh_token" {
        GrantRequest::Refresh(RefreshRequest {
            token: secret(need("refresh_token")?),
            scopes: read("scope").map(Scopes::parse),
        })
    } else {
        GrantRequest::Code(CodeRequest {
            code: secret(need("code")?),
            redirect_uri: need("redirect_uri")?.to_owned(),
            code_verifier: read("code_verifier").map(secret),
        })
    };
    Ok(TokenRequest { client, grant })
}

/// Reads the `token` that a revocation (RFC 7009 §2.1) or an introspection (RFC 7662 §2.1) is about.
/// `token_type_hint` is not needed: the token tells what it is.
///
/// # Errors
/// `invalid_request` when it is absent or repeated.
pub fn read_token(pairs: &[(String, String)]) -> Result<Secret, TokenError> {
    let token = Parameters::new(pairs)
        .secret("token")
        .map_err(|_| TokenError::RepeatedParameter)?;
    token.ok_or(TokenError::MissingParameter("token"))
}
