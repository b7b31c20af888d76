//! The film of a case: what it had to answer, what its record says, what was seen on it.

use crate::mirror::{DigitsWay, ThirdTask};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a film's record says of its prompts: the device's word.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedFilmView {
    /// What does not fit: `film.no_sound`, `film.prompts_missing`, …
    pub findings: Vec<String>,
    /// The three stretches with a voice, from prompt to prompt, milliseconds; empty where not known.
    pub voice_ms: Vec<[u32; 2]>,
    /// The stretch of the third task.
    #[ts(optional)]
    pub task_ms: Option<[u32; 2]>,
}

/// What was seen on a film. Facts beside what was asked; nothing is decided by them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedLookView {
    /// Which piece of evidence.
    pub evidence: String,
    /// What is to be looked at again: `film.nobody`, `film.turn_other_side`, …
    pub findings: Vec<String>,
    /// How many frames show exactly one face, none, several.
    pub frames: [u32; 3],
    /// The best frame of each stretch, in the film's order.
    pub kept: Vec<KeptFrameView>,
    /// What became of the turn: `done`, `unfinished`, `other_side`, `not_seen`; absent where none was asked
    /// for.
    #[ts(optional)]
    pub turn: Option<String>,
    /// The widest turns within the task, in degrees: to the person's left, to their right.
    pub widest: [f32; 2],
    /// When a document was first seen in the task, in milliseconds.
    #[ts(optional)]
    pub document_ms: Option<u32>,
    /// Where the head was, frame after frame.
    pub track: Vec<SightView>,
    /// What was heard; absent in examinations from before anybody listened.
    #[ts(optional)]
    pub sound: Option<HeardView>,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// What was heard of a film: how loud it is, never what is said.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HeardView {
    /// What is to be listened to: `film.sound_missing`, `film.voice_missing`, …
    pub findings: Vec<String>,
    /// For each digit that was to be said, in order, from when to when the sound stands out first, milliseconds;
    /// absent where it does not.
    pub voices: Vec<VoiceView>,
}

/// The sound beside one digit's prompt.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VoiceView {
    /// From when to when, in milliseconds from the film's beginning.
    #[ts(optional)]
    pub at_ms: Option<[u32; 2]>,
}

/// A frame of a film: its bytes are at `GET cases/{case}/evidence/{evidence}/frames/{moment}`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeptFrameView {
    /// `digit-1`, `digit-2`, `digit-3`, `task`; `whole` where the film's record holds no stretches.
    pub moment: String,
    /// When, in milliseconds from the film's beginning.
    pub at_ms: u32,
    /// How good a picture of a face it is, 1 to 100; absent where it shows the document instead.
    #[ts(optional)]
    pub quality: Option<u8>,
    /// What that was measured by, in the order of the standard; empty where it was not kept.
    pub measures: Vec<FaceMeasureView>,
}

/// A component of the quality of a picture of a face.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FaceMeasureView {
    /// Its name in ISO/IEC 29794-5: `eyes_open`, `head_pose_yaw`, …
    pub component: String,
    /// 0 (worst) to 100.
    pub score: u8,
}

/// A frame that was looked at.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
pub struct SightView {
    /// When, in milliseconds from the film's beginning.
    pub at_ms: u32,
    /// How many faces.
    pub faces: u8,
    /// How far the main face is turned, in degrees, positive to the person's own left.
    #[ts(optional)]
    pub yaw: Option<f32>,
}

impl core::fmt::Debug for SightView {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SightView")
    }
}

/// What the video had to answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseChallengeView {
    /// In the order asked.
    pub digits: [u8; 3],
    /// What followed.
    pub third_task: ThirdTask,
    /// Spoken or written.
    pub way: DigitsWay,
    /// Two voices are normal.
    pub audio_prompt: bool,
    /// Frames per second, measured.
    pub fps: f32,
    /// Milliseconds.
    pub duration_ms: u32,
    /// When each prompt was shown, milliseconds.
    pub prompts_ms: Vec<u32>,
    /// Whether the device vouches for the film.
    pub seal: FilmSeal,
}

/// Whether the device that recorded a film vouches for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilmSeal {
    /// The device could not sign.
    Unsigned,
    /// « Signé par l'appareil ».
    Signed,
    /// Signed by something else, or changed since.
    Mismatched,
}
