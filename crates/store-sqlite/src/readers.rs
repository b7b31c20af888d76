//! Connections that only read, lent in the order they were asked for.

use crate::connection::open;
use crate::failure::{Stored, database};
use core::ops::Deref;
use core::time::Duration;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Connections.
const COUNT: usize = 4;
/// How long somebody waits for one before they give up.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The connections, and the line before them.
#[derive(Debug, Clone)]
pub(crate) struct Readers {
    connections: Arc<[Arc<Mutex<Connection>>]>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn open(file: &Path) -> rusqlite::Result<Self> {
        Self::of(|| open(file))
    }

    /// Over connections opened in a way of one's own.
    pub(crate) fn of(connect: impl Fn() -> rusqlite::Result<Connection>) -> rusqlite::Result<Self> {
        let reader = |_| {
            let connection = connect()?;
            connection.pragma_update(None, "query_only", true)?;
            Ok(Arc::new(Mutex::new(connection)))
        };
        Ok(Self {
            connections: (0..COUNT).map(reader).collect::<rusqlite::Result<_>>()?,
            places: Arc::new(Semaphore::new(COUNT)),
        })
    }

    /// A connection of one's own that sees what was committed up to now, and nothing later.
    pub(crate) async fn begin(&self) -> Stored<Reading> {
        let turn = Arc::clone(&self.places).acquire_owned();
        let place = timeout(LONGEST_WAIT, turn).await.map_err(database)?;
        let place = place.map_err(database)?;
        // Whoever holds a place finds a connection free.
        let free = (self.connections.iter())
            .find_map(|connection| Arc::clone(connection).try_lock_owned().ok());
        let reading = Reading {
            connection: free.ok_or_else(|| database(rusqlite::Error::InvalidQuery))?,
            _place: place,
        };
        // A deferred transaction takes its picture at the first reading: take it now, of the first page alone.
        for statement in ["BEGIN", "PRAGMA user_version"] {
            let prepared = reading.prepare_cached(statement);
            prepared
                .and_then(|mut prepared| prepared.query(())?.next().map(drop))
                .map_err(database)?;
        }
        Ok(reading)
    }

    /// Lends nothing any more.
    pub(crate) fn close(&self) {
        self.places.close();
    }
}

/// A connection on loan, given back by being dropped.
pub(crate) struct Reading {
    connection: OwnedMutexGuard<Connection>,
    /// Freed after the connection.
    _place: OwnedSemaphorePermit,
}

impl Deref for Reading {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // It fails where nothing was begun.
        let ended = self.connection.prepare_cached("ROLLBACK");
        let _ = ended.and_then(|mut ended| ended.execute(()));
    }
}
