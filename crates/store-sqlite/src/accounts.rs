//! Accounts, sign-ins, sessions, devices, identities.

use crate::failure::Stored;
use crate::person::IS_LEFT;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{AsHex, AsText, hex, instant, json};
use crate::words::Word;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, DeviceId, IdentityId, SignInId};
use sceau_domain::otp::{OtpAttempt, SentCode};
use sceau_domain::private::{Personal, Secret};
use sceau_service::ports::{Accounts, StoreFailure};
use sceau_service::records::{
    Account, CodePurpose, Device, Holder, Identity, PersonCode, Session, SignIn,
};
use serde::{Deserialize, Serialize};

/// Codes sent and tries spent, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttemptRow {
    sent: Vec<(AsHex, AsText<Timestamp>)>,
    wrong_tries: u8,
}

impl From<&OtpAttempt> for AttemptRow {
    fn from(attempt: &OtpAttempt) -> Self {
        let OtpAttempt { sent, wrong_tries } = attempt;
        let sent = sent
            .iter()
            .map(|SentCode { hash, sent_at }| (AsHex(*hash), AsText(*sent_at)));
        Self {
            sent: sent.collect(),
            wrong_tries: *wrong_tries,
        }
    }
}

impl From<AttemptRow> for OtpAttempt {
    fn from(row: AttemptRow) -> Self {
        let AttemptRow { sent, wrong_tries } = row;
        let sent = sent.into_iter().map(|(hash, at)| SentCode {
            hash: hash.0,
            sent_at: at.0,
        });
        Self {
            sent: sent.collect(),
            wrong_tries,
        }
    }
}

impl TryFrom<StoredRow<'_>> for Account {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            email: Personal::new(row.get("email")?),
            phone: row.phone_optional("phone")?,
            language: row.get("language")?,
            created_at: row.time("created_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for SignIn {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            email: Personal::new(row.get("email")?),
            language: row.get("language")?,
            attempt: row.json::<AttemptRow>("attempt")?.into(),
            is_used: row.get("is_used")?,
            created_at: row.time("created_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for Session {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            token_hash: row.hash("token_hash")?,
            account: row.parse("account")?,
            device: row.parse_optional("device")?,
            created_at: row.time("created_at")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for Device {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            account: row.parse("account")?,
            name: row.get("name")?,
            platform: row.get("platform")?,
            public_key: row.get("public_key")?,
            protection: row.word("protection")?,
            unlock_hash: row.hash("unlock_hash")?,
            unlock_share: Secret::new(row.get("unlock_share")?),
            wrong_tries: row.number("wrong_tries")?,
            blocked_until: row.time_optional("blocked_until")?,
            created_at: row.time("created_at")?,
            revoked_at: row.time_optional("revoked_at")?,
        })
    }
}

/// Sessions that ended by an instant.
pub(crate) const SWEPT_SESSIONS: &str = "DELETE FROM sessions WHERE expires_at <= ?";
/// Sign-ins begun before an instant.
pub(crate) const SWEPT_SIGN_INS: &str = "DELETE FROM sign_ins WHERE created_at < ?";

#[async_trait]
impl Accounts for SqliteTransaction {
    async fn account(&mut self, id: AccountId) -> Stored<Option<Account>> {
        let found = query("SELECT * FROM accounts WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("accounts", "id", found)
    }

    async fn account_by_email(&mut self, email: &str) -> Stored<Option<Account>> {
        let found = query("SELECT * FROM accounts WHERE email = ?").bind(email);
        self.one("accounts", "id", found)
    }

    async fn account_by_phone(&mut self, e164: &str) -> Stored<Option<Account>> {
        let found =
            query("SELECT * FROM accounts WHERE phone = ? ORDER BY created_at DESC LIMIT 1")
                .bind(e164);
        self.one("accounts", "id", found)
    }

    async fn put_account(&mut self, account: &Account) -> Stored<()> {
        let Account {
            id,
            email,
            phone,
            language,
            created_at,
        } = account;
        let statement = query(
            "INSERT INTO accounts (id, email, phone, language, created_at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone,
               language = excluded.language, created_at = excluded.created_at",
        )
        .bind(hex(id.as_bytes()))
        .bind(email.reveal())
        .bind(phone.as_ref().map(sceau_domain::phone::PhoneNumber::e164))
        .bind(language)
        .bind(instant(*created_at));
        self.run(statement).map(drop)
    }

    async fn sign_in(&mut self, id: SignInId) -> Stored<Option<SignIn>> {
        let found = query("SELECT * FROM sign_ins WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("sign_ins", "id", found)
    }

    async fn newest_sign_in(&mut self, email: &str) -> Stored<Option<SignIn>> {
        let found = query(
            "SELECT * FROM sign_ins WHERE email = ? ORDER BY created_at DESC, rowid DESC LIMIT 1",
        )
        .bind(email);
        self.one("sign_ins", "id", found)
    }

    async fn put_sign_in(&mut self, sign_in: &SignIn) -> Stored<()> {
        let SignIn {
            id,
            email,
            language,
            attempt,
            is_used,
            created_at,
        } = sign_in;
        let statement = query(
            "INSERT INTO sign_ins (id, email, language, attempt, is_used, created_at)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET email = excluded.email, language = excluded.language,
               attempt = excluded.attempt, is_used = excluded.is_used,
               created_at = excluded.created_at",
        )
        .bind(hex(id.as_bytes()))
        .bind(email.reveal())
        .bind(language)
        .bind(json(&AttemptRow::from(attempt))?)
        .bind(is_used)
        .bind(instant(*created_at));
        self.run(statement).map(drop)
    }

    async fn session(&mut self, token_hash: &[u8; 32]) -> Stored<Option<Session>> {
        let found = query("SELECT * FROM sessions WHERE token_hash = ?").bind(token_hash.to_vec());
        self.one("sessions", "token_hash", found)
    }

    async fn put_session(&mut self, session: &Session) -> Stored<()> {
        let Session {
            token_hash,
            account,
            device,
            created_at,
            expires_at,
        } = session;
        let statement = query(
            "INSERT INTO sessions (token_hash, account, device, created_at, expires_at)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account,
               device = excluded.device, created_at = excluded.created_at,
               expires_at = excluded.expires_at",
        )
        .bind(token_hash.to_vec())
        .bind(hex(account.as_bytes()))
        .bind(device.map(|id| hex(id.as_bytes())))
        .bind(instant(*created_at))
        .bind(instant(*expires_at));
        self.run(statement).map(drop)
    }

    async fn delete_session(&mut self, token_hash: &[u8; 32]) -> Stored<()> {
        let statement =
            query("DELETE FROM sessions WHERE token_hash = ?").bind(token_hash.to_vec());
        self.run(statement).map(drop)
    }

    async fn delete_sessions_on(&mut self, device: DeviceId) -> Stored<()> {
        let statement = query("DELETE FROM sessions WHERE device = ?").bind(hex(device.as_bytes()));
        self.run(statement).map(drop)
    }

    async fn delete_other_sessions(&mut self, account: AccountId, kept: &[u8; 32]) -> Stored<()> {
        let statement = query("DELETE FROM sessions WHERE account = ? AND token_hash <> ?")
            .bind(hex(account.as_bytes()))
            .bind(kept.to_vec());
        self.run(statement).map(drop)
    }

    async fn sweep_accounts(&mut self, now: Timestamp, begun_before: Timestamp) -> Stored<()> {
        self.run(query(SWEPT_SESSIONS).bind(instant(now)))?;
        self.run(query(SWEPT_SIGN_INS).bind(instant(begun_before)))
            .map(drop)
    }

    async fn note_left(&mut self, account: AccountId, at: Timestamp) -> Stored<()> {
        let statement = query("UPDATE accounts SET left_at = ? WHERE id = ?");
        let statement = statement.bind(instant(at)).bind(account.to_string());
        self.run(statement).map(drop)
    }

    async fn accounts_left(
        &mut self,
        made_by: Timestamp,
        sessions_end_by: Timestamp,
    ) -> Stored<Vec<AccountId>> {
        self.read_accounts_left(made_by, sessions_end_by)
    }

    async fn is_account_left(
        &mut self,
        account: AccountId,
        made_by: Timestamp,
        sessions_end_by: Timestamp,
    ) -> Stored<bool> {
        let found = query(IS_LEFT)
            .bind(instant(made_by))
            .bind(instant(sessions_end_by))
            .bind(account.to_string());
        self.is_any(found)
    }

    async fn device(&mut self, id: DeviceId) -> Stored<Option<Device>> {
        let found = query("SELECT * FROM devices WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("devices", "id", found)
    }

    async fn devices_of(&mut self, account: AccountId) -> Stored<Vec<Device>> {
        let found = query("SELECT * FROM devices WHERE account = ? ORDER BY created_at, rowid")
            .bind(hex(account.as_bytes()));
        self.all("devices", "id", found)
    }

    async fn put_device(&mut self, device: &Device) -> Stored<()> {
        let Device {
            id,
            account,
            name,
            platform,
            public_key,
            protection,
            unlock_hash,
            unlock_share,
            wrong_tries,
            blocked_until,
            created_at,
            revoked_at,
        } = device;
        let statement = query(
            "INSERT INTO devices (id, account, name, platform, public_key, protection, unlock_hash,
               unlock_share, wrong_tries, blocked_until, created_at, revoked_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET account = excluded.account, name = excluded.name,
               platform = excluded.platform, public_key = excluded.public_key,
               protection = excluded.protection, unlock_hash = excluded.unlock_hash,
               unlock_share = excluded.unlock_share, wrong_tries = excluded.wrong_tries,
               blocked_until = excluded.blocked_until, created_at = excluded.created_at,
               revoked_at = excluded.revoked_at",
        )
        .bind(hex(id.as_bytes()))
        .bind(hex(account.as_bytes()))
        .bind(name)
        .bind(platform)
        .bind(public_key)
        .bind(protection.word())
        .bind(unlock_hash.to_vec())
        .bind(unlock_share.reveal())
        .bind(wrong_tries)
        .bind(blocked_until.map(instant))
        .bind(instant(*created_at))
        .bind(revoked_at.map(instant));
        self.run(statement).map(drop)
    }

    async fn identity(&mut self, id: IdentityId) -> Stored<Option<Identity>> {
        let found = query("SELECT * FROM identities WHERE id = ?").bind(hex(id.as_bytes()));
        self.one("identities", "id", found)
    }

    async fn identity_of(&mut self, account: AccountId) -> Stored<Option<Identity>> {
        let found = query(
            "SELECT * FROM identities WHERE account = ? ORDER BY active_since DESC, rowid DESC LIMIT 1",
        )
        .bind(hex(account.as_bytes()));
        self.one("identities", "id", found)
    }

    async fn holder_of(&mut self, account: AccountId) -> Stored<Option<Holder>> {
        let found = query(
            "SELECT id, device, blocked_at FROM identities
             WHERE account = ? ORDER BY active_since DESC, rowid DESC LIMIT 1",
        )
        .bind(hex(account.as_bytes()));
        self.one("identities", "id", found)
    }

    async fn put_identity(&mut self, identity: &Identity) -> Stored<()> {
        self.write_identity(identity)
    }

    async fn person_code(
        &mut self,
        account: AccountId,
        purpose: CodePurpose,
    ) -> Stored<Option<PersonCode>> {
        self.read_person_code(account, purpose)
    }

    async fn put_person_code(&mut self, code: &PersonCode) -> Stored<()> {
        self.write_person_code(code)
    }

    async fn delete_person_code(&mut self, account: AccountId, purpose: CodePurpose) -> Stored<()> {
        self.erase_person_code(account, purpose)
    }

    async fn delete_account(&mut self, id: AccountId) -> Stored<()> {
        self.erase_account(id)
    }
}
