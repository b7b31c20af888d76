//! Messages waiting to leave.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::MessageId;
use sceau_domain::private::{Personal, Secret};
use sceau_service::ports::{Mail, Outbox, Sms, StoreFailure};
use sceau_service::records::{Carrier, OutboxMessage, Outgoing};

/// The stored word.
const fn kind_of(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Mail => "mail",
        Carrier::Sms => "sms",
    }
}

fn read_message(row: &StoredRow<'_>) -> Stored<Outgoing> {
    let to = Personal::new(row.get("recipient")?);
    let text = Secret::new(row.get("text")?);
    match row.get::<String>("kind")?.as_str() {
        "mail" => Ok(Outgoing::Mail(Mail {
            to,
            subject: row.get("subject")?,
            text,
            html: Secret::new(row.get("html")?),
        })),
        "sms" => Ok(Outgoing::Sms(Sms { to, text })),
        _ => Err(row.impossible("kind")),
    }
}

impl TryFrom<StoredRow<'_>> for OutboxMessage {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            message: read_message(&row)?,
            tries: row.number("tries")?,
            due_at: row.time("due_at")?,
            until: row.time_optional("until")?,
            notice_of: row.parse_optional("notice_of")?,
            about: row.parse_optional("about")?,
        })
    }
}

/// When a code left for a number.
struct TextSentRow(Timestamp);

impl TryFrom<StoredRow<'_>> for TextSentRow {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        row.time("at").map(Self)
    }
}

#[async_trait]
impl Outbox for SqliteTransaction {
    async fn put_message(&mut self, message: &OutboxMessage) -> Stored<()> {
        let OutboxMessage {
            id,
            message,
            tries,
            due_at,
            until,
            notice_of,
            about,
        } = message;
        let kind = kind_of(message.carrier());
        let (to, subject, text, html) = match message {
            Outgoing::Mail(Mail {
                to,
                subject,
                text,
                html,
            }) => (to, Some(subject), text, Some(html.reveal())),
            Outgoing::Sms(Sms { to, text }) => (to, None, text, None),
        };
        let statement = query(
            "INSERT INTO outbox (id, kind, recipient, subject, text, html, tries, due_at,
               until, notice_of, about) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,
               recipient = excluded.recipient, subject = excluded.subject, text = excluded.text,
               html = excluded.html, tries = excluded.tries, due_at = excluded.due_at,
               until = excluded.until, notice_of = excluded.notice_of, about = excluded.about",
        )
        .bind(id.to_string())
        .bind(kind)
        .bind(to.reveal())
        .bind(subject)
        .bind(text.reveal())
        .bind(html)
        .bind(*tries)
        .bind(instant(*due_at))
        .bind(until.map(instant))
        .bind(notice_of.map(|id| id.to_string()))
        .bind(about.map(|id| id.to_string()));
        self.run(statement).map(drop)
    }

    async fn messages_due(
        &mut self,
        carrier: Carrier,
        now: Timestamp,
        limit: u32,
    ) -> Stored<Vec<OutboxMessage>> {
        let found = query(
            "SELECT * FROM outbox WHERE kind = ? AND due_at <= ? ORDER BY due_at, rowid LIMIT ?",
        )
        .bind(kind_of(carrier))
        .bind(instant(now))
        .bind(limit);
        self.all("outbox", "id", found)
    }

    async fn put_off_message(
        &mut self,
        id: MessageId,
        tries: u32,
        due_at: Timestamp,
    ) -> Stored<()> {
        let statement = query("UPDATE outbox SET tries = ?, due_at = ? WHERE id = ?")
            .bind(tries)
            .bind(instant(due_at))
            .bind(id.to_string());
        self.run(statement).map(drop)
    }

    async fn delete_message(&mut self, id: MessageId) -> Stored<()> {
        self.run(query("DELETE FROM outbox WHERE id = ?").bind(id.to_string()))
            .map(drop)
    }

    async fn put_text_sent(&mut self, number_hash: &[u8; 32], at: Timestamp) -> Stored<()> {
        let statement = query("INSERT INTO texts_sent (number_hash, at) VALUES (?, ?)")
            .bind(number_hash.to_vec())
            .bind(instant(at));
        self.run(statement).map(drop)
    }

    async fn texts_sent_since(
        &mut self,
        number_hash: &[u8; 32],
        since: Timestamp,
    ) -> Stored<Vec<Timestamp>> {
        let found = query("SELECT * FROM texts_sent WHERE number_hash = ? AND at >= ? ORDER BY at")
            .bind(number_hash.to_vec())
            .bind(instant(since));
        let rows: Vec<TextSentRow> = self.all("texts_sent", "at", found)?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }
}
