//! What a case's record says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case's record. It is about a person, so `Debug` prints its name alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// `sceau-case-record`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// What it is worth, in French.
    pub worth: String,
    /// The address of the installation.
    pub issuer: String,
    /// When the record was made.
    pub made_at: Timestamp,
    /// Names the case.
    pub case: String,
    /// Where it stands: a stage of the journey.
    pub state: String,
    /// Examinations so far.
    pub examinations: u8,
    /// What was declared, field by field; empty before anything was confirmed, and once it is erased.
    pub declared: BTreeMap<String, String>,
    /// Which of it the person's device said it read in the zone, and the person left as it was; left out where
    /// there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared_as_read: Vec<String>,
    /// What was received, oldest first, replaced pieces included; never the bytes.
    pub evidence: Vec<RecordedEvidence>,
    /// What the machine read and found on each.
    pub examined: Vec<RecordedExamination>,
    /// What operators decided, oldest first. An opinion that waits is left out for whoever holds the case.
    pub decisions: Vec<RecordedDecision>,
    /// What happened, oldest first.
    pub history: Vec<RecordedRow>,
}

impl core::fmt::Debug for CaseRecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("CaseRecord").field(&self.case).finish()
    }
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedEvidence {
    /// Names it.
    pub evidence: String,
    /// `front`, `back`, `video`.
    pub part: String,
    /// `live`, `imported`, `scripted`.
    pub source: String,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Received when.
    pub at: Timestamp,
}

/// What the machine saw on a piece.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedExamination {
    /// Which piece.
    pub evidence: String,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
    /// What may be wrong, as stable codes.
    pub findings: Vec<String>,
    /// What was read, beside what is declared.
    pub read: Vec<RecordedReading>,
    /// Characters of the zone that were read as their look-alike; left out where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repaired: Vec<RecordedRepair>,
    /// What became of the visible electronic seal's signature, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

impl core::fmt::Debug for RecordedExamination {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("RecordedExamination")
            .field(&self.evidence)
            .finish()
    }
}

/// A field that was read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedReading {
    /// From the `zone` or the `seal`.
    pub from: String,
    /// Which field.
    pub field: String,
    /// What was read; nothing where it could not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// How it compares with what is declared, as a stable code.
    pub likeness: String,
}

impl core::fmt::Debug for RecordedReading {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("RecordedReading").field(&self.field).finish()
    }
}

/// A character of a zone that was read as its look-alike.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedRepair {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// As recognised.
    pub from: char,
    /// What it was taken for.
    pub to: char,
    /// What its column can hold: `digits_only`, `letters_only`.
    pub why: String,
}

impl core::fmt::Debug for RecordedRepair {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("RecordedRepair")
            .field(&self.line)
            .field(&self.column)
            .finish()
    }
}

/// A decision.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedDecision {
    /// When.
    pub at: Timestamp,
    /// Names the operator.
    pub operator: String,
    /// As colleagues read it.
    pub operator_name: String,
    /// `approve`, `ask_again`, `refuse`.
    pub verdict: String,
    /// Why.
    pub reasons: Vec<RecordedReason>,
    /// The answers of the checklist, in its order: `yes`, `no`, `unsure`; none at the desk.
    pub checklist: Vec<String>,
    /// To the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// For colleagues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// False for an opinion that stood beside others.
    pub took_effect: bool,
}

impl core::fmt::Debug for RecordedDecision {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("RecordedDecision").field(&self.at).finish()
    }
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedReason {
    /// Its stable code.
    pub code: String,
    /// What is to be done again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A line of the journal, with what shows that it is the one that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedRow {
    /// Its number in the installation's journal, whose other lines are about other things.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What: a stable dotted name.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Who acted, where an operator did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// A stable detail.
    pub detail: String,
    /// The hash of the line before, hexadecimal; zeros before the first of all.
    pub previous_hash: String,
    /// Its own.
    pub chain_hash: String,
}
