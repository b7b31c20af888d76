//! Secrets: never printed, wiped when dropped, compared in constant time.

use core::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::encoding::{derive_sha256, encode_hex, is_equal_in_constant_time};

/// A secret text: a code, an access token, a client secret, an assertion.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Guards a secret.
    pub const fn new(value: String) -> Self {
        Self(value)
    }

    /// Reads the secret; never pass it to a log or an error.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored in its place.
    pub fn derive_hash(&self) -> SecretHash {
        SecretHash::derive(&self.0)
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a secret, as 64 hexadecimal characters. Enough for secrets drawn at random
/// (≥ 128 bits): a slow hash protects passwords people choose, and there are none here.
#[derive(Clone, Serialize, Deserialize, PartialEq, Eq, Hash)]
#[serde(transparent)]
pub struct SecretHash(String);

impl SecretHash {
    /// The hash of this secret.
    pub fn derive(secret: &str) -> Self {
        Self(encode_hex(&derive_sha256(secret.as_bytes())))
    }

    /// The stored form, for a row or a look-up by hash.
    pub fn as_hex(&self) -> &str {
        &self.0
    }

    /// Takes a hash back from a row or a configuration file; it matches nothing if malformed.
    pub const fn from_hex(hex: String) -> Self {
        Self(hex)
    }

    /// Does this secret have this hash? In constant time.
    pub fn is_of(&self, secret: &str) -> bool {
        is_equal_in_constant_time(self.0.as_bytes(), Self::derive(secret).0.as_bytes())
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_secret_nor_its_hash_is_printed() {
        let secret = Secret::new(String::from("correct-horse"));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(format!("{:?}", secret.derive_hash()), "SecretHash(…)");
    }

    #[test]
    fn only_the_same_secret_has_the_hash() {
        let hash = SecretHash::derive("correct-horse");
        assert!(hash.is_of("correct-horse"));
        assert!(!hash.is_of("correct-horse "));
        assert!(!SecretHash::from_hex(String::new()).is_of(""));
    }
}
