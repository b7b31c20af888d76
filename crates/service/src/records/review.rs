//! Operators and their decisions.

use jiff::Timestamp;
use sceau_domain::id::{CaseId, DecisionId, OperatorId};
use sceau_domain::journey::Request;
use sceau_domain::private::Personal;

/// An operator.
#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    /// Names them.
    pub id: OperatorId,
    /// As colleagues read it.
    pub name: String,
    /// SHA-256 of their key.
    pub key_hash: [u8; 32],
    /// Since when they may not act any more.
    pub revoked_at: Option<Timestamp>,
}

/// A session of the console.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatorSession {
    /// SHA-256 of the cookie's token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub operator: OperatorId,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A case waiting for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueEntry {
    /// Which.
    pub case: CaseId,
    /// Since when.
    pub since: Timestamp,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// To whom it was assigned last, until when: it is held while that is to come.
    pub assigned: Option<(OperatorId, Timestamp)>,
    /// Operators who may not have it: those who decided it before, or know the person.
    pub excluded: Vec<OperatorId>,
}

/// An answer of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckAnswer {
    /// Oui.
    Yes,
    /// Non.
    No,
    /// Ne sait pas.
    Unsure,
}

/// How many decisions an operator took within a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionCount {
    /// Who.
    pub operator: OperatorId,
    /// How many.
    pub count: u32,
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The identity may be activated.
    Approve,
    /// Something must be done again.
    AskAgain,
    /// The case ends.
    Refuse,
}

/// A decision, kept longer than the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRecord {
    /// Names it.
    pub id: DecisionId,
    /// Of which case.
    pub case: CaseId,
    /// By whom.
    pub operator: OperatorId,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Request>,
    /// The eleven answers.
    pub checklist: Vec<CheckAnswer>,
    /// To the person.
    pub message: Option<Personal<String>>,
    /// Internal.
    pub note: Option<Personal<String>>,
    /// When.
    pub at: Timestamp,
    /// Whether it waits for a second operator and has not taken effect.
    pub awaits_second: bool,
}
