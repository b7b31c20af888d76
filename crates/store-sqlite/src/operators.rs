//! Operators, their sessions, the queue, decisions.

use crate::failure::Stored;
use crate::journey::RequestRow;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{AsText, AsWord, instant, json};
use crate::words::Word;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{CaseId, OperatorId};
use sceau_domain::journey::Request;
use sceau_domain::private::Personal;
use sceau_service::ports::{Operators, StoreFailure};
use sceau_service::records::{
    CheckAnswer, DecisionCount, DecisionRecord, Operator, OperatorSession, QueueEntry,
};

impl TryFrom<StoredRow<'_>> for Operator {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            name: row.get("name")?,
            key_hash: row.hash("key_hash")?,
            revoked_at: row.time_optional("revoked_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for OperatorSession {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            token_hash: row.hash("token_hash")?,
            operator: row.parse("operator")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for QueueEntry {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let to: Option<OperatorId> = row.parse_optional("assigned_to")?;
        let until = row.time_optional("assigned_until")?;
        let assigned = match (to, until) {
            (None, None) => None,
            (Some(to), Some(until)) => Some((to, until)),
            _ => return Err(row.impossible("assigned_until")),
        };
        let excluded: Vec<AsText<OperatorId>> = row.json("excluded")?;
        Ok(Self {
            case: row.parse("case_id")?,
            since: row.time("since")?,
            appeal: row.get("appeal")?,
            assigned,
            excluded: excluded.into_iter().map(|id| id.0).collect(),
        })
    }
}

impl TryFrom<StoredRow<'_>> for DecisionRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let reasons: Vec<RequestRow> = row.json("reasons")?;
        let checklist: Vec<AsWord<CheckAnswer>> = row.json("checklist")?;
        Ok(Self {
            id: row.parse("id")?,
            case: row.parse("case_id")?,
            operator: row.parse("operator")?,
            verdict: row.word("verdict")?,
            reasons: reasons.into_iter().map(Request::from).collect(),
            checklist: checklist.into_iter().map(|answer| answer.0).collect(),
            message: row.get::<Option<String>>("message")?.map(Personal::new),
            note: row.get::<Option<String>>("note")?.map(Personal::new),
            at: row.time("at")?,
            awaits_second: row.get("awaits_second")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for DecisionCount {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            operator: row.parse("operator")?,
            count: row.number("count")?,
        })
    }
}

/// Sessions of operators that ended by an instant.
pub(crate) const SWEPT_SESSIONS: &str = "DELETE FROM operator_sessions WHERE expires_at <= ?";
/// Decisions taken before an instant.
pub(crate) const FORGOTTEN: &str = "DELETE FROM decisions WHERE at < ?";
/// Decisions of each operator from an instant on: asked for with every look at the queue.
pub(crate) const COUNTED: &str =
    "SELECT operator, count(*) AS count FROM decisions WHERE at >= ? GROUP BY operator";

#[async_trait]
impl Operators for SqliteTransaction {
    async fn operator(&mut self, id: OperatorId) -> Stored<Option<Operator>> {
        let found = query("SELECT * FROM operators WHERE id = ?").bind(id.to_string());
        self.one("operators", "id", found)
    }

    async fn operator_by_key(&mut self, key_hash: &[u8; 32]) -> Stored<Option<Operator>> {
        let found = query("SELECT * FROM operators WHERE key_hash = ?").bind(key_hash.to_vec());
        self.one("operators", "id", found)
    }

    async fn operators(&mut self) -> Stored<Vec<Operator>> {
        self.all(
            "operators",
            "id",
            query("SELECT * FROM operators ORDER BY name, id"),
        )
    }

    async fn put_operator(&mut self, operator: &Operator) -> Stored<()> {
        let Operator {
            id,
            name,
            key_hash,
            revoked_at,
        } = operator;
        let statement = query(
            "INSERT INTO operators (id, name, key_hash, revoked_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, key_hash = excluded.key_hash,
               revoked_at = excluded.revoked_at",
        )
        .bind(id.to_string())
        .bind(name)
        .bind(key_hash.to_vec())
        .bind(revoked_at.map(instant));
        self.run(statement).map(drop)
    }

    async fn operator_session(&mut self, token_hash: &[u8; 32]) -> Stored<Option<OperatorSession>> {
        let found = query("SELECT * FROM operator_sessions WHERE token_hash = ?");
        self.one(
            "operator_sessions",
            "token_hash",
            found.bind(token_hash.to_vec()),
        )
    }

    async fn put_operator_session(&mut self, session: &OperatorSession) -> Stored<()> {
        let OperatorSession {
            token_hash,
            operator,
            expires_at,
        } = session;
        let statement = query(
            "INSERT INTO operator_sessions (token_hash, operator, expires_at) VALUES (?, ?, ?)
             ON CONFLICT (token_hash) DO UPDATE SET operator = excluded.operator,
               expires_at = excluded.expires_at",
        )
        .bind(token_hash.to_vec())
        .bind(operator.to_string())
        .bind(instant(*expires_at));
        self.run(statement).map(drop)
    }

    async fn delete_operator_session(&mut self, token_hash: &[u8; 32]) -> Stored<()> {
        let statement = query("DELETE FROM operator_sessions WHERE token_hash = ?");
        self.run(statement.bind(token_hash.to_vec())).map(drop)
    }

    async fn sweep_operator_sessions(&mut self, now: Timestamp) -> Stored<()> {
        let statement = query(SWEPT_SESSIONS);
        self.run(statement.bind(instant(now))).map(drop)
    }

    async fn queue(&mut self) -> Stored<Vec<QueueEntry>> {
        self.all(
            "queue",
            "case_id",
            query("SELECT * FROM queue ORDER BY since, case_id"),
        )
    }

    async fn queue_entry(&mut self, case: CaseId) -> Stored<Option<QueueEntry>> {
        let found = query("SELECT * FROM queue WHERE case_id = ?").bind(case.to_string());
        self.one("queue", "case_id", found)
    }

    async fn put_queue_entry(&mut self, entry: &QueueEntry) -> Stored<()> {
        let QueueEntry {
            case,
            since,
            appeal,
            assigned,
            excluded,
        } = entry;
        let excluded: Vec<_> = excluded.iter().map(|id| AsText(*id)).collect();
        let statement = query(
            "INSERT INTO queue (case_id, since, appeal, assigned_to, assigned_until, excluded)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (case_id) DO UPDATE SET since = excluded.since,
               appeal = excluded.appeal, assigned_to = excluded.assigned_to,
               assigned_until = excluded.assigned_until, excluded = excluded.excluded",
        )
        .bind(case.to_string())
        .bind(instant(*since))
        .bind(*appeal)
        .bind(assigned.map(|(operator, _)| operator.to_string()))
        .bind(assigned.map(|(_, until)| instant(until)))
        .bind(json(&excluded)?);
        self.run(statement).map(drop)
    }

    async fn delete_queue_entry(&mut self, case: CaseId) -> Stored<()> {
        let statement = query("DELETE FROM queue WHERE case_id = ?").bind(case.to_string());
        self.run(statement).map(drop)
    }

    async fn put_decision(&mut self, decision: &DecisionRecord) -> Stored<()> {
        let DecisionRecord {
            id,
            case,
            operator,
            verdict,
            reasons,
            checklist,
            message,
            note,
            at,
            awaits_second,
        } = decision;
        let reasons: Vec<_> = reasons.iter().map(RequestRow::from).collect();
        let checklist: Vec<_> = checklist.iter().map(|answer| AsWord(*answer)).collect();
        let statement = query(
            "INSERT INTO decisions (id, case_id, operator, verdict, reasons, checklist, message,
               note, at, awaits_second) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id,
               operator = excluded.operator, verdict = excluded.verdict,
               reasons = excluded.reasons, checklist = excluded.checklist,
               message = excluded.message, note = excluded.note, at = excluded.at,
               awaits_second = excluded.awaits_second",
        )
        .bind(id.to_string())
        .bind(case.to_string())
        .bind(operator.to_string())
        .bind(verdict.word())
        .bind(json(&reasons)?)
        .bind(json(&checklist)?)
        .bind(message.as_ref().map(Personal::reveal))
        .bind(note.as_ref().map(Personal::reveal))
        .bind(instant(*at))
        .bind(*awaits_second);
        self.run(statement).map(drop)
    }

    async fn decisions_of(&mut self, case: CaseId) -> Stored<Vec<DecisionRecord>> {
        let found = query("SELECT * FROM decisions WHERE case_id = ? ORDER BY at, rowid");
        self.all("decisions", "id", found.bind(case.to_string()))
    }

    async fn count_decisions_since(
        &mut self,
        instant_from: Timestamp,
    ) -> Stored<Vec<DecisionCount>> {
        let counted = query(COUNTED).bind(instant(instant_from));
        self.all("decisions", "operator", counted)
    }

    async fn empty_decisions_of(&mut self, case: CaseId) -> Stored<()> {
        let statement = query("UPDATE decisions SET message = NULL, note = NULL WHERE case_id = ?");
        self.run(statement.bind(case.to_string())).map(drop)
    }

    async fn delete_decisions_before(&mut self, before: Timestamp) -> Stored<u64> {
        self.run(query(FORGOTTEN).bind(instant(before)))
    }
}
