//! Sealed objects: pieces of 64 KB, each bound to its object, its place and whether it is the last,
//! so that none can be cut off, moved or swapped without being seen (the STREAM construction).
//!
//! Layout: `SCEAUOB1`, 19 random bytes, then the sealed pieces. The nonce of a piece is those bytes,
//! its number (32 bits, big-endian) and 1 for the last piece, else 0.

use crate::disk::storage;
use crate::sealing::{NONCE_BYTES, SealingKey, TAG_BYTES};
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt, try_unfold};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::random::Random;
use sceau_service::ports::{ByteStream, VaultFailure};

const MAGIC: &[u8; 8] = b"SCEAUOB1";
/// Random bytes that begin every nonce of an object.
pub(crate) const PREFIX_BYTES: usize = NONCE_BYTES - 5;
/// Bytes before the first piece.
pub(crate) const HEAD_BYTES: usize = MAGIC.len() + PREFIX_BYTES;
/// Bytes of every piece but the last.
pub(crate) const PIECE_BYTES: usize = 64 * 1024;
/// The same, sealed.
pub(crate) const SEALED_BYTES: usize = PIECE_BYTES + TAG_BYTES;

/// What an object is: sealed with it, so that it opens under no other name.
pub(crate) fn belonging(case: CaseId, evidence: EvidenceId, name: &str) -> Vec<u8> {
    format!("sceau-vault-object-v1\n{case}\n{evidence}\n{name}").into_bytes()
}

/// The nonce of a piece.
pub(crate) fn nonce(prefix: &[u8; PREFIX_BYTES], number: u32, is_last: bool) -> [u8; NONCE_BYTES] {
    let mut nonce = [0; NONCE_BYTES];
    nonce[..PREFIX_BYTES].copy_from_slice(prefix);
    nonce[PREFIX_BYTES..NONCE_BYTES - 1].copy_from_slice(&number.to_be_bytes());
    nonce[NONCE_BYTES - 1] = u8::from(is_last);
    nonce
}

/// Seals a whole object.
pub(crate) fn seal_object(
    key: &SealingKey,
    random: &dyn Random,
    belonging: &[u8],
    bytes: &[u8],
) -> Result<Vec<u8>, VaultFailure> {
    let mut prefix = [0; PREFIX_BYTES];
    random.fill(&mut prefix);
    let mut sealed = Vec::with_capacity(HEAD_BYTES + bytes.len() + TAG_BYTES);
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(&prefix);
    let mut rest = bytes;
    for number in 0.. {
        let (piece, after) = rest.split_at(rest.len().min(PIECE_BYTES));
        sealed.extend(key.seal(nonce(&prefix, number, after.is_empty()), belonging, piece)?);
        if after.is_empty() {
            break;
        }
        rest = after;
    }
    Ok(sealed)
}

/// The random bytes in an object's head.
pub(crate) fn read_prefix(object: &[u8]) -> Result<[u8; PREFIX_BYTES], VaultFailure> {
    object
        .strip_prefix(MAGIC)
        .and_then(|rest| rest.first_chunk().copied())
        .ok_or(VaultFailure::Tampered)
}

struct Opening {
    source: BoxStream<'static, Result<Bytes, object_store::Error>>,
    key: SealingKey,
    belonging: Vec<u8>,
    prefix: Option<[u8; PREFIX_BYTES]>,
    buffer: Vec<u8>,
    number: u32,
    is_done: bool,
}

/// Opens an object piece by piece. A piece is given out only once it is known to be right and, for
/// the last, once the object is known to end there.
pub(crate) fn open_object(
    key: SealingKey,
    belonging: Vec<u8>,
    source: BoxStream<'static, Result<Bytes, object_store::Error>>,
) -> ByteStream {
    let opening = Opening {
        source,
        key,
        belonging,
        prefix: None,
        buffer: Vec::new(),
        number: 0,
        is_done: false,
    };
    try_unfold(opening, |mut opening| async move {
        Ok(opening.next_piece().await?.map(|piece| (piece, opening)))
    })
    .boxed()
}

impl Opening {
    async fn next_piece(&mut self) -> Result<Option<Bytes>, VaultFailure> {
        if self.is_done {
            return Ok(None);
        }
        let prefix = self.read_head().await?;
        // One byte more than a piece proves that the piece is not the last.
        self.fill(SEALED_BYTES + 1).await?;
        let is_last = self.buffer.len() <= SEALED_BYTES;
        let sealed: Vec<u8> = self
            .buffer
            .drain(..self.buffer.len().min(SEALED_BYTES))
            .collect();
        let piece = self.key.open(
            nonce(&prefix, self.number, is_last),
            &self.belonging,
            &sealed,
        )?;
        self.number = self.number.checked_add(1).ok_or(VaultFailure::Tampered)?;
        self.is_done = is_last;
        Ok(Some(Bytes::from(piece)))
    }

    async fn read_head(&mut self) -> Result<[u8; PREFIX_BYTES], VaultFailure> {
        if let Some(prefix) = self.prefix {
            return Ok(prefix);
        }
        self.fill(HEAD_BYTES).await?;
        let prefix = read_prefix(&self.buffer)?;
        self.buffer.drain(..HEAD_BYTES);
        self.prefix = Some(prefix);
        Ok(prefix)
    }

    /// Reads until the buffer holds `length` bytes or the source ends.
    async fn fill(&mut self, length: usize) -> Result<(), VaultFailure> {
        while self.buffer.len() < length {
            match self.source.next().await {
                Some(bytes) => self.buffer.extend_from_slice(&bytes.map_err(storage)?),
                None => break,
            }
        }
        Ok(())
    }
}
