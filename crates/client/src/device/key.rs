//! A P-256 key: the device's, which signs activations, approvals and session keys, or a session's.

use super::KeyFault;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use sceau_domain::private::Secret;

/// An opened key. The device's lives for one signature.
pub(crate) struct DeviceKey(EcdsaKeyPair);

impl DeviceKey {
    /// Makes a fresh one. The provider draws the key from its own generator: the one place where
    /// randomness is not an argument.
    pub(crate) fn make_random() -> Result<Self, KeyFault> {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
            .map(Self)
            .map_err(|_| KeyFault)
    }

    /// Reads one back.
    pub(super) fn from_bytes(bytes: &Secret<Vec<u8>>) -> Result<Self, KeyFault> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes.reveal())
            .map(Self)
            .map_err(|_| KeyFault)
    }

    /// PKCS #8, to be sealed and nothing else.
    pub(super) fn to_bytes(&self) -> Result<Secret<Vec<u8>>, KeyFault> {
        let document = self.0.to_pkcs8v1().map_err(|_| KeyFault)?;
        Ok(Secret::new(document.as_ref().to_vec()))
    }

    /// The public point, uncompressed: 65 bytes.
    pub(crate) fn public_point(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// ECDSA with SHA-256: 64 bytes.
    pub(crate) fn sign(&self, statement: &[u8]) -> Result<Secret<Vec<u8>>, KeyFault> {
        let signature = self
            .0
            .sign(&SystemRandom::new(), statement)
            .map_err(|_| KeyFault)?;
        Ok(Secret::new(signature.as_ref().to_vec()))
    }
}
