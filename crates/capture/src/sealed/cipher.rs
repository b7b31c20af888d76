//! One piece of a sealed file, sealed and opened.

use super::{CaptureHandle, SealFault};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;

/// The key of a capture. Kept by the caller, in the system's key store where there is one; wiped
/// from memory when dropped; printed as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureKey(Secret<[u8; 32]>);

impl CaptureKey {
    /// Draws a fresh key.
    pub fn make_random(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(Secret::new(bytes))
    }

    /// Takes a key back from the key store.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// The bytes, for the key store only.
    pub const fn reveal(&self) -> &[u8; 32] {
        self.0.reveal()
    }
}

/// Bytes of the header.
pub(super) const HEADER: usize = 32;
/// Bytes of a piece before sealing: a segment of the chain.
pub(super) const PIECE: usize = sceau_domain::film::SEGMENT_BYTES;
/// Bytes that sealing adds to a piece.
pub(super) const TAG: usize = 16;

/// Mark, version, handle: authenticated with every piece.
pub(super) fn header_of(handle: &CaptureHandle) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..8].copy_from_slice(b"SCEAUCAP");
    header[8] = 1;
    header[16..].copy_from_slice(handle.as_bytes());
    header
}

/// Which piece of which file.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) index: u64,
    pub(super) is_last: bool,
}

fn nonce_of(handle: &CaptureHandle, place: Place) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(handle.as_bytes());
    // Seven bytes of number: 2^56 pieces of 64 KiB are beyond any disk.
    nonce[16..23].copy_from_slice(&place.index.to_be_bytes()[1..]);
    nonce[23] = u8::from(place.is_last);
    XNonce::from(nonce)
}

pub(super) fn cipher_of(key: &CaptureKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key.reveal()))
}

pub(super) fn seal_piece(
    cipher: &XChaCha20Poly1305,
    handle: &CaptureHandle,
    place: Place,
    plain: &[u8],
) -> Result<Vec<u8>, SealFault> {
    let header = header_of(handle);
    let payload = Payload {
        msg: plain,
        aad: &header,
    };
    cipher
        .encrypt(&nonce_of(handle, place), payload)
        .map_err(|_| SealFault::Broken)
}

pub(super) fn open_piece(
    cipher: &XChaCha20Poly1305,
    handle: &CaptureHandle,
    place: Place,
    sealed: &[u8],
) -> Result<Vec<u8>, SealFault> {
    let header = header_of(handle);
    let payload = Payload {
        msg: sealed,
        aad: &header,
    };
    cipher
        .decrypt(&nonce_of(handle, place), payload)
        .map_err(|_| SealFault::Broken)
}
