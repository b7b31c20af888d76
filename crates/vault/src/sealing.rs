//! Sealing bytes under a key: XChaCha20-Poly1305, whose 24-byte nonces may be drawn at random.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use sceau_service::ports::VaultFailure;

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;
/// Bytes of a nonce.
pub(crate) const NONCE_BYTES: usize = 24;
/// Bytes that sealing adds.
pub(crate) const TAG_BYTES: usize = 16;
/// Bytes of a wrapped key: nonce, key, tag.
pub(crate) const WRAPPED_BYTES: usize = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/// A key that seals. Wiped when dropped.
#[derive(Clone)]
pub(crate) struct SealingKey(XChaCha20Poly1305);

impl SealingKey {
    /// Takes the key's bytes.
    pub(crate) fn new(bytes: &Secret<[u8; KEY_BYTES]>) -> Self {
        Self(XChaCha20Poly1305::new(&Key::from(*bytes.reveal())))
    }

    /// Seals a message together with what it belongs to.
    pub(crate) fn seal(
        &self,
        nonce: [u8; NONCE_BYTES],
        belongs_to: &[u8],
        message: &[u8],
    ) -> Result<Vec<u8>, VaultFailure> {
        let payload = Payload {
            msg: message,
            aad: belongs_to,
        };
        // Only a message of more than 256 GB is refused.
        self.0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| VaultFailure::Tampered)
    }

    /// Opens a sealed message.
    ///
    /// # Errors
    /// `Tampered` when message, nonce or belonging are not those it was sealed with.
    pub(crate) fn open(
        &self,
        nonce: [u8; NONCE_BYTES],
        belongs_to: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, VaultFailure> {
        let payload = Payload {
            msg: sealed,
            aad: belongs_to,
        };
        self.0
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| VaultFailure::Tampered)
    }

    /// Makes a fresh key and wraps it for storage.
    pub(crate) fn make_random_key(
        &self,
        random: &dyn Random,
        belongs_to: &[u8],
    ) -> Result<(Self, Vec<u8>), VaultFailure> {
        let mut key = [0; KEY_BYTES];
        random.fill(&mut key);
        let key = Secret::new(key);
        let nonce = make_random_nonce(random);
        let mut wrapped = nonce.to_vec();
        wrapped.extend(self.seal(nonce, belongs_to, key.reveal())?);
        Ok((Self::new(&key), wrapped))
    }

    /// Unwraps a stored key.
    pub(crate) fn unwrap_key(
        &self,
        belongs_to: &[u8],
        wrapped: &[u8],
    ) -> Result<Self, VaultFailure> {
        let (nonce, sealed) = wrapped
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(VaultFailure::Tampered)?;
        let key = self.open(*nonce, belongs_to, sealed)?;
        let key: [u8; KEY_BYTES] = key.try_into().map_err(|_| VaultFailure::Tampered)?;
        Ok(Self::new(&Secret::new(key)))
    }
}

/// A nonce that no other message of this key has, by chance alone.
pub(crate) fn make_random_nonce(random: &dyn Random) -> [u8; NONCE_BYTES] {
    let mut nonce = [0; NONCE_BYTES];
    random.fill(&mut nonce);
    nonce
}
