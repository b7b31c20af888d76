//! Uploads under way.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, UploadId};
use sceau_service::ports::{StoreFailure, Uploads};
use sceau_service::records::Upload;

impl TryFrom<StoredRow<'_>> for Upload {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            account: row.parse("account")?,
            size: row.number("size")?,
            sha256: row.hash("sha256")?,
            media_type: row.get("media_type")?,
            begun_at: row.time("begun_at")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

#[async_trait]
impl Uploads for SqliteTransaction {
    async fn upload(&mut self, id: UploadId) -> Stored<Option<Upload>> {
        let found = query("SELECT * FROM uploads WHERE id = ?").bind(id.to_string());
        self.one("uploads", "id", found)
    }

    async fn put_upload(&mut self, upload: &Upload) -> Stored<()> {
        let Upload {
            id,
            account,
            size,
            sha256,
            media_type,
            begun_at,
            expires_at,
        } = upload;
        let statement = query(
            "INSERT INTO uploads (id, account, size, sha256, media_type, begun_at, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET account = excluded.account, size = excluded.size,
               sha256 = excluded.sha256, media_type = excluded.media_type,
               begun_at = excluded.begun_at, expires_at = excluded.expires_at",
        )
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(i64::try_from(*size).map_err(database)?)
        .bind(sha256.to_vec())
        .bind(media_type)
        .bind(instant(*begun_at))
        .bind(instant(*expires_at));
        self.run(statement).map(drop)
    }

    async fn delete_upload(&mut self, id: UploadId) -> Stored<()> {
        self.run(query("DELETE FROM uploads WHERE id = ?").bind(id.to_string()))
            .map(drop)
    }

    async fn uploads_of(&mut self, account: AccountId) -> Stored<Vec<UploadId>> {
        let found = query("SELECT id FROM uploads WHERE account = ? ORDER BY expires_at");
        self.ids("uploads", found.bind(account.to_string()))
    }

    async fn uploads_expired_at(&mut self, now: Timestamp) -> Stored<Vec<UploadId>> {
        let found = query("SELECT id FROM uploads WHERE expires_at <= ? ORDER BY expires_at");
        self.ids("uploads", found.bind(instant(now)))
    }
}
