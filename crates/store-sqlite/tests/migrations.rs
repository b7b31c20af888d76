//! A database of an earlier version is brought to the newest shape.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use sceau_domain::journey::StateName;
use sceau_service::ports::Store as _;
use sceau_store_sqlite::SqliteStore;
use sceau_testkit::samples;
use sceau_testkit::samples::records::{account, case, case_id};
use sceau_testkit::store_contract::write;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

/// The facts as they were written before migration 3, which is forgotten.
async fn as_before(file: &std::path::Path, old_facts: &str) {
    let address = format!("sqlite://{}", file.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let statement = format!(
        "UPDATE cases SET facts = {old_facts};
         DELETE FROM _sqlx_migrations WHERE version = 3;"
    );
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
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
        let file = folder.path().join("sceau.db");
        let state = samples::state(name);
        let store = SqliteStore::open(&file).await.unwrap();
        write(&store, async |tx| {
            tx.put_account(&account(1)).await.unwrap();
            tx.put_case(&case(1, state.clone())).await.unwrap();
        })
        .await;
        store.close().await;
        as_before(&file, old_facts).await;

        let store = SqliteStore::open(&file).await.unwrap();
        let found = store.read().await.unwrap().case(case_id(1)).await;
        assert_eq!(found.unwrap().unwrap().state, state, "{name:?}");
    }
}
