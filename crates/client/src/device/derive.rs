//! From six digits to a proof and half a key.

use super::KeyFault;
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use sceau_domain::private::Secret;
use sceau_domain::secret_code::SecretCode;
use serde::{Deserialize, Serialize};

/// How slow guessing the secret code is made (Argon2id, RFC 9106). Kept with the sealed key, so that
/// a later version may ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeCost {
    /// Memory in KiB, 8 or more.
    pub memory_kib: u32,
    /// Passes, 1 or more.
    pub passes: u32,
}

impl CodeCost {
    /// The second recommended choice of RFC 9106: 64 MiB, three passes; a fraction of a second.
    pub const STRONG: Self = Self {
        memory_kib: 65_536,
        passes: 3,
    };
}

/// What the code gives on this device.
pub(crate) struct Derived {
    /// Proves the code to the server: 32 bytes.
    pub(crate) proof: Secret<[u8; 32]>,
    /// This device's half of the sealing key: 32 bytes, never sent.
    pub(crate) half: Secret<[u8; 32]>,
}

/// Derives both. Takes a fraction of a second on purpose: never on a thread that must answer.
pub(crate) fn derive(code: &SecretCode, salt: &[u8], cost: CodeCost) -> Result<Derived, KeyFault> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| KeyFault)?;
    let mut bytes = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(code.reveal().as_bytes(), salt, &mut bytes)
        .map_err(|_| KeyFault)?;
    let stretched = Secret::new(bytes);
    Ok(Derived {
        proof: expand(&[], stretched.reveal(), b"sceau unlock proof v1")?,
        half: expand(&[], stretched.reveal(), b"sceau device half key v1")?,
    })
}

/// Joins this device's half and the server's share into the sealing key.
pub(super) fn sealing_key(
    half: &Secret<[u8; 32]>,
    share: &Secret<[u8; 32]>,
) -> Result<Secret<[u8; 32]>, KeyFault> {
    expand(
        share.reveal(),
        half.reveal(),
        b"sceau device sealing key v1",
    )
}

fn expand(salt: &[u8], material: &[u8], label: &[u8]) -> Result<Secret<[u8; 32]>, KeyFault> {
    let mut bytes = [0; 32];
    Salt::new(HKDF_SHA256, salt)
        .extract(material)
        .expand(&[label], HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut bytes))
        .map_err(|_| KeyFault)?;
    Ok(Secret::new(bytes))
}
