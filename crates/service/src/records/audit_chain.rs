//! How audit rows are chained: one rule for every store, and for whoever verifies.

use super::case::{AuditEntry, AuditRow};
use crate::crypto::sha256;

/// The audit does not hold together from this row on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit does not hold together at row {number}")]
pub struct BrokenChain {
    /// The first row that does not follow from the one before.
    pub number: u64,
}

/// Of the newest row, what the next one follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainEnd {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub chain_hash: [u8; 32],
}

impl AuditEntry {
    /// What the entry is about, written out: `account=… case=…`, only what there is.
    pub fn subject(&self) -> String {
        let parts = [
            self.account.map(|id| format!("account={id}")),
            self.case.map(|id| format!("case={id}")),
            self.letter.map(|id| format!("letter={id}")),
            self.identity.map(|id| format!("identity={id}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl AuditRow {
    /// The row that an entry becomes at the end of a chain (none: the first).
    pub fn after(end: Option<ChainEnd>, entry: &AuditEntry) -> Self {
        let mut row = Self {
            number: end.map_or(1, |end| end.number + 1),
            at: entry.at,
            kind: entry.kind.to_owned(),
            subject: entry.subject(),
            operator: entry.operator,
            detail: entry.detail.clone(),
            chain_hash: [0; 32],
        };
        row.chain_hash = row.hash_after(&end.map_or([0; 32], |end| end.chain_hash));
        row
    }

    /// Where the chain ends while this row is its newest.
    pub const fn end(&self) -> ChainEnd {
        ChainEnd {
            number: self.number,
            chain_hash: self.chain_hash,
        }
    }

    /// Whether the row is what was appended after the row with that hash.
    pub fn follows(&self, previous: &[u8; 32]) -> bool {
        self.hash_after(previous) == self.chain_hash
    }

    /// SHA-256 over the hash before and every field, one per line; a line break inside a field cannot
    /// pass for the next field, because each is preceded by its length in bytes.
    fn hash_after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let (number, at) = (self.number.to_string(), self.at.to_string());
        let operator = self.operator.map_or_else(String::new, |id| id.to_string());
        let mut bytes = b"sceau-audit-v1\n".to_vec();
        bytes.extend_from_slice(previous);
        for field in [
            &number,
            &at,
            &self.kind,
            &self.subject,
            &operator,
            &self.detail,
        ] {
            let length = field.len().to_string();
            for part in ["\n", &length, ":", field] {
                bytes.extend_from_slice(part.as_bytes());
            }
        }
        sha256(&bytes)
    }
}

/// A chain being verified, oldest row first, in as many pieces as one likes.
#[derive(Debug, Default)]
pub struct ChainCheck(Option<ChainEnd>);

impl ChainCheck {
    /// Verifies the rows that come next.
    ///
    /// # Errors
    /// The first row that was changed, removed or put in.
    pub fn follow(&mut self, rows: &[AuditRow]) -> Result<(), BrokenChain> {
        for row in rows {
            let number = self.rows() + 1;
            let previous = self.0.map_or([0; 32], |end| end.chain_hash);
            if row.number != number || !row.follows(&previous) {
                return Err(BrokenChain { number });
            }
            self.0 = Some(row.end());
        }
        Ok(())
    }

    /// How many rows were verified; also the number of the last one.
    pub fn rows(&self) -> u64 {
        self.0.map_or(0, |end| end.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use sceau_domain::id::CaseId;

    fn chain() -> Vec<AuditRow> {
        let entry = |detail: &str| AuditEntry {
            at: Timestamp::UNIX_EPOCH,
            kind: "case.locked",
            account: None,
            case: Some(CaseId::from_bytes([1; 16])),
            letter: None,
            identity: None,
            operator: None,
            detail: detail.to_owned(),
        };
        let first = AuditRow::after(None, &entry("first"));
        let second = AuditRow::after(Some(first.end()), &entry("second"));
        let third = AuditRow::after(Some(second.end()), &entry("third"));
        vec![first, second, third]
    }

    #[test]
    fn a_chain_as_written_holds_together() {
        assert_eq!(ChainCheck::default().follow(&chain()), Ok(()));
        assert_eq!(ChainCheck::default().follow(&[]), Ok(()));
    }

    #[test]
    fn a_chain_in_pieces_is_the_same_chain() {
        let rows = chain();
        let mut check = ChainCheck::default();
        for row in &rows {
            assert_eq!(check.follow(std::slice::from_ref(row)), Ok(()));
        }
        assert_eq!(check.rows(), 3);
        let mut gap = ChainCheck::default();
        assert_eq!(gap.follow(&rows[..1]), Ok(()));
        assert_eq!(gap.follow(&rows[2..]), Err(BrokenChain { number: 2 }));
    }

    #[test]
    fn a_changed_row_and_a_removed_row_are_named() {
        let mut changed = chain();
        changed[1].detail = "other".to_owned();
        assert_eq!(
            ChainCheck::default().follow(&changed),
            Err(BrokenChain { number: 2 })
        );
        let mut removed = chain();
        removed.remove(0);
        assert_eq!(
            ChainCheck::default().follow(&removed),
            Err(BrokenChain { number: 1 })
        );
    }

    #[test]
    fn a_row_moved_between_fields_is_seen() {
        let mut moved = chain();
        moved[0].kind = "case.locked\n5:first".to_owned();
        moved[0].detail = String::new();
        assert!(ChainCheck::default().follow(&moved).is_err());
    }
}
