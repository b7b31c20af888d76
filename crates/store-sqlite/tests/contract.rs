//! SQLite keeps the store's contract.

use sceau_store_sqlite::SqliteStore;
use tempfile::TempDir;

async fn open() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("sceau.db")).await.unwrap();
    (store, folder)
}

sceau_testkit::store_contract!(crate::open);
