//! Is the client who it says it is? `client_secret_post` and `private_key_jwt` (Core §9, RFC 7523).

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;
use crate::client::{Authentication, Client};
use crate::credentials::{ClaimedClient, Credentials};
use crate::encoding::make_hex_token;
use crate::id_token::Audience;
use crate::jws::{self, JwsError};
use crate::keys::{Jwks, SigningKey};
use crate::token_error::TokenError;

/// The furthest `exp` a client assertion may have, in seconds from now: bounds how long its `jti`
/// has to be remembered.
pub const LONGEST_ASSERTION: i64 = 300;
/// Tolerated difference between two clocks, in seconds.
pub const LEEWAY: i64 = 30;

/// Why a client's assertion is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssertionFault {
    /// Not a JWS of one of the client's keys.
    #[error("signature")]
    Signature,
    /// `iss` or `sub` is not the client.
    #[error("issuer or subject")]
    Identity,
    /// Not addressed to us.
    #[error("audience")]
    Audience,
    /// `exp` passed, too far ahead, or `nbf`/`iat` in the future.
    #[error("time")]
    Time,
    /// No `jti`, or it was used before.
    #[error("identifier")]
    Identifier,
}

/// The claims of a client assertion (Core §9).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssertionClaims {
    /// The client.
    pub iss: String,
    /// The client again.
    pub sub: String,
    /// The token endpoint or the issuer.
    pub aud: Audience,
    /// Unique: an assertion is good once.
    #[serde(default)]
    pub jti: String,
    /// When it stops being good.
    pub exp: UnixSeconds,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<UnixSeconds>,
    /// When it starts being good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<UnixSeconds>,
}

/// An assertion that was believed: remember it until `expires_at` and refuse it if already there
/// ([`AssertionFault::Identifier`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedAssertion {
    /// Its identifier, unique per client.
    pub jti: String,
    /// When it may be forgotten.
    pub expires_at: UnixSeconds,
}

/// Checks the credentials of a request against the registered client. `client_keys` are the client's
/// current keys; `audiences` our issuer and the endpoints an assertion may be addressed to.
///
/// # Errors
/// Always of code `invalid_client`.
pub fn authenticate_client(
    claimed: &ClaimedClient,
    client: &Client,
    client_keys: &Jwks,
    audiences: &[&str],
    now: UnixSeconds,
) -> Result<Option<UsedAssertion>, TokenError> {
    if claimed.client_id != client.id {
        return Err(TokenError::UnknownClient);
    }
    match (&client.authentication, &claimed.credentials) {
        (Authentication::ClientSecretPost(hash), Credentials::SecretPost(secret)) => {
            if hash.is_of(secret.reveal()) {
                Ok(None)
            } else {
                Err(TokenError::WrongSecret)
            }
        }
        (Authentication::PrivateKeyJwt, Credentials::Assertion(assertion)) => {
            check_assertion(assertion.reveal(), &client.id, client_keys, audiences, now)
                .map(Some)
                .map_err(TokenError::BadAssertion)
        }
        _ => Err(TokenError::WrongMethod),
    }
}

fn check_assertion(
    assertion: &str,
    client_id: &str,
    keys: &Jwks,
    audiences: &[&str],
    now: UnixSeconds,
) -> Result<UsedAssertion, AssertionFault> {
    let claims: AssertionClaims =
        jws::verify(assertion, keys).map_err(|_| AssertionFault::Signature)?;
    if claims.iss != client_id || claims.sub != client_id {
        return Err(AssertionFault::Identity);
    }
    if !audiences
        .iter()
        .any(|audience| claims.aud.contains(audience))
    {
        return Err(AssertionFault::Audience);
    }
    let not_before = claims.nbf.or(claims.iat).unwrap_or(now);
    let too_late = claims.exp + LEEWAY <= now;
    let too_long = claims.exp > now + LONGEST_ASSERTION + LEEWAY;
    if too_late || too_long || not_before > now + LEEWAY {
        return Err(AssertionFault::Time);
    }
    if claims.jti.is_empty() {
        return Err(AssertionFault::Identifier);
    }
    Ok(UsedAssertion {
        jti: claims.jti,
        expires_at: claims.exp + LEEWAY,
    })
}

/// The `sub` an assertion claims, unverified: only to look the client up.
pub fn read_assertion_subject(assertion: &str) -> Option<String> {
    jws::read_unverified::<AssertionClaims>(assertion).map(|claims| claims.sub)
}

/// Makes a client's assertion, for the client's side: good for 60 s.
///
/// # Errors
/// [`JwsError`] when the key cannot sign.
pub fn make_assertion(
    client_id: &str,
    audience: &str,
    key: &SigningKey,
    now: UnixSeconds,
    fill: crate::Fill<'_>,
) -> Result<String, JwsError> {
    let claims = AssertionClaims {
        iss: client_id.to_owned(),
        sub: client_id.to_owned(),
        aud: Audience::One(audience.to_owned()),
        jti: make_hex_token(16, fill),
        exp: now + 60,
        iat: Some(now),
        nbf: None,
    };
    jws::sign(&claims, key)
}
