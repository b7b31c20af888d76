//! The device key at rest.

use super::derive::sealing_key;
use super::{CodeCost, Derived, DeviceKey, KeyFault, derive};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use sceau_domain::secret_code::SecretCode;
use serde::{Deserialize, Serialize};

/// A sealed device key, as it is kept between two runs.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedDevice {
    version: u8,
    device: String,
    cost: CodeCost,
    salt: String,
    nonce: String,
    sealed: String,
}

impl core::fmt::Debug for SealedDevice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SealedDevice({})", self.device)
    }
}

impl SealedDevice {
    /// Seals a key under the code's half and the server's share.
    pub(crate) fn seal(
        device: DeviceId,
        key: &DeviceKey,
        (salt, cost): ([u8; 16], CodeCost),
        half: &Secret<[u8; 32]>,
        share: &Secret<[u8; 32]>,
        random: &dyn Random,
    ) -> Result<Self, KeyFault> {
        let mut nonce = [0; 12];
        random.fill(&mut nonce);
        let plain = key.to_bytes()?;
        let label = label_of(device);
        let payload = Payload {
            msg: plain.reveal(),
            aad: label.as_bytes(),
        };
        let sealed = cipher_of(half, share)?
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| KeyFault)?;
        Ok(Self {
            version: 1,
            device: device.to_string(),
            cost,
            salt: STANDARD.encode(salt),
            nonce: STANDARD.encode(nonce),
            sealed: STANDARD.encode(sealed),
        })
    }

    /// The device's name at the server.
    pub(crate) fn device(&self) -> Result<DeviceId, KeyFault> {
        self.device.parse().map_err(|_| KeyFault)
    }

    /// What a typed code gives with this key's salt. Slow on purpose.
    pub(crate) fn derive(&self, code: &SecretCode) -> Result<Derived, KeyFault> {
        derive(code, &bytes_of::<16>(&self.salt)?, self.cost)
    }

    /// Opens the key.
    pub(crate) fn open(
        &self,
        half: &Secret<[u8; 32]>,
        share: &Secret<[u8; 32]>,
    ) -> Result<DeviceKey, KeyFault> {
        if self.version != 1 {
            return Err(KeyFault);
        }
        let sealed = STANDARD.decode(&self.sealed).map_err(|_| KeyFault)?;
        let label = label_of(self.device()?);
        let payload = Payload {
            msg: &sealed,
            aad: label.as_bytes(),
        };
        let nonce = Nonce::from(bytes_of::<12>(&self.nonce)?);
        let plain = cipher_of(half, share)?
            .decrypt(&nonce, payload)
            .map_err(|_| KeyFault)?;
        DeviceKey::from_bytes(&Secret::new(plain))
    }
}

fn cipher_of(
    half: &Secret<[u8; 32]>,
    share: &Secret<[u8; 32]>,
) -> Result<ChaCha20Poly1305, KeyFault> {
    Ok(ChaCha20Poly1305::new(&Key::from(
        *sealing_key(half, share)?.reveal(),
    )))
}

fn label_of(device: DeviceId) -> String {
    format!("sceau device key v1 {device}")
}

fn bytes_of<const N: usize>(text: &str) -> Result<[u8; N], KeyFault> {
    STANDARD
        .decode(text)
        .map_err(|_| KeyFault)?
        .try_into()
        .map_err(|_| KeyFault)
}
