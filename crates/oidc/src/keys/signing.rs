//! A private key that signs with `ES256`.

use core::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use std::sync::Arc;

use super::ec::{Scalar, derive_material, make_scalar};
use super::{KeyError, KeyMaterial, KeyUse, PrivateJwk, PublicJwk};

/// A P-256 key that signs. `Debug` prints its name only.
#[derive(Clone)]
pub struct SigningKey {
    scalar: Scalar,
    /// As the crypto library signs with it: made once, because making it costs as much as signing.
    pair: Arc<EcdsaKeyPair>,
    public: PublicJwk,
}

impl SigningKey {
    /// Draws a new key.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the randomness is stuck.
    pub fn make(fill: crate::Fill<'_>) -> Result<Self, KeyError> {
        Self::from_scalar(make_scalar(fill)?)
    }

    /// Reads a stored key.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when it is no P-256 key or its halves do not fit.
    pub fn from_jwk(jwk: &PrivateJwk) -> Result<Self, KeyError> {
        let key = Self::from_scalar(jwk.ec_scalar()?)?;
        if key.public.material == *jwk.material() {
            Ok(key)
        } else {
            Err(KeyError::Unusable)
        }
    }

    fn from_scalar(scalar: Scalar) -> Result<Self, KeyError> {
        let material: KeyMaterial = derive_material(&scalar)?;
        let public = PublicJwk::named(material, KeyUse::Sig, "ES256");
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            scalar.as_ref(),
            &public.point().ok_or(KeyError::Unusable)?,
        );
        Ok(Self {
            scalar,
            pair: Arc::new(pair.map_err(|_| KeyError::Unusable)?),
            public,
        })
    }

    /// Its name: the thumbprint.
    pub fn kid(&self) -> &str {
        self.public.kid.as_deref().unwrap_or_default()
    }

    /// What may be published.
    pub fn public(&self) -> PublicJwk {
        self.public.clone()
    }

    /// What is stored, encrypted.
    pub fn to_jwk(&self) -> PrivateJwk {
        PrivateJwk::of_ec(self.public.clone(), &self.scalar)
    }

    /// `ES256` over a message: 64 bytes (RFC 7518 §3.4). `None` when the library refuses.
    pub fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        let signature = self.pair.sign(&SystemRandom::new(), message).ok()?;
        signature.as_ref().try_into().ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SigningKey").field(&self.kid()).finish()
    }
}
