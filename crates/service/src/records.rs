//! What is kept: the service's records, in domain types. Stores turn them into rows of their own.

mod account;
mod audit_chain;
mod case;
mod erasure;
mod examination;
mod login;
mod logout;
mod review;

pub use account::{
    Account, Carrier, CodePurpose, Device, Holder, Identity, KeyProtection, OutboxMessage,
    Outgoing, PersonCode, Recovery, Session, SignIn,
};
pub use audit_chain::{BrokenChain, ChainCheck, ChainEnd};
pub use case::{
    AuditEntry, AuditRow, Case, ChallengeRecord, ConsentPurpose, ConsentRecord, Evidence,
    EvidenceSource, FilmSeal, LetterLink, LetterRecord, Retention, Upload, VideoFacts,
};
pub use erasure::{Erasure, MarkedErasure};
pub use examination::{Examination, FaceComparison, FacePair, FilmSeen, FrameSeen, SealSeen};
pub use login::{
    Answered, AuthorizationGrant, Browser, Giver, Handoff, HandoffState, Interaction, LoginRecord,
    LoginWindow, LoginsLately, PushedRequest, RefreshRecord, Rotation, SecretHash, asker_in_words,
};
pub use logout::{LogoutNotice, ServiceSession};
pub use review::{
    CheckAnswer, DecisionCount, DecisionRecord, Operator, OperatorSession, QueueEntry, Verdict,
};
