//! The authorization code: what it stands for, PKCE (RFC 7636), single use within seconds.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::UnixSeconds;
use crate::acr::{Acr, Amr};
use crate::client::Profile;
use crate::encoding::{derive_sha256, encode_base64url, is_equal_in_constant_time, make_token};
use crate::request::AuthorizationRequest;
use crate::request_error::RequestError;
use crate::scope::Scopes;
use crate::secret::Secret;

/// How long codes and tokens live, in seconds. The defaults are those FranceConnect's own mock
/// provider uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lifetimes {
    /// Authorization code.
    pub code: i64,
    /// Access token of a broker, which works once.
    pub access_token: i64,
    /// Access token of a strict service, which is bound to its key and serves while it lives: long enough
    /// for libraries that take a token for ended a minute ahead.
    pub bound_access_token: i64,
    /// ID token.
    pub id_token: i64,
    /// All the refresh tokens of one login: after it the person approves again.
    pub refresh_token: i64,
}

impl Lifetimes {
    /// How long an access token of this profile lives.
    pub const fn access_token_of(&self, profile: Profile) -> i64 {
        if profile.is_access_token_single_use() {
            self.access_token
        } else {
            self.bound_access_token
        }
    }
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            code: 30,
            access_token: 60,
            bound_access_token: 300,
            id_token: 60,
            refresh_token: 30 * 24 * 60 * 60,
        }
    }
}

/// A PKCE challenge made with `S256`; `plain` is not taken (RFC 9700 §2.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// Reads the two parameters; `None` when neither was sent.
    ///
    /// # Errors
    /// [`RequestError::BadCodeChallenge`] for another method or length, or a lone method.
    pub fn read(
        challenge: Option<&str>,
        method: Option<&str>,
    ) -> Result<Option<Self>, RequestError> {
        match (challenge, method) {
            (None, None) => Ok(None),
            (Some(challenge), Some("S256")) if is_of_s256(challenge) => {
                Ok(Some(Self(challenge.to_owned())))
            }
            _ => Err(RequestError::BadCodeChallenge),
        }
    }

    /// The challenge of a verifier, for the client's side.
    pub fn derive(verifier: &str) -> Self {
        Self(encode_base64url(derive_sha256(verifier.as_bytes())))
    }

    /// The value of `code_challenge`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Was the challenge made from this verifier (43 to 128 characters)?
    pub fn is_met_by(&self, verifier: &str) -> bool {
        (43..=128).contains(&verifier.len())
            && is_equal_in_constant_time(Self::derive(verifier).0.as_bytes(), self.0.as_bytes())
    }
}

/// SHA-256 in base64url: 43 characters of that alphabet.
fn is_of_s256(challenge: &str) -> bool {
    challenge.len() == 43
        && challenge
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// What the person's approval established.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// The pairwise subject for this client's sector.
    pub subject: String,
    /// The level reached; the caller checked it against the request.
    pub acr: Acr,
    /// By which means.
    pub amr: Vec<Amr>,
    /// When the person approved.
    pub auth_time: UnixSeconds,
}

/// What a code stands for: everything the token endpoint will need, kept under the code's hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeGrant {
    /// To whom the code was given; nobody else may redeem it.
    pub client_id: String,
    /// The address it was sent to; the token request repeats it.
    pub redirect_uri: Url,
    /// For the ID token.
    pub nonce: Option<String>,
    /// What was granted.
    pub scopes: Scopes,
    /// Who, how and when.
    pub authentication: Authentication,
    /// PKCE, when the client sent it.
    pub code_challenge: Option<CodeChallenge>,
    /// The key the code is bound to, when the client said it (RFC 9449 §10).
    pub dpop_key: Option<String>,
    /// The `sid` of its ID tokens, for a client that is told when the login ends.
    pub session: Option<String>,
    /// The last second at which the code is good.
    pub expires_at: UnixSeconds,
    /// When it was redeemed. The store sets it in the transaction that reads it.
    pub used_at: Option<UnixSeconds>,
}

/// A code to send to the client, and the grant to store under `code.derive_hash()`.
#[derive(Debug, Clone)]
pub struct IssuedCode {
    /// Sent once, never stored.
    pub code: Secret,
    /// Stored under the code's hash.
    pub grant: CodeGrant,
}

/// Makes the code for an approved request.
pub fn make_code(
    request: &AuthorizationRequest,
    authentication: Authentication,
    lifetimes: Lifetimes,
    now: UnixSeconds,
    fill: crate::Fill<'_>,
) -> IssuedCode {
    IssuedCode {
        code: Secret::new(make_token(fill)),
        grant: CodeGrant {
            client_id: request.client_id.clone(),
            redirect_uri: request.redirect_uri.clone(),
            nonce: request.nonce.clone(),
            scopes: request.scopes.clone(),
            authentication,
            code_challenge: request.code_challenge.clone(),
            dpop_key: request.dpop_key.clone(),
            session: None,
            expires_at: now + lifetimes.code,
            used_at: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_the_rfc_meets_its_challenge_and_no_other_does() {
        // RFC 7636, appendix B.
        let challenge = CodeChallenge::read(
            Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            Some("S256"),
        )
        .unwrap()
        .unwrap();
        assert!(challenge.is_met_by("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!challenge.is_met_by("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"));
        assert!(!CodeChallenge::derive("short").is_met_by("short"));
    }
}
