//! Codes sent to someone signed in, and the end of an account.

use crate::accounts::AttemptRow;
use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{instant, json};
use crate::words::Word;
use jiff::Timestamp;
use sceau_domain::id::AccountId;
use sceau_domain::phone::PhoneNumber;
use sceau_service::ports::StoreFailure;
use sceau_service::records::{CodePurpose, PersonCode};

impl TryFrom<StoredRow<'_>> for PersonCode {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            account: row.parse("account")?,
            purpose: row.word("purpose")?,
            number: row.phone_optional("number")?,
            attempt: row.json::<AttemptRow>("attempt")?.into(),
        })
    }
}

/// What goes with an account, in an order that leaves nothing without its name.
const OF_ACCOUNT: [&str; 15] = [
    "DELETE FROM outbox WHERE about = ?1 OR recipient IN (SELECT email FROM accounts WHERE id = ?1
       UNION SELECT phone FROM accounts WHERE id = ?1 AND phone IS NOT NULL
       UNION SELECT number FROM person_codes WHERE account = ?1 AND number IS NOT NULL)",
    "DELETE FROM sign_ins WHERE email IN (SELECT email FROM accounts WHERE id = ?)",
    "DELETE FROM grants WHERE identity IN (SELECT id FROM identities WHERE account = ?)",
    "DELETE FROM refreshes WHERE identity IN (SELECT id FROM identities WHERE account = ?)",
    "DELETE FROM service_sessions WHERE identity IN (SELECT id FROM identities WHERE account = ?)",
    "DELETE FROM handoffs WHERE account = ?1 OR giver_account = ?1",
    "DELETE FROM interactions WHERE id IN (SELECT interaction FROM logins WHERE account = ?1)
       AND id NOT IN (SELECT interaction FROM logins WHERE account <> ?1)",
    "DELETE FROM logins WHERE account = ?",
    "DELETE FROM requests_done WHERE account = ?",
    "DELETE FROM uploads WHERE account = ?",
    "DELETE FROM person_codes WHERE account = ?",
    "DELETE FROM sessions WHERE account = ?",
    "DELETE FROM identities WHERE account = ?",
    "DELETE FROM devices WHERE account = ?",
    "DELETE FROM accounts WHERE id = ?",
];

/// What is true of an account that nobody uses and that holds nothing.
macro_rules! is_left {
    () => {
        "accounts.created_at <= ?1 AND (accounts.left_at IS NULL OR accounts.left_at <= ?1)
           AND NOT EXISTS (SELECT 1 FROM cases WHERE account = accounts.id)
           AND NOT EXISTS (SELECT 1 FROM identities WHERE account = accounts.id)
           AND NOT EXISTS (SELECT 1 FROM sessions
             WHERE account = accounts.id AND expires_at > ?2)"
    };
}

/// All such accounts, a hundred at a time.
pub(crate) const LEFT: &str = concat!(
    "SELECT id FROM accounts WHERE ",
    is_left!(),
    " ORDER BY created_at, rowid LIMIT 100"
);
/// Whether one account is such.
pub(crate) const IS_LEFT: &str = concat!("SELECT 1 FROM accounts WHERE id = ?3 AND ", is_left!());

impl SqliteTransaction {
    /// The series of codes under way for a purpose.
    pub(crate) fn read_person_code(
        &mut self,
        account: AccountId,
        purpose: CodePurpose,
    ) -> Stored<Option<PersonCode>> {
        let found = query("SELECT * FROM person_codes WHERE account = ? AND purpose = ?")
            .bind(account.to_string())
            .bind(purpose.word());
        self.one("person_codes", "account", found)
    }

    /// Stores a series of codes, in place of the one before.
    pub(crate) fn write_person_code(&mut self, code: &PersonCode) -> Stored<()> {
        let PersonCode {
            account,
            purpose,
            number,
            attempt,
        } = code;
        let statement = query(
            "INSERT INTO person_codes (account, purpose, number, attempt) VALUES (?, ?, ?, ?)
             ON CONFLICT (account, purpose) DO UPDATE SET number = excluded.number,
               attempt = excluded.attempt",
        )
        .bind(account.to_string())
        .bind(purpose.word())
        .bind(number.as_ref().map(PhoneNumber::e164))
        .bind(json(&AttemptRow::from(attempt))?);
        self.run(statement).map(drop)
    }

    /// Forgets a series of codes.
    pub(crate) fn erase_person_code(
        &mut self,
        account: AccountId,
        purpose: CodePurpose,
    ) -> Stored<()> {
        let statement = query("DELETE FROM person_codes WHERE account = ? AND purpose = ?")
            .bind(account.to_string())
            .bind(purpose.word());
        self.run(statement).map(drop)
    }

    /// Accounts that nobody uses and that hold nothing.
    pub(crate) fn read_accounts_left(
        &mut self,
        made_by: Timestamp,
        sessions_end_by: Timestamp,
    ) -> Stored<Vec<AccountId>> {
        let found = query(LEFT)
            .bind(instant(made_by))
            .bind(instant(sessions_end_by));
        self.ids("accounts", found)
    }

    /// Deletes an account and what belongs to it.
    pub(crate) fn erase_account(&mut self, id: AccountId) -> Stored<()> {
        for statement in OF_ACCOUNT {
            self.run(query(statement).bind(id.to_string()))?;
        }
        Ok(())
    }
}
