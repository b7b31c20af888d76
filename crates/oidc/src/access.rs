//! The access token: opaque, for userinfo only; shown alone (RFC 6750) or with a proof of the key it is
//! bound to (RFC 9449 §7).

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;
use crate::dpop::DpopFault;
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

/// How an access token is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Alone.
    Bearer,
    /// With a proof of its key.
    Dpop,
}

/// An access token, as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownToken {
    /// How.
    pub scheme: Scheme,
    /// The token.
    pub token: Secret,
}

/// Why userinfo refuses (RFC 6750 §3.1, RFC 9449 §7.1): always status 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BearerError {
    /// No access token at all: the challenge carries no error code.
    #[error("no access token")]
    Missing,
    /// Unknown, expired, revoked, already used, or bound to a key and shown without it.
    #[error("access token is not valid")]
    Invalid,
    /// The key is not proved, or is another one.
    #[error("DPoP proof refused: {0}")]
    BadProof(DpopFault),
}

impl BearerError {
    /// The value of the `WWW-Authenticate` header.
    pub const fn challenge(self) -> &'static str {
        match self {
            Self::Missing => "Bearer",
            Self::Invalid => "Bearer error=\"invalid_token\"",
            Self::BadProof(_) => "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"",
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
pub fn read_access_token(header: Option<&str>) -> Result<ShownToken, BearerError> {
    let (scheme, token) = header
        .and_then(|header| header.split_once(' '))
        .ok_or(BearerError::Missing)?;
    let scheme = if scheme.eq_ignore_ascii_case("bearer") {
        Scheme::Bearer
    } else if scheme.eq_ignore_ascii_case("dpop") {
        Scheme::Dpop
    } else {
        return Err(BearerError::Missing);
    };
    let token = token.trim();
    if token.is_empty() {
        return Err(BearerError::Missing);
    }
    Ok(ShownToken {
        scheme,
        token: Secret::new(token.to_owned()),
    })
}

/// May a token that is bound to `bound_to` be shown like this, with the key that was proved?
///
/// # Errors
/// [`BearerError::Invalid`] for a bound token shown alone and for a free one shown with a proof,
/// [`BearerError::BadProof`] for another key.
pub fn check_binding(
    scheme: Scheme,
    bound_to: Option<&str>,
    proved: Option<&str>,
) -> Result<(), BearerError> {
    match (scheme, bound_to) {
        (Scheme::Bearer, None) => Ok(()),
        (Scheme::Dpop, Some(bound_to)) => match proved {
            Some(proved) if proved == bound_to => Ok(()),
            Some(_) => Err(BearerError::BadProof(DpopFault::OtherKey)),
            None => Err(BearerError::BadProof(DpopFault::Missing)),
        },
        _ => Err(BearerError::Invalid),
    }
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
    fn only_a_bearer_or_dpop_header_carries_a_token() {
        let shown = read_access_token(Some("bearer abc")).unwrap();
        assert_eq!(
            (shown.scheme, shown.token.reveal()),
            (Scheme::Bearer, "abc")
        );
        let shown = read_access_token(Some("DPoP abc")).unwrap();
        assert_eq!(shown.scheme, Scheme::Dpop);
        for header in [None, Some("Basic abc"), Some("Bearer "), Some("abc")] {
            assert_eq!(read_access_token(header), Err(BearerError::Missing));
        }
    }

    #[test]
    fn a_bound_token_is_shown_with_its_key_and_a_free_one_alone() {
        assert_eq!(check_binding(Scheme::Bearer, None, None), Ok(()));
        assert_eq!(check_binding(Scheme::Dpop, Some("k"), Some("k")), Ok(()));
        let stolen = check_binding(Scheme::Bearer, Some("k"), None);
        assert_eq!(stolen, Err(BearerError::Invalid));
        let other = check_binding(Scheme::Dpop, Some("k"), Some("other"));
        assert_eq!(other, Err(BearerError::BadProof(DpopFault::OtherKey)));
        let unproved = check_binding(Scheme::Dpop, Some("k"), None);
        assert_eq!(unproved, Err(BearerError::BadProof(DpopFault::Missing)));
        let free = check_binding(Scheme::Dpop, None, Some("k"));
        assert_eq!(free, Err(BearerError::Invalid));
    }
}
