//! What SQLite does when somebody else wrote in its file.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test fails as the test does"
)]

use rusqlite::Connection;
use sceau_domain::journey::State;
use sceau_service::ports::{Store, StoreFailure};
use sceau_service::records::{BrokenChain, ChainCheck};
use sceau_store_sqlite::SqliteStore;
use sceau_testkit::samples::records::{
    account, account_id, audit_entry, case, case_id, evidence, letter, login,
};
use sceau_testkit::store_contract::{read, write};
use std::path::PathBuf;
use tempfile::TempDir;

struct Damaged {
    store: SqliteStore,
    file: PathBuf,
    _folder: TempDir,
}

async fn filled() -> Damaged {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.db");
    let store = SqliteStore::open(&file).await.unwrap();
    write(&store, async |tx| {
        tx.put_account(&account(1)).await.unwrap();
        tx.put_case(&case(1, State::Terms)).await.unwrap();
        tx.put_evidence(&evidence(sceau_domain::journey::Part::Video))
            .await
            .unwrap();
        tx.put_letter(&letter()).await.unwrap();
        tx.put_login(&login(1, sceau_domain::login::RequestState::Waiting))
            .await
            .unwrap();
        for detail in ["first", "second"] {
            tx.append_audit(&audit_entry(detail)).await.unwrap();
        }
    })
    .await;
    Damaged {
        store,
        file,
        _folder: folder,
    }
}

impl Damaged {
    fn run(&self, statement: &str) -> rusqlite::Result<()> {
        Connection::open(&self.file)?.execute_batch(statement)
    }
}

fn named<T: core::fmt::Debug>(
    result: Result<T, StoreFailure>,
) -> (&'static str, &'static str, String) {
    match result {
        Err(StoreFailure::ImpossibleRow { table, column, row }) => (table, column, row),
        other => panic!("not an impossible row: {other:?}"),
    }
}

#[tokio::test]
async fn an_impossible_case_is_named_by_table_column_and_row() {
    let row = case_id(1).to_string();
    for (damage, column) in [
        ("UPDATE cases SET state = 'flying'", "state"),
        ("UPDATE cases SET state = 'review'", "state"),
        ("UPDATE cases SET facts = '{\"conditions\":{}}'", "facts"),
        ("UPDATE cases SET facts = 'nonsense'", "facts"),
        ("UPDATE cases SET photos_taken = 300", "photos_taken"),
        ("UPDATE cases SET photos_taken = -1", "photos_taken"),
        ("UPDATE cases SET created_at = 'yesterday'", "created_at"),
        ("UPDATE cases SET phone_attempt = '{}'", "phone_attempt"),
        ("UPDATE cases SET account = 'x'", "account"),
    ] {
        let damaged = filled().await;
        damaged
            .run(&format!("PRAGMA foreign_keys=OFF; {damage}"))
            .unwrap();
        let found = read(&damaged.store, async |tx| tx.case(case_id(1)).await).await;
        assert_eq!(named(found), ("cases", column, row.clone()), "{damage}");
    }
}

#[tokio::test]
async fn impossible_rows_of_other_tables_are_named_too() {
    let damaged = filled().await;
    damaged
        .run(
            "UPDATE accounts SET phone = '+1';
             UPDATE evidence SET video = replace(video, '\"409\"', '\"4x9\"');
             UPDATE letters SET tracking_hash = x'00';
             UPDATE logins SET state = 'approved', number = 7;",
        )
        .unwrap();
    read(&damaged.store, async |tx| {
        let (table, column, _) = named(tx.account(account_id(1)).await);
        assert_eq!((table, column), ("accounts", "phone"));
        let (table, column, _) = named(tx.evidence_of(case_id(1)).await);
        assert_eq!((table, column), ("evidence", "video"));
        let (table, column, _) = named(tx.letter(letter().letter.id).await);
        assert_eq!((table, column), ("letters", "tracking_hash"));
        let (table, column, _) = named(tx.logins_of(account_id(1), 1).await);
        assert_eq!((table, column), ("logins", "number"));
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_audit_and_letter_events() {
    let damaged = filled().await;
    for statement in [
        "UPDATE audit SET detail = 'other'",
        "DELETE FROM audit",
        "UPDATE letter_events SET actor = 'system'",
        "DELETE FROM letter_events",
    ] {
        assert!(damaged.run(statement).is_err(), "{statement}");
    }
}

#[tokio::test]
async fn whoever_removes_the_triggers_and_changes_a_row_is_found_out() {
    let damaged = filled().await;
    let statement = "DROP TRIGGER audit_keeps; UPDATE audit SET detail = 'other' WHERE number = 2";
    damaged.run(statement).unwrap();
    let chain = read(&damaged.store, async |tx| tx.audit_after(0, u32::MAX).await)
        .await
        .unwrap();
    assert_eq!(
        ChainCheck::default().follow(&chain),
        Err(BrokenChain { number: 2 })
    );
}

#[tokio::test]
async fn what_was_committed_is_there_when_the_file_is_opened_again() {
    let damaged = filled().await;
    damaged.store.close().await;
    let again = SqliteStore::open(&damaged.file).await.unwrap();
    let found = read(&again, async |tx| tx.account(account_id(1)).await)
        .await
        .unwrap();
    assert_eq!(found, Some(account(1)));
}

#[tokio::test]
async fn the_promised_settings_are_in_force() {
    let damaged = filled().await;
    let mode: String = Connection::open(&damaged.file)
        .and_then(|file| file.query_row("PRAGMA journal_mode", (), |row| row.get(0)))
        .unwrap();
    assert_eq!(mode, "wal");
    let reader = damaged.store.read().await.unwrap();
    let mut reader = reader;
    assert!(
        reader.put_account(&account(2)).await.is_err(),
        "a reader cannot write"
    );
}

#[tokio::test]
async fn a_writer_waits_for_a_command_that_writes_in_the_same_file() {
    let damaged = filled().await;
    let command = Connection::open(&damaged.file).unwrap();
    command.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (store, started) = (damaged.store.clone(), tokio::sync::oneshot::channel());
    let writing = tokio::spawn(async move {
        started.0.send(()).unwrap();
        let mut tx = store.begin().await.unwrap();
        tx.put_account(&account(2)).await.unwrap();
        tx.commit().await.unwrap();
    });
    started.1.await.unwrap();
    // Nobody else waits meanwhile, though the writer and the test share one thread.
    let seen = read(&damaged.store, async |tx| tx.account(account_id(1)).await).await;
    assert_eq!(seen.unwrap(), Some(account(1)));
    assert!(!writing.is_finished());
    command.execute_batch("COMMIT").unwrap();
    writing.await.unwrap();
    let seen = read(&damaged.store, async |tx| tx.account(account_id(2)).await).await;
    assert_eq!(seen.unwrap(), Some(account(2)));
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing_and_the_next_one_can_begin() {
    let damaged = filled().await;
    let mut tx = damaged.store.begin().await.unwrap();
    tx.put_account(&account(2)).await.unwrap();
    drop(tx);
    let mut next = damaged.store.begin().await.unwrap();
    assert_eq!(next.account(account_id(2)).await.unwrap(), None);
    next.put_account(&account(2)).await.unwrap();
    next.commit().await.unwrap();
}

#[tokio::test]
async fn a_closed_store_begins_nothing() {
    let damaged = filled().await;
    damaged.store.close().await;
    assert!(damaged.store.begin().await.is_err());
    assert!(damaged.store.read().await.is_err());
}
