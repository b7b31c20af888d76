//! The audit. The table itself refuses changes and deletions (triggers of the migration).

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{hex, instant};
use async_trait::async_trait;
use sceau_domain::id::CaseId;
use sceau_service::ports::{Audits, StoreFailure};
use sceau_service::records::{AuditEntry, AuditRow, ChainEnd};

impl TryFrom<StoredRow<'_>> for AuditRow {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            number: row.number("number")?,
            at: row.time("at")?,
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            operator: row.parse_optional("operator")?,
            detail: row.get("detail")?,
            chain_hash: row.hash("chain_hash")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for ChainEnd {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            number: row.number("number")?,
            chain_hash: row.hash("chain_hash")?,
        })
    }
}

#[async_trait]
impl Audits for SqliteTransaction {
    async fn append_audit(&mut self, entry: &AuditEntry) -> Stored<()> {
        let end = query("SELECT number, chain_hash FROM audit ORDER BY number DESC LIMIT 1");
        let row = AuditRow::after(self.one("audit", "number", end)?, entry);
        let AuditRow {
            number,
            at,
            kind,
            subject,
            operator,
            detail,
            chain_hash,
        } = row;
        let statement = query(
            "INSERT INTO audit (number, at, kind, subject, case_id, operator, detail, chain_hash)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(i64::try_from(number).map_err(database)?)
        .bind(instant(at))
        .bind(kind)
        .bind(subject)
        .bind(entry.case.map(|id| hex(id.as_bytes())))
        .bind(operator.map(|id| hex(id.as_bytes())))
        .bind(detail)
        .bind(chain_hash.to_vec());
        self.run(statement).map(drop)
    }

    async fn audit_of_case(&mut self, case: CaseId) -> Stored<Vec<AuditRow>> {
        let found = query("SELECT * FROM audit WHERE case_id = ? ORDER BY number");
        self.all("audit", "number", found.bind(hex(case.as_bytes())))
    }

    async fn audit_before_rows_of(&mut self, case: CaseId) -> Stored<Vec<ChainEnd>> {
        let found = query(
            "SELECT before.number, before.chain_hash FROM audit
             JOIN audit AS before ON before.number = audit.number - 1
             WHERE audit.case_id = ? ORDER BY before.number",
        );
        self.all("audit", "number", found.bind(hex(case.as_bytes())))
    }

    async fn audit_after(&mut self, number: u64, limit: u32) -> Stored<Vec<AuditRow>> {
        let found = query("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?")
            .bind(i64::try_from(number).map_err(database)?)
            .bind(limit);
        self.all("audit", "number", found)
    }
}
