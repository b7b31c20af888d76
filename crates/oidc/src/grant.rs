//! From a code or a refresh token to tokens: the checks in between (Core §3.1.3.2, §12).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::UnixSeconds;
use crate::access::{AccessGrant, make_access_token};
use crate::client::Profile;
use crate::code::{CodeGrant, Lifetimes};
use crate::dpop::DpopFault;
use crate::id_token::{Audience, IdTokenClaims};
use crate::scope::Scopes;
use crate::secret::Secret;
use crate::token_error::TokenError;
use crate::token_request::CodeRequest;

/// What tokens are made with.
#[derive(Clone, Copy)]
pub struct Mint<'a> {
    /// Who makes them.
    pub issuer: &'a str,
    /// For how long they are good.
    pub lifetimes: Lifetimes,
    /// For whom: how long an access token lives depends on it.
    pub profile: Profile,
    /// Now.
    pub now: UnixSeconds,
    /// Randomness.
    pub fill: crate::Fill<'a>,
}

/// Who shows a code or a refresh token, as it was believed.
#[derive(Debug, Clone, Copy)]
pub struct Bearer<'a> {
    /// The client that was authenticated.
    pub client_id: &'a str,
    /// The key it proved to have (RFC 9449), as a thumbprint.
    pub dpop_key: Option<&'a str>,
}

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
    /// Opens userinfo.
    pub access_token: String,
    /// `Bearer`, or `DPoP` when it is bound to a key (RFC 9449 §5).
    pub token_type: String,
    /// Seconds the access token is good.
    pub expires_in: i64,
    /// Sealed ID token.
    pub id_token: String,
    /// Gives tokens again later, when `offline_access` was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// What was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// Redeems a code. `grant` is what the store held under the code's hash, as it was **before** this
/// request marked it used.
///
/// # Errors
/// Of code `invalid_grant`, or `invalid_dpop_proof` for another key than the code is bound to. On
/// [`TokenError::UsedCode`] revoke what the code had given.
pub fn redeem_code(
    grant: Option<&CodeGrant>,
    request: &CodeRequest,
    bearer: Bearer<'_>,
    mint: Mint<'_>,
) -> Result<Redeemed, TokenError> {
    let grant = grant.ok_or(TokenError::UnknownCode)?;
    check_grant(grant, request, bearer, mint.now)?;
    Ok(make_tokens(grant, mint))
}

/// Makes tokens again from what a code stood for, for no more than the scopes asked. The new ID token
/// has no nonce (Core §12.2), the same subject, level and time of approval.
///
/// # Errors
/// [`TokenError::WiderScope`].
pub fn renew_tokens(
    grant: &CodeGrant,
    scopes: Option<&Scopes>,
    mint: Mint<'_>,
) -> Result<Redeemed, TokenError> {
    let scopes = match scopes {
        None => grant.scopes.clone(),
        Some(scopes) if scopes.is_within(&grant.scopes) => scopes.clone(),
        Some(_) => return Err(TokenError::WiderScope),
    };
    let again = CodeGrant {
        nonce: None,
        scopes,
        ..grant.clone()
    };
    Ok(make_tokens(&again, mint))
}

fn make_tokens(grant: &CodeGrant, mint: Mint<'_>) -> Redeemed {
    let Mint {
        issuer,
        lifetimes,
        profile,
        now,
        fill,
    } = mint;
    let authentication = &grant.authentication;
    let access = AccessGrant {
        client_id: grant.client_id.clone(),
        subject: authentication.subject.clone(),
        scopes: grant.scopes.clone(),
        expires_at: now + lifetimes.access_token_of(profile),
        used_at: None,
    };
    Redeemed {
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
            sid: grant.session.clone(),
        },
        access_token: make_access_token(fill),
        access,
    }
}

fn check_grant(
    grant: &CodeGrant,
    request: &CodeRequest,
    bearer: Bearer<'_>,
    now: UnixSeconds,
) -> Result<(), TokenError> {
    if grant.client_id != bearer.client_id {
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
    if grant.dpop_key.is_some() && grant.dpop_key.as_deref() != bearer.dpop_key {
        return Err(TokenError::BadProof(DpopFault::OtherKey));
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
