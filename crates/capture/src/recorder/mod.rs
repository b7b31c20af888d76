//! Films: fragmented MP4 (ISO/IEC 14496-12 and -14) with H.264 and, when the person speaks, Opus, so
//! that any browser plays them. Encoded, sealed and written to the disk while the camera runs: memory
//! stays the same however long a film is, and what a kill leaves behind can never be read as a film.

mod container;
mod film;
mod fit;
mod sound;
mod thread;
mod video;

pub use film::{Ended, Film, FilmSink};
pub use sound::SoundFacts;
pub use thread::Recorder;

use crate::frame::Frame;
use crate::sealed::{SealFault, Sealed};
use crate::session::CameraFinding;
use crate::source::Prompt;
use core::time::Duration;

/// Size and rate of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VideoSettings {
    /// Longest side in pixels.
    pub long_side: u16,
    /// Longest other side in pixels.
    pub short_side: u16,
    /// Most frames per second.
    pub fps: u8,
    /// Bits per second the encoder aims at.
    pub bit_rate: u32,
    /// Nothing is recorded beyond this length.
    pub longest: Duration,
}

impl VideoSettings {
    /// The face video: 720p, 30 frames and 2 Mbit per second. Two minutes leave room for doubled
    /// time limits.
    pub const FACE: Self = Self {
        long_side: 1280,
        short_side: 720,
        fps: 30,
        bit_rate: 2_000_000,
        longest: Duration::from_secs(120),
    };

    /// The clip beside the picture of a document: 10 frames per second are enough to see it move.
    pub const CLIP: Self = Self {
        long_side: 1280,
        short_side: 720,
        fps: 10,
        bit_rate: 2_000_000,
        longest: Duration::from_secs(4),
    };
}

/// Why there is no film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RecorderFault {
    /// The video or sound encoder refused.
    #[error("the encoder failed")]
    Encoder,
    /// Not one frame came.
    #[error("nothing was recorded")]
    Empty,
    /// The film could not be put together.
    #[error("the film could not be written")]
    Container,
    /// The disk refused while it was recorded: [`SealFault::NoRoom`] when it is full.
    #[error(transparent)]
    Sealing(#[from] SealFault),
}

impl RecorderFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Encoder => "recorder.encoder",
            Self::Empty => "recorder.empty",
            Self::Container => "recorder.container",
            Self::Sealing(fault) => fault.code(),
        }
    }
}

/// Something the person was asked, with its time in the film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromptAt {
    /// What was asked.
    pub prompt: Prompt,
    /// Since the first frame of the film.
    pub at: Duration,
}

/// What a film's picture turned out to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Length of the picture.
    pub duration: Duration,
    /// Frames per second, those that are in the film.
    pub fps: f32,
    /// Width in pixels, even.
    pub width: u16,
    /// Height in pixels, even.
    pub height: u16,
    /// Frames in the film.
    pub frames: u32,
    /// Mean brightness of all of them, 0 (black) to 255 (white), as [`sceau_vision::Quality`] tells it of one picture.
    pub brightness: f32,
}

/// A finished film, sealed on the disk.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The file, with the length and the hash of the MP4 and the chain over its segments.
    pub file: Sealed,
    /// The signature of the chain's end; `None` when nothing could sign.
    pub signature: Option<Vec<u8>>,
    /// The picture.
    pub measured: Measured,
    /// What was wrong with the camera's pictures for a while, first of all.
    pub finding: Option<CameraFinding>,
    /// What was asked, in order.
    pub prompts: Vec<PromptAt>,
    /// The sound; `None` when no microphone gave any.
    pub sound: Option<SoundFacts>,
}

/// Signs a film. What key does it, and whether one can be used now, is its owner's business.
pub trait FilmSigner {
    /// A signature over the film's chain; `None` when there is no key, or it is locked.
    fn sign(&self, film: &Sealed) -> Option<Vec<u8>>;
}

/// Signs nothing.
#[derive(Debug, Clone, Copy)]
pub struct Unsigned;

impl FilmSigner for Unsigned {
    fn sign(&self, _: &Sealed) -> Option<Vec<u8>> {
        None
    }
}

/// A short silent film, in memory.
#[derive(Clone)]
pub struct Clip {
    /// The MP4 file.
    pub mp4: Vec<u8>,
    /// The picture.
    pub measured: Measured,
}

impl core::fmt::Debug for Clip {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Clip({} bytes, {:?})", self.mp4.len(), self.measured)
    }
}

/// Makes a silent film of frames already taken, on the caller's thread.
///
/// # Errors
/// [`RecorderFault`].
pub fn clip_of_frames(frames: &[Frame], settings: VideoSettings) -> Result<Clip, RecorderFault> {
    let mut film = Film::new(settings, false, Vec::new())?;
    for frame in frames {
        film.frame(frame)?;
    }
    let ended = film.finish()?;
    Ok(Clip {
        mp4: ended.sink,
        measured: ended.measured,
    })
}
