//! The access token: opaque, good once, for userinfo only (RFC 6750).

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;
use crate::encoding::make_token;
use crate::scope::Scopes;
use crate::secret::Secret;

/// What an access token opens, kept under its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessGrant {
    /// To whom it was given.
    pub client_id: String,
    /// About whom: the pairwise subject.
    pub subject: String,
    /// Which claims.
    pub scopes: Scopes,
    /// The last second at which it is good.
    pub expires_at: UnixSeconds,
    /// When it was used. The store sets it in the transaction that reads it.
    pub used_at: Option<UnixSeconds>,
}

/// Why userinfo refuses (RFC 6750 §3.1): always status 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BearerError {
    /// No bearer token at all: the challenge carries no error code.
    #[error("no access token")]
    Missing,
    /// Unknown, expired, revoked or already used.
    #[error("access token is not valid")]
    Invalid,
}

impl BearerError {
    /// The value of the `WWW-Authenticate` header.
    pub const fn challenge(self) -> &'static str {
        match self {
            Self::Missing => "Bearer",
            Self::Invalid => "Bearer error=\"invalid_token\"",
        }
    }
}

/// 256 random bits.
pub fn make_access_token(fill: crate::Fill<'_>) -> Secret {
    Secret::new(make_token(fill))
}

/// The token of an `Authorization` header; the scheme is case-insensitive (RFC 9110 §11.1).
///
/// # Errors
/// [`BearerError::Missing`] without a header or with another scheme.
pub fn read_bearer(header: Option<&str>) -> Result<Secret, BearerError> {
    let (scheme, token) = header
        .and_then(|header| header.split_once(' '))
        .ok_or(BearerError::Missing)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
        return Err(BearerError::Missing);
    }
    Ok(Secret::new(token.to_owned()))
}

/// Is the grant found under the token's hash still good?
///
/// # Errors
/// [`BearerError::Invalid`] when unknown, used or expired.
pub fn check_access(
    grant: Option<&AccessGrant>,
    now: UnixSeconds,
) -> Result<&AccessGrant, BearerError> {
    grant
        .filter(|grant| grant.used_at.is_none() && now <= grant.expires_at)
        .ok_or(BearerError::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant() -> AccessGrant {
        AccessGrant {
            client_id: String::from("broker"),
            subject: String::from("ab"),
            scopes: Scopes::parse("openid"),
            expires_at: 160,
            used_at: None,
        }
    }

    #[test]
    fn an_access_token_is_good_once_and_until_its_last_second() {
        let mut grant = grant();
        assert!(check_access(Some(&grant), 160).is_ok());
        assert_eq!(check_access(Some(&grant), 161), Err(BearerError::Invalid));
        grant.used_at = Some(120);
        assert_eq!(check_access(Some(&grant), 130), Err(BearerError::Invalid));
        assert_eq!(check_access(None, 130), Err(BearerError::Invalid));
    }

    #[test]
    fn only_a_bearer_header_carries_a_token() {
        assert_eq!(read_bearer(Some("bearer abc")).unwrap().reveal(), "abc");
        for header in [None, Some("Basic abc"), Some("Bearer "), Some("abc")] {
            assert_eq!(read_bearer(header), Err(BearerError::Missing));
        }
    }
}
