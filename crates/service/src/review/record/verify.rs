//! Reads a case's record that somebody was shown, from its file, without the installation.

use super::content::{CaseRecord, RecordedRow};
use super::{FORMAT, SEAL_TYPE, VERSION};
use crate::crypto::from_hex;
use crate::records::AuditRow;
use crate::sealed_file::{self, SealedFileFault};
use sceau_oidc::keys::Jwks;

/// Why a file is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Its seal.
    #[error(transparent)]
    Seal(#[from] SealedFileFault),
    /// Sealed as one, of a version that is not known here.
    #[error("this is no record of a case, or of a version that is not known here")]
    NotARecord,
    /// A line of the journal is not what was written.
    #[error("line {number} of the journal was changed")]
    Row {
        /// Which.
        number: u64,
    },
}

/// Verifies a record's file against the keys that its reader trusts: the seal, and that every line of the journal is
/// the one whose hash the next line of the journal was built on. That no line is missing between two others only the
/// whole journal shows (`sceau-server check`).
///
/// # Errors
/// [`RecordFault`], the first thing found wrong.
pub fn verify_record(file: &[u8], trusted: &Jwks) -> Result<CaseRecord, RecordFault> {
    let (record, _): (CaseRecord, _) = sealed_file::open(file, SEAL_TYPE, trusted)?;
    if record.format != FORMAT || record.version != VERSION {
        return Err(RecordFault::NotARecord);
    }
    let mut last: Option<AuditRow> = None;
    for recorded in &record.history {
        let fault = RecordFault::Row {
            number: recorded.number,
        };
        let (row, previous) = row_in(recorded).ok_or(fault)?;
        let is_in_order = last.is_none_or(|last| match row.number.checked_sub(last.number) {
            None | Some(0) => false,
            Some(1) => previous == last.chain_hash,
            Some(_) => true,
        });
        if !is_in_order || !row.follows(&previous) {
            return Err(fault);
        }
        last = Some(row);
    }
    Ok(record)
}

/// The line as the rules of the chain see it, and the hash before it.
fn row_in(recorded: &RecordedRow) -> Option<(AuditRow, [u8; 32])> {
    let operator = recorded.operator.as_ref();
    let row = AuditRow {
        number: recorded.number,
        at: recorded.at,
        kind: recorded.kind.clone(),
        subject: recorded.subject.clone(),
        operator: operator.map(|id| id.parse()).transpose().ok()?,
        detail: recorded.detail.clone(),
        chain_hash: from_hex(&recorded.chain_hash)?,
    };
    Some((row, from_hex(&recorded.previous_hash)?))
}
