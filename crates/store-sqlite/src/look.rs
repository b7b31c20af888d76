//! A database that is only looked at: nothing is made, nothing is brought to a newer shape.

use crate::failure::{Stored, database};
use crate::migrations::NEWEST;
use crate::readers::Readers;
use crate::store::reading;
use rusqlite::{Connection, OpenFlags};
use sceau_service::ports::{StoreFailure, Transaction};
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;

/// Why a database cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LookFailure {
    /// There is none: the server makes it at its first start.
    #[error("{0} is not there: the server makes it at its first start")]
    Absent(PathBuf),
    /// It is of an earlier version.
    #[error("the database has shape {found} and this version {needed}: start the server once")]
    Older {
        /// Its shape.
        found: usize,
        /// The shape of this version.
        needed: usize,
    },
    /// It is of a later version.
    #[error("the database has shape {found}, newer than this version's {needed}")]
    Newer {
        /// Its shape.
        found: usize,
        /// The shape of this version.
        needed: usize,
    },
    /// It cannot be read.
    #[error("the database cannot be read")]
    Store(#[from] StoreFailure),
}

/// A store that is only read.
#[derive(Debug, Clone)]
pub struct SqliteLook(Readers);

impl SqliteLook {
    /// Opens the database file of this version, as it is.
    ///
    /// # Errors
    /// [`LookFailure`].
    pub async fn open(file: &Path) -> Result<Self, LookFailure> {
        let file = file.to_owned();
        let opening = spawn_blocking(move || look(&file));
        opening.await.map_err(database)?
    }

    /// Begins a transaction that only reads a consistent picture.
    ///
    /// # Errors
    /// [`StoreFailure`].
    pub async fn read(&self) -> Stored<Box<dyn Transaction>> {
        Ok(Box::new(reading(self.0.begin().await?)))
    }
}

fn look(file: &Path) -> Result<SqliteLook, LookFailure> {
    if !file.exists() {
        return Err(LookFailure::Absent(file.to_owned()));
    }
    let open = || Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let connection = open().map_err(database)?;
    let found = connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    let found = usize::try_from(found.map_err(database)?).unwrap_or(usize::MAX);
    match found.cmp(&NEWEST) {
        core::cmp::Ordering::Less => Err(LookFailure::Older {
            found,
            needed: NEWEST,
        }),
        core::cmp::Ordering::Greater => Err(LookFailure::Newer {
            found,
            needed: NEWEST,
        }),
        core::cmp::Ordering::Equal => Ok(SqliteLook(Readers::of(open).map_err(database)?)),
    }
}
