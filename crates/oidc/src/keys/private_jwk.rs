//! The stored form of a private key: a JWK with its secret members (RFC 7518 §6.2.2, §6.3.2).
//! Whoever writes it to disk encrypts it first.

use core::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeyPairComponents, PublicKeyComponents};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::ec::Scalar;
use super::rsa_der::RsaNumbers;
use super::{KeyError, KeyMaterial, PublicJwk};
use crate::encoding::{decode_base64url, encode_base64url};

/// A private key as JSON. `Debug` prints its name only; the memory is wiped on drop.
#[derive(Clone, Serialize, Deserialize)]
pub struct PrivateJwk {
    /// The public half.
    #[serde(flatten)]
    pub public: PublicJwk,
    d: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dp: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dq: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    qi: Option<String>,
}

impl PrivateJwk {
    pub(super) const fn material(&self) -> &KeyMaterial {
        &self.public.material
    }

    pub(super) fn of_ec(public: PublicJwk, scalar: &Scalar) -> Self {
        let d = encode_base64url(scalar.as_ref());
        Self {
            public,
            d,
            p: None,
            q: None,
            dp: None,
            dq: None,
            qi: None,
        }
    }

    pub(super) fn of_rsa(public: PublicJwk, numbers: &RsaNumbers) -> Self {
        let [d, p, q, dp, dq, qi] = numbers
            .secret
            .each_ref()
            .map(|number| encode_base64url(number.as_slice()));
        Self {
            public,
            d,
            p: Some(p),
            q: Some(q),
            dp: Some(dp),
            dq: Some(dq),
            qi: Some(qi),
        }
    }

    pub(super) fn ec_scalar(&self) -> Result<Scalar, KeyError> {
        let bytes = Zeroizing::new(decode_base64url(&self.d).ok_or(KeyError::Unusable)?);
        if !matches!(self.material(), KeyMaterial::Ec { .. }) || bytes.len() != 32 {
            return Err(KeyError::Unusable);
        }
        let mut scalar = Scalar::default();
        scalar.copy_from_slice(&bytes);
        Ok(scalar)
    }

    pub(super) fn rsa_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let KeyMaterial::Rsa { n, e } = self.material() else {
            return Err(KeyError::Unusable);
        };
        let number = |text: Option<&str>| {
            text.and_then(decode_base64url)
                .map(Zeroizing::new)
                .ok_or(KeyError::Unusable)
        };
        let components = KeyPairComponents {
            public_key: PublicKeyComponents {
                n: number(Some(n))?,
                e: number(Some(e))?,
            },
            d: number(Some(&self.d))?,
            p: number(self.p.as_deref())?,
            q: number(self.q.as_deref())?,
            dP: number(self.dp.as_deref())?,
            dQ: number(self.dq.as_deref())?,
            qInv: number(self.qi.as_deref())?,
        };
        let components = KeyPairComponents {
            public_key: PublicKeyComponents {
                n: components.public_key.n.as_slice(),
                e: components.public_key.e.as_slice(),
            },
            d: components.d.as_slice(),
            p: components.p.as_slice(),
            q: components.q.as_slice(),
            dP: components.dP.as_slice(),
            dQ: components.dQ.as_slice(),
            qInv: components.qInv.as_slice(),
        };
        let pair = KeyPair::from_components(&components).map_err(|_| KeyError::Unusable)?;
        let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::Unusable)?;
        Ok(Zeroizing::new(der.as_ref().to_vec()))
    }
}

impl Drop for PrivateJwk {
    fn drop(&mut self) {
        self.d.zeroize();
        for part in [
            &mut self.p,
            &mut self.q,
            &mut self.dp,
            &mut self.dq,
            &mut self.qi,
        ] {
            part.zeroize();
        }
    }
}

impl fmt::Debug for PrivateJwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PrivateJwk").field(&self.public.kid).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{DecryptionKey, SigningKey};
    use crate::test_support::{seeded, signing_key};

    #[test]
    fn a_stored_key_comes_back_the_same_and_prints_no_secret() {
        let key = signing_key(1);
        let text = serde_json::to_string(&key.to_jwk()).unwrap();
        let back: PrivateJwk = serde_json::from_str(&text).unwrap();
        assert_eq!(SigningKey::from_jwk(&back).unwrap().kid(), key.kid());
        assert!(!format!("{back:?} {key:?}").contains(&back.d));

        for key in [
            DecryptionKey::make_rsa(crate::jwe::KeyManagement::RsaOaep256).unwrap(),
            DecryptionKey::make_ec(&seeded(9)).unwrap(),
        ] {
            let text = serde_json::to_string(&key.to_jwk().unwrap()).unwrap();
            let back = DecryptionKey::from_jwk(&serde_json::from_str(&text).unwrap()).unwrap();
            assert_eq!(back.public(), key.public());
        }
    }

    #[test]
    fn halves_of_two_keys_do_not_make_one() {
        let mut mixed = signing_key(1).to_jwk();
        mixed.public = signing_key(2).public();
        assert!(SigningKey::from_jwk(&mixed).is_err());
    }
}
