//! Opening a connection with the settings that the store promises.

use rusqlite::Connection;
use std::path::Path;

/// Statements that a connection keeps prepared: more than there are.
const PREPARED: usize = 256;

/// A connection to the store's file.
pub(crate) fn open(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}
