//! Cases, letters, evidence, audit.

use jiff::Timestamp;
use sceau_domain::challenge::{Challenge, DigitsWay};
use sceau_domain::id::{AccountId, CaseId, EvidenceId, IdentityId, LetterId, OperatorId, UploadId};
use sceau_domain::journey::{Consent, Part, State};
use sceau_domain::letter::Letter;
use sceau_domain::otp::OtpAttempt;
use sceau_domain::private::Secret;

/// A case: the journey's state and what the rules around it count.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Names it.
    pub id: CaseId,
    /// Whose.
    pub account: AccountId,
    /// Where it stands.
    pub state: State,
    /// The stored version this was read as; 0 for a new case.
    pub version: u64,
    /// The SMS codes sent, without the number: it is in the state, while it is needed.
    pub phone_attempt: Option<OtpAttempt>,
    /// Photographs received, kept or replaced.
    pub photos_taken: u8,
    /// Videos received, kept or replaced.
    pub videos_taken: u8,
    /// Examinations so far, 1 while the first is under way.
    pub examinations: u8,
    /// What the desk scans or types, while in person (letters and digits, no separators); also stored
    /// as its SHA-256, `case_by_desk_code` finds it.
    pub desk_code: Option<Secret<String>>,
    /// What the device signs to activate.
    pub activation_nonce: Option<Secret<String>>,
    /// Begun when.
    pub created_at: Timestamp,
    /// Last step when.
    pub changed_at: Timestamp,
    /// When the person was told that the case is about to be closed unfinished, the last time.
    pub warned_at: Option<Timestamp>,
    /// When what must be deleted.
    pub retention: Retention,
}

impl Case {
    /// A new case at its beginning, not stored yet.
    pub const fn new(id: CaseId, account: AccountId, now: Timestamp) -> Self {
        Self {
            id,
            account,
            state: State::Terms,
            version: 0,
            phone_attempt: None,
            photos_taken: 0,
            videos_taken: 0,
            examinations: 0,
            desk_code: None,
            activation_nonce: None,
            created_at: now,
            changed_at: now,
            warned_at: None,
            retention: Retention {
                erase_media_at: None,
                erase_case_at: None,
                media_erased_at: None,
            },
        }
    }
}

impl Case {
    /// Whether the person was told since their last step.
    pub fn is_warned(&self) -> bool {
        self.warned_at.is_some_and(|at| at >= self.changed_at)
    }
}

/// The retention timers of a case, once they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// Pictures and video.
    pub erase_media_at: Option<Timestamp>,
    /// Everything but the decision's record.
    pub erase_case_at: Option<Timestamp>,
    /// Done.
    pub media_erased_at: Option<Timestamp>,
}

/// What a consent is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsentPurpose {
    /// The terms of the identity.
    Identity,
    /// The terms of the letter service.
    LetterService,
    /// Receiving the letter electronically.
    LetterReceipt,
    /// The face video.
    FaceVideo,
}

/// A consent, recorded for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentRecord {
    /// In which case.
    pub case: CaseId,
    /// To what.
    pub purpose: ConsentPurpose,
    /// Which text, when.
    pub consent: Consent,
}

/// A letter with what is kept around it.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterRecord {
    /// The letter.
    pub letter: Letter,
    /// For which case.
    pub case: CaseId,
    /// The newest link; older ones are void.
    pub link: Option<LetterLink>,
    /// SHA-256 of the tracking page's token; the token is derived from the letter's id and the server's key.
    pub tracking_hash: [u8; 32],
    /// When the newest notice was asked for.
    pub noticed_at: Timestamp,
    /// When the reminder was asked for.
    pub reminded_at: Option<Timestamp>,
}

/// A one-use link of a letter, with the code printed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLink {
    /// SHA-256 of the token in the mail.
    pub token_hash: [u8; 32],
    /// Keyed hash of the six characters printed in the mail.
    pub code_hash: [u8; 32],
    /// Wrong codes typed.
    pub wrong_tries: u8,
    /// At most a day.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// An upload under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    /// Names it.
    pub id: UploadId,
    /// Whose.
    pub account: AccountId,
    /// Bytes announced.
    pub size: u64,
    /// SHA-256 announced.
    pub sha256: [u8; 32],
    /// Type announced: `image/jpeg`, `image/png`, `video/mp4`.
    pub media_type: String,
    /// Announced when. The hash was fixed then, so a video begun within its challenge's five minutes is
    /// in time even when a slow line takes longer.
    pub begun_at: Timestamp,
    /// Discarded then.
    pub expires_at: Timestamp,
}

/// Where a piece of evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceSource {
    /// Taken with the camera, now.
    Live,
    /// A file chosen by the person.
    Imported,
    /// A scenario of a build for testers.
    Scripted,
}

/// A piece of evidence: the vault holds its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Names it.
    pub id: EvidenceId,
    /// Of which case.
    pub case: CaseId,
    /// What it is.
    pub part: Part,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// Its type, after cleaning.
    pub media_type: String,
    /// Its size, after cleaning.
    pub size: u64,
    /// SHA-256 of its bytes, after cleaning.
    pub sha256: [u8; 32],
    /// SHA-256 of its clip, where it has one.
    pub clip_sha256: Option<[u8; 32]>,
    /// How a video answers its challenge.
    pub video: Option<VideoFacts>,
    /// Received when.
    pub at: Timestamp,
}

/// How a video answers its challenge.
#[derive(Debug, Clone, PartialEq)]
pub struct VideoFacts {
    /// What it had to answer.
    pub challenge: Challenge,
    /// Spoken or written.
    pub way: DigitsWay,
    /// The device spoke the digits too.
    pub audio_prompt: bool,
    /// Measured.
    pub fps: f32,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Milliseconds.
    pub duration_ms: u32,
    /// When each prompt was shown.
    pub prompts_ms: Vec<u32>,
    /// Whether there is sound.
    pub has_sound: bool,
    /// Whether the device vouches for it.
    pub seal: FilmSeal,
}

/// Whether the device that recorded a film vouches for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmSeal {
    /// The device could not sign.
    Unsigned,
    /// Signed by a trusted device of the account.
    Signed,
    /// Signed by something else, or changed since.
    Mismatched,
}

/// A challenge with its case and use.
#[derive(Debug, Clone, PartialEq)]
pub struct ChallengeRecord {
    /// The draw.
    pub challenge: Challenge,
    /// For which case.
    pub case: CaseId,
    /// When a video answered it.
    pub used_at: Option<Timestamp>,
}

/// Something worth remembering, without personal data.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// A stable dotted name, for example `case.locked`, `evidence.viewed`.
    pub kind: &'static str,
    /// Which account.
    pub account: Option<AccountId>,
    /// Which case.
    pub case: Option<CaseId>,
    /// Which letter.
    pub letter: Option<LetterId>,
    /// Which identity.
    pub identity: Option<IdentityId>,
    /// Which operator acted.
    pub operator: Option<OperatorId>,
    /// A stable detail: a state, a reason code, a hash; never personal data.
    pub detail: String,
}

impl AuditEntry {
    /// An entry of a kind: a stable dotted name such as `journey.moved`.
    pub const fn new(at: Timestamp, kind: &'static str) -> Self {
        Self {
            at,
            kind,
            account: None,
            case: None,
            letter: None,
            identity: None,
            operator: None,
            detail: String::new(),
        }
    }

    /// About an account.
    #[must_use]
    pub const fn of_account(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// About a case.
    #[must_use]
    pub const fn of_case(mut self, case: CaseId) -> Self {
        self.case = Some(case);
        self
    }

    /// About a letter.
    #[must_use]
    pub const fn of_letter(mut self, letter: LetterId) -> Self {
        self.letter = Some(letter);
        self
    }

    /// About an identity.
    #[must_use]
    pub const fn of_identity(mut self, identity: IdentityId) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Caused by an operator.
    #[must_use]
    pub const fn by_operator(mut self, operator: OperatorId) -> Self {
        self.operator = Some(operator);
        self
    }

    /// With a stable detail; never personal data.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// A stored entry with its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRow {
    /// Its number, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// As in the entry.
    pub kind: String,
    /// As in the entry, written out.
    pub subject: String,
    /// Which operator acted.
    pub operator: Option<OperatorId>,
    /// As in the entry.
    pub detail: String,
    /// SHA-256 over the previous hash and this row's text.
    pub chain_hash: [u8; 32],
}
