//! Sealed capture files: evidence is encrypted before it touches a disk.
//!
//! A file is a header of 32 bytes, then pieces of 64 KiB, each encrypted and authenticated with
//! XChaCha20-Poly1305 (RFC 8439, with the longer nonce). The nonce holds the handle, the number of
//! the piece and whether it is the last: pieces cannot be swapped, dropped, cut off, or taken from
//! another file, and a key used for two files is not a catastrophe.
//!
//! A recording is sealed piece by piece while it is made ([`GrowingFile`]); its length, its hash and the
//! chain over its pieces are known at its end without reading it again.

mod chain;
mod cipher;
mod disk;
mod folder;
mod growing;
mod reader;

pub use chain::Chain;
pub use cipher::CaptureKey;
pub use folder::SealedFolder;
pub use growing::{GrowingFile, Sealed};
pub use reader::{SealedReader, UPLOAD_PIECE};

use core::fmt;
use core::str::FromStr;
use sceau_domain::random::Random;

/// Names a sealed file: 128 random bits. It says nothing about what is inside.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaptureHandle([u8; 16]);

impl CaptureHandle {
    /// Draws a fresh handle.
    pub fn make_random(random: &dyn Random) -> Self {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for CaptureHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for CaptureHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaptureHandle({self})")
    }
}

/// A text is not a handle: 32 lower-case hexadecimal digits were expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a capture handle")]
pub struct NotAHandle;

impl FromStr for CaptureHandle {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let digits = text.as_bytes();
        if digits.len() != 32 || digits.iter().any(u8::is_ascii_uppercase) {
            return Err(NotAHandle);
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16).ok_or(NotAHandle);
            *byte = u8::try_from(digit(0)? * 16 + digit(1)?).map_err(|_| NotAHandle)?;
        }
        Ok(Self(bytes))
    }
}

/// Why a sealed file could not be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SealFault {
    /// The disk is full.
    #[error("no room on the disk")]
    NoRoom,
    /// The disk refused otherwise.
    #[error("the disk refused")]
    Disk,
    /// There is no such file.
    #[error("no such capture")]
    Missing,
    /// A file of this handle is there already; sealed files are never written twice.
    #[error("this capture exists already")]
    Exists,
    /// The file was changed, cut off, or sealed with another key.
    #[error("the capture is damaged or the key is another")]
    Broken,
}

impl SealFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoRoom => "capture.no_room",
            Self::Disk => "capture.disk",
            Self::Missing => "capture.missing",
            Self::Exists => "capture.exists",
            Self::Broken => "capture.broken",
        }
    }
}

impl From<std::io::Error> for SealFault {
    fn from(fault: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match fault.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoRoom,
            ErrorKind::UnexpectedEof => Self::Broken,
            _ => Self::Disk,
        }
    }
}
