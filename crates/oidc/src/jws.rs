//! Signatures: compact JWS, `ES256` made and verified, `RS256` verified (RFC 7515, 7518 §3).

use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::encoding::encode_base64url;
use crate::keys::{Jwks, KeyMaterial, KeyUse, PublicJwk, SigningKey};

/// Why a JWS could not be made or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// The key cannot sign.
    #[error("the signing key is unusable")]
    Key,
    /// Not a compact JWS, or its content is not what was expected.
    #[error("the token is malformed")]
    Malformed,
    /// An algorithm this crate does not take, `none` included, or a critical extension.
    #[error("the algorithm or an extension is not supported")]
    Unsupported,
    /// No published key has this `kid`.
    #[error("the signing key is unknown")]
    UnknownKey,
    /// The signature does not fit.
    #[error("the signature is wrong")]
    Signature,
}

/// Signs claims with `ES256`, naming the key in `kid`.
///
/// # Errors
/// [`JwsError::Key`] when the key is refused by the crypto library.
pub fn sign<T: Serialize>(claims: &T, key: &SigningKey) -> Result<String, JwsError> {
    sign_typed(claims, "JWT", key)
}

/// Signs claims as [`sign`] does, as a JWT of a type of its own (RFC 8725 §3.11): what is verified for one
/// type passes for no other.
///
/// # Errors
/// [`JwsError::Key`] when the key is refused by the crypto library.
pub fn sign_typed<T: Serialize>(
    claims: &T,
    token_type: &str,
    key: &SigningKey,
) -> Result<String, JwsError> {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some(token_type.to_owned());
    header.kid = Some(key.kid().to_owned());
    write(&header, claims, key)
}

/// Signs claims with `ES256` as a JWT of a type that carries its public key in its header (RFC 7515
/// §4.1.3): a proof of possession, not of identity.
///
/// # Errors
/// [`JwsError::Key`] when the key is refused by the crypto library.
pub fn sign_with_embedded_key<T: Serialize>(
    claims: &T,
    token_type: &str,
    key: &SigningKey,
) -> Result<String, JwsError> {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some(token_type.to_owned());
    let public = serde_json::to_value(key.public().bare()).map_err(|_| JwsError::Key)?;
    header.jwk = Some(serde_json::from_value(public).map_err(|_| JwsError::Key)?);
    write(&header, claims, key)
}

/// The compact form (RFC 7515 §7.1).
fn write<T: Serialize>(header: &Header, claims: &T, key: &SigningKey) -> Result<String, JwsError> {
    let header = serde_json::to_vec(header).map_err(|_| JwsError::Key)?;
    let claims = serde_json::to_vec(claims).map_err(|_| JwsError::Key)?;
    let signed = [encode_base64url(header), encode_base64url(claims)].join(".");
    let signature = key.sign(signed.as_bytes()).ok_or(JwsError::Key)?;
    Ok([signed, encode_base64url(signature)].join("."))
}

/// Verifies a signature with the key its `kid` names, or, without `kid`, with the only key that
/// fits its algorithm. Times, issuer and audience are the caller's to judge.
///
/// # Errors
/// [`JwsError`], the first thing found wrong.
pub fn verify<T: DeserializeOwned>(token: &str, keys: &Jwks) -> Result<T, JwsError> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| JwsError::Malformed)?;
    if header.crit.is_some() {
        return Err(JwsError::Unsupported);
    }
    let key = find_key(keys, header.kid.as_deref(), header.alg)?;
    let decoding_key = match &key.material {
        KeyMaterial::Ec { x, y, .. } => DecodingKey::from_ec_components(x, y),
        KeyMaterial::Rsa { n, e } => DecodingKey::from_rsa_components(n, e),
    }
    .map_err(|_| JwsError::Signature)?;
    let mut validation = Validation::new(header.alg);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    jsonwebtoken::decode(token, &decoding_key, &validation)
        .map(|data| data.claims)
        .map_err(|error| match error.kind() {
            jsonwebtoken::errors::ErrorKind::Json(_) => JwsError::Malformed,
            _ => JwsError::Signature,
        })
}

/// Verifies as [`verify`] does a token that must say to be of a type.
///
/// # Errors
/// [`JwsError`]; `Unsupported` for another type.
pub fn verify_typed<T: DeserializeOwned>(
    token: &str,
    token_type: &str,
    keys: &Jwks,
) -> Result<T, JwsError> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| JwsError::Malformed)?;
    let is_of_type = header
        .typ
        .is_some_and(|said| said.eq_ignore_ascii_case(token_type));
    if is_of_type {
        verify(token, keys)
    } else {
        Err(JwsError::Unsupported)
    }
}

/// The claims of a token nobody verified: only to find out whom to ask for keys.
pub fn read_unverified<T: DeserializeOwned>(token: &str) -> Option<T> {
    jsonwebtoken::dangerous::insecure_decode_claims(token).ok()
}

fn find_key<'a>(
    keys: &'a Jwks,
    kid: Option<&str>,
    algorithm: Algorithm,
) -> Result<&'a PublicJwk, JwsError> {
    let mut fitting = keys
        .keys
        .iter()
        .filter(|key| key.key_use != Some(KeyUse::Enc) && key.fits_signature(algorithm))
        .filter(|key| kid.is_none() || key.kid.as_deref() == kid);
    if !matches!(algorithm, Algorithm::ES256 | Algorithm::RS256) {
        return Err(JwsError::Unsupported);
    }
    let found = fitting.next().ok_or(JwsError::UnknownKey)?;
    if kid.is_none() && fitting.next().is_some() {
        return Err(JwsError::UnknownKey);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::signing_key;
    use serde_json::{Value, json};

    #[test]
    fn a_signature_is_verified_by_the_published_key_and_by_no_other() {
        let token = sign(&json!({"sub": "abc"}), &signing_key(1)).unwrap();
        let ours = Jwks::of([signing_key(2).public(), signing_key(1).public()]);
        assert_eq!(verify::<Value>(&token, &ours).unwrap()["sub"], "abc");
        let others = Jwks::of([signing_key(2).public()]);
        assert_eq!(verify::<Value>(&token, &others), Err(JwsError::UnknownKey));
    }

    #[test]
    fn a_foreign_key_under_our_kid_does_not_fit() {
        let token = sign(&json!({"sub": "abc"}), &signing_key(1)).unwrap();
        let mut impostor = signing_key(2).public();
        impostor.kid = Some(signing_key(1).kid().to_owned());
        assert_eq!(
            verify::<Value>(&token, &Jwks::of([impostor])),
            Err(JwsError::Signature)
        );
    }

    #[test]
    fn changed_content_is_noticed() {
        let token = sign(&json!({"sub": "abc"}), &signing_key(1)).unwrap();
        let mut parts: Vec<&str> = token.split('.').collect();
        let other = encode_base64url(r#"{"sub":"abd"}"#);
        parts[1] = &other;
        let keys = Jwks::of([signing_key(1).public()]);
        assert_eq!(
            verify::<Value>(&parts.join("."), &keys),
            Err(JwsError::Signature)
        );
    }

    #[test]
    fn unsigned_symmetric_and_extended_tokens_are_refused() {
        let keys = Jwks::of([signing_key(1).public()]);
        let payload = encode_base64url(r#"{"sub":"abc"}"#);
        for (header, error) in [
            (r#"{"alg":"none"}"#, JwsError::Malformed),
            (r#"{"alg":"HS256"}"#, JwsError::Unsupported),
            (
                r#"{"alg":"ES256","crit":["b64"],"b64":false}"#,
                JwsError::Unsupported,
            ),
        ] {
            let token = format!("{}.{payload}.AA", encode_base64url(header));
            assert_eq!(verify::<Value>(&token, &keys), Err(error), "{header}");
        }
        assert_eq!(
            verify::<Value>("not a token", &keys),
            Err(JwsError::Malformed)
        );
    }
}
