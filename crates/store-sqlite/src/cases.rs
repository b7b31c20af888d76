//! Cases and their consents.

use crate::accounts::AttemptRow;
use crate::failure::{Stored, database};
use crate::journey::StateRow;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{instant, json};
use crate::words::Word;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, CaseId};
use sceau_domain::journey::{Consent, State, StateName};
use sceau_domain::otp::OtpAttempt;
use sceau_domain::private::Secret;
use sceau_service::crypto::sha256;
use sceau_service::ports::{Cases, StoreFailure};
use sceau_service::records::{Case, ConsentRecord, Retention};

fn read_state(row: &StoredRow<'_>) -> Stored<State> {
    let name: StateName = row.word("state")?;
    let facts: StateRow = row.json("facts")?;
    let state = State::try_from(facts).map_err(|_| row.impossible("facts"))?;
    if state.name() == name {
        Ok(state)
    } else {
        Err(row.impossible("state"))
    }
}

impl TryFrom<StoredRow<'_>> for Case {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            account: row.parse("account")?,
            state: read_state(&row)?,
            version: row.number("version")?,
            phone_attempt: row
                .json_optional::<AttemptRow>("phone_attempt")?
                .map(OtpAttempt::from),
            photos_taken: row.number("photos_taken")?,
            videos_taken: row.number("videos_taken")?,
            examinations: row.number("examinations")?,
            desk_code: row.get::<Option<String>>("desk_code")?.map(Secret::new),
            activation_nonce: row
                .get::<Option<String>>("activation_nonce")?
                .map(Secret::new),
            created_at: row.time("created_at")?,
            changed_at: row.time("changed_at")?,
            warned_at: row.time_optional("warned_at")?,
            retention: Retention {
                erase_media_at: row.time_optional("erase_media_at")?,
                erase_case_at: row.time_optional("erase_case_at")?,
                media_erased_at: row.time_optional("media_erased_at")?,
            },
        })
    }
}

impl TryFrom<StoredRow<'_>> for ConsentRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            case: row.parse("case_id")?,
            purpose: row.word("purpose")?,
            consent: Consent {
                version: row.get("version")?,
                hash: row.hash("hash")?,
                at: row.time("at")?,
            },
        })
    }
}

impl SqliteTransaction {
    /// Whether there is a case under this name, of this version.
    fn write_case(&mut self, case: &Case) -> Stored<u64> {
        let Case {
            id,
            account,
            state,
            version,
            phone_attempt,
            photos_taken,
            videos_taken,
            examinations,
            desk_code,
            activation_nonce,
            created_at,
            changed_at,
            warned_at,
            retention:
                Retention {
                    erase_media_at,
                    erase_case_at,
                    media_erased_at,
                },
        } = case;
        let stored_version = i64::try_from(*version).map_err(database)?;
        let statement = if *version == 0 { INSERT } else { UPDATE };
        let written = query(statement)
            .bind(account.to_string())
            .bind(state.name().word())
            .bind(json(&StateRow::from(state))?)
            .bind(
                phone_attempt
                    .as_ref()
                    .map(|attempt| json(&AttemptRow::from(attempt)))
                    .transpose()?,
            )
            .bind(photos_taken)
            .bind(videos_taken)
            .bind(examinations)
            .bind(desk_code.as_ref().map(Secret::reveal))
            .bind(
                desk_code
                    .as_ref()
                    .map(|code| sha256(code.reveal().as_bytes()).to_vec()),
            )
            .bind(activation_nonce.as_ref().map(Secret::reveal))
            .bind(instant(*created_at))
            .bind(instant(*changed_at))
            .bind(warned_at.map(instant))
            .bind(erase_media_at.map(instant))
            .bind(erase_case_at.map(instant))
            .bind(media_erased_at.map(instant))
            .bind(id.to_string())
            .bind(stored_version);
        self.run(written)
    }
}

/// A case of version 0 that exists already inserts nothing, which is a conflict.
const INSERT: &str = "INSERT INTO cases (account, state, facts, phone_attempt, photos_taken,
  videos_taken, examinations, desk_code, desk_code_hash, activation_nonce, created_at, changed_at,
  warned_at, erase_media_at, erase_case_at, media_erased_at, id, version)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? + 1)
  ON CONFLICT (id) DO NOTHING";
const UPDATE: &str = "UPDATE cases SET account = ?, state = ?, facts = ?, phone_attempt = ?,
  photos_taken = ?, videos_taken = ?, examinations = ?, desk_code = ?, desk_code_hash = ?,
  activation_nonce = ?, created_at = ?, changed_at = ?, warned_at = ?, erase_media_at = ?, erase_case_at = ?,
  media_erased_at = ?, version = version + 1
  WHERE id = ? AND version = ?";

// The rounds ask these again and again: each has an index of its own, in the same words.
/// Under way: whatever the journey lets be abandoned. A test holds the list against it.
pub(crate) const IDLE: &str = "SELECT id FROM cases WHERE changed_at <= ? AND state NOT IN
  ('processing', 'refused', 'activation', 'active', 'closed') ORDER BY changed_at";
pub(crate) const TO_WARN: &str = "SELECT id FROM cases WHERE changed_at <= ? AND state NOT IN
  ('terms', 'processing', 'refused', 'activation', 'active', 'closed')
  AND (warned_at IS NULL OR warned_at < changed_at) ORDER BY changed_at";
pub(crate) const TO_ERASE: &str = "SELECT id FROM cases WHERE erase_case_at <= ?1
  OR (erase_media_at <= ?1 AND media_erased_at IS NULL) ORDER BY changed_at";

#[async_trait]
impl Cases for SqliteTransaction {
    async fn case(&mut self, id: CaseId) -> Stored<Option<Case>> {
        let found = query("SELECT * FROM cases WHERE id = ?").bind(id.to_string());
        self.one("cases", "id", found)
    }

    async fn case_of(&mut self, account: AccountId) -> Stored<Option<Case>> {
        let found = query(
            "SELECT * FROM cases WHERE account = ? ORDER BY created_at DESC, rowid DESC LIMIT 1",
        );
        self.one("cases", "id", found.bind(account.to_string()))
    }

    async fn cases_of(&mut self, account: AccountId) -> Stored<Vec<Case>> {
        let found = query("SELECT * FROM cases WHERE account = ? ORDER BY created_at, rowid");
        self.all("cases", "id", found.bind(account.to_string()))
    }

    async fn case_by_desk_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<Case>> {
        let found =
            query("SELECT * FROM cases WHERE desk_code_hash = ? ORDER BY changed_at DESC LIMIT 1");
        self.one("cases", "id", found.bind(code_hash.to_vec()))
    }

    async fn put_case(&mut self, case: &Case) -> Stored<()> {
        match self.write_case(case)? {
            0 => Err(StoreFailure::Conflict),
            _ => Ok(()),
        }
    }

    async fn put_consent(&mut self, record: &ConsentRecord) -> Stored<()> {
        let ConsentRecord {
            case,
            purpose,
            consent: Consent { version, hash, at },
        } = record;
        let statement = query(
            "INSERT INTO consents (case_id, purpose, version, hash, at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(case.to_string())
        .bind(purpose.word())
        .bind(version)
        .bind(hash.to_vec())
        .bind(instant(*at));
        self.run(statement).map(drop)
    }

    async fn consents_of(&mut self, case: CaseId) -> Stored<Vec<ConsentRecord>> {
        let found = query("SELECT * FROM consents WHERE case_id = ? ORDER BY number");
        self.all("consents", "number", found.bind(case.to_string()))
    }

    async fn cases_idle_since(&mut self, instant_of: Timestamp) -> Stored<Vec<CaseId>> {
        self.ids("cases", query(IDLE).bind(instant(instant_of)))
    }

    async fn cases_to_warn(&mut self, instant_of: Timestamp) -> Stored<Vec<CaseId>> {
        self.ids("cases", query(TO_WARN).bind(instant(instant_of)))
    }

    async fn cases_to_erase(&mut self, now: Timestamp) -> Stored<Vec<CaseId>> {
        self.ids("cases", query(TO_ERASE).bind(instant(now)))
    }

    async fn delete_case(&mut self, id: CaseId) -> Stored<()> {
        for statement in [
            "DELETE FROM consents WHERE case_id = ?",
            "DELETE FROM challenges WHERE case_id = ?",
            "DELETE FROM examinations WHERE case_id = ?",
            "DELETE FROM document_marks WHERE case_id = ?",
            "DELETE FROM evidence WHERE case_id = ?",
            "DELETE FROM queue WHERE case_id = ?",
            "DELETE FROM cases WHERE id = ?",
        ] {
            self.run(query(statement).bind(id.to_string()))?;
        }
        Ok(())
    }
}
