//! The device key: made here, sealed by the secret code and the server's share (ADR 0003).
//!
//! From the code, Argon2id gives one value on this device; HKDF-SHA256 (RFC 5869) draws two apart
//! from it: a *proof*, which the server compares and counts, and, together with the server's *share*,
//! the key of ChaCha20-Poly1305 (RFC 8439) that seals the P-256 key. A stolen disk holds neither.

mod derive;
mod key;
mod seal;
mod session_key;

pub use derive::CodeCost;
pub(crate) use derive::{Derived, derive};
pub(crate) use key::DeviceKey;
pub(crate) use seal::SealedDevice;
pub(crate) use session_key::{ChallengeSigner, SessionKey};

#[cfg(test)]
mod tests;

/// The device key cannot be made, opened or used. Says no more: the reason would only help a thief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the device key cannot be used")]
pub(crate) struct KeyFault;
