//! The ports of this room: where pictures and sound come from, and why they do not.

use crate::frame::Frame;
use core::time::Duration;

/// Why a camera or a microphone gives nothing. Closed: each has its own sentence and way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SourceFault {
    /// This machine has no camera.
    #[error("no camera")]
    NoCamera,
    /// This machine has no microphone.
    #[error("no microphone")]
    NoMicrophone,
    /// Another program holds the device.
    #[error("the device is busy")]
    Busy,
    /// The system or the person refused.
    #[error("permission denied")]
    PermissionDenied,
    /// It was there and went away.
    #[error("the device was unplugged")]
    Unplugged,
    /// It is open and gives nothing.
    #[error("the device gives nothing")]
    Silent,
    /// It gives something that cannot be read.
    #[error("the device gives an unknown format")]
    Format,
}

impl SourceFault {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCamera => "no_camera",
            Self::NoMicrophone => "no_microphone",
            Self::Busy => "busy",
            Self::PermissionDenied => "permission_denied",
            Self::Unplugged => "unplugged",
            Self::Silent => "silent",
            Self::Format => "format",
        }
    }
}

/// What the camera is wanted for: decides size and rate, and which pictures a scenario shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CameraUse {
    /// A QR code: of the letter, of a login.
    Code,
    /// The front of a document, or the page of a passport.
    DocumentFront,
    /// The back of a document.
    DocumentBack,
    /// The face video.
    Face,
}

/// Something the person is asked during a recording; noted with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prompt {
    /// Say this digit, 0 to 9.
    Digit(u8),
    /// Show the sheet with the digits.
    ShowPaper,
    /// Turn the head slowly to the left.
    TurnLeft,
    /// Turn the head slowly to the right.
    TurnRight,
    /// Show the document again.
    ShowDocument,
}

impl Prompt {
    /// The side to which the head is turned, for those that ask it.
    pub const fn turn(self) -> Option<sceau_vision::face::Side> {
        use sceau_vision::face::Side;
        match self {
            Self::TurnLeft => Some(Side::Left),
            Self::TurnRight => Some(Side::Right),
            Self::Digit(_) | Self::ShowPaper | Self::ShowDocument => None,
        }
    }

    /// The stable code: `digit-7`, `show-paper`, `turn-left`, `turn-right`, `show-document`.
    pub fn code(self) -> String {
        match self {
            Self::Digit(digit) => format!("digit-{digit}"),
            Self::ShowPaper => "show-paper".into(),
            Self::TurnLeft => "turn-left".into(),
            Self::TurnRight => "turn-right".into(),
            Self::ShowDocument => "show-document".into(),
        }
    }
}

/// A camera. It is opened, asked and closed on one thread of its own and may block there.
pub trait FrameSource: Send {
    /// Opens the device. Called first, and again after [`FrameSource::close`] when the device went
    /// away and may have come back.
    ///
    /// # Errors
    /// The reason why there will be no frame, where it is known at once; else the next frame is it.
    fn open(&mut self) -> Result<(), SourceFault>;

    /// The next frame, newest first: frames nobody asked for in time are lost. Waits at most about
    /// `patience`, then gives `None`.
    ///
    /// # Errors
    /// The reason why no further frame will come.
    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault>;

    /// Whether its first frame must come soon. False where a person is still being asked for
    /// permission: reading the question takes as long as it takes.
    fn starts_by_itself(&self) -> bool {
        true
    }

    /// How long it may be silent for reasons of its own, where the session would be stricter.
    fn may_be_silent_for(&self) -> Duration {
        Duration::ZERO
    }

    /// Whether two pictures are never equal, as those of a sensor with its noise. False for stills
    /// that are shown as a camera's pictures.
    fn pictures_move(&self) -> bool {
        true
    }

    /// Tells that a recording begins now. A real camera does not care; a scenario starts its film.
    fn recording_begins(&mut self) {}

    /// Tells what the person is now asked. A real camera does not care; a scenario shows it done.
    fn prompted(&mut self, prompt: Prompt) {
        let _ = prompt;
    }

    /// Lets the device go; the camera light must be off when this returns. May be called twice.
    fn close(&mut self);
}

/// A piece of sound: one channel, 16 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct SoundChunk {
    /// The samples.
    pub samples: Vec<i16>,
    /// Samples per second, 8,000 to 192,000.
    pub rate: u32,
    /// When its first sample was taken, on the session's clock.
    pub at: Duration,
}

impl core::fmt::Debug for SoundChunk {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "SoundChunk({} samples at {:?})",
            self.samples.len(),
            self.at
        )
    }
}

/// A microphone. Like [`FrameSource`], on a thread of its own. Only asked for when the person
/// chose to speak.
pub trait SoundSource: Send {
    /// Opens the device.
    ///
    /// # Errors
    /// The reason why there will be no sound, where it is known at once; else the next piece is it.
    fn open(&mut self) -> Result<(), SourceFault>;

    /// The next piece of sound, in order and without loss. Waits at most about `patience`.
    ///
    /// # Errors
    /// The reason why no further sound will come.
    fn next_chunk(&mut self, patience: Duration) -> Result<Option<SoundChunk>, SourceFault>;

    /// Tells that a recording begins now, as [`FrameSource::recording_begins`].
    fn recording_begins(&mut self) {}

    /// Tells what the person is now asked. A real microphone does not care; a scenario speaks.
    fn prompted(&mut self, prompt: Prompt) {
        let _ = prompt;
    }

    /// Lets the device go. May be called twice.
    fn close(&mut self);
}
