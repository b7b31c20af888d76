//! Logins that services hold, and the news that they ended.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{IdentityId, LoginRequestId};
use sceau_service::ports::{Logouts, StoreFailure};
use sceau_service::records::{LogoutNotice, ServiceSession};

impl TryFrom<StoredRow<'_>> for ServiceSession {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            login: row.parse("login")?,
            client: row.get("client")?,
            identity: row.parse("identity")?,
            begun_at: row.time("begun_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for LogoutNotice {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            login: row.parse("login")?,
            client: row.get("client")?,
            subject: row.get("subject")?,
            tries: row.number("tries")?,
            due_at: row.time("due_at")?,
        })
    }
}

#[async_trait]
impl Logouts for SqliteTransaction {
    async fn put_service_session(&mut self, session: &ServiceSession) -> Stored<()> {
        let ServiceSession {
            login,
            client,
            identity,
            begun_at,
        } = session;
        let statement = query(
            "INSERT INTO service_sessions (login, client, identity, begun_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (login) DO NOTHING",
        )
        .bind(login.to_string())
        .bind(client)
        .bind(identity.to_string())
        .bind(instant(*begun_at));
        self.run(statement).map(drop)
    }

    async fn take_service_session(
        &mut self,
        login: LoginRequestId,
    ) -> Stored<Option<ServiceSession>> {
        let taken = query("DELETE FROM service_sessions WHERE login = ? RETURNING *");
        self.one("service_sessions", "login", taken.bind(login.to_string()))
    }

    async fn take_service_sessions_of(
        &mut self,
        identity: IdentityId,
    ) -> Stored<Vec<ServiceSession>> {
        let found =
            query("SELECT * FROM service_sessions WHERE identity = ? ORDER BY begun_at, rowid")
                .bind(identity.to_string());
        let taken = self.all("service_sessions", "login", found)?;
        let statement = query("DELETE FROM service_sessions WHERE identity = ?");
        self.run(statement.bind(identity.to_string()))?;
        Ok(taken)
    }

    async fn sweep_service_sessions(&mut self, begun_before: Timestamp) -> Stored<()> {
        let statement = query("DELETE FROM service_sessions WHERE begun_at < ?");
        self.run(statement.bind(instant(begun_before))).map(drop)
    }

    async fn put_logout_notice(&mut self, notice: &LogoutNotice) -> Stored<()> {
        let LogoutNotice {
            login,
            client,
            subject,
            tries,
            due_at,
        } = notice;
        let statement = query(
            "INSERT INTO logout_notices (login, client, subject, tries, due_at)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (login) DO UPDATE SET tries = excluded.tries, due_at = excluded.due_at",
        )
        .bind(login.to_string())
        .bind(client)
        .bind(subject)
        .bind(*tries)
        .bind(instant(*due_at));
        self.run(statement).map(drop)
    }

    async fn logout_notices_due(
        &mut self,
        now: Timestamp,
        limit: u32,
    ) -> Stored<Vec<LogoutNotice>> {
        let found =
            query("SELECT * FROM logout_notices WHERE due_at <= ? ORDER BY due_at, rowid LIMIT ?")
                .bind(instant(now))
                .bind(limit);
        self.all("logout_notices", "login", found)
    }

    async fn delete_logout_notice(&mut self, login: LoginRequestId) -> Stored<()> {
        let statement = query("DELETE FROM logout_notices WHERE login = ?");
        self.run(statement.bind(login.to_string())).map(drop)
    }
}
