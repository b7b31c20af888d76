//! A private key that signs with `ES256`.

use core::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use zeroize::Zeroizing;

use super::ec::{Scalar, derive_material, library_key, make_scalar};
use super::{KeyError, KeyMaterial, KeyUse, PrivateJwk, PublicJwk};

/// A P-256 key that signs. `Debug` prints its name only.
#[derive(Clone)]
pub struct SigningKey {
    scalar: Scalar,
    pkcs8: Zeroizing<Vec<u8>>,
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
        let der: Pkcs8V1Der<'_> = library_key(&scalar)?
            .as_der()
            .map_err(|_| KeyError::Unusable)?;
        let pkcs8 = Zeroizing::new(der.as_ref().to_vec());
        Ok(Self {
            scalar,
            pkcs8,
            public: PublicJwk::named(material, KeyUse::Sig, "ES256"),
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

    pub(crate) fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SigningKey").field(&self.kid()).finish()
    }
}
