//! Opening the database and its transactions.

use crate::failure::{Stored, database};
use crate::row::StoredRow;
use async_trait::async_trait;
use core::time::Duration;
use sceau_service::ports::{Store, StoreFailure, Transaction};
use sqlx::Sqlite;
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use std::path::Path;

/// How long a writer waits for its turn before it gives up.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// Connections for readers.
const READERS: u32 = 4;

/// A store in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database file, creating it if need be, and brings it to the newest shape.
    ///
    /// # Errors
    /// The file cannot be opened, is no database, or comes from a newer version.
    pub async fn open(file: &Path) -> Stored<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(5));
        // One connection is the queue: whoever waits for it waits for its turn to write. It is tested when it
        // is given back, and a file does not go away like a server: once is enough.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(LONGEST_WAIT)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await
            .map_err(database)?;
        sqlx::migrate!("./migrations")
            .run(&writer)
            .await
            .map_err(database)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(LONGEST_WAIT)
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(database)?;
        Ok(Self { writer, readers })
    }

    /// Closes every connection; what was committed is in the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn begin(&self) -> Stored<Box<dyn Transaction>> {
        let inner = self
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(database)?;
        Ok(Box::new(SqliteTransaction { inner }))
    }

    async fn read(&self) -> Stored<Box<dyn Transaction>> {
        let mut inner = self.readers.begin().await.map_err(database)?;
        // A deferred transaction takes its picture at the first reading: take it now.
        sqlx::query("SELECT 1 FROM accounts LIMIT 1")
            .fetch_optional(&mut *inner)
            .await
            .map_err(database)?;
        Ok(Box::new(SqliteTransaction { inner }))
    }
}

/// One transaction; dropped without a commit, it is rolled back by the connection's own thread.
pub(crate) struct SqliteTransaction {
    inner: sqlx::Transaction<'static, Sqlite>,
}

type Statement = Query<'static, Sqlite, SqliteArguments>;

impl SqliteTransaction {
    /// Runs a statement; how many rows it changed.
    pub(crate) async fn run(&mut self, statement: Statement) -> Stored<u64> {
        let done = statement
            .execute(&mut *self.inner)
            .await
            .map_err(database)?;
        Ok(done.rows_affected())
    }

    /// The rows of a question.
    pub(crate) async fn rows(&mut self, question: Statement) -> Stored<Vec<SqliteRow>> {
        question.fetch_all(&mut *self.inner).await.map_err(database)
    }

    /// The record of a question that has one answer at most; `key` is the column that names it.
    pub(crate) async fn one<T>(
        &mut self,
        table: &'static str,
        key: &'static str,
        question: Statement,
    ) -> Stored<Option<T>>
    where
        T: for<'r> TryFrom<StoredRow<'r>, Error = StoreFailure>,
    {
        let row = question
            .fetch_optional(&mut *self.inner)
            .await
            .map_err(database)?;
        row.map(|row| T::try_from(StoredRow::new(table, key, &row)))
            .transpose()
    }

    /// The records of a question.
    pub(crate) async fn all<T>(
        &mut self,
        table: &'static str,
        key: &'static str,
        question: Statement,
    ) -> Stored<Vec<T>>
    where
        T: for<'r> TryFrom<StoredRow<'r>, Error = StoreFailure>,
    {
        let rows = self.rows(question).await?;
        rows.iter()
            .map(|row| T::try_from(StoredRow::new(table, key, row)))
            .collect()
    }
}

#[async_trait]
impl Transaction for SqliteTransaction {
    async fn commit(self: Box<Self>) -> Stored<()> {
        self.inner.commit().await.map_err(database)
    }
}
