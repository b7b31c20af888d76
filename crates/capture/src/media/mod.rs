//! Finished films pushed in by a webview, in pieces: the phone records with its own encoder.

pub mod boxes;

use boxes::Facts;

/// How a film is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// MP4 (ISO/IEC 14496-14): phones, Safari, Chromium.
    Mp4,
    /// WebM: Firefox and older browsers.
    WebM,
}

/// Why a film or one of its pieces is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MediaFault {
    /// More bytes than allowed.
    #[error("the film is too heavy")]
    TooHeavy,
    /// A piece does not follow what came before; the webview asks where to go on.
    #[error("a piece is missing")]
    OutOfOrder,
    /// Neither MP4 nor WebM.
    #[error("not a film")]
    NotAFilm,
    /// An MP4 without index or without picture: the recording was cut off.
    #[error("the film is cut off or damaged")]
    Damaged,
}

impl MediaFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooHeavy => "film.too_heavy",
            Self::OutOfOrder => "film.out_of_order",
            Self::NotAFilm => "film.not_a_film",
            Self::Damaged => "film.damaged",
        }
    }
}

/// A film as a webview recorded it.
#[derive(Clone, PartialEq)]
pub struct PushedFilm {
    /// The file.
    pub bytes: Vec<u8>,
    /// How it is packed.
    pub container: Container,
    /// What its index says; `None` for WebM, which the server's checks read.
    pub facts: Option<Facts>,
}

impl core::fmt::Debug for PushedFilm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "PushedFilm({:?}, {} bytes, {:?})",
            self.container,
            self.bytes.len(),
            self.facts
        )
    }
}

/// Most bytes of a film: two minutes at 4 Mbit per second.
pub const MOST_FILM_BYTES: usize = 60_000_000;

/// A film that is arriving. It stays in memory until it is sealed.
#[derive(Default)]
pub struct FilmAssembly {
    bytes: Vec<u8>,
}

impl core::fmt::Debug for FilmAssembly {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "FilmAssembly({} bytes)", self.bytes.len())
    }
}

impl FilmAssembly {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the next piece goes on.
    pub const fn offset(&self) -> usize {
        self.bytes.len()
    }

    /// Takes a piece that starts at `offset`; the same piece again is taken as read.
    ///
    /// # Errors
    /// [`MediaFault::OutOfOrder`] for a gap or another content, [`MediaFault::TooHeavy`].
    pub fn push(&mut self, offset: usize, piece: &[u8]) -> Result<(), MediaFault> {
        let end = offset
            .checked_add(piece.len())
            .ok_or(MediaFault::TooHeavy)?;
        if end > MOST_FILM_BYTES {
            return Err(MediaFault::TooHeavy);
        }
        if offset == self.bytes.len() {
            self.bytes.extend_from_slice(piece);
            return Ok(());
        }
        if self.bytes.get(offset..end) == Some(piece) {
            Ok(())
        } else {
            Err(MediaFault::OutOfOrder)
        }
    }

    /// Ends the film and looks what it is.
    ///
    /// # Errors
    /// [`MediaFault::NotAFilm`] or [`MediaFault::Damaged`].
    pub fn finish(self) -> Result<PushedFilm, MediaFault> {
        let bytes = self.bytes;
        if bytes.get(4..8) == Some(b"ftyp") {
            let facts = boxes::facts_of(&bytes).ok_or(MediaFault::Damaged)?;
            if facts.width == 0 || facts.height == 0 {
                return Err(MediaFault::Damaged);
            }
            return Ok(PushedFilm {
                bytes,
                container: Container::Mp4,
                facts: Some(facts),
            });
        }
        if bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
            return Ok(PushedFilm {
                bytes,
                container: Container::WebM,
                facts: None,
            });
        }
        Err(MediaFault::NotAFilm)
    }
}
