//! Reading a sealed file from any place, piece by piece: an upload that was cut goes on there.

use super::cipher::{CaptureKey, HEADER, PIECE, Place, TAG, cipher_of, header_of, open_piece};
use super::{CaptureHandle, SealFault};
use chacha20poly1305::XChaCha20Poly1305;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Bytes of one piece of an upload: 256 KiB.
pub const UPLOAD_PIECE: usize = 262_144;

/// An open sealed file.
pub struct SealedReader {
    file: File,
    handle: CaptureHandle,
    cipher: XChaCha20Poly1305,
    pieces: u64,
    length: u64,
}

impl core::fmt::Debug for SealedReader {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SealedReader({}, {} bytes)", self.handle, self.length)
    }
}

impl SealedReader {
    pub(super) fn new(
        mut file: File,
        handle: CaptureHandle,
        key: &CaptureKey,
    ) -> Result<Self, SealFault> {
        let mut header = [0; HEADER];
        file.read_exact(&mut header)?;
        if header != header_of(&handle) {
            return Err(SealFault::Broken);
        }
        let sealed = file.metadata()?.len() - HEADER as u64;
        let pieces = sealed.div_ceil((PIECE + TAG) as u64);
        let length = sealed
            .checked_sub(pieces * TAG as u64)
            .ok_or(SealFault::Broken)?;
        if pieces == 0 {
            return Err(SealFault::Broken);
        }
        let mut reader = Self {
            file,
            handle,
            cipher: cipher_of(key),
            pieces,
            length,
        };
        // Both ends: another key and a cut-off file are told before an upload begins.
        reader.piece(0)?;
        reader.piece(pieces - 1)?;
        Ok(reader)
    }

    /// Bytes of the plain content.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// At most `most` bytes of the plain content from `offset` on; empty at the end.
    ///
    /// # Errors
    /// [`SealFault::Broken`] when the file was changed meanwhile, or [`SealFault::Disk`].
    pub fn read_at(&mut self, offset: u64, most: usize) -> Result<Vec<u8>, SealFault> {
        let mut content = Vec::with_capacity(most.min(UPLOAD_PIECE));
        let mut at = offset;
        while content.len() < most && at < self.length {
            let piece = self.piece(at / PIECE as u64)?;
            let inside = usize::try_from(at % PIECE as u64).map_err(|_| SealFault::Broken)?;
            let wanted = (most - content.len()).min(piece.len() - inside);
            content.extend_from_slice(&piece[inside..inside + wanted]);
            at += wanted as u64;
        }
        Ok(content)
    }

    /// The whole plain content.
    ///
    /// # Errors
    /// As [`SealedReader::read_at`].
    pub fn read_all(&mut self) -> Result<Vec<u8>, SealFault> {
        self.read_at(
            0,
            usize::try_from(self.length).map_err(|_| SealFault::Broken)?,
        )
    }

    fn piece(&mut self, index: u64) -> Result<Vec<u8>, SealFault> {
        let start = HEADER as u64 + index * (PIECE + TAG) as u64;
        self.file.seek(SeekFrom::Start(start))?;
        let mut sealed = Vec::with_capacity(PIECE + TAG);
        self.file
            .by_ref()
            .take((PIECE + TAG) as u64)
            .read_to_end(&mut sealed)?;
        let place = Place {
            index,
            is_last: index + 1 == self.pieces,
        };
        open_piece(&self.cipher, &self.handle, place, &sealed)
    }
}
