//! Letters with their events and links.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use crate::words::Word;
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sceau_domain::id::{CaseId, LetterId};
use sceau_domain::letter::{Letter, LetterEvent, expires_at};
use sceau_service::ports::{Letters, StoreFailure};
use sceau_service::records::{LetterLink, LetterRecord};

impl TryFrom<StoredRow<'_>> for LetterEvent {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            kind: row.word("kind")?,
            at: row.time("at")?,
            actor: row.word("actor")?,
            input_hash: row.hash("input_hash")?,
            chain_hash: row.hash("chain_hash")?,
            seal: row.signature_optional("seal")?,
        })
    }
}

/// A letter without its events: those are rows of their own.
impl TryFrom<StoredRow<'_>> for LetterRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let link = match row.hash_optional("link_token_hash")? {
            None => None,
            Some(token_hash) => Some(LetterLink {
                token_hash,
                code_hash: row.hash("link_code_hash")?,
                wrong_tries: row.number("link_wrong_tries")?,
                expires_at: row.time("link_expires_at")?,
                used_at: row.time_optional("link_used_at")?,
            }),
        };
        Ok(Self {
            letter: Letter {
                id: row.parse("id")?,
                number: row.get("number")?,
                state: row.word("state")?,
                notified_at: row.time_optional("notified_at")?,
                events: Vec::new(),
            },
            case: row.parse("case_id")?,
            link,
            tracking_hash: row.hash("tracking_hash")?,
            noticed_at: row.time("noticed_at")?,
            reminded_at: row.time_optional("reminded_at")?,
        })
    }
}

impl SqliteTransaction {
    fn letter_events(&mut self, letter: LetterId) -> Stored<Vec<LetterEvent>> {
        let found = query("SELECT * FROM letter_events WHERE letter = ? ORDER BY position");
        self.all("letter_events", "id", found.bind(letter.to_string()))
    }

    fn with_events(&mut self, record: Option<LetterRecord>) -> Stored<Option<LetterRecord>> {
        let Some(mut record) = record else {
            return Ok(None);
        };
        record.letter.events = self.letter_events(record.letter.id)?;
        Ok(Some(record))
    }

    /// Appends what is new; a letter that does not begin with what is stored was read too early.
    fn append_events(&mut self, letter: &Letter) -> Stored<()> {
        let stored = self.letter_events(letter.id)?;
        if !letter.events.starts_with(&stored) {
            return Err(StoreFailure::Conflict);
        }
        for (position, event) in letter.events.iter().enumerate().skip(stored.len()) {
            let LetterEvent {
                id,
                kind,
                at,
                actor,
                input_hash,
                chain_hash,
                seal,
            } = event;
            let statement = query(
                "INSERT INTO letter_events (letter, position, id, kind, at, actor, input_hash,
                   chain_hash, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(letter.id.to_string())
            .bind(i64::try_from(position).map_err(database)?)
            .bind(id.to_string())
            .bind(kind.word())
            .bind(instant(*at))
            .bind(actor.word())
            .bind(input_hash.to_vec())
            .bind(chain_hash.to_vec())
            .bind(seal.map(|seal| seal.to_vec()));
            self.run(statement)?;
        }
        Ok(())
    }
}

/// When the letter's fifteen days end: kept beside it, so that the job asks an index.
fn end_of(letter: &Letter) -> Stored<Option<String>> {
    let paris = TimeZone::get("Europe/Paris").map_err(database)?;
    Ok(letter
        .notified_at
        .map(|notified| instant(expires_at(notified, &paris))))
}

#[async_trait]
impl Letters for SqliteTransaction {
    async fn letter(&mut self, id: LetterId) -> Stored<Option<LetterRecord>> {
        let found = query("SELECT * FROM letters WHERE id = ?").bind(id.to_string());
        let record = self.one("letters", "id", found)?;
        self.with_events(record)
    }

    async fn letter_by_link(&mut self, token_hash: &[u8; 32]) -> Stored<Option<LetterRecord>> {
        let found = query("SELECT * FROM letters WHERE link_token_hash = ?");
        let record = self.one("letters", "id", found.bind(token_hash.to_vec()))?;
        self.with_events(record)
    }

    async fn letter_by_tracking(&mut self, token_hash: &[u8; 32]) -> Stored<Option<LetterRecord>> {
        let found = query("SELECT * FROM letters WHERE tracking_hash = ?");
        let record = self.one("letters", "id", found.bind(token_hash.to_vec()))?;
        self.with_events(record)
    }

    async fn letter_by_number(&mut self, number: &str) -> Stored<Option<LetterRecord>> {
        let found = query("SELECT * FROM letters WHERE number = ?");
        let record = self.one("letters", "id", found.bind(number))?;
        self.with_events(record)
    }

    async fn letter_of(&mut self, case: CaseId) -> Stored<Option<LetterRecord>> {
        let found = query("SELECT * FROM letters WHERE case_id = ? ORDER BY rowid DESC LIMIT 1");
        let record = self.one("letters", "id", found.bind(case.to_string()))?;
        self.with_events(record)
    }

    async fn put_letter(&mut self, record: &LetterRecord) -> Stored<()> {
        let LetterRecord {
            letter,
            case,
            link,
            tracking_hash,
            noticed_at,
            reminded_at,
        } = record;
        let Letter {
            id,
            number,
            state,
            notified_at,
            events: _,
        } = letter;
        let link = link.as_ref();
        let statement = query(
            "INSERT INTO letters (id, case_id, number, state, notified_at, expires_at,
               link_token_hash, link_code_hash, link_wrong_tries, link_expires_at, link_used_at,
               tracking_hash, noticed_at, reminded_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, number = excluded.number,
               state = excluded.state, notified_at = excluded.notified_at,
               expires_at = excluded.expires_at, link_token_hash = excluded.link_token_hash,
               link_code_hash = excluded.link_code_hash,
               link_wrong_tries = excluded.link_wrong_tries,
               link_expires_at = excluded.link_expires_at, link_used_at = excluded.link_used_at,
               tracking_hash = excluded.tracking_hash, noticed_at = excluded.noticed_at,
               reminded_at = excluded.reminded_at",
        )
        .bind(id.to_string())
        .bind(case.to_string())
        .bind(number)
        .bind(state.word())
        .bind(notified_at.map(instant))
        .bind(end_of(letter)?)
        .bind(link.map(|link| link.token_hash.to_vec()))
        .bind(link.map(|link| link.code_hash.to_vec()))
        .bind(link.map(|link| link.wrong_tries))
        .bind(link.map(|link| instant(link.expires_at)))
        .bind(link.and_then(|link| link.used_at).map(instant))
        .bind(tracking_hash.to_vec())
        .bind(instant(*noticed_at))
        .bind(reminded_at.map(instant));
        self.run(statement)?;
        self.append_events(letter)
    }

    async fn letters_to_expire(&mut self, now: Timestamp) -> Stored<Vec<LetterId>> {
        let found = query(
            "SELECT id FROM letters WHERE state = 'available' AND expires_at <= ?
             ORDER BY expires_at",
        );
        self.ids("letters", found.bind(instant(now)))
    }

    async fn letters_to_remind(&mut self, noticed_before: Timestamp) -> Stored<Vec<LetterId>> {
        let found = query(
            "SELECT id FROM letters WHERE state = 'available' AND notified_at < ?
               AND reminded_at IS NULL ORDER BY notified_at",
        );
        self.ids("letters", found.bind(instant(noticed_before)))
    }
}
