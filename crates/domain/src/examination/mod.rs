//! What a document says beside what was declared. It compares and names; it never decides: a person
//! does, with the document before their eyes.
//!
//! What this room deliberately does not know: pixels, and who reads the answer.

mod advice;
mod faces;
mod film;
mod heard;
mod look;
mod paper;
mod seal;
mod zone;

pub use advice::{Advice, advise};
pub use faces::{FAR_BELOW, FaceBand, FaceScore, FacesCompared, FrameScore, NEAR_FROM, NoScore};
pub use film::{FilmFinding, FilmRecord, FilmTimes, judge_film};
pub use heard::{FilmSound, SoundFinding, SoundHeard, judge_sound};
pub use look::{
    FilmLook, LookFinding, Moment, Sight, Stretch, TaskSeen, Turn, judge_look, stretches,
};
pub use paper::Paper;
pub use seal::{compare_seal, not_compared};
pub use zone::{ComparedField, FieldComparison, Likeness, compare_zone};
