//! Opening a connection with the settings that the store promises.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
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
    // A plan does not depend on the values asked for. Without that, SQLite prepares a statement with a bound limit
    // anew each time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus;

    #[test]
    fn a_statement_with_a_limit_is_prepared_once() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join("one.db")).unwrap();
        let mut asked = connection
            .prepare("SELECT name FROM sqlite_schema ORDER BY name LIMIT ?")
            .unwrap();
        for limit in [1, 16, 1] {
            assert!(asked.query([limit]).unwrap().next().unwrap().is_none());
        }
        assert_eq!(asked.get_status(StatementStatus::RePrepare), 0);
    }
}
