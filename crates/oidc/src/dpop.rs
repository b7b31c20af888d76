//! Tokens bound to a key (RFC 9449, DPoP): a stolen token is of no use without the key.
//!
//! No server nonce is asked for: a proof is good for a minute and once, which bounds what was made
//! ahead of time to the same minute.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::UnixSeconds;
use crate::encoding::{
    decode_base64url, derive_sha256, encode_base64url, is_equal_in_constant_time, make_token,
};
use crate::jws::{self, JwsError};
use crate::keys::{Jwks, KeyMaterial, PublicJwk, SigningKey, derive_thumbprint};

/// The `typ` of a proof.
const TYPE: &str = "dpop+jwt";
/// How far `iat` may be from now, in seconds, either way.
pub const PROOF_LIFE: i64 = 60;

/// Why a proof is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DpopFault {
    /// No proof, or several.
    #[error("a DPoP proof is missing or repeated")]
    Missing,
    /// Not a proof: another type, no key, or a private one.
    #[error("the DPoP proof is malformed")]
    Malformed,
    /// Not signed with `ES256` by the key it carries.
    #[error("the DPoP proof's signature is wrong")]
    Signature,
    /// For another method or address.
    #[error("the DPoP proof is for another request")]
    OtherRequest,
    /// For another access token, or for none.
    #[error("the DPoP proof is for another token")]
    OtherToken,
    /// Too old, or of the future.
    #[error("the DPoP proof is out of its time")]
    Time,
    /// Made with another key than the token, code or refresh token is bound to.
    #[error("the DPoP proof is made with another key")]
    OtherKey,
    /// It was used before.
    #[error("the DPoP proof was used before")]
    Replayed,
}

/// The request that a proof must be for.
#[derive(Debug, Clone, Copy)]
pub struct ProvenRequest<'a> {
    /// `POST`, `GET`.
    pub method: &'a str,
    /// The endpoint, as published.
    pub address: &'a str,
    /// The access token shown with it, if one is.
    pub access_token: Option<&'a str>,
}

/// A proof that was believed: remember `jti` until `expires_at`, and refuse it if already there
/// ([`DpopFault::Replayed`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelievedProof {
    /// The key's thumbprint: what tokens are bound to.
    pub key: String,
    /// Its identifier, unique per key.
    pub jti: String,
    /// When it may be forgotten.
    pub expires_at: UnixSeconds,
}

#[derive(Deserialize)]
struct ProofHeader {
    typ: String,
    jwk: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
struct ProofClaims {
    jti: String,
    htm: String,
    htu: String,
    iat: UnixSeconds,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ath: Option<String>,
}

/// Checks a proof (RFC 9449 §4.3) except that it is new, which only a store can tell.
///
/// # Errors
/// [`DpopFault`], the first thing found wrong.
pub fn check_proof(
    proof: &str,
    request: ProvenRequest<'_>,
    now: UnixSeconds,
) -> Result<BelievedProof, DpopFault> {
    let key = read_key(proof)?;
    let claims: ProofClaims =
        jws::verify(proof, &Jwks::of([key.clone()])).map_err(|error| match error {
            JwsError::Malformed => DpopFault::Malformed,
            _ => DpopFault::Signature,
        })?;
    if claims.htm != request.method || !is_same_address(&claims.htu, request.address) {
        return Err(DpopFault::OtherRequest);
    }
    if (claims.iat - now).abs() > PROOF_LIFE {
        return Err(DpopFault::Time);
    }
    if claims.jti.is_empty() || claims.jti.len() > 256 {
        return Err(DpopFault::Malformed);
    }
    let expected = request.access_token.map(hash_token);
    let fits = match (&expected, &claims.ath) {
        (Some(expected), Some(ath)) => {
            is_equal_in_constant_time(expected.as_bytes(), ath.as_bytes())
        }
        (None, None) => true,
        _ => false,
    };
    if !fits {
        return Err(DpopFault::OtherToken);
    }
    Ok(BelievedProof {
        key: derive_thumbprint(&key.material),
        jti: claims.jti,
        expires_at: claims.iat + 2 * PROOF_LIFE,
    })
}

/// The key that a proof carries. A private key in it is refused: whoever sends it has given it away.
fn read_key(proof: &str) -> Result<PublicJwk, DpopFault> {
    let header = proof.split('.').next().and_then(decode_base64url);
    let header: ProofHeader = header
        .and_then(|header| serde_json::from_slice(&header).ok())
        .ok_or(DpopFault::Malformed)?;
    let is_private = ["d", "p", "q", "k"]
        .iter()
        .any(|member| header.jwk.get(member).is_some());
    if header.typ != TYPE || is_private {
        return Err(DpopFault::Malformed);
    }
    let key: PublicJwk = serde_json::from_value(header.jwk).map_err(|_| DpopFault::Malformed)?;
    // `ES256` alone is announced (`dpop_signing_alg_values_supported`).
    if !matches!(key.material, KeyMaterial::Ec { .. }) {
        return Err(DpopFault::Signature);
    }
    Ok(key.bare())
}

/// Compared as addresses, without query and fragment (RFC 9449 §4.3, 9).
fn is_same_address(said: &str, ours: &str) -> bool {
    let bare = |address: &str| {
        let mut url = Url::parse(address).ok()?;
        url.set_query(None);
        url.set_fragment(None);
        Some(url)
    };
    matches!((bare(said), bare(ours)), (Some(said), Some(ours)) if said == ours)
}

fn hash_token(token: &str) -> String {
    encode_base64url(derive_sha256(token.as_bytes()))
}

/// Makes a proof, for the client's side.
///
/// # Errors
/// [`JwsError`] when the key cannot sign.
pub fn make_proof(
    request: ProvenRequest<'_>,
    key: &SigningKey,
    now: UnixSeconds,
    fill: crate::Fill<'_>,
) -> Result<String, JwsError> {
    let claims = ProofClaims {
        jti: make_token(fill),
        htm: request.method.to_owned(),
        htu: request.address.to_owned(),
        iat: now,
        ath: request.access_token.map(hash_token),
    };
    jws::sign_with_embedded_key(&claims, TYPE, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{seeded, signing_key};
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
    use serde_json::json;

    const USERINFO: &str = "https://sceau.example/oidc/userinfo";
    const REQUEST: ProvenRequest<'static> = ProvenRequest {
        method: "GET",
        address: USERINFO,
        access_token: Some("token"),
    };

    fn proof_for(request: ProvenRequest<'_>, at: UnixSeconds) -> String {
        make_proof(request, &signing_key(7), at, &seeded(1)).unwrap()
    }

    #[test]
    fn a_proof_is_believed_for_its_request_and_names_its_key() {
        let believed = check_proof(&proof_for(REQUEST, 1_000), REQUEST, 1_030).unwrap();
        assert_eq!(believed.key, signing_key(7).kid());
        assert!(believed.expires_at > 1_030 + PROOF_LIFE);
        let with_query = ProvenRequest {
            address: "https://SCEAU.example:443/oidc/userinfo?a=1",
            ..REQUEST
        };
        assert!(check_proof(&proof_for(with_query, 1_000), REQUEST, 1_000).is_ok());
    }

    #[test]
    fn a_proof_for_anything_else_is_refused() {
        let proof = proof_for(REQUEST, 1_000);
        let cases = [
            (
                ProvenRequest {
                    method: "POST",
                    ..REQUEST
                },
                1_000,
                DpopFault::OtherRequest,
            ),
            (
                ProvenRequest {
                    address: "https://sceau.example/oidc/token",
                    ..REQUEST
                },
                1_000,
                DpopFault::OtherRequest,
            ),
            (
                ProvenRequest {
                    access_token: Some("other"),
                    ..REQUEST
                },
                1_000,
                DpopFault::OtherToken,
            ),
            (
                ProvenRequest {
                    access_token: None,
                    ..REQUEST
                },
                1_000,
                DpopFault::OtherToken,
            ),
            (REQUEST, 1_061, DpopFault::Time),
            (REQUEST, 939, DpopFault::Time),
        ];
        for (request, now, fault) in cases {
            assert_eq!(check_proof(&proof, request, now), Err(fault));
        }
    }

    /// Signed as it should be, by a key of a kind that is not announced.
    fn proof_by_rsa() -> String {
        let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let numbers = key.public_key();
        let n = encode_base64url(numbers.modulus().big_endian_without_leading_zero());
        let e = encode_base64url(numbers.exponent().big_endian_without_leading_zero());
        let header = json!({"typ": TYPE, "alg": "RS256", "jwk": {"kty": "RSA", "n": n, "e": e}});
        let claims = json!({"jti": "1", "htm": "GET", "htu": USERINFO, "iat": 1_000,
            "ath": hash_token("token")});
        let signed = [header, claims].map(|part| encode_base64url(part.to_string()));
        let signed = signed.join(".");
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            signed.as_bytes(),
            &mut signature,
        )
        .unwrap();
        format!("{signed}.{}", encode_base64url(signature))
    }

    #[test]
    fn only_the_kind_of_key_that_is_announced_makes_proofs() {
        let believed = check_proof(&proof_by_rsa(), REQUEST, 1_000);
        assert_eq!(believed, Err(DpopFault::Signature));
    }

    #[test]
    fn another_type_a_private_key_or_a_foreign_signature_is_no_proof() {
        let key = signing_key(7);
        let claims = json!({"jti": "1", "htm": "GET", "htu": USERINFO, "iat": 1_000,
            "ath": hash_token("token")});
        let plain = jws::sign_with_embedded_key(&claims, "jwt", &key).unwrap();
        assert_eq!(
            check_proof(&plain, REQUEST, 1_000),
            Err(DpopFault::Malformed)
        );

        let proof = proof_for(REQUEST, 1_000);
        let parts: Vec<&str> = proof.split('.').collect();
        let mut header: serde_json::Value =
            serde_json::from_slice(&decode_base64url(parts[0]).unwrap()).unwrap();
        header["jwk"]["d"] = json!("AA");
        let leaking = encode_base64url(header.to_string());
        assert_eq!(
            check_proof(&[&leaking, parts[1], parts[2]].join("."), REQUEST, 1_000),
            Err(DpopFault::Malformed)
        );
        header["jwk"] = serde_json::to_value(signing_key(8).public().bare()).unwrap();
        let foreign = encode_base64url(header.to_string());
        assert_eq!(
            check_proof(&[&foreign, parts[1], parts[2]].join("."), REQUEST, 1_000),
            Err(DpopFault::Signature)
        );
        for nonsense in ["", "a.b.c", "..", "e30.e30.AA"] {
            assert_eq!(
                check_proof(nonsense, REQUEST, 1_000),
                Err(DpopFault::Malformed),
                "{nonsense}"
            );
        }
    }
}
