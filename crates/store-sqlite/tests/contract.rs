//! SQLite keeps the store's contract.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use sceau_store_sqlite::SqliteStore;
use tempfile::TempDir;

async fn open() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("sceau.db"))
        .await
        .unwrap();
    (store, folder)
}

sceau_testkit::store_contract!(crate::open);
