//! Requests that were already done.

use crate::failure::Stored;
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::AccountId;
use sceau_service::ports::{Idempotency, StoreFailure};

struct DoneRow([u8; 32]);

impl TryFrom<StoredRow<'_>> for DoneRow {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        row.hash("request_hash").map(Self)
    }
}

/// What was done before an instant.
pub(crate) const SWEPT_REQUESTS: [&str; 2] = [
    "DELETE FROM requests_done WHERE at < ?",
    "DELETE FROM texts_sent WHERE at < ?",
];

#[async_trait]
impl Idempotency for SqliteTransaction {
    async fn request_done(&mut self, account: AccountId, key: &str) -> Stored<Option<[u8; 32]>> {
        let found = query("SELECT * FROM requests_done WHERE account = ? AND key = ?")
            .bind(account.to_string())
            .bind(key);
        let row: Option<DoneRow> = self.one("requests_done", "key", found)?;
        Ok(row.map(|row| row.0))
    }

    async fn put_request_done(
        &mut self,
        account: AccountId,
        key: &str,
        request_hash: &[u8; 32],
        at: Timestamp,
    ) -> Stored<()> {
        let statement = query(
            "INSERT INTO requests_done (account, key, request_hash, at) VALUES (?, ?, ?, ?)
             ON CONFLICT (account, key) DO UPDATE SET request_hash = excluded.request_hash,
               at = excluded.at",
        )
        .bind(account.to_string())
        .bind(key)
        .bind(request_hash.to_vec())
        .bind(instant(at));
        self.run(statement).map(drop)
    }

    async fn sweep_requests(&mut self, done_before: Timestamp) -> Stored<()> {
        for statement in SWEPT_REQUESTS {
            self.run(query(statement).bind(instant(done_before)))?;
        }
        Ok(())
    }
}
