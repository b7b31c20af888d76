//! Redeeming a code: the checks between a token request and the tokens (Core §3.1.3.2).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::UnixSeconds;
use crate::access::{AccessGrant, make_access_token};
use crate::code::{CodeGrant, Lifetimes};
use crate::id_token::{Audience, IdTokenClaims};
use crate::secret::Secret;
use crate::token_error::TokenError;
use crate::token_request::TokenRequest;

/// What a redeemed code gives; the caller seals the ID token and stores the access grant.
#[derive(Debug, Clone)]
pub struct Redeemed {
    /// To sign and encrypt for the client.
    pub id_token: IdTokenClaims,
    /// Sent once, never stored.
    pub access_token: Secret,
    /// Stored under the access token's hash.
    pub access: AccessGrant,
}

/// The successful answer of the token endpoint (Core §3.1.3.3); send it with
/// `Cache-Control: no-store`.
#[derive(Clone, Serialize, Deserialize)]
pub struct TokenResponse {
    /// Bearer token for userinfo.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds the access token is good.
    pub expires_in: i64,
    /// Sealed ID token.
    pub id_token: String,
    /// What was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// Redeems a code for a client that was authenticated. `grant` is what the store held under the
/// code's hash, as it was **before** this request marked it used.
///
/// # Errors
/// Always of code `invalid_grant`. On [`TokenError::UsedCode`] revoke what the code had given.
pub fn redeem_code(
    grant: Option<&CodeGrant>,
    request: &TokenRequest,
    issuer: &str,
    lifetimes: Lifetimes,
    now: UnixSeconds,
    fill: crate::Fill<'_>,
) -> Result<Redeemed, TokenError> {
    let grant = grant.ok_or(TokenError::UnknownCode)?;
    check_grant(grant, request, now)?;
    let authentication = &grant.authentication;
    let access = AccessGrant {
        client_id: grant.client_id.clone(),
        subject: authentication.subject.clone(),
        scopes: grant.scopes.clone(),
        expires_at: now + lifetimes.access_token,
        used_at: None,
    };
    Ok(Redeemed {
        id_token: IdTokenClaims {
            iss: issuer.to_owned(),
            aud: Audience::One(grant.client_id.clone()),
            sub: authentication.subject.clone(),
            iat: now,
            exp: now + lifetimes.id_token,
            nonce: grant.nonce.clone(),
            acr: Some(authentication.acr.as_str().to_owned()),
            amr: authentication.amr.clone(),
            auth_time: Some(authentication.auth_time),
            azp: None,
        },
        access_token: make_access_token(fill),
        access,
    })
}

fn check_grant(
    grant: &CodeGrant,
    request: &TokenRequest,
    now: UnixSeconds,
) -> Result<(), TokenError> {
    if grant.client_id != request.client_id {
        return Err(TokenError::CodeOfAnotherClient);
    }
    if grant.used_at.is_some() {
        return Err(TokenError::UsedCode);
    }
    if now > grant.expires_at {
        return Err(TokenError::ExpiredCode);
    }
    // Compared as addresses, not as texts: the grant holds the registered text parsed, and
    // `https://host` comes back from it as `https://host/`.
    if Url::parse(&request.redirect_uri).ok().as_ref() != Some(&grant.redirect_uri) {
        return Err(TokenError::OtherRedirectUri);
    }
    match (&grant.code_challenge, &request.code_verifier) {
        (None, None) => Ok(()),
        (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier.reveal()) => Ok(()),
        // A verifier without a challenge is an attempt to hide that PKCE was stripped
        // (RFC 9700 §2.1.1).
        _ => Err(TokenError::WrongVerifier),
    }
}

#[cfg(test)]
#[path = "grant_tests.rs"]
mod tests;
