//! A database of an earlier version is brought to the newest shape.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use rusqlite::Connection;
use sceau_domain::journey::StateName;
use sceau_service::ports::Store as _;
use sceau_store_sqlite::{LookFailure, SqliteLook, SqliteStore};
use sceau_testkit::samples;
use sceau_testkit::samples::records::{account, audit_entry, case, case_id};
use sceau_testkit::store_contract::write;
use std::path::Path;

/// The shapes before what is remembered of the desk, as the first releases made them.
const FIRST_SHAPES: [&str; 2] = [
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_texts_sent.sql"),
];

/// A database of a first release, its account and its case taken from a new one, with the facts of
/// then; the shape's number is kept where it was kept then.
fn as_before(new: &Path, old: &Path, old_facts: &str) {
    let old = Connection::open(old).unwrap();
    for shape in FIRST_SHAPES {
        old.execute_batch(shape).unwrap();
    }
    old.execute_batch(
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, success BOOLEAN NOT NULL);
         INSERT INTO _sqlx_migrations VALUES (1, TRUE), (2, TRUE);",
    )
    .unwrap();
    old.execute("ATTACH ? AS new", [new.to_str().unwrap()])
        .unwrap();
    for table in ["accounts", "cases"] {
        let columns: String = old
            .query_row(
                "SELECT group_concat(name) FROM pragma_table_info(?, 'main')",
                [table],
                |row| row.get(0),
            )
            .unwrap();
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        old.execute_batch(&copy).unwrap();
    }
    old.execute_batch(&format!("UPDATE main.cases SET facts = {old_facts}"))
        .unwrap();
}

#[tokio::test]
async fn cases_stored_before_the_desk_remembered_are_read_as_they_were() {
    for (name, old_facts) in [
        (
            StateName::InPerson,
            "json_object('in_person', json_extract(facts, '$.in_person.before_letter'))",
        ),
        (
            StateName::Identification,
            "json_object(state, json_extract(facts, '$.identification[0]'))",
        ),
        (
            StateName::Tasks,
            "json_object(state, json_extract(facts, '$.tasks[0]'))",
        ),
        (
            StateName::CaptureChoice,
            "json_object(state, json_extract(facts, '$.capture_choice[0]'))",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (new, old) = (folder.path().join("new.db"), folder.path().join("old.db"));
        let state = samples::state(name);
        let store = SqliteStore::open(&new).await.unwrap();
        write(&store, async |tx| {
            tx.put_account(&account(1)).await.unwrap();
            tx.put_case(&case(1, state.clone())).await.unwrap();
        })
        .await;
        store.close().await;
        as_before(&new, &old, old_facts);

        let store = SqliteStore::open(&old).await.unwrap();
        let found = store.read().await.unwrap().case(case_id(1)).await;
        assert_eq!(found.unwrap().unwrap().state, state, "{name:?}");
        store.close().await;
        assert!(is_whole(&old));
    }
}

/// SQLite's own check, and no reference that waits for the commit.
fn is_whole(file: &Path) -> bool {
    let file = Connection::open(file).unwrap();
    let word: String = file
        .query_row("PRAGMA integrity_check", (), |row| row.get(0))
        .unwrap();
    let deferred: u32 = file
        .query_row(
            "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%DEFERR%'",
            (),
            |row| row.get(0),
        )
        .unwrap();
    word == "ok" && deferred == 0
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.db");
    SqliteStore::open(&file).await.unwrap().close().await;
    let newer = Connection::open(&file).unwrap();
    newer.pragma_update(None, "user_version", 9_000).unwrap();
    assert!(SqliteStore::open(&file).await.is_err());
    let version: u32 = newer
        .query_row("PRAGMA user_version", (), |row| row.get(0))
        .unwrap();
    assert_eq!(version, 9_000);
}

#[tokio::test]
async fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.db");
    std::fs::write(
        &file,
        "not a database, but as long as its header would be, at least",
    )
    .unwrap();
    assert!(SqliteStore::open(&file).await.is_err());
}

#[tokio::test]
async fn a_database_that_is_looked_at_is_neither_made_nor_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.sqlite");
    let absent = SqliteLook::open(&file).await;
    assert!(matches!(absent, Err(LookFailure::Absent(_))));
    assert!(!file.exists(), "it was not made");

    let store = SqliteStore::open(&file).await.unwrap();
    write(&store, async |tx| {
        tx.append_audit(&audit_entry("essai")).await.unwrap();
    })
    .await;
    let look = SqliteLook::open(&file).await.unwrap();
    let mut tx = look.read().await.unwrap();
    assert_eq!(tx.audit_after(0, u32::MAX).await.unwrap().len(), 1);
    let written = tx.append_audit(&audit_entry("essai")).await;
    assert!(written.is_err(), "it is only read");
    drop(tx);
    store.close().await;

    let older = Connection::open(&file).unwrap();
    older.pragma_update(None, "user_version", 3).unwrap();
    drop(older);
    let told = SqliteLook::open(&file).await.unwrap_err();
    assert!(
        matches!(told, LookFailure::Older { found: 3, .. }),
        "{told}"
    );
}

#[tokio::test]
async fn codes_under_way_lose_the_number_that_they_were_stored_with_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.db");
    let store = SqliteStore::open(&file).await.unwrap();
    write(&store, async |tx| {
        tx.put_account(&account(1)).await.unwrap();
        let under_way = samples::state(StateName::PhoneCode);
        tx.put_case(&case(1, under_way)).await.unwrap();
    })
    .await;
    store.close().await;
    let old = Connection::open(&file).unwrap();
    old.execute_batch(
        "UPDATE cases SET phone_attempt = json_object('number', '+33639980102', 'attempt', json(phone_attempt))",
    )
    .unwrap();
    old.execute_batch(include_str!(
        "../migrations/0018_attempts_without_numbers.sql"
    ))
    .unwrap();
    drop(old);
    let store = SqliteStore::open(&file).await.unwrap();
    let found = store.read().await.unwrap().case(case_id(1)).await;
    let attempt = found.unwrap().unwrap().phone_attempt;
    assert_eq!(attempt, Some(samples::records::attempt()));
}
