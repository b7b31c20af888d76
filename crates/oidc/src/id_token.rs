//! The ID token: its claims, how it is sealed for a client, how a client believes it
//! (Core §2, §3.1.3.7).

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;
use crate::acr::Amr;
use crate::jwe::{self, JweError, Recipient};
use crate::jws::{self, JwsError};
use crate::keys::{DecryptionKey, Jwks, SigningKey};

/// `aud`: one text or a list of texts (RFC 7519 §4.1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// The usual form.
    One(String),
    /// The other legal form.
    Many(Vec<String>),
}

impl Audience {
    /// Is this party addressed?
    pub fn contains(&self, party: &str) -> bool {
        match self {
            Self::One(one) => one == party,
            Self::Many(many) => many.iter().any(|one| one == party),
        }
    }

    fn is_single(&self) -> bool {
        match self {
            Self::One(_) => true,
            Self::Many(many) => many.len() == 1,
        }
    }
}

/// The claims of an ID token. `acr` stays a text: a client must be able to read a level it does
/// not know, to refuse it by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdTokenClaims {
    /// The provider.
    pub iss: String,
    /// The client.
    pub aud: Audience,
    /// The person, for this client's sector. Empty when the provider left it out.
    #[serde(default)]
    pub sub: String,
    /// When it was made.
    pub iat: UnixSeconds,
    /// The first second at which it is no longer good.
    pub exp: UnixSeconds,
    /// As the client sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The level reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// By which means.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "known_amr"
    )]
    pub amr: Vec<Amr>,
    /// When the person signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<UnixSeconds>,
    /// The authorised party, with several audiences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub azp: Option<String>,
    /// The login, for a client that is told when it ends (Back-Channel Logout 1.0 §2.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
}

/// Keeps the means this crate knows; another provider may name others.
fn known_amr<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Amr>, D::Error> {
    let values: Vec<serde_json::Value> = Deserialize::deserialize(deserializer)?;
    Ok(values
        .into_iter()
        .filter_map(|value| serde_json::from_value(value).ok())
        .collect())
}

/// Why a token could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It could not be signed.
    #[error(transparent)]
    Signature(#[from] JwsError),
    /// It could not be encrypted.
    #[error(transparent)]
    Encryption(#[from] JweError),
}

/// Signs claims and, for a recipient, encrypts the result: a nested JWT, `cty: JWT`
/// (RFC 7519 §11.2: sign, then encrypt).
///
/// # Errors
/// [`SealError`] when a key cannot serve.
pub fn seal<T: Serialize>(
    claims: &T,
    key: &SigningKey,
    recipient: Option<&Recipient>,
    fill: crate::Fill<'_>,
) -> Result<String, SealError> {
    let signed = jws::sign(claims, key)?;
    match recipient {
        None => Ok(signed),
        Some(recipient) => Ok(jwe::encrypt(signed.as_bytes(), recipient, fill)?),
    }
}

/// Why a client does not believe a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is not encrypted and had to be, or to no key of ours, or damaged.
    #[error("the token could not be decrypted")]
    Encryption,
    /// Signed by no published key of the provider, or damaged.
    #[error("the signature is not the provider's")]
    Signature,
    /// A key the provider has not published (yet): fetch its keys again, once.
    #[error("the signing key is unknown")]
    UnknownKey,
    /// Not from this provider.
    #[error("the issuer is another one")]
    Issuer,
    /// Not for this client.
    #[error("the audience is another one")]
    Audience,
    /// Expired, or made in the future.
    #[error("the token is out of its time")]
    Time,
    /// Not the nonce of this login.
    #[error("the nonce is another one")]
    Nonce,
    /// No subject, or not ASCII.
    #[error("the subject is missing")]
    MissingSubject,
    /// Userinfo is about someone else than the ID token (Core §5.3.2).
    #[error("userinfo is about another subject")]
    OtherSubject,
}

/// What a client knows when it opens a token.
#[derive(Debug)]
pub struct Trust<'a> {
    /// The provider's issuer.
    pub issuer: &'a str,
    /// Our `client_id`.
    pub client_id: &'a str,
    /// The provider's published keys.
    pub provider_keys: &'a Jwks,
    /// Our decryption keys; empty means tokens are signed only.
    pub decryption_keys: &'a [DecryptionKey],
}

/// The signed token inside an encrypted one, not verified; the token itself where nothing is
/// encrypted. It is the `id_token_hint` of a logout: the provider cannot read what it encrypted.
///
/// # Errors
/// [`TokenFault::Encryption`].
pub fn decrypt_to_signed(token: &str, keys: &[DecryptionKey]) -> Result<String, TokenFault> {
    if keys.is_empty() {
        return Ok(token.to_owned());
    }
    let bytes = jwe::decrypt(token, keys).map_err(|_| TokenFault::Encryption)?;
    String::from_utf8(bytes).map_err(|_| TokenFault::Encryption)
}

/// Decrypts if keys are there, then verifies the signature; claims are not judged yet.
///
/// # Errors
/// [`TokenFault::Encryption`], [`TokenFault::Signature`] or [`TokenFault::UnknownKey`].
pub fn open<T: serde::de::DeserializeOwned>(
    token: &str,
    trust: &Trust<'_>,
) -> Result<T, TokenFault> {
    let signed = decrypt_to_signed(token, trust.decryption_keys)?;
    jws::verify(&signed, trust.provider_keys).map_err(|error| match error {
        JwsError::UnknownKey => TokenFault::UnknownKey,
        _ => TokenFault::Signature,
    })
}

/// Opens an ID token and judges it (Core §3.1.3.7). The level is not judged here: who asked for
/// it knows what to refuse.
///
/// # Errors
/// The first [`TokenFault`] found.
pub fn open_id_token(
    token: &str,
    trust: &Trust<'_>,
    nonce: &str,
    now: UnixSeconds,
    leeway: i64,
) -> Result<IdTokenClaims, TokenFault> {
    let claims: IdTokenClaims = open(token, trust)?;
    if claims.iss != trust.issuer {
        return Err(TokenFault::Issuer);
    }
    let party_is_us = claims
        .azp
        .as_deref()
        .is_none_or(|azp| azp == trust.client_id);
    if !claims.aud.contains(trust.client_id) || !claims.aud.is_single() || !party_is_us {
        return Err(TokenFault::Audience);
    }
    if now >= claims.exp + leeway || claims.iat > now + leeway {
        return Err(TokenFault::Time);
    }
    if claims.nonce.as_deref() != Some(nonce) {
        return Err(TokenFault::Nonce);
    }
    if claims.sub.is_empty() || !claims.sub.is_ascii() {
        return Err(TokenFault::MissingSubject);
    }
    Ok(claims)
}

#[cfg(test)]
#[path = "id_token_tests.rs"]
mod tests;
