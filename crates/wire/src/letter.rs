//! The letter, as its recipient sees it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter to its recipient: its sender and content are absent until it is accepted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LetterView {
    /// Nine characters.
    pub number: String,
    /// Where it stands.
    pub status: LetterStatus,
    /// The last instant to answer, once the notice left.
    #[ts(optional, type = "string")]
    pub answer_until: Option<Timestamp>,
    /// Everything that happened, oldest first.
    pub events: Vec<LetterEventView>,
    /// Address of the tracking page.
    pub tracking_url: String,
}

/// Where a letter stands, in the recipient's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterStatus {
    /// « En cours d'envoi ».
    Sending,
    /// « Non remise ».
    Undelivered,
    /// « Reçue (15 jours pour répondre) ».
    Available,
    /// « Acceptée ».
    Accepted,
    /// « Acceptée », content handed over.
    Received,
    /// « Refusée ».
    Refused,
    /// « Négligée ».
    Expired,
}

/// One event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LetterEventView {
    /// `EVT_…`.
    pub kind: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// The chain's hash after it, hexadecimal.
    pub hash: String,
}
