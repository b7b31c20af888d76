//! A sealed file that is written while its content comes: what is known of the future is nothing, what
//! is kept in memory is one piece.

use super::chain::{Chain, Tally};
use super::cipher::{CaptureKey, PIECE, Place, cipher_of, header_of, seal_piece};
use super::disk::Disk;
use super::{CaptureHandle, SealFault};
use chacha20poly1305::XChaCha20Poly1305;
use std::fs;
use std::path::{Path, PathBuf};

/// A sealed file, whole on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its name.
    pub handle: CaptureHandle,
    /// Bytes of the plain content.
    pub length: u64,
    /// SHA-256 of the plain content.
    pub sha256: [u8; 32],
    /// The end of the chain over the plain content's segments.
    pub chain: Chain,
}

/// A sealed file that grows. Only [`GrowingFile::finish`] gives it its name; dropped before, or after
/// a fault, it leaves nothing behind. A process that is killed leaves a remainder under another name
/// that can never be read as a whole file; [`super::SealedFolder::open`] wipes it.
pub struct GrowingFile {
    disk: Disk,
    handle: CaptureHandle,
    cipher: XChaCha20Poly1305,
    /// Less than two pieces: the last one is sealed as the last, so it waits for what follows.
    waiting: Vec<u8>,
    tally: Tally,
    unfinished: PathBuf,
    whole: PathBuf,
    is_whole: bool,
}

impl core::fmt::Debug for GrowingFile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "GrowingFile({}, {} bytes)", self.handle, self.length())
    }
}

impl GrowingFile {
    pub(super) fn begin(
        disk: Disk,
        handle: CaptureHandle,
        key: &CaptureKey,
        (unfinished, whole): (PathBuf, PathBuf),
    ) -> Result<Self, SealFault> {
        let mut growing = Self {
            disk,
            handle,
            cipher: cipher_of(key),
            waiting: Vec::with_capacity(PIECE),
            tally: Tally::new(),
            unfinished,
            whole,
            is_whole: false,
        };
        growing.disk.write(&header_of(&handle))?;
        Ok(growing)
    }

    /// Bytes of the plain content so far.
    pub fn length(&self) -> u64 {
        self.tally.length + self.waiting.len() as u64
    }

    /// Adds to the content; every whole piece is encrypted and written at once.
    ///
    /// # Errors
    /// [`SealFault::NoRoom`] or [`SealFault::Disk`]; the file is of no use afterwards.
    pub fn append(&mut self, mut bytes: &[u8]) -> Result<(), SealFault> {
        while self.waiting.len() + bytes.len() > PIECE {
            let (now, later) = bytes.split_at(PIECE - self.waiting.len());
            self.waiting.extend_from_slice(now);
            bytes = later;
            self.seal_waiting(false)?;
        }
        self.waiting.extend_from_slice(bytes);
        Ok(())
    }

    /// Ends the content. When this returns, the file is whole on the disk, under its name, after a
    /// power cut too.
    ///
    /// # Errors
    /// [`SealFault::Exists`] when the handle is taken, [`SealFault::NoRoom`], [`SealFault::Disk`];
    /// nothing is left behind.
    pub fn finish(mut self) -> Result<Sealed, SealFault> {
        self.seal_waiting(true)?;
        self.disk.settle()?;
        if self.whole.exists() {
            return Err(SealFault::Exists);
        }
        fs::rename(&self.unfinished, &self.whole)?;
        self.is_whole = true;
        if let Err(fault) = settle_folder_of(&self.whole) {
            // A name that a power cut may take back is no name.
            let _ = fs::remove_file(&self.whole);
            return Err(fault);
        }
        let tally = core::mem::replace(&mut self.tally, Tally::new());
        Ok(Sealed {
            handle: self.handle,
            length: tally.length,
            chain: tally.chain,
            sha256: tally.sha256(),
        })
    }

    fn seal_waiting(&mut self, is_last: bool) -> Result<(), SealFault> {
        let place = Place {
            index: self.tally.chain.segments.into(),
            is_last,
        };
        let sealed = seal_piece(&self.cipher, &self.handle, place, &self.waiting)?;
        self.disk.write(&sealed)?;
        self.tally.count(&self.waiting);
        self.waiting.clear();
        Ok(())
    }
}

impl Drop for GrowingFile {
    fn drop(&mut self) {
        if !self.is_whole {
            // What cannot be removed now is swept at the next start.
            let _ = fs::remove_file(&self.unfinished);
        }
    }
}

/// A rename or a removal is durable once the folder is.
pub(super) fn settle_folder_of(path: &Path) -> Result<(), SealFault> {
    // Windows has no handle on a folder to flush; its rename is journalled.
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
