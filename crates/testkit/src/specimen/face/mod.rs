//! The face video: the drawn person in front of the camera, following a script.

mod files;
mod handwriting;
mod paper;
mod play;
mod recorded;
mod room;
mod studio;

pub(super) use files::to_jpeg;
pub use files::{to_mjpeg, to_y4m, y4m_frame, y4m_header};
pub use play::{Moment, moment};
pub use recorded::{Recorded, recorded, recorded_aloud};
pub use studio::Studio;

use super::SpecimenError;
use super::voice;

/// A digit and the second it begins at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpokenDigit {
    /// 0 to 9.
    pub digit: u8,
    /// Seconds from the start of the clip.
    pub at: f32,
}

/// How the digits are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One after the other, aloud.
    Speak,
    /// Written on a sheet held up.
    Paper,
}

/// The third task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Third {
    /// Head towards the person's left (the right of a picture that is not mirrored), and back.
    TurnLeft,
    /// Head towards the person's right, and back.
    TurnRight,
    /// The document held up again.
    ShowDocument,
    /// Nothing: for the failure « turn.short ».
    Nothing,
}

/// What happens in the clip.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The digits with their times; in [`Mode::Paper`] only their order counts.
    pub digits: Vec<SpokenDigit>,
    /// Spoken or written.
    pub mode: Mode,
    /// The third task.
    pub third: Third,
    /// Second at which the third task begins; it takes [`Script::third_seconds`].
    pub third_at: f32,
    /// A turn too fast for a film comes before the slow one: for « turn.fast ».
    pub is_hasty: bool,
    /// Length of the clip in seconds.
    pub seconds: f32,
}

impl Script {
    /// Length of the third task done once, slowly, in seconds.
    pub const THIRD_SECONDS: f32 = 3.2;
    /// The hasty turn and the look back at the camera that come before it, in seconds.
    pub(super) const HASTE_SECONDS: f32 = 2.6;

    /// The usual clip: digits from second 2, one every 2.2 s, then the third task; about 12 s.
    ///
    /// # Errors
    /// [`SpecimenError::BadDigit`] above 9.
    pub fn usual(digits: &[u8], mode: Mode, third: Third) -> Result<Self, SpecimenError> {
        let spoken = |(rank, digit): (usize, &u8)| SpokenDigit {
            digit: *digit,
            at: 2.0 + rank as f32 * 2.2,
        };
        let third_at = 2.2 + digits.len() as f32 * 2.2;
        Self {
            digits: digits.iter().enumerate().map(spoken).collect(),
            mode,
            third,
            third_at,
            is_hasty: false,
            seconds: third_at + Self::THIRD_SECONDS + 0.6,
        }
        .checked()
    }

    /// Only the third task, as it is done when it is asked for; about 4 s, about 7 s with a hasty turn
    /// first.
    #[must_use]
    pub fn only_third(third: Third, is_hasty: bool) -> Self {
        let mut script = Self {
            digits: Vec::new(),
            mode: Mode::Speak,
            third,
            third_at: 0.6,
            is_hasty,
            seconds: 0.0,
        };
        script.seconds = script.third_at + script.third_seconds() + 0.6;
        script
    }

    /// Length of the third task, in seconds.
    #[must_use]
    pub fn third_seconds(&self) -> f32 {
        if self.is_hasty {
            Self::HASTE_SECONDS + Self::THIRD_SECONDS
        } else {
            Self::THIRD_SECONDS
        }
    }

    /// Refuses digits above 9 and digits that begin before the clip or end after it.
    ///
    /// # Errors
    /// [`SpecimenError::BadDigit`].
    pub fn checked(self) -> Result<Self, SpecimenError> {
        let wrong = |spoken: &&SpokenDigit| {
            let end = spoken.at + voice::length(spoken.digit);
            spoken.digit > 9 || spoken.at.is_nan() || spoken.at < 0.0 || end > self.seconds
        };
        match self.digits.iter().find(wrong) {
            Some(bad) => Err(SpecimenError::BadDigit {
                digit: bad.digit,
                at: bad.at,
            }),
            None => Ok(self),
        }
    }

    /// Number of pictures at `fps`.
    #[must_use]
    pub fn frames(&self, fps: u32) -> u32 {
        super::num::pixels(self.seconds * fps as f32)
    }
}
