//! The one connection that writes, and the line before it.
//!
//! Whoever's turn it is writes within a savepoint, or is the first of the transaction. A turn that is done does not go to the disk by
//! itself: those who already stand in line write in the same transaction, then all of it is committed
//! at once (group commit), and only then is anybody told that their turn is kept. A turn that is given
//! up takes nothing of the others with it.

use crate::connection::open;
use crate::failure::{Stored, database};
use core::ops::Deref;
use core::time::Duration;
use rusqlite::{Connection, ErrorCode, ffi};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long somebody stands in line before they give up.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// How long another program that writes in the same file is waited for.
const OTHER_PROGRAM: Duration = Duration::from_secs(5);
const BEGIN: &str = "BEGIN IMMEDIATE";

/// How a commit went, told to everyone whose turn was in it.
type Outcome = Result<(), Arc<rusqlite::Error>>;

/// The connection and who waits for its next commit.
#[derive(Debug)]
struct Line {
    connection: Connection,
    /// Whose turn is done and not on the disk yet; empty outside a transaction.
    done: Vec<oneshot::Sender<Outcome>>,
    is_closed: bool,
}

impl Line {
    /// Runs a statement without values, prepared once.
    fn tell(&self, statement: &'static str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(statement)?
            .execute(())
            .map(drop)
    }

    fn commit(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() {
            // A full disk, for one, makes SQLite take everything back by itself.
            let lost = ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK);
            return Err(rusqlite::Error::SqliteFailure(lost, None));
        }
        let committed = self.tell("COMMIT");
        if committed.is_err() && !self.connection.is_autocommit() {
            self.tell("ROLLBACK")?;
        }
        committed
    }
}

/// Lets one after the other write. The lock is handed on in the order it was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    line: Arc<Mutex<Line>>,
}

impl Writer {
    pub(crate) fn open(file: &Path) -> rusqlite::Result<Self> {
        let line = Line {
            connection: open(file)?,
            done: Vec::new(),
            is_closed: false,
        };
        line.connection.busy_timeout(Duration::ZERO)?;
        Ok(Self {
            line: Arc::new(Mutex::new(line)),
        })
    }

    /// Waits for one's turn.
    pub(crate) async fn begin(&self) -> Stored<Turn> {
        let waiting = timeout(LONGEST_WAIT, Arc::clone(&self.line).lock_owned());
        let mut line = waiting.await.map_err(database)?;
        if line.is_closed {
            return Err(database(rusqlite::Error::InvalidQuery));
        }
        if line.connection.is_autocommit() {
            if !line.done.is_empty() {
                // SQLite took everything back by itself: somebody is owed the news.
                line = keep(line).await;
            }
            line = begin_transaction(line).await?;
        }
        let turn = Turn {
            line,
            is_done: false,
        };
        if !turn.is_first() {
            turn.line.tell("SAVEPOINT turn").map_err(database)?;
        }
        Ok(turn)
    }

    /// Waits until every turn is over and kept, moves the write-ahead log into the file, and lets nobody
    /// write any more.
    pub(crate) async fn close(&self) {
        let mut line = Arc::clone(&self.line).lock_owned().await;
        line.is_closed = true;
        line = keep(line).await;
        let _ = line
            .connection
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

/// Begins at once, or after a program beside this one, a command of the team, without holding up
/// anybody else.
async fn begin_transaction(line: OwnedMutexGuard<Line>) -> Stored<OwnedMutexGuard<Line>> {
    match line.tell(BEGIN) {
        Ok(()) => return Ok(line),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
        Err(error) => return Err(database(error)),
    }
    let waiting = spawn_blocking(move || {
        line.connection.busy_timeout(OTHER_PROGRAM)?;
        let begun = line.tell(BEGIN);
        line.connection.busy_timeout(Duration::ZERO)?;
        begun.map(|()| line)
    });
    waiting.await.map_err(database)?.map_err(database)
}

/// Commits what is done and tells everyone concerned, whether or not who asked waits for it.
async fn keep(line: OwnedMutexGuard<Line>) -> OwnedMutexGuard<Line> {
    let mutex = Arc::clone(OwnedMutexGuard::mutex(&line));
    match tokio::spawn(settle(line)).await {
        Ok(line) => line,
        // The runtime is being shut down.
        Err(_) => mutex.lock_owned().await,
    }
}

/// Commits on a thread that may wait for the disk, then tells everyone concerned. They are told from here
/// and not from that thread: from outside the runtime, each of them would wake a thread of its own.
async fn settle(mut line: OwnedMutexGuard<Line>) -> OwnedMutexGuard<Line> {
    let done = core::mem::take(&mut line.done);
    if done.is_empty() {
        return line;
    }
    let mutex = Arc::clone(OwnedMutexGuard::mutex(&line));
    let committing = spawn_blocking(move || (line.commit().map_err(Arc::new), line));
    match committing.await {
        Ok((outcome, line)) => {
            for told in done {
                // Whoever went away meanwhile need not know.
                let _ = told.send(outcome.clone());
            }
            line
        }
        // The runtime is being shut down.
        Err(_) => mutex.lock_owned().await,
    }
}

/// Somebody's turn to write; given up by being dropped.
pub(crate) struct Turn {
    line: OwnedMutexGuard<Line>,
    is_done: bool,
}

impl Turn {
    /// Ends the turn, and waits until what was written is on the disk.
    pub(crate) async fn commit(mut self) -> Stored<()> {
        let is_first = self.is_first();
        if !is_first {
            self.line.tell("RELEASE turn").map_err(database)?;
        }
        let (told, heard) = oneshot::channel();
        self.line.done.push(told);
        self.is_done = true;
        let line = Arc::clone(OwnedMutexGuard::mutex(&self.line));
        drop(self);
        // The first of a group stands in line again, behind those who wait already, and commits for all
        // of them. It does so for others too, so it goes on when whoever asked goes away.
        if is_first {
            tokio::spawn(async move { settle(line.lock_owned().await).await });
        }
        heard.await.map_err(database)?.map_err(database)
    }

    /// Whether nobody wrote before in the same transaction: it is given up as a whole then, and needs no
    /// savepoint, for which SQLite copies every page before it is changed.
    fn is_first(&self) -> bool {
        self.line.done.is_empty()
    }
}

impl Deref for Turn {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.line.connection
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.is_done || self.is_autocommit() {
            return;
        }
        // It fails where SQLite has taken everything back by itself.
        let _ = if self.is_first() {
            self.line.tell("ROLLBACK")
        } else {
            self.line
                .tell("ROLLBACK TO turn")
                .and_then(|()| self.line.tell("RELEASE turn"))
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_sqlite_took_back_by_itself_is_said_to_be_kept_to_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::open(&folder.path().join("line.db")).unwrap();
        let first = writer.begin().await.unwrap();
        first.execute_batch("CREATE TABLE t (n)").unwrap();
        let next = writer.clone();
        let second = tokio::spawn(async move {
            let turn = next.begin().await.unwrap();
            // As it does on a full disk.
            turn.execute_batch("ROLLBACK").unwrap();
        });
        tokio::task::yield_now().await;
        assert!(first.commit().await.is_err());
        second.await.unwrap();

        let third = writer.begin().await.unwrap();
        third.execute_batch("CREATE TABLE t (n)").unwrap();
        third.commit().await.unwrap();
    }
}
