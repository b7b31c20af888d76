//! What must leave the vault.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use async_trait::async_trait;
use sceau_service::ports::{Erasures, StoreFailure};
use sceau_service::records::{Erasure, MarkedErasure};

impl TryFrom<StoredRow<'_>> for MarkedErasure {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let number = row.number("number")?;
        let kind: String = row.get("kind")?;
        let erasure = match kind.as_str() {
            "case" => Erasure::Case(row.parse("id")?),
            "upload" => Erasure::Upload(row.parse("id")?),
            _ => return Err(row.impossible("kind")),
        };
        Ok(Self { number, erasure })
    }
}

#[async_trait]
impl Erasures for SqliteTransaction {
    async fn mark_erasure(&mut self, erasure: Erasure) -> Stored<()> {
        let (kind, id) = match erasure {
            Erasure::Case(id) => ("case", id.to_string()),
            Erasure::Upload(id) => ("upload", id.to_string()),
        };
        let statement = query("INSERT INTO erasures (kind, id) VALUES (?, ?)");
        self.run(statement.bind(kind).bind(id)).map(drop)
    }

    async fn marked_erasures(&mut self) -> Stored<Vec<MarkedErasure>> {
        let found = query("SELECT number, kind, id FROM erasures ORDER BY number");
        self.all("erasures", "number", found)
    }

    async fn unmark_erasure(&mut self, number: u64) -> Stored<()> {
        let number = i64::try_from(number).map_err(database)?;
        self.run(query("DELETE FROM erasures WHERE number = ?").bind(number))
            .map(drop)
    }
}
