//! Evidence: what is known of a piece besides its bytes, and the challenge of the face video.
//!
//! Bytes travel by tus 1.0 under `/api/v1/uploads`: `POST` (Upload-Length; Upload-Metadata with
//! `sha256` hexadecimal and `media_type`), `HEAD`, `PATCH`, `DELETE`.

use crate::journey::ConsentRequest;
use crate::mirror::{DigitsWay, Part, ThirdTask};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ties a finished upload to the case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// What it is.
    pub part: Part,
    /// The finished upload: the picture, or the video.
    pub upload: String,
    /// The short clip kept with a picture, where the camera gave one.
    #[serde(default)]
    #[ts(optional)]
    pub clip: Option<String>,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// How the video answers its challenge.
    #[serde(default)]
    #[ts(optional)]
    pub video: Option<VideoFacts>,
}

/// Where a piece comes from; an imported one is marked for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSource {
    /// Taken with the camera, now.
    Live,
    /// A file chosen by the person.
    Imported,
    /// A scenario: only builds for testers can say so.
    Scripted,
}

/// How a video answers its challenge.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VideoFacts {
    /// The challenge.
    pub challenge: String,
    /// Whether the digits were also spoken by the device (two voices are normal then).
    pub audio_prompt: bool,
    /// Frames per second, measured.
    pub fps: f32,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Milliseconds.
    pub duration_ms: u32,
    /// When each prompt was on the screen, milliseconds from the start: the digits, then the third task.
    pub prompts_ms: Vec<u32>,
    /// Whether the file holds sound.
    pub has_sound: bool,
    /// The device's signature, where its key could be used.
    #[serde(default)]
    #[ts(optional)]
    pub signature: Option<FilmSignature>,
}

/// A film signed by a device, in two steps: the device key signed the session's key when the secret
/// code opened it, the session's key signed the film (`sceau_domain::film`). All in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilmSignature {
    /// The device, as the server names it.
    pub device: String,
    /// The session's key: a point of P-256, uncompressed.
    pub session_key: String,
    /// The device key's signature of it.
    pub session_key_signature: String,
    /// The session key's signature of the film.
    pub film_signature: String,
}

/// `POST /api/v1/journey/challenge`: draws the digits and the third task for one attempt.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// To the face video; asked for before each, recorded once for each version of the text.
    pub consent: ConsentRequest,
}

/// What was drawn.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChallengeView {
    /// Names the draw.
    pub challenge: String,
    /// Three different digits.
    pub digits: [u8; 3],
    /// What follows.
    pub third_task: ThirdTask,
    /// Speaking or writing, as chosen.
    pub way: DigitsWay,
    /// The end of its five minutes.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
}
