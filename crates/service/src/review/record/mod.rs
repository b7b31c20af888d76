//! A case as one sealed file: what was declared, what was read and found, every decision, every line of the journal
//! with its place in the chain. For a colleague, an auditor or a judge, who verifies it without the installation.
//!
//! What it deliberately does not hold: pictures, films, sounds, the numbers by which faces were compared, and where a
//! head was. The vault keeps those, until they are erased.

mod content;
mod gather;
mod verify;

pub use content::{
    CaseRecord, RecordedDecision, RecordedEvidence, RecordedExamination, RecordedReading,
    RecordedReason, RecordedRow,
};
pub use gather::{record_case, record_held_case};
pub use verify::{RecordFault, verify_record};

use crate::sealed_file::SealedFile;

/// The name of the format.
const FORMAT: &str = "sceau-case-record";
/// Its version: grows when a reader of the one before would go wrong.
const VERSION: u32 = 1;
/// The type of the file's seal: what is signed for another purpose is no record.
const SEAL_TYPE: &str = "sceau-case-record+jwt";

/// A record as a file.
pub type SealedRecord = SealedFile<CaseRecord>;
