//! Opening the database and its transactions.

use crate::connection::open;
use crate::failure::{Stored, database};
use crate::migrations::migrate;
use crate::readers::{Readers, Reading};
use crate::row::StoredRow;
use crate::statement::Statement;
use crate::writer::{Turn, Writer};
use async_trait::async_trait;
use core::ops::Deref;
use core::str::FromStr;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, Row, Rows, params_from_iter};
use sceau_service::ports::{Store, StoreFailure, Transaction};
use std::path::Path;
use tokio::task::spawn_blocking;

/// A store in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
}

impl SqliteStore {
    /// Opens the database file, creating it if need be, and brings it to the newest shape.
    ///
    /// # Errors
    /// The file cannot be opened, is no database, or comes from a newer version.
    pub async fn open(file: &Path) -> Stored<Self> {
        let file = file.to_owned();
        let opening = spawn_blocking(move || {
            migrate(&mut open(&file).map_err(database)?)?;
            Ok(Self {
                writer: Writer::open(&file).map_err(database)?,
                readers: Readers::open(&file).map_err(database)?,
            })
        });
        opening.await.map_err(database)?
    }

    /// Waits for the writers under way and moves the write-ahead log into the file; nothing begins
    /// any more.
    pub async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn begin(&self) -> Stored<Box<dyn Transaction>> {
        let lent = Lent::Writing(self.writer.begin().await?);
        Ok(Box::new(SqliteTransaction { lent }))
    }

    async fn read(&self) -> Stored<Box<dyn Transaction>> {
        Ok(Box::new(reading(self.readers.begin().await?)))
    }
}

/// The connection of one transaction.
enum Lent {
    Writing(Turn),
    Reading(Reading),
}

impl Deref for Lent {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match self {
            Self::Writing(turn) => turn,
            Self::Reading(reading) => reading,
        }
    }
}

/// One transaction; dropped without a commit, it is rolled back.
///
/// Statements run where they are asked for: they look at pages in memory, and a change is written
/// when it is committed. Only the commit waits for the disk, on a thread made for waiting
/// (decision 20).
pub(crate) struct SqliteTransaction {
    lent: Lent,
}

/// A transaction of a connection on loan.
pub(crate) const fn reading(lent: Reading) -> SqliteTransaction {
    SqliteTransaction {
        lent: Lent::Reading(lent),
    }
}

impl SqliteTransaction {
    /// Runs a statement; how many rows it changed.
    pub(crate) fn run(&mut self, statement: Statement) -> Stored<u64> {
        let (mut prepared, values) = self.prepare(statement)?;
        let changed = prepared.execute(params_from_iter(values));
        changed.map(|rows| rows as u64).map_err(database)
    }

    /// The record of a question that has one answer at most; `key` is the column that names it.
    pub(crate) fn one<T>(
        &mut self,
        table: &'static str,
        key: &'static str,
        question: Statement,
    ) -> Stored<Option<T>>
    where
        T: for<'r> TryFrom<StoredRow<'r>, Error = StoreFailure>,
    {
        self.answers(question, |rows| {
            let row = rows.next().map_err(database)?;
            row.map(|row| T::try_from(StoredRow::new(table, key, row)))
                .transpose()
        })
    }

    /// The records of a question.
    pub(crate) fn all<T>(
        &mut self,
        table: &'static str,
        key: &'static str,
        question: Statement,
    ) -> Stored<Vec<T>>
    where
        T: for<'r> TryFrom<StoredRow<'r>, Error = StoreFailure>,
    {
        self.each(question, |row| T::try_from(StoredRow::new(table, key, row)))
    }

    /// The identifiers of a question whose answers are nothing but an `id`.
    pub(crate) fn ids<T: FromStr>(
        &mut self,
        table: &'static str,
        question: Statement,
    ) -> Stored<Vec<T>> {
        self.each(question, |row| StoredRow::new(table, "id", row).parse("id"))
    }

    /// Whether a question has an answer.
    pub(crate) fn is_any(&mut self, question: Statement) -> Stored<bool> {
        self.answers(question, |rows| {
            Ok(rows.next().map_err(database)?.is_some())
        })
    }

    fn each<T>(
        &mut self,
        question: Statement,
        read: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        self.answers(question, |rows| {
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(database)? {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }

    fn answers<T>(
        &mut self,
        question: Statement,
        read: impl FnOnce(&mut Rows<'_>) -> Stored<T>,
    ) -> Stored<T> {
        let (mut prepared, values) = self.prepare(question)?;
        let mut rows = prepared.query(params_from_iter(values)).map_err(database)?;
        read(&mut rows)
    }

    /// The statement, prepared once for a connection, and its values.
    fn prepare(&mut self, statement: Statement) -> Stored<(CachedStatement<'_>, Vec<Value>)> {
        let Statement { sql, values } = statement;
        tracing::trace!(target: "sceau_store_sqlite::statement", sql);
        let prepared = self.lent.prepare_cached(sql).map_err(database)?;
        Ok((prepared, values.map_err(database)?))
    }
}

#[async_trait]
impl Transaction for SqliteTransaction {
    async fn commit(self: Box<Self>) -> Stored<()> {
        match self.lent {
            Lent::Writing(turn) => turn.commit().await,
            Lent::Reading(_) => Ok(()),
        }
    }
}
