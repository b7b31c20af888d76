//! The operator's console: `/api/console/v1`, by cookie session.

mod compared;
mod faces;
mod film;
mod first;
mod measures;
mod zone;

pub use compared::ComparedView;
pub use faces::{ExaminedFacesView, FacesScoreView, FrameScoreView};
pub use film::{
    CaseChallengeView, ExaminedFilmView, ExaminedLookView, FaceMeasureView, FilmSeal, HeardView,
    KeptFrameView, SightView, VoiceView,
};
pub use first::{FirstFilmView, FirstPictureView, FirstPicturesView};
pub use measures::PictureMeasuresView;
pub use zone::{ExaminedZoneView, ZoneFindingView, ZoneRepairView};

use crate::document::DeclarationView;
use crate::evidence::EvidenceSource;
use crate::mirror::{DocumentKind, Part};
use crate::personal::{Personal, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST sign-in`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OperatorSignInRequest {
    /// The key given by the installation's administrator.
    pub key: Secret,
}

/// `GET queue`: what waits, and what is mine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QueueView {
    /// The operator signed in.
    pub operator: String,
    /// Oldest first.
    pub cases: Vec<QueueItemView>,
    /// Logins that people reported lately, newest first.
    pub reports: Vec<ReportedLoginView>,
    /// Decisions of this operator within the last hour: to know, never to reach a number.
    pub decided_lately: u32,
    /// For so many seconds a confirmed decision can be taken back; it is sent afterwards.
    pub undo_seconds: u16,
}

/// A login that somebody did not recognise; nothing says whose it was.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportedLoginView {
    /// When it was reported.
    #[ts(type = "string")]
    pub reported_at: Timestamp,
    /// When it was asked.
    #[ts(type = "string")]
    pub asked_at: Timestamp,
    /// For which service.
    pub service: String,
    /// Which browser asked.
    pub browser: String,
    /// From where, as far as it is known.
    pub place: String,
    /// Whether the service took what was approved.
    pub was_given: bool,
}

/// A line of the queue: nothing personal before it is assigned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QueueItemView {
    /// Names the case.
    pub case: String,
    /// Since when it waits.
    #[ts(type = "string")]
    pub since: Timestamp,
    /// Its document.
    pub kind: DocumentKind,
    /// 1 for the first examination.
    pub attempt: u8,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// Whether it is assigned to me, until when.
    #[ts(optional, type = "string")]
    pub mine_until: Option<Timestamp>,
    /// Whether its frames came from a scenario.
    pub is_test: bool,
}

/// `POST assignment`: the server chooses the case, never the operator. `GET cases/{case}` shows it again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseView {
    /// Names the case.
    pub case: String,
    /// Assigned until then; any action renews it.
    #[ts(type = "string")]
    pub mine_until: Timestamp,
    /// When pictures and film are erased, if it is accepted now.
    #[ts(type = "string")]
    pub erased_if_accepted: Timestamp,
    /// When, if it is refused now for good.
    #[ts(type = "string")]
    pub erased_if_refused: Timestamp,
    /// 1 for the first examination.
    pub attempt: u8,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// What was declared.
    pub declaration: DeclarationView,
    /// The real end of validity, which may lie after the printed one.
    pub valid_until: Personal,
    /// Whether that day is over by now: the document was still valid when it was declared.
    pub is_expired: bool,
    /// The evidence.
    pub evidence: Vec<EvidenceView>,
    /// What was seen on the pictures by itself; empty until the examination ran.
    pub examined: Vec<ExaminedView>,
    /// The digits that had to be given, and the third task.
    #[ts(optional)]
    pub challenge: Option<CaseChallengeView>,
    /// What the film's own record says of its prompts.
    #[ts(optional)]
    pub film: Option<ExaminedFilmView>,
    /// What was seen on the film; absent until the examination ran.
    #[ts(optional)]
    pub look: Option<ExaminedLookView>,
    /// Whether the faces of portrait and film were compared, and what came of it.
    pub faces: ExaminedFacesView,
    /// `duplicate.document`, `duplicate.evidence`: the same in a case of another account, never whose.
    pub duplicates: Vec<String>,
    /// That the case would bring an identity that is there already to another device: `recovery.same_person`,
    /// or `recovery.other_person`, which cannot be approved.
    #[ts(optional)]
    pub recovery: Option<String>,
    /// The pictures of the case that gave that identity.
    #[ts(optional)]
    pub first: Option<FirstPicturesView>,
    /// What happened, oldest first.
    pub history: Vec<HistoryView>,
    /// What was decided at earlier examinations, oldest first.
    pub earlier: Vec<EarlierDecisionView>,
    /// The person's language.
    pub language: String,
    /// What was not checked, said plainly: codes worded by the interface.
    pub not_checked: Vec<String>,
}

/// A decision of an earlier examination of the same case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EarlierDecisionView {
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What.
    pub verdict: Verdict,
    /// Why: codes of the closed list.
    pub reasons: Vec<String>,
    /// The operators' own note.
    #[ts(optional)]
    pub note: Option<Personal>,
}

/// A piece of evidence: its bytes are at `GET cases/{case}/evidence/{evidence}`, its clip at `…/clip`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// Names it.
    pub evidence: String,
    /// What it is.
    pub part: Part,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// `image/jpeg`, `image/png`, `video/mp4`.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Whether a clip was kept with it.
    pub has_clip: bool,
    /// Received when.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// What was seen on a picture of a side. Facts beside the declaration; nothing is decided by them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedView {
    /// Which piece of evidence.
    pub evidence: String,
    /// What may be wrong with the picture: codes worded by the interface.
    pub findings: Vec<String>,
    /// The document's corners, where it was found: clockwise from its own top left, as shares of the picture's
    /// width and height.
    #[ts(optional)]
    pub document: Option<[[f32; 2]; 4]>,
    /// What was measured of the document, where it was found.
    #[ts(optional)]
    pub measures: Option<PictureMeasuresView>,
    /// The machine-readable zone, where one was read.
    #[ts(optional)]
    pub zone: Option<ExaminedZoneView>,
    /// The visible electronic seal, where one was read.
    #[ts(optional)]
    pub seal: Option<ExaminedSealView>,
    /// Whether the document's portrait was cut out: it is at `…/portrait`.
    pub has_portrait: bool,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// A visible electronic seal (2D-Doc) beside the declaration.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedSealView {
    /// Its corners, as shares of the picture's width and height.
    pub corners: [[f32; 2]; 4],
    /// `verified`, `wrong`, `not_listed`, `outside_validity`, `undated`, `unsigned`, `other_layout`.
    pub outcome: String,
    /// Whether a person has to look: everything but `verified`.
    pub wants_a_look: bool,
    /// Who signed, as the list of certificates names them.
    #[ts(optional)]
    pub signer: Option<String>,
    /// Its header, where it has one that can be read.
    #[ts(optional)]
    pub header: Option<SealHeaderView>,
    /// What is wrong within it.
    pub findings: Vec<SealFindingView>,
    /// Field by field, those that it has, in the order of the form.
    pub compared: Vec<ComparedView>,
    /// What else it says, in its order.
    pub others: Vec<SealFieldView>,
}

/// A field of a seal that is not compared.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealFieldView {
    /// Its two characters.
    pub field: String,
    /// As written.
    pub value: Personal,
}

/// The header of a seal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealHeaderView {
    /// Certification authority, four characters.
    pub authority: String,
    /// Its certificate, four characters.
    pub certificate: String,
    /// `07` identity title, `08` machine-readable zone, …
    pub document_type: String,
    /// The day it was signed, `YYYY-MM-DD`.
    #[ts(optional)]
    pub signed: Option<String>,
}

/// Something wrong within a seal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealFindingView {
    /// `seal.field_missing`, `seal.value_short`, …
    pub code: String,
    /// The field's two characters, where one is meant.
    #[ts(optional)]
    pub field: Option<String>,
}

/// One line of the case's history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryView {
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What: an audit kind, worded by the interface.
    pub kind: String,
    /// Which operator, where one acted.
    #[ts(optional)]
    pub operator: Option<String>,
}

/// An answer of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckAnswer {
    /// Oui.
    Yes,
    /// Non.
    No,
    /// Ne sait pas.
    Unsure,
}

/// `POST cases/{case}/decision`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// The eleven answers, in the checklist's order.
    pub checklist: Vec<CheckAnswer>,
    /// The verdict.
    pub verdict: Verdict,
    /// Reasons, for anything but an approval.
    pub reasons: Vec<ReasonRequest>,
    /// To the person, where the reason asks for words.
    #[serde(default)]
    #[ts(optional)]
    pub message: Option<Personal>,
    /// Internal, never shown.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<Personal>,
}

/// A reason, with the part it is about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    /// One of the closed list.
    pub code: String,
    /// Which side, where only one is meant.
    #[serde(default)]
    #[ts(optional)]
    pub part: Option<Part>,
}

/// The verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The identity may be activated.
    Approve,
    /// Something must be done again.
    AskAgain,
    /// The case ends, once a second operator agrees.
    Refuse,
}

/// What became of a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionView {
    /// Whether a second operator must agree before it takes effect.
    pub awaits_second: bool,
}

/// `POST desk`: a person who came in person, by the code their app shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeskRequest {
    /// The code.
    pub desk_code: Secret,
    /// Set to accept, after looking at the person and the document.
    #[serde(default)]
    pub accept: bool,
}

/// What the desk sees.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeskView {
    /// What was declared.
    pub declaration: DeclarationView,
    /// Whether an identity that is there comes to another device, and whether its person was declared: as in
    /// the case's view. Two operators accept it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recovery: Option<String>,
    /// Whether it was accepted now.
    pub accepted: bool,
    /// This operator accepted; another one must, with the same code, before it takes effect.
    pub awaits_second: bool,
}

/// `POST cases/{case}/release`: gives a case back to the queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRequest {
    /// « Je connais cette personne »: never this operator again.
    pub knows_the_person: bool,
}

/// `POST cases/{case}/birthplace-code`: the code that the birth certificate shows, for a birthplace that
/// the list does not know.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BirthplaceCodeRequest {
    /// COG, five characters.
    pub code: Personal,
}
