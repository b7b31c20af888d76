//! How sessions behave: one way for documents, one for faces and codes.

use crate::recorder::VideoSettings;
use core::time::Duration;

/// How a session behaves.
#[derive(Debug, Clone, Copy)]
pub struct SessionSettings {
    /// A source that gave frames and gives none for this long is [`crate::SourceFault::Silent`]; the first
    /// one may take 12 seconds.
    pub silent_after: Duration,
    /// A camera that gave frames and went away is opened again after each of these pauses in turn;
    /// none gives up at once.
    pub reopen_after: &'static [Duration],
    /// How much of the past is kept for the clip of a document; zero keeps none.
    pub clip: Duration,
    /// Size and rate of recordings.
    pub video: VideoSettings,
}

impl SessionSettings {
    /// For documents: keeps the last three seconds for the clip beside the still.
    pub const DOCUMENT: Self = Self {
        silent_after: SILENT_AFTER,
        reopen_after: &REOPEN_AFTER,
        clip: Duration::from_secs(3),
        video: VideoSettings::CLIP,
    };

    /// For the face video and for codes: keeps nothing of the past.
    pub const FACE: Self = Self {
        silent_after: SILENT_AFTER,
        reopen_after: &REOPEN_AFTER,
        clip: Duration::ZERO,
        video: VideoSettings::FACE,
    };
}

/// The slowest camera that can be aimed with gives a frame a second.
const SILENT_AFTER: Duration = Duration::from_secs(2);
/// Eight seconds in all: a plug is found and put back, and the dead camera's panel is not late.
const REOPEN_AFTER: [Duration; 5] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];
