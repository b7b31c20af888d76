//! Telling a service that a person's access ended (OpenID Connect Back-Channel Logout 1.0).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::UnixSeconds;
use crate::encoding::make_hex_token;
use crate::id_token::Audience;
use crate::jws::{self, JwsError};
use crate::keys::{Jwks, SigningKey};

/// The member of `events` that makes a token a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The `typ` of a logout token.
const TYPE: &str = "logout+jwt";
/// Seconds it is good: §2.4 asks for two minutes at most.
const LIFE: i64 = 120;
/// Tolerated difference between two clocks, in seconds.
const LEEWAY: i64 = 30;

/// Whose access ended, where.
#[derive(Debug, Clone, Copy)]
pub struct EndedAccess<'a> {
    /// Who says so.
    pub issuer: &'a str,
    /// To whom.
    pub client_id: &'a str,
    /// The person, for this client's sector.
    pub subject: &'a str,
    /// Of which login, the `sid` of its ID token; `None`: of all of them.
    pub session: Option<&'a str>,
}

/// The claims of a logout token (§2.4). It never holds a nonce, so that no ID token can pass for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogoutClaims {
    /// The provider.
    pub iss: String,
    /// The client.
    pub aud: Audience,
    /// When it was made.
    pub iat: UnixSeconds,
    /// When it stops being good.
    pub exp: UnixSeconds,
    /// Unique.
    pub jti: String,
    /// The person.
    #[serde(default)]
    pub sub: String,
    /// The login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Says that it is a logout.
    pub events: Value,
    /// Must be absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

/// Makes a logout token.
///
/// # Errors
/// [`JwsError`] when the key cannot sign.
pub fn make_logout_token(
    ended: EndedAccess<'_>,
    key: &SigningKey,
    now: UnixSeconds,
    fill: crate::Fill<'_>,
) -> Result<String, JwsError> {
    let claims = LogoutClaims {
        iss: ended.issuer.to_owned(),
        aud: Audience::One(ended.client_id.to_owned()),
        iat: now,
        exp: now + LIFE,
        jti: make_hex_token(16, fill),
        sub: ended.subject.to_owned(),
        sid: ended.session.map(str::to_owned),
        events: json!({ EVENT: {} }),
        nonce: None,
    };
    jws::sign_typed(&claims, TYPE, key)
}

/// Why a client does not believe a logout token (§2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoutFault {
    /// Not signed by the provider, or not of the type `logout+jwt`.
    #[error("the token is not a logout token signed by the provider")]
    Signature,
    /// Another issuer or audience.
    #[error("the token is from or for someone else")]
    Party,
    /// Expired, or of the future.
    #[error("the token is out of its time")]
    Time,
    /// No logout event, a nonce, or neither subject nor session.
    #[error("the token is no logout token")]
    NoLogout,
}

/// Believes a logout token, for the client's side; that its `jti` is new is for the caller to tell.
///
/// # Errors
/// [`LogoutFault`], the first thing found wrong.
pub fn check_logout_token(
    token: &str,
    issuer: &str,
    client_id: &str,
    keys: &Jwks,
    now: UnixSeconds,
) -> Result<LogoutClaims, LogoutFault> {
    let claims: LogoutClaims =
        jws::verify_typed(token, TYPE, keys).map_err(|_| LogoutFault::Signature)?;
    if claims.iss != issuer || !claims.aud.contains(client_id) {
        return Err(LogoutFault::Party);
    }
    if now >= claims.exp + LEEWAY || claims.iat > now + LEEWAY {
        return Err(LogoutFault::Time);
    }
    let is_logout = claims.events.get(EVENT).is_some_and(Value::is_object);
    let names_someone = !claims.sub.is_empty() || claims.sid.is_some();
    if !is_logout || !names_someone || claims.nonce.is_some() {
        return Err(LogoutFault::NoLogout);
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{ISSUER, id_token_claims, seeded, signing_key};

    fn token() -> String {
        let ended = EndedAccess {
            issuer: ISSUER,
            client_id: "service",
            subject: "abc",
            session: Some("login-1"),
        };
        make_logout_token(ended, &signing_key(1), 1_000, &seeded(2)).unwrap()
    }

    fn check(token: &str, client: &str, now: UnixSeconds) -> Result<LogoutClaims, LogoutFault> {
        let keys = Jwks::of([signing_key(1).public()]);
        check_logout_token(token, ISSUER, client, &keys, now)
    }

    #[test]
    fn the_service_learns_whose_login_ended() {
        let claims = check(&token(), "service", 1_010).unwrap();
        assert_eq!(claims.sub, "abc");
        assert_eq!(claims.sid.as_deref(), Some("login-1"));
    }

    #[test]
    fn a_logout_for_another_service_late_or_forged_ends_nothing() {
        assert_eq!(check(&token(), "other", 1_010), Err(LogoutFault::Party));
        assert_eq!(check(&token(), "service", 1_150), Err(LogoutFault::Time));
        assert_eq!(check(&token(), "service", 900), Err(LogoutFault::Time));
        let id_token = jws::sign(&id_token_claims(), &signing_key(1)).unwrap();
        assert_eq!(
            check(&id_token, "broker", 1_010),
            Err(LogoutFault::Signature),
            "an ID token does not read as a logout"
        );
    }
}
