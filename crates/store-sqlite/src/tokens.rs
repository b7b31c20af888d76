//! Authorization codes and access tokens: taking one removes it.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::store::SqliteTransaction;
use crate::text::{instant, json};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_service::ports::{StoreFailure, Tokens};
use sceau_service::records::AuthorizationGrant;
use sqlx::query;

impl TryFrom<StoredRow<'_>> for AuthorizationGrant {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            client: row.get("client")?,
            login: row.parse("login")?,
            identity: row.parse("identity")?,
            parameters: row.json("parameters")?,
            acr: row.get("acr")?,
            amr: row.json("amr")?,
            auth_time: row.time("auth_time")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl SqliteTransaction {
    async fn put_grant(
        &mut self,
        kind: &'static str,
        hash: &[u8; 32],
        grant: &AuthorizationGrant,
    ) -> Stored<()> {
        let AuthorizationGrant {
            client,
            login,
            identity,
            parameters,
            acr,
            amr,
            auth_time,
            expires_at,
        } = grant;
        let statement = query(
            "INSERT INTO grants (kind, hash, client, login, identity, parameters, acr, amr,
               auth_time, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(kind)
        .bind(hash.to_vec())
        .bind(client)
        .bind(login.to_string())
        .bind(identity.to_string())
        .bind(json(parameters)?)
        .bind(acr)
        .bind(json(amr)?)
        .bind(instant(*auth_time))
        .bind(instant(*expires_at));
        self.run(statement).await.map(drop)
    }

    async fn take_grant(
        &mut self,
        kind: &'static str,
        hash: &[u8; 32],
    ) -> Stored<Option<AuthorizationGrant>> {
        let taken = query("DELETE FROM grants WHERE kind = ? AND hash = ? RETURNING *");
        self.one("grants", "hash", taken.bind(kind).bind(hash.to_vec()))
            .await
    }
}

#[async_trait]
impl Tokens for SqliteTransaction {
    async fn put_code(&mut self, code_hash: &[u8; 32], grant: &AuthorizationGrant) -> Stored<()> {
        self.put_grant("code", code_hash, grant).await
    }

    async fn take_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>> {
        self.take_grant("code", code_hash).await
    }

    async fn put_access_token(
        &mut self,
        token_hash: &[u8; 32],
        grant: &AuthorizationGrant,
    ) -> Stored<()> {
        self.put_grant("access", token_hash, grant).await
    }

    async fn take_access_token(
        &mut self,
        token_hash: &[u8; 32],
    ) -> Stored<Option<AuthorizationGrant>> {
        self.take_grant("access", token_hash).await
    }

    async fn remember_assertion(
        &mut self,
        client: &str,
        jti: &str,
        until: Timestamp,
    ) -> Stored<bool> {
        let statement = query(
            "INSERT INTO assertions (client, jti, until) VALUES (?, ?, ?)
             ON CONFLICT (client, jti) DO NOTHING",
        );
        let is_new = self
            .run(statement.bind(client).bind(jti).bind(instant(until)))
            .await?
            == 1;
        Ok(is_new)
    }

    async fn sweep_tokens(&mut self, now: Timestamp) -> Stored<()> {
        self.run(query("DELETE FROM grants WHERE expires_at <= ?").bind(instant(now)))
            .await?;
        self.run(query("DELETE FROM assertions WHERE until <= ?").bind(instant(now)))
            .await?;
        Ok(())
    }
}
