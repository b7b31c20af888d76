//! Failures: rich inside. `http` decides public code, log level and status in one function.

use crate::ports::{ClientKeysFailure, NotifyFailure, StoreFailure, VaultFailure};
use jiff::Timestamp;
use sceau_domain::birthplace::BirthplaceError;
use sceau_domain::document::FieldFinding;
use sceau_domain::journey::Rejection;
use sceau_domain::phone::PhoneFinding;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What the person may mend or wait for.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFailure),
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultFailure),
    /// A message could not be handed over.
    #[error(transparent)]
    Notify(#[from] NotifyFailure),
    /// A client's public keys could not be had.
    #[error(transparent)]
    ClientKeys(#[from] ClientKeysFailure),
    /// Something that cannot be, named.
    #[error("inconsistent: {0}")]
    Inconsistent(&'static str),
}

/// A refusal with its reason; each maps to one public code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(
    missing_docs,
    reason = "each is explained under its public code in docs/error-codes.md"
)]
pub enum Refusal {
    #[error("fields to mend")]
    Document(Vec<FieldFinding>),
    #[error("birthplace to mend")]
    Birthplace(BirthplaceError),
    #[error("phone number to mend")]
    Phone(PhoneFinding),
    #[error("e-mail address to mend")]
    EmailInvalid,
    #[error("malformed request")]
    Malformed,
    #[error("too many requests")]
    TooManyRequests { until: Timestamp },
    #[error("another request under the same key")]
    IdempotencyConflict,
    #[error("nothing under that name")]
    NotFound,
    #[error("wrong code")]
    CodeWrong { tries_left: u8 },
    #[error("late code")]
    CodeExpired,
    #[error("no try left")]
    CodeExhausted { until: Timestamp },
    #[error("too soon for another code")]
    CodeTooSoon { until: Timestamp },
    #[error("no code under way")]
    CodeUnknown,
    #[error("no session")]
    SessionMissing,
    #[error("device not trusted")]
    DeviceNotTrusted,
    #[error("not a device of this account")]
    DeviceUnknown,
    #[error("device blocked")]
    DeviceBlocked { until: Timestamp },
    #[error("wrong secret code")]
    SecretCodeWrong { tries_left: u8 },
    #[error("signature does not verify")]
    SignatureInvalid,
    #[error(transparent)]
    NotPossibleHere(#[from] Rejection),
    #[error("the terms changed")]
    TermsOutdated,
    #[error("consent missing")]
    ConsentMissing,
    #[error("letter link unknown")]
    LetterLinkUnknown,
    #[error("letter link expired")]
    LetterLinkExpired,
    #[error("letter already answered")]
    LetterAnswered,
    #[error("letter past answering")]
    LetterOver,
    #[error("file too big")]
    FileTooBig,
    #[error("not a picture")]
    FileNotAPicture,
    #[error("damaged file")]
    FileDamaged,
    #[error("picture too small")]
    FileTooSmall,
    #[error("too many pixels")]
    FileTooManyPixels,
    #[error("not a video")]
    FileNotAVideo,
    #[error("wrong upload offset")]
    UploadOffset { expected: u64 },
    #[error("upload unknown")]
    UploadUnknown,
    #[error("upload incomplete")]
    UploadIncomplete,
    #[error("upload hash differs")]
    UploadHash,
    #[error("attempts exhausted")]
    AttemptsExhausted,
    #[error("challenge expired")]
    ChallengeExpired,
    #[error("challenge used")]
    ChallengeUsed,
    #[error("not a handoff of ours")]
    HandoffForeign,
    #[error("handoff expired")]
    HandoffExpired,
    #[error("handoff number differs")]
    HandoffMismatch,
    #[error("login request expired")]
    LoginExpired,
    #[error("login request answered")]
    LoginAnswered,
    #[error("login number differs")]
    LoginMismatch,
    #[error("level out of this device's reach")]
    LoginLevel,
    #[error("identity blocked")]
    IdentityBlocked,
    #[error("too early for another device")]
    RecoveryTooEarly { until: Timestamp },
    #[error("operator unknown")]
    OperatorUnknown,
    #[error("case not assigned")]
    CaseNotAssigned,
    #[error("case decided")]
    CaseDecided,
    #[error("decision incomplete")]
    DecisionIncomplete,
}
