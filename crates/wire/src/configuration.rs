//! What an installation says of itself before anyone signs in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/v1/configuration`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfigurationView {
    /// The installation's name, as people read it.
    pub name: String,
    /// « Démonstrateur indépendant… »: the legal label, French and English.
    pub label: Localised,
    /// The texts to consent to, by purpose.
    pub texts: Vec<TextView>,
    /// For how long things are kept.
    pub retention: RetentionView,
    /// Where people find help.
    pub help_url: String,
    /// Whether pictures may be uploaded from a file.
    pub upload_allowed: bool,
    /// The lowest version of the app this server speaks with.
    pub lowest_app_version: String,
    /// Whether this is a test installation: never real data.
    pub is_test: bool,
    /// In how many hours a case is usually decided, at the soonest and at the latest. Told, not enforced.
    pub decision_hours: HoursView,
    /// The server's time at this answer, so that no countdown needs a right clock on the device; absent in what was
    /// kept for a launch without a network.
    #[serde(default)]
    #[ts(optional, type = "string")]
    pub now: Option<Timestamp>,
}

/// A stretch of time, in hours.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct HoursView {
    /// At the soonest.
    pub from: u16,
    /// At the latest; never less than `from`.
    pub to: u16,
}

/// A text in the two complete languages.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Localised {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// A text to consent to, whole, so that it can be read offline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TextView {
    /// What it is for.
    pub purpose: TextPurpose,
    /// Its version.
    pub version: String,
    /// SHA-256 of summary and body in French, then in English, a line break between them; hexadecimal.
    pub hash: String,
    /// The plain-language summary, shown first.
    pub summary: Localised,
    /// The whole text.
    pub body: Localised,
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextPurpose {
    /// The terms of the identity (step 8).
    Identity,
    /// The terms of the letter service (step 22).
    LetterService,
    /// Receiving the letter electronically (step 22).
    LetterReceipt,
    /// The face video (step 32).
    FaceVideo,
}

/// For how long things are kept, in days.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct RetentionView {
    /// An unfinished case.
    pub unfinished_days: u32,
    /// A refused case.
    pub refused_days: u32,
    /// The pictures and the video of an accepted case.
    pub media_days: u32,
    /// The record of the decision.
    pub decision_days: u32,
}
