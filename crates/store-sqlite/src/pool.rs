//! So many connections to one file, lent in the order they were asked for.

use crate::failure::{Stored, database};
use core::ops::Deref;
use core::time::Duration;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// How long somebody waits for a connection before they give up.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// Statements that a connection keeps prepared: more than there are.
const PREPARED: usize = 256;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

impl Access {
    fn open(self, file: &Path) -> rusqlite::Result<Connection> {
        let connection = Connection::open(file)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "query_only", self == Self::Read)?;
        Ok(connection)
    }
}

/// Connections of one kind.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    connections: Arc<[Arc<Mutex<Connection>>]>,
    places: Arc<Semaphore>,
}

impl Pool {
    /// Opens so many connections.
    pub(crate) fn open(file: &Path, access: Access, size: usize) -> Stored<Self> {
        let connections: rusqlite::Result<_> = (0..size)
            .map(|_| Ok(Arc::new(Mutex::new(access.open(file)?))))
            .collect();
        Ok(Self {
            connections: connections.map_err(database)?,
            places: Arc::new(Semaphore::new(size)),
        })
    }

    /// A connection of one's own, when it is one's turn.
    pub(crate) async fn lend(&self) -> Stored<Lent> {
        let turn = Arc::clone(&self.places).acquire_owned();
        let place = tokio::time::timeout(LONGEST_WAIT, turn).await;
        let place = place.map_err(database)?.map_err(database)?;
        // Whoever holds a place finds a connection free.
        let free = (self.connections.iter())
            .find_map(|connection| Arc::clone(connection).try_lock_owned().ok());
        let connection = free.ok_or_else(|| database(rusqlite::Error::InvalidQuery))?;
        Ok(Lent {
            connection,
            _place: place,
        })
    }

    /// Waits until every connection is back, and lends none any more.
    pub(crate) async fn close(&self) -> Option<Lent> {
        let mut last = None;
        for _ in 0..self.connections.len() {
            let lent = self.lend().await.ok()?;
            last = Some(lent);
        }
        self.places.close();
        last
    }
}

/// A connection on loan: given back by being dropped, without the transaction it was in.
pub(crate) struct Lent {
    connection: OwnedMutexGuard<Connection>,
    /// Freed after the connection.
    _place: OwnedSemaphorePermit,
}

impl Deref for Lent {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if !self.connection.is_autocommit() {
            // It fails where SQLite has already rolled back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
