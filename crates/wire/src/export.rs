//! A person's data as they take it away. `docs/export.md` explains each part; `version` grows when a
//! reader of the one before would go wrong.

use crate::configuration::TextPurpose;
use crate::console::Verdict;
use crate::document::DeclarationView;
use crate::evidence::EvidenceSource;
use crate::letter::{LetterEventView, LetterStatus};
use crate::mirror::{Part, StateName};
use crate::personal::Personal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The name of the format.
pub const FORMAT: &str = "sceau-export";
/// Its version.
pub const VERSION: u32 = 1;

/// Everything that is known of a person; no secret of theirs or of the installation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportView {
    /// `sceau-export`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The installation's name.
    pub installation: String,
    /// When it was gathered.
    #[ts(type = "string")]
    pub made_at: Timestamp,
    /// The account.
    pub account: ExportedAccount,
    /// The active identity.
    pub identity: ExportedIdentity,
    /// Every device, removed ones too.
    pub devices: Vec<ExportedDevice>,
    /// Every case, oldest first.
    pub cases: Vec<ExportedCaseView>,
    /// Every login in the history, newest first.
    pub logins: Vec<ExportedLogin>,
}

/// The account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedAccount {
    /// Its address.
    pub email: Personal,
    /// Its number, E.164.
    #[ts(optional)]
    pub phone: Option<Personal>,
    /// `fr` or `en`.
    pub language: String,
    /// Since when.
    #[ts(type = "string")]
    pub created_at: Timestamp,
}

/// The identity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedIdentity {
    /// What was declared and verified, and what services receive of it.
    pub declaration: DeclarationView,
    /// Since when it is active.
    #[ts(type = "string")]
    pub active_since: Timestamp,
    /// Since when it is blocked.
    #[ts(optional, type = "string")]
    pub blocked_at: Option<Timestamp>,
}

/// A device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedDevice {
    /// Its name.
    pub name: String,
    /// `linux`, `windows`, `macos`, `android`, `ios`.
    pub platform: String,
    /// Whether it holds the identity.
    pub holds_identity: bool,
    /// Since when.
    #[ts(type = "string")]
    pub since: Timestamp,
    /// Since when it may not act any more.
    #[ts(optional, type = "string")]
    pub removed_at: Option<Timestamp>,
}

/// A case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedCaseView {
    /// Where it stands.
    pub state: StateName,
    /// Begun when.
    #[ts(type = "string")]
    pub created_at: Timestamp,
    /// Last step when.
    #[ts(type = "string")]
    pub changed_at: Timestamp,
    /// When its pictures and films are to be erased.
    #[ts(optional, type = "string")]
    pub media_erased_on: Option<Timestamp>,
    /// When they were.
    #[ts(optional, type = "string")]
    pub media_erased_at: Option<Timestamp>,
    /// What was consented to.
    pub consents: Vec<ExportedConsent>,
    /// What was received, without its bytes.
    pub evidence: Vec<ExportedEvidence>,
    /// What was decided, oldest first.
    pub decisions: Vec<ExportedDecision>,
    /// What happened, oldest first, from the installation's journal.
    pub history: Vec<ExportedEvent>,
    /// Its registered letter.
    #[ts(optional)]
    pub letter: Option<ExportedLetter>,
}

/// A consent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedConsent {
    /// To what.
    pub purpose: TextPurpose,
    /// Which version of the text.
    pub version: String,
    /// SHA-256 of the text, hexadecimal.
    pub hash: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// A picture or film that was received.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedEvidence {
    /// What it is.
    pub part: Part,
    /// Where it came from.
    pub source: EvidenceSource,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Received when.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// Whether its bytes are still kept.
    pub is_kept: bool,
}

/// A decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedDecision {
    /// The verdict.
    pub verdict: Verdict,
    /// Why: stable codes, as the person was told.
    pub reasons: Vec<String>,
    /// The operator's words to the person.
    #[ts(optional)]
    pub message: Option<Personal>,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// One line of the journal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedEvent {
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// A stable dotted name.
    pub kind: String,
    /// A stable detail.
    pub detail: String,
}

/// A registered letter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedLetter {
    /// Nine characters.
    pub number: String,
    /// Where it stands.
    pub status: LetterStatus,
    /// Every event with its proof, oldest first.
    pub events: Vec<LetterEventView>,
}

/// A login.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedLogin {
    /// When it was asked.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// `login.approved`, `login.failed`, `login.refused`, `login.disowned`, `login.expired`,
    /// `login.mismatch`, or `login.waiting`.
    pub outcome: String,
    /// For which service.
    pub service: String,
    /// Through which broker.
    #[ts(optional)]
    pub broker: Option<String>,
    /// Which browser asked.
    pub browser: String,
    /// From where, as far as it was known.
    pub place: String,
    /// The names of what was asked for; never a value.
    pub claims: Vec<String>,
    /// The level asked for.
    pub level: String,
    /// When it was answered.
    #[ts(optional, type = "string")]
    pub answered_at: Option<Timestamp>,
    /// When the service took what was approved.
    #[ts(optional, type = "string")]
    pub given_at: Option<Timestamp>,
    /// When it was reported.
    #[ts(optional, type = "string")]
    pub reported_at: Option<Timestamp>,
}
