//! Films pushed in by a webview, in pieces: the phone records with its own encoder. Each piece is
//! sealed as it comes.

pub mod boxes;

use crate::recorder::FilmSigner;
use crate::sealed::{CaptureHandle, CaptureKey, GrowingFile, SealFault, Sealed, SealedFolder};
use boxes::Facts;

/// Why a film or one of its pieces is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MediaFault {
    /// More bytes than allowed.
    #[error("the film is too heavy")]
    TooHeavy,
    /// No MP4 (ISO/IEC 14496-14): the server reads nothing else, so that a WebM is refused here already.
    #[error("not a film")]
    NotAFilm,
    /// An MP4 without index or without picture: the recording was cut off.
    #[error("the film is cut off or damaged")]
    Damaged,
    /// Its picture is not H.264 (`avc1`, ISO/IEC 14496-15): the server decodes nothing else.
    #[error("the film's picture is in a format that the server does not read")]
    OtherCodec,
    /// The disk refused: [`SealFault::NoRoom`] when it is full.
    #[error(transparent)]
    Sealing(#[from] SealFault),
}

impl MediaFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooHeavy => "film.too_heavy",
            Self::NotAFilm => "film.not_a_film",
            Self::Damaged => "film.damaged",
            Self::OtherCodec => "film.other_codec",
            Self::Sealing(fault) => fault.code(),
        }
    }
}

/// A film as a webview recorded it, sealed on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct PushedFilm {
    /// The file, with its length, its hash and the chain over its segments.
    pub file: Sealed,
    /// The signature of the chain's end; `None` when nothing could sign.
    pub signature: Option<Vec<u8>>,
    /// What its boxes say.
    pub facts: Facts,
}

/// Most bytes of a film: two minutes at 4 Mbit per second.
pub const MOST_FILM_BYTES: u64 = 60_000_000;

/// A film that is arriving. Dropped before its end, it leaves nothing behind.
pub struct ArrivingFilm {
    file: GrowingFile,
    folder: SealedFolder,
    key: CaptureKey,
    start: Vec<u8>,
}

/// Bytes at the start that tell how a film is packed.
const START: usize = 8;

impl core::fmt::Debug for ArrivingFilm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ArrivingFilm({} bytes)", self.file.length())
    }
}

impl ArrivingFilm {
    /// Nothing yet.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn begin(
        folder: &SealedFolder,
        handle: &CaptureHandle,
        key: &CaptureKey,
    ) -> Result<Self, SealFault> {
        Ok(Self {
            file: folder.record(handle, key)?,
            folder: folder.clone(),
            key: key.clone(),
            start: Vec::new(),
        })
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`MediaFault::TooHeavy`], [`MediaFault::Sealing`]; the film is of no use afterwards.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), MediaFault> {
        if self.file.length() + piece.len() as u64 > MOST_FILM_BYTES {
            return Err(MediaFault::TooHeavy);
        }
        let wanted = START.saturating_sub(self.start.len()).min(piece.len());
        self.start.extend_from_slice(&piece[..wanted]);
        Ok(self.file.append(piece)?)
    }

    /// Ends the film and looks what it is.
    ///
    /// # Errors
    /// [`MediaFault::NotAFilm`], [`MediaFault::Damaged`], [`MediaFault::OtherCodec`],
    /// [`MediaFault::Sealing`]; nothing is left behind.
    pub fn finish(self, signer: &dyn FilmSigner) -> Result<PushedFilm, MediaFault> {
        if self.start.get(4..8) != Some(b"ftyp") {
            return Err(MediaFault::NotAFilm);
        }
        let file = self.file.finish()?;
        let facts = match read_facts(&self.folder, &file, &self.key) {
            Ok(facts) => facts,
            Err(fault) => {
                self.folder.delete(&file.handle)?;
                return Err(fault);
            }
        };
        Ok(PushedFilm {
            signature: signer.sign(&file),
            file,
            facts,
        })
    }
}

fn read_facts(folder: &SealedFolder, file: &Sealed, key: &CaptureKey) -> Result<Facts, MediaFault> {
    let mut reader = folder.read(&file.handle, key)?;
    let facts = boxes::facts_of(file.length, |at, most| reader.read_at(at, most).ok())
        .filter(|facts| facts.width > 0 && facts.height > 0)
        .ok_or(MediaFault::Damaged)?;
    if facts.video_codec != Some(*b"avc1") {
        return Err(MediaFault::OtherCodec);
    }
    Ok(facts)
}
