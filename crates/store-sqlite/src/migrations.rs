//! The shapes that the database has had, one after the other.

use crate::failure::{Stored, database};
use rusqlite::{Connection, OptionalExtension as _};
use rusqlite_migration::{M, Migrations};

const SHAPES: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_first.sql")),
    M::up(include_str!("../migrations/0002_texts_sent.sql")),
    M::up(include_str!(
        "../migrations/0003_where_the_desk_was_chosen.sql"
    )),
    M::up(include_str!("../migrations/0004_examinations.sql")),
    M::up(include_str!(
        "../migrations/0005_handoffs_that_give_an_account.sql"
    )),
    M::up(include_str!("../migrations/0006_documents_seen_twice.sql")),
    M::up(include_str!(
        "../migrations/0007_tokens_bound_and_renewed.sql"
    )),
    M::up(include_str!("../migrations/0008_the_persons_page.sql")),
    M::up(include_str!("../migrations/0009_visible_seals.sql")),
    M::up(include_str!("../migrations/0010_film_looks.sql")),
    M::up(include_str!(
        "../migrations/0011_services_that_are_told.sql"
    )),
    M::up(include_str!("../migrations/0012_lost_devices.sql")),
    M::up(include_str!("../migrations/0013_faces_compared.sql")),
    M::up(include_str!(
        "../migrations/0014_references_checked_at_once.sql"
    )),
    M::up(include_str!("../migrations/0015_messages_with_an_end.sql")),
    M::up(include_str!("../migrations/0016_warned_before_closing.sql")),
    M::up(include_str!("../migrations/0017_found_by_index.sql")),
    M::up(include_str!(
        "../migrations/0018_attempts_without_numbers.sql"
    )),
    M::up(include_str!("../migrations/0019_sealed_letters.sql")),
    M::up(include_str!("../migrations/0023_how_a_login_was_asked.sql")),
    M::up(include_str!(
        "../migrations/0024_erased_after_the_write.sql"
    )),
];

/// The number of the newest shape, as the database keeps it.
pub(crate) const NEWEST: usize = SHAPES.len();

/// Brings a database to the newest shape, all or nothing; one of a newer version is refused.
pub(crate) fn migrate(connection: &mut Connection) -> Stored<()> {
    adopt(connection).map_err(database)?;
    Migrations::from_slice(SHAPES)
        .to_latest(connection)
        .map_err(database)
}

/// Databases of the first releases kept their shape's number in a table of the tool that made them.
fn adopt(connection: &mut Connection) -> rusqlite::Result<()> {
    let tx = connection.transaction()?;
    let kept = "SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations'";
    if tx.query_row(kept, (), |_| Ok(())).optional()?.is_none() {
        return Ok(());
    }
    let newest = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success";
    let number: u32 = tx.query_row(newest, (), |row| row.get(0))?;
    tx.pragma_update(None, "user_version", number)?;
    tx.execute_batch("DROP TABLE _sqlx_migrations")?;
    tx.commit()
}
