//! The identity provider's interactions and handoffs. The rows of handoffs and of login requests have
//! files of their own.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{hex, instant, json};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, HandoffId, InteractionId, LoginRequestId};
use sceau_domain::login::{MatchNumber, PAGE_LIFE};
use sceau_service::ports::{Interactions, StoreFailure};
use sceau_service::records::{
    Browser, Handoff, Interaction, LoginRecord, LoginWindow, LoginsLately,
};

/// What is known of a browser, in its two columns.
pub(crate) fn read_browser(row: &StoredRow<'_>) -> Stored<Browser> {
    Ok(Browser {
        name: row.get("browser_name")?,
        place: row.get("browser_place")?,
    })
}

/// The two digits.
pub(crate) fn read_number(row: &StoredRow<'_>) -> Stored<MatchNumber> {
    row.read("number", |number: i64| {
        MatchNumber::new(u8::try_from(number).ok()?)
    })
}

impl TryFrom<StoredRow<'_>> for Interaction {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            cookie_hash: row.hash("cookie_hash")?,
            client: row.get("client")?,
            parameters: row.json("parameters")?,
            service: row.get("service")?,
            browser: read_browser(&row)?,
            created_at: row.time("created_at")?,
            expires_at: row.time("expires_at")?,
            is_finished: row.get("is_finished")?,
        })
    }
}

/// Passages that ended before an instant.
pub(crate) const SWEPT_AFTER_END: [&str; 3] = [
    "DELETE FROM interactions WHERE expires_at < ?",
    "DELETE FROM handoffs WHERE expires_at < ?",
    "DELETE FROM logins WHERE account IS NULL AND expires_at < ?",
];
/// Logins asked for before an instant.
pub(crate) const SWEPT_HISTORY: &str = "DELETE FROM logins WHERE asked_at < ?";

#[async_trait]
impl Interactions for SqliteTransaction {
    async fn interaction(&mut self, id: InteractionId) -> Stored<Option<Interaction>> {
        let found = query("SELECT * FROM interactions WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("interactions", "id", found)
    }

    async fn put_interaction(&mut self, interaction: &Interaction) -> Stored<()> {
        let Interaction {
            id,
            cookie_hash,
            client,
            parameters,
            service,
            browser: Browser { name, place },
            created_at,
            expires_at,
            is_finished,
        } = interaction;
        let statement = query(
            "INSERT INTO interactions (id, cookie_hash, client, parameters, service, browser_name,
               browser_place, created_at, expires_at, is_finished)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET cookie_hash = excluded.cookie_hash,
               client = excluded.client, parameters = excluded.parameters,
               service = excluded.service, browser_name = excluded.browser_name,
               browser_place = excluded.browser_place, created_at = excluded.created_at,
               expires_at = excluded.expires_at, is_finished = excluded.is_finished",
        )
        .bind(hex(id.as_bytes()))
        .bind(cookie_hash.to_vec())
        .bind(client)
        .bind(json(parameters)?)
        .bind(service)
        .bind(name)
        .bind(place)
        .bind(instant(*created_at))
        .bind(instant(*expires_at))
        .bind(*is_finished);
        self.run(statement).map(drop)
    }

    async fn handoff(&mut self, id: HandoffId) -> Stored<Option<Handoff>> {
        let found = query("SELECT * FROM handoffs WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("handoffs", "id", found)
    }

    async fn handoff_by_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<Handoff>> {
        let found = query(
            "SELECT * FROM handoffs WHERE token_hash = ?1 OR typed_hash = ?1
             ORDER BY created_at DESC, rowid DESC LIMIT 1",
        );
        self.one("handoffs", "id", found.bind(code_hash.to_vec()))
    }

    async fn handoff_of(&mut self, account: AccountId) -> Stored<Option<Handoff>> {
        let found = query(
            "SELECT * FROM handoffs WHERE account = ? ORDER BY created_at DESC, rowid DESC LIMIT 1",
        );
        self.one("handoffs", "id", found.bind(hex(account.as_bytes())))
    }

    async fn handoffs_given_by(
        &mut self,
        account: AccountId,
        since: Timestamp,
    ) -> Stored<Vec<Handoff>> {
        let found = query(
            "SELECT * FROM handoffs WHERE giver_account = ? AND created_at >= ?
             ORDER BY created_at DESC, rowid DESC",
        );
        let found = found.bind(hex(account.as_bytes())).bind(instant(since));
        self.all("handoffs", "id", found)
    }

    async fn put_handoff(&mut self, handoff: &Handoff) -> Stored<()> {
        self.write_handoff(handoff)
    }

    async fn login(&mut self, id: LoginRequestId) -> Stored<Option<LoginRecord>> {
        let found = query("SELECT * FROM logins WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("logins", "id", found)
    }

    async fn login_by_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<LoginRecord>> {
        let found = query(
            "SELECT * FROM logins WHERE code_hash = ? ORDER BY asked_at DESC, rowid DESC LIMIT 1",
        );
        self.one("logins", "id", found.bind(code_hash.to_vec()))
    }

    async fn login_of(&mut self, interaction: InteractionId) -> Stored<Option<LoginRecord>> {
        let found = query(
            "SELECT * FROM logins WHERE interaction = ? ORDER BY asked_at DESC, rowid DESC LIMIT 1",
        );
        self.one("logins", "id", found.bind(hex(interaction.as_bytes())))
    }

    async fn logins_of(&mut self, account: AccountId, limit: u32) -> Stored<Vec<LoginRecord>> {
        let found = query(
            "SELECT * FROM logins WHERE account = ? ORDER BY asked_at DESC, rowid DESC LIMIT ?",
        );
        self.all(
            "logins",
            "id",
            found.bind(hex(account.as_bytes())).bind(limit),
        )
    }

    async fn logins_waiting(
        &mut self,
        account: AccountId,
        at: Timestamp,
        limit: u32,
    ) -> Stored<Vec<LoginRecord>> {
        // By the index of the account and no further back than one can wait.
        let asked_from = at.checked_sub(PAGE_LIFE).map_err(database)?;
        let found = query(
            "SELECT * FROM logins
             WHERE account = ? AND asked_at >= ? AND state = 'waiting' AND expires_at >= ?
             ORDER BY asked_at DESC, rowid DESC LIMIT ?",
        )
        .bind(hex(account.as_bytes()))
        .bind(instant(asked_from))
        .bind(instant(at))
        .bind(limit);
        self.all("logins", "id", found)
    }

    async fn logins_lately(&mut self, window: &LoginWindow) -> Stored<LoginsLately> {
        self.count_logins(window)
    }

    async fn logins_reported_since(&mut self, since: Timestamp) -> Stored<Vec<LoginRecord>> {
        let found = query(
            "SELECT * FROM logins WHERE reported_at >= ? ORDER BY reported_at DESC, rowid DESC",
        );
        self.all("logins", "id", found.bind(instant(since)))
    }

    async fn put_login(&mut self, login: &LoginRecord) -> Stored<()> {
        self.write_login(login)
    }

    async fn note_login_given(&mut self, login: LoginRequestId, at: Timestamp) -> Stored<()> {
        let noted = query("UPDATE logins SET given_at = ? WHERE id = ? AND given_at IS NULL");
        self.run(noted.bind(instant(at)).bind(hex(login.as_bytes())))
            .map(drop)
    }

    async fn sweep_interactions(
        &mut self,
        ended_before: Timestamp,
        asked_before: Timestamp,
    ) -> Stored<()> {
        for statement in SWEPT_AFTER_END {
            self.run(query(statement).bind(instant(ended_before)))?;
        }
        self.run(query(SWEPT_HISTORY).bind(instant(asked_before)))
            .map(drop)
    }
}
