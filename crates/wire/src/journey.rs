//! The journey: what the app asks, and the whole view it gets back each time.

use crate::document::{BirthplaceDraft, BirthplaceView, DeclarationView, DocumentDraft};
use crate::evidence::EvidenceRequest;
use crate::letter::LetterView;
use crate::mirror::{Actor, Chapter, DigitsWay, DocumentKind, EventName, Part, StateName};
use crate::person::RecoveryView;
use crate::personal::{Personal, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/v1/journey` with an `Idempotency-Key` header. Answers with a [`JourneyView`].
///
/// Events without data are written `Continue {}`: serde refuses unknown fields of a unit variant only so.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum JourneyRequest {
    /// 8 – accepts the terms shown.
    AcceptTerms {
        /// Which text.
        terms: ConsentRequest,
    },
    /// 9 – answers both questions.
    AnswerConditions {
        /// Of age.
        adult: bool,
        /// Has a valid document.
        document: bool,
    },
    /// An introduction was read.
    Continue {},
    /// « Retour ».
    GoBack {},
    /// 12 – sends a code to a number; again for another code or another number.
    GivePhone {
        /// Any usual spelling.
        number: Personal,
    },
    /// 13 – gives the code.
    ProvePhone {
        /// Six digits; spaces are forgiven.
        code: Secret,
    },
    /// 15 – issued by France?
    AnswerOrigin {
        /// Yes.
        french: bool,
    },
    /// 16, 27 – this kind.
    ChooseKind {
        /// The kind.
        kind: DocumentKind,
    },
    /// 17 – the data.
    DeclareDocument {
        /// As typed.
        document: DocumentDraft,
    },
    /// 18 – born there.
    DeclareBirthplace {
        /// As chosen.
        birthplace: BirthplaceDraft,
    },
    /// 19 – « Modifier » on a row of the document; 30 – « Corriger ma saisie » after a photo.
    ReopenDocument {},
    /// 19 – « Modifier » on the birthplace.
    ReopenBirthplace {},
    /// 19 – « Confirmer mes informations ».
    ConfirmDeclaration {},
    /// 21, 25 – online, or in person.
    ChooseMethod {
        /// In person instead of online.
        in_person: bool,
    },
    /// 22 – two separate consents.
    AgreeToLetter {
        /// To the letter service's terms.
        terms: ConsentRequest,
        /// To receiving it electronically.
        receipt: ConsentRequest,
    },
    /// 23 – « Renvoyer »: a new link; the older one ends.
    ResendNotice {},
    /// 24 – the six characters printed in the mail: « Confirmer mon identité » from here.
    AcceptLetter {
        /// Six characters; case and spaces are forgiven.
        code: Secret,
    },
    /// Refuses the letter; ends the case.
    RefuseLetter {},
    /// 26 – how the tasks will be done.
    ChooseTasks {
        /// Spoken or written digits.
        way: DigitsWay,
        /// « Mouvement difficile ».
        movement_is_difficult: bool,
    },
    /// Other data, as an operator asked, or for another document.
    CorrectData {
        /// As typed.
        document: DocumentDraft,
        /// As chosen.
        birthplace: BirthplaceDraft,
    },
    /// 29 to 32 – ties a finished upload to the case.
    AttachEvidence {
        /// Which.
        evidence: EvidenceRequest,
    },
    /// Appeals against a refusal.
    Appeal {},
    /// 33 – the device's signature of the activation statement.
    Activate {
        /// ECDSA P-256 with SHA-256, fixed length (64 bytes).
        signature: Secret,
    },
    /// « Tout recommencer ».
    StartOver {},
}

/// A consent to a text that was shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// Its version.
    pub version: String,
    /// Its SHA-256, hexadecimal.
    pub hash: String,
    /// The box: never ticked for the person.
    pub given: bool,
}

/// `GET /api/v1/journey` and every answer to an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JourneyView {
    /// Where, with what that screen shows.
    pub at: StateView,
    /// The step of the guide, 8 to 33.
    pub step: u8,
    /// Which of the five parts of the progress bar.
    pub chapter: Chapter,
    /// What the person may cause now.
    pub allowed: Vec<EventName>,
    /// What the camera must still give.
    pub missing: Vec<Part>,
    /// Who acts next.
    pub actor: Actor,
    /// Until when this state can be left as it is, where there is a limit.
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
    /// That the case brings an identity from a lost device to this one, and from when on.
    #[serde(default)]
    #[ts(optional)]
    pub recovery: Option<RecoveryView>,
}

/// What each state shows. The tag is the state's name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "states are explained in docs/journey.md")]
pub enum StateView {
    Terms,
    Conditions,
    Ineligible {
        /// Under age, rather than without a document.
        minor: bool,
    },
    Overview,
    PhoneIntro,
    PhoneNumber {
        /// As given before.
        #[ts(optional)]
        number: Option<Personal>,
    },
    PhoneCode {
        /// `+33 6 •• •• •• 78`.
        number_masked: String,
        /// The newest code's end.
        #[ts(type = "string")]
        expires_at: Timestamp,
        /// When another may be asked for; absent when none is left.
        #[ts(optional, type = "string")]
        resend_at: Option<Timestamp>,
    },
    DocumentIntro,
    DocumentOrigin,
    NoFrenchDocument {
        /// The day on which the unfinished case is deleted.
        #[ts(type = "string")]
        kept_until: Timestamp,
    },
    DocumentChoice {
        /// As chosen before.
        #[ts(optional)]
        kind: Option<DocumentKind>,
    },
    DocumentData {
        kind: DocumentKind,
        /// As declared before.
        draft: DocumentDraft,
    },
    Birthplace {
        /// The birth date, which decides which communes are offered.
        birth_date: Personal,
        /// As declared before.
        #[ts(optional)]
        birthplace: Option<BirthplaceView>,
    },
    Review {
        declaration: DeclarationView,
    },
    VerificationIntro,
    Method,
    InPerson {
        /// What the desk scans or types.
        desk_code: Secret,
    },
    LetterConsent {
        email_masked: String,
    },
    LetterSent {
        letter: LetterView,
        email_masked: String,
        /// When another notice may be asked for.
        #[ts(type = "string")]
        resend_at: Timestamp,
    },
    Identification,
    Tasks,
    CaptureChoice {
        kind: DocumentKind,
    },
    DataAgain {
        kind: DocumentKind,
        declaration: DeclarationView,
    },
    PhotoTips {
        kind: DocumentKind,
    },
    Photo {
        kind: DocumentKind,
        /// Sides received already.
        received: Vec<Part>,
        photos_left: u8,
        /// As declared, to compare a picture with.
        declared: DocumentDraft,
        /// The day on which it was declared, `YYYY-MM-DD`: a document may have expired since.
        checked_on: String,
    },
    PhotoReceived {
        kind: DocumentKind,
    },
    FaceVideo {
        kind: DocumentKind,
        way: DigitsWay,
        movement_is_difficult: bool,
        videos_left: u8,
    },
    Processing {
        #[ts(type = "string")]
        since: Timestamp,
        appeal: bool,
        letter: LetterView,
    },
    Redo {
        requests: Vec<RedoView>,
    },
    Refused {
        appeal_possible: bool,
        #[ts(type = "string")]
        deleted_on: Timestamp,
    },
    Activation {
        /// What the device signs, with its own id: see `domain::login::activation_statement`.
        nonce: Secret,
    },
    Active,
    Closed {
        /// `letter_refused`, `letter_expired`, `abandoned`.
        because: String,
    },
}

/// What must be done again, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RedoView {
    /// The reason's code, worded by the interface.
    pub code: String,
    /// Which part, where one is meant.
    #[ts(optional)]
    pub part: Option<Part>,
    /// The operator's own words to the person, where given.
    #[ts(optional)]
    pub message: Option<Personal>,
}

impl StateView {
    /// The state's name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Terms => StateName::Terms,
            Self::Conditions => StateName::Conditions,
            Self::Ineligible { .. } => StateName::Ineligible,
            Self::Overview => StateName::Overview,
            Self::PhoneIntro => StateName::PhoneIntro,
            Self::PhoneNumber { .. } => StateName::PhoneNumber,
            Self::PhoneCode { .. } => StateName::PhoneCode,
            Self::DocumentIntro => StateName::DocumentIntro,
            Self::DocumentOrigin => StateName::DocumentOrigin,
            Self::NoFrenchDocument { .. } => StateName::NoFrenchDocument,
            Self::DocumentChoice { .. } => StateName::DocumentChoice,
            Self::DocumentData { .. } => StateName::DocumentData,
            Self::Birthplace { .. } => StateName::Birthplace,
            Self::Review { .. } => StateName::Review,
            Self::VerificationIntro => StateName::VerificationIntro,
            Self::Method => StateName::Method,
            Self::InPerson { .. } => StateName::InPerson,
            Self::LetterConsent { .. } => StateName::LetterConsent,
            Self::LetterSent { .. } => StateName::LetterSent,
            Self::Identification => StateName::Identification,
            Self::Tasks => StateName::Tasks,
            Self::CaptureChoice { .. } => StateName::CaptureChoice,
            Self::DataAgain { .. } => StateName::DataAgain,
            Self::PhotoTips { .. } => StateName::PhotoTips,
            Self::Photo { .. } => StateName::Photo,
            Self::PhotoReceived { .. } => StateName::PhotoReceived,
            Self::FaceVideo { .. } => StateName::FaceVideo,
            Self::Processing { .. } => StateName::Processing,
            Self::Redo { .. } => StateName::Redo,
            Self::Refused { .. } => StateName::Refused,
            Self::Activation { .. } => StateName::Activation,
            Self::Active => StateName::Active,
            Self::Closed { .. } => StateName::Closed,
        }
    }
}
