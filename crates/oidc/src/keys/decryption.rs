//! A private key that opens tokens encrypted to us, and the public operations beside it.

use core::fmt;

use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OaepAlgorithm, OaepPrivateDecryptingKey, OaepPublicEncryptingKey,
    PrivateDecryptingKey, PublicEncryptingKey, PublicKeyComponents,
};
use zeroize::Zeroizing;

use super::ec::{Scalar, derive_material, library_key, make_ephemeral, make_scalar, material_of};
use super::rsa_der::RsaNumbers;
use super::{KeyError, KeyMaterial, KeyUse, PrivateJwk, PublicJwk};
use crate::encoding::{decode_base64url, encode_base64url};
use crate::jwe::KeyManagement;

/// A key tokens are encrypted to. `Debug` prints its name only.
#[derive(Clone)]
pub struct DecryptionKey {
    secret: SecretPart,
    public: PublicJwk,
}

#[derive(Clone)]
enum SecretPart {
    Ec(Scalar),
    Rsa {
        pkcs8: Zeroizing<Vec<u8>>,
        library: PrivateDecryptingKey,
    },
}

impl DecryptionKey {
    /// Draws a P-256 key for `ECDH-ES`.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the randomness is stuck.
    pub fn make_ec(fill: crate::Fill<'_>) -> Result<Self, KeyError> {
        Self::from_scalar(make_scalar(fill)?)
    }

    /// Makes a 2048-bit RSA key for `RSA-OAEP` or `RSA-OAEP-256`. The crypto library draws it: it
    /// takes no randomness from outside.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] for a key management that is not RSA's, [`KeyError::Generation`].
    pub fn make_rsa(key_management: KeyManagement) -> Result<Self, KeyError> {
        if key_management.oaep().is_none() {
            return Err(KeyError::Unusable);
        }
        let library =
            PrivateDecryptingKey::generate(KeySize::Rsa2048).map_err(|_| KeyError::Generation)?;
        let der: Pkcs8V1Der<'_> = library.as_der().map_err(|_| KeyError::Generation)?;
        let alg = key_management.as_str().to_owned();
        Self::from_pkcs8(Zeroizing::new(der.as_ref().to_vec()), Some(alg))
    }

    /// Reads a stored key.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when its parts do not fit together.
    pub fn from_jwk(jwk: &PrivateJwk) -> Result<Self, KeyError> {
        let key = match jwk.material() {
            KeyMaterial::Ec { .. } => Self::from_scalar(jwk.ec_scalar()?)?,
            KeyMaterial::Rsa { .. } => Self::from_pkcs8(jwk.rsa_pkcs8()?, jwk.public.alg.clone())?,
        };
        if key.public.material == *jwk.material() {
            Ok(key)
        } else {
            Err(KeyError::Unusable)
        }
    }

    fn from_scalar(scalar: Scalar) -> Result<Self, KeyError> {
        let material = derive_material(&scalar)?;
        let public = PublicJwk::named(material, KeyUse::Enc, "ECDH-ES");
        Ok(Self {
            secret: SecretPart::Ec(scalar),
            public,
        })
    }

    fn from_pkcs8(pkcs8: Zeroizing<Vec<u8>>, alg: Option<String>) -> Result<Self, KeyError> {
        let library = PrivateDecryptingKey::from_pkcs8(&pkcs8).map_err(|_| KeyError::Unusable)?;
        let numbers = RsaNumbers::read(&pkcs8).ok_or(KeyError::Unusable)?;
        let material = KeyMaterial::Rsa {
            n: encode_base64url(&numbers.n),
            e: encode_base64url(&numbers.e),
        };
        let alg = alg.unwrap_or_else(|| String::from("RSA-OAEP-256"));
        let public = PublicJwk::named(material, KeyUse::Enc, &alg);
        Ok(Self {
            secret: SecretPart::Rsa { pkcs8, library },
            public,
        })
    }

    /// What may be published.
    pub fn public(&self) -> PublicJwk {
        self.public.clone()
    }

    /// What is stored, encrypted.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when the library's own form cannot be read.
    pub fn to_jwk(&self) -> Result<PrivateJwk, KeyError> {
        match &self.secret {
            SecretPart::Ec(scalar) => Ok(PrivateJwk::of_ec(self.public.clone(), scalar)),
            SecretPart::Rsa { pkcs8, .. } => RsaNumbers::read(pkcs8)
                .map(|numbers| PrivateJwk::of_rsa(self.public.clone(), &numbers))
                .ok_or(KeyError::Unusable),
        }
    }

    pub(crate) fn decrypt_with_rsa(
        &self,
        oaep: &'static OaepAlgorithm,
        ciphertext: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let SecretPart::Rsa { library, .. } = &self.secret else {
            return None;
        };
        let key = OaepPrivateDecryptingKey::new(library.clone()).ok()?;
        let mut buffer = Zeroizing::new(vec![0; key.min_output_size()]);
        let length = key.decrypt(oaep, ciphertext, &mut buffer, None).ok()?.len();
        buffer.truncate(length);
        Some(buffer)
    }
}

impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DecryptionKey")
            .field(&self.public.kid)
            .finish()
    }
}

/// The shared secret of our P-256 key and a peer's; `None` when either is of another kind, or the
/// peer's point is not on the curve.
pub(crate) fn agree(ours: &DecryptionKey, peer: &PublicJwk) -> Option<Zeroizing<Vec<u8>>> {
    let SecretPart::Ec(scalar) = &ours.secret else {
        return None;
    };
    agree_with(&library_key(scalar).ok()?, peer)
}

/// Agrees with a peer by a key made for it alone: that key's public half, and the shared secret; `None` as
/// for [`agree`].
pub(crate) fn agree_once(
    peer: &PublicJwk,
    fill: crate::Fill<'_>,
) -> Option<(PublicJwk, Zeroizing<Vec<u8>>)> {
    let key = make_ephemeral(fill).ok()?;
    let public = PublicJwk {
        material: material_of(&key).ok()?,
        kid: None,
        key_use: None,
        alg: None,
    };
    Some((public, agree_with(&key, peer)?))
}

fn agree_with(key: &PrivateKey, peer: &PublicJwk) -> Option<Zeroizing<Vec<u8>>> {
    let peer = UnparsedPublicKey::new(&ECDH_P256, peer.point()?);
    agreement::agree(key, peer, (), |shared| Ok(Zeroizing::new(shared.to_vec()))).ok()
}

/// Encrypts a content key to an RSA key given by its numbers.
pub(crate) fn encrypt_with_rsa(
    n: &str,
    e: &str,
    oaep: &'static OaepAlgorithm,
    plaintext: &[u8],
) -> Option<Vec<u8>> {
    let trim = |text: &str| {
        let bytes = decode_base64url(text)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        Some(bytes[zeros..].to_vec())
    };
    let components = PublicKeyComponents {
        n: trim(n)?,
        e: trim(e)?,
    };
    let der: PublicKeyX509Der<'_> = components.as_der().ok()?;
    let key = PublicEncryptingKey::from_der(der.as_ref()).ok()?;
    let key = OaepPublicEncryptingKey::new(key).ok()?;
    let mut buffer = vec![0; key.ciphertext_size()];
    let length = key.encrypt(oaep, plaintext, &mut buffer, None).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}
