//! How SQLite finds what the rounds ask for, twice a second, and what the sweep throws away: never by going through a
//! whole table.

use crate::accounts::{SWEPT_SESSIONS, SWEPT_SIGN_INS};
use crate::cases::{IDLE, TO_ERASE, TO_WARN};
use crate::examinations::TO_EXAMINE;
use crate::faces::TO_COMPARE;
use crate::idempotency::SWEPT_REQUESTS;
use crate::interactions::{SWEPT_AFTER_END, SWEPT_HISTORY};
use crate::migrations::migrate;
use crate::operators;
use crate::person::{IS_LEFT, LEFT};
use crate::tokens::SWEPT_TOKENS;
use rusqlite::Connection;

/// The steps of SQLite's plan.
fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut asked = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let steps = asked.raw_query().mapped(|row| row.get(3));
    steps.map(Result::unwrap).collect()
}

fn goes_through_a_table(step: &str) -> bool {
    step.starts_with("SCAN") && !step.contains("USING")
}

#[test]
fn what_is_asked_again_and_again_is_found_by_an_index() {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate(&mut connection).unwrap();
    let mut statements = vec![
        IDLE, TO_WARN, TO_ERASE, TO_EXAMINE, TO_COMPARE, LEFT, IS_LEFT,
    ];
    statements.extend([SWEPT_SESSIONS, SWEPT_SIGN_INS, SWEPT_HISTORY]);
    statements.extend([
        operators::SWEPT_SESSIONS,
        operators::FORGOTTEN,
        operators::COUNTED,
    ]);
    statements.extend(SWEPT_AFTER_END);
    statements.extend(SWEPT_TOKENS);
    statements.extend(SWEPT_REQUESTS);
    for sql in statements {
        let steps = plan(&connection, sql);
        let is_found = steps.iter().any(|step| step.contains("USING"));
        let is_scan = steps.iter().any(|step| goes_through_a_table(step));
        assert!(is_found && !is_scan, "{sql}: {steps:#?}");
    }
    let whole = plan(&connection, "SELECT id FROM cases WHERE photos_taken = 3");
    assert!(
        whole.iter().any(|step| goes_through_a_table(step)),
        "{whole:?}"
    );
}

#[test]
fn cases_are_found_by_the_index_that_holds_no_others() {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate(&mut connection).unwrap();
    for (sql, index) in [
        (IDLE, "cases_under_way"),
        (TO_WARN, "cases_to_warn"),
        (TO_ERASE, "cases_by_end "),
        (TO_ERASE, "cases_by_end_of_media"),
        (TO_EXAMINE, "cases_with_media"),
    ] {
        let steps = plan(&connection, sql);
        let is_used = steps.iter().any(|step| step.contains(index));
        assert!(is_used, "{index}: {steps:#?}");
    }
}
