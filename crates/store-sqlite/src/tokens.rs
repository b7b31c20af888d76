//! Pushed requests, codes and tokens: taking one removes it, spending a code marks it.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{hex, instant, json};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{IdentityId, LoginRequestId};
use sceau_service::ports::{StoreFailure, Tokens};
use sceau_service::records::{
    AuthorizationGrant, PushedRequest, RefreshRecord, Rotation, SecretHash,
};

impl TryFrom<StoredRow<'_>> for AuthorizationGrant {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        read_grant(&row)
    }
}

fn read_grant(row: &StoredRow<'_>) -> Stored<AuthorizationGrant> {
    Ok(AuthorizationGrant {
        client: row.get("client")?,
        login: row.parse("login")?,
        identity: row.parse("identity")?,
        parameters: row.json("parameters")?,
        acr: row.get("acr")?,
        amr: row.json("amr")?,
        auth_time: row.time("auth_time")?,
        expires_at: row.time("expires_at")?,
        dpop_key: row.get("dpop_key")?,
    })
}

impl TryFrom<StoredRow<'_>> for RefreshRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let forgivable: Option<String> = row.get("forgivable")?;
        Ok(Self {
            grant: read_grant(&row)?,
            rotation: Rotation {
                current: SecretHash::from_hex(row.get("current")?),
                forgivable: forgivable.map(SecretHash::from_hex),
            },
        })
    }
}

impl TryFrom<StoredRow<'_>> for PushedRequest {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            client: row.get("client")?,
            parameters: row.json("parameters")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl SqliteTransaction {
    fn put_grant(
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
            dpop_key,
        } = grant;
        let statement = query(
            "INSERT INTO grants (kind, hash, client, login, identity, parameters, acr, amr,
               auth_time, expires_at, dpop_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(kind)
        .bind(hash.to_vec())
        .bind(client)
        .bind(hex(login.as_bytes()))
        .bind(hex(identity.as_bytes()))
        .bind(json(parameters)?)
        .bind(acr)
        .bind(json(amr)?)
        .bind(instant(*auth_time))
        .bind(instant(*expires_at))
        .bind(dpop_key);
        self.run(statement).map(drop)
    }

    fn grant(&mut self, kind: &'static str, hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>> {
        let found = query("SELECT * FROM grants WHERE kind = ? AND hash = ?");
        self.one("grants", "hash", found.bind(kind).bind(hash.to_vec()))
    }
}

/// What ended by an instant.
pub(crate) const SWEPT_TOKENS: [&str; 4] = [
    "DELETE FROM grants WHERE expires_at <= ?",
    "DELETE FROM pushed_requests WHERE expires_at <= ?",
    "DELETE FROM refreshes WHERE expires_at <= ?",
    "DELETE FROM assertions WHERE until <= ?",
];

#[async_trait]
impl Tokens for SqliteTransaction {
    async fn put_pushed(&mut self, name_hash: &[u8; 32], request: &PushedRequest) -> Stored<()> {
        let PushedRequest {
            client,
            parameters,
            expires_at,
        } = request;
        let statement = query(
            "INSERT INTO pushed_requests (hash, client, parameters, expires_at)
             VALUES (?, ?, ?, ?)",
        )
        .bind(name_hash.to_vec())
        .bind(client)
        .bind(json(parameters)?)
        .bind(instant(*expires_at));
        self.run(statement).map(drop)
    }

    async fn take_pushed(&mut self, name_hash: &[u8; 32]) -> Stored<Option<PushedRequest>> {
        let taken = query("DELETE FROM pushed_requests WHERE hash = ? RETURNING *");
        self.one("pushed_requests", "hash", taken.bind(name_hash.to_vec()))
    }

    async fn put_code(&mut self, code_hash: &[u8; 32], grant: &AuthorizationGrant) -> Stored<()> {
        self.put_grant("code", code_hash, grant)
    }

    async fn spend_code(
        &mut self,
        code_hash: &[u8; 32],
        remembered_until: Timestamp,
    ) -> Stored<Option<AuthorizationGrant>> {
        let Some(grant) = self.grant("code", code_hash)? else {
            return Ok(None);
        };
        let spent = query(
            "UPDATE grants SET kind = 'spent', expires_at = ? WHERE kind = 'code' AND hash = ?",
        );
        self.run(
            spent
                .bind(instant(remembered_until))
                .bind(code_hash.to_vec()),
        )?;
        Ok(Some(grant))
    }

    async fn spent_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>> {
        self.grant("spent", code_hash)
    }

    async fn put_access_token(
        &mut self,
        token_hash: &[u8; 32],
        grant: &AuthorizationGrant,
    ) -> Stored<()> {
        self.put_grant("access", token_hash, grant)
    }

    async fn access_token(&mut self, token_hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>> {
        self.grant("access", token_hash)
    }

    async fn take_access_token(
        &mut self,
        token_hash: &[u8; 32],
    ) -> Stored<Option<AuthorizationGrant>> {
        let taken = query("DELETE FROM grants WHERE kind = 'access' AND hash = ? RETURNING *");
        self.one("grants", "hash", taken.bind(token_hash.to_vec()))
    }

    async fn refresh_of(&mut self, login: LoginRequestId) -> Stored<Option<RefreshRecord>> {
        let found = query("SELECT * FROM refreshes WHERE login = ?");
        self.one("refreshes", "login", found.bind(hex(login.as_bytes())))
    }

    async fn put_refresh(&mut self, refresh: &RefreshRecord) -> Stored<()> {
        let RefreshRecord { grant, rotation } = refresh;
        let statement = query(
            "INSERT INTO refreshes (login, client, identity, parameters, acr, amr, auth_time,
               expires_at, dpop_key, current, forgivable)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (login) DO UPDATE SET
               current = excluded.current, forgivable = excluded.forgivable",
        )
        .bind(hex(grant.login.as_bytes()))
        .bind(&grant.client)
        .bind(hex(grant.identity.as_bytes()))
        .bind(json(&grant.parameters)?)
        .bind(&grant.acr)
        .bind(json(&grant.amr)?)
        .bind(instant(grant.auth_time))
        .bind(instant(grant.expires_at))
        .bind(&grant.dpop_key)
        .bind(rotation.current.as_hex())
        .bind(rotation.forgivable.as_ref().map(SecretHash::as_hex));
        self.run(statement).map(drop)
    }

    async fn revoke_tokens_of(&mut self, login: LoginRequestId) -> Stored<()> {
        let tokens = query("DELETE FROM grants WHERE kind IN ('code', 'access') AND login = ?");
        self.run(tokens.bind(hex(login.as_bytes())))?;
        let refreshes = query("DELETE FROM refreshes WHERE login = ?");
        self.run(refreshes.bind(hex(login.as_bytes()))).map(drop)
    }

    async fn revoke_tokens_of_identity(&mut self, identity: IdentityId) -> Stored<()> {
        let tokens = query("DELETE FROM grants WHERE kind IN ('code', 'access') AND identity = ?");
        self.run(tokens.bind(hex(identity.as_bytes())))?;
        let refreshes = query("DELETE FROM refreshes WHERE identity = ?");
        self.run(refreshes.bind(hex(identity.as_bytes()))).map(drop)
    }

    async fn remember_assertion(
        &mut self,
        author: &str,
        jti: &str,
        until: Timestamp,
    ) -> Stored<bool> {
        let statement = query(
            "INSERT INTO assertions (client, jti, until) VALUES (?, ?, ?)
             ON CONFLICT (client, jti) DO NOTHING",
        );
        let is_new = self.run(statement.bind(author).bind(jti).bind(instant(until)))? == 1;
        Ok(is_new)
    }

    async fn sweep_tokens(&mut self, now: Timestamp) -> Stored<()> {
        for statement in SWEPT_TOKENS {
            self.run(query(statement).bind(instant(now)))?;
        }
        Ok(())
    }
}
