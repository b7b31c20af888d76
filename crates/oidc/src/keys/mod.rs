//! Keys: what is published ([`Jwks`]), what signs ([`SigningKey`], [`KeyRing`]), what opens
//! ([`DecryptionKey`]), and their stored form ([`PrivateJwk`]).

mod decryption;
mod ec;
mod private_jwk;
mod public;
mod ring;
mod rsa_der;
mod signing;

pub use decryption::DecryptionKey;
pub(crate) use decryption::{agree, agree_once, encrypt_with_rsa};
pub use private_jwk::PrivateJwk;
pub use public::{Jwks, KeyMaterial, KeyUse, PublicJwk, derive_thumbprint};
pub use ring::{KeyRing, KeyRingRecord};
pub use signing::SigningKey;

/// Why a key could not be made or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The stored key is damaged, or of a kind that cannot serve here.
    #[error("the key is damaged or of the wrong kind")]
    Unusable,
    /// The crypto library could not make a key, or the randomness given is stuck.
    #[error("the key could not be made")]
    Generation,
}
