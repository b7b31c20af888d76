//! Public keys as published (RFC 7517), named by their thumbprint (RFC 7638).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use jsonwebtoken::Algorithm;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::encoding::{decode_base64url, derive_sha256, encode_base64url};
use crate::jwe::KeyManagement;

/// The numbers of a public key, in base64url.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kty")]
pub enum KeyMaterial {
    /// An elliptic curve point; only `P-256` serves here.
    #[serde(rename = "EC")]
    Ec {
        /// The curve.
        crv: String,
        /// First coordinate, 32 bytes.
        x: String,
        /// Second coordinate, 32 bytes.
        y: String,
    },
    /// An RSA key.
    #[serde(rename = "RSA")]
    Rsa {
        /// Modulus, big-endian.
        n: String,
        /// Exponent, big-endian.
        e: String,
    },
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyUse {
    /// Signatures.
    Sig,
    /// Encryption.
    Enc,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PublicJwk {
    /// Its numbers.
    #[serde(flatten)]
    pub material: KeyMaterial,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// What it is for.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub key_use: Option<KeyUse>,
    /// The one algorithm it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
}

impl PublicJwk {
    /// A key named by its thumbprint.
    pub fn named(material: KeyMaterial, key_use: KeyUse, alg: &str) -> Self {
        let kid = Some(derive_thumbprint(&material));
        Self {
            material,
            kid,
            key_use: Some(key_use),
            alg: Some(alg.to_owned()),
        }
    }

    /// The numbers alone, for `epk`.
    pub fn bare(&self) -> Self {
        Self {
            material: self.material.clone(),
            kid: None,
            key_use: None,
            alg: None,
        }
    }

    /// May a signature of this algorithm be checked with this key?
    pub fn fits_signature(&self, algorithm: Algorithm) -> bool {
        let name = match (&self.material, algorithm) {
            (KeyMaterial::Ec { crv, .. }, Algorithm::ES256) if crv == "P-256" => "ES256",
            (KeyMaterial::Rsa { .. }, Algorithm::RS256) => "RS256",
            _ => return false,
        };
        self.alg.as_deref().is_none_or(|alg| alg == name)
    }

    /// May a token be encrypted to this key in this way?
    pub fn fits_encryption(&self, key_management: KeyManagement) -> bool {
        let is_of_kind = match &self.material {
            KeyMaterial::Ec { crv, .. } => {
                key_management == KeyManagement::EcdhEs && crv == "P-256"
            }
            KeyMaterial::Rsa { .. } => key_management != KeyManagement::EcdhEs,
        };
        is_of_kind
            && self.key_use != Some(KeyUse::Sig)
            && self
                .alg
                .as_deref()
                .is_none_or(|alg| alg == key_management.as_str())
    }

    /// Whether these 64 bytes are this P-256 key's `ES256` signature over a message; of a key of another kind,
    /// nothing is.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.point().is_some_and(|point| {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(message, signature)
                .is_ok()
        })
    }

    /// The uncompressed point (65 bytes) of a P-256 key.
    pub(crate) fn point(&self) -> Option<Vec<u8>> {
        let KeyMaterial::Ec { crv, x, y } = &self.material else {
            return None;
        };
        let (x, y) = (decode_base64url(x)?, decode_base64url(y)?);
        if crv != "P-256" || x.len() != 32 || y.len() != 32 {
            return None;
        }
        Some([&[4], x.as_slice(), y.as_slice()].concat())
    }
}

/// A key's thumbprint (RFC 7638): SHA-256 of the required members, in lexicographic order, without
/// spaces; base64url.
pub fn derive_thumbprint(material: &KeyMaterial) -> String {
    let canonical = match material {
        KeyMaterial::Ec { crv, x, y } => {
            format!(r#"{{"crv":"{crv}","kty":"EC","x":"{x}","y":"{y}"}}"#)
        }
        KeyMaterial::Rsa { n, e } => format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#),
    };
    encode_base64url(derive_sha256(canonical.as_bytes()))
}

/// A set of public keys. Reading ignores keys of unknown kinds, as RFC 7517 §5 asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<PublicJwk>,
}

impl Jwks {
    /// A set of these keys.
    pub fn of(keys: impl IntoIterator<Item = PublicJwk>) -> Self {
        Self {
            keys: keys.into_iter().collect(),
        }
    }

    /// The first key a token may be encrypted to in this way.
    pub fn find_for_encryption(&self, key_management: KeyManagement) -> Option<&PublicJwk> {
        self.keys
            .iter()
            .find(|key| key.fits_encryption(key_management))
    }
}

impl<'de> Deserialize<'de> for Jwks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Loose {
            keys: Vec<Value>,
        }
        let loose = Loose::deserialize(deserializer)?;
        Ok(Self::of(
            loose
                .keys
                .into_iter()
                .filter_map(|key| serde_json::from_value(key).ok()),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_is_the_one_of_the_rfc() {
        // RFC 7638 §3.1.
        let material = KeyMaterial::Rsa {
            n: String::from(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            ),
            e: String::from("AQAB"),
        };
        assert_eq!(
            derive_thumbprint(&material),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }

    #[test]
    fn keys_of_unknown_kinds_are_passed_over() {
        let jwks: Jwks = serde_json::from_str(
            r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"},{"kty":"RSA","n":"AA","e":"AQAB","x5t":"z"}]}"#,
        )
        .unwrap();
        assert_eq!(jwks.keys.len(), 1);
    }

    #[test]
    fn a_signature_is_of_one_key_over_one_message() {
        let key = crate::test_support::signing_key(1);
        let signature = key.sign(b"message").unwrap();
        assert!(key.public().has_signed(b"message", &signature));
        assert!(!key.public().has_signed(b"another", &signature));
        let other = crate::test_support::signing_key(2).public();
        assert!(!other.has_signed(b"message", &signature));
    }

    #[test]
    fn a_signing_key_is_never_encrypted_to() {
        let key = crate::test_support::signing_key(1).public();
        assert!(!key.fits_encryption(KeyManagement::EcdhEs));
    }
}
