//! A statement and the values that are bound to it.

use rusqlite::types::{FromSqlError, ToSql, ToSqlOutput, Value};

/// A statement of ours with its values, in the order of its question marks.
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    /// An error is kept until the statement is run: a value that no column holds.
    pub(crate) values: rusqlite::Result<Vec<Value>>,
}

/// A statement without values yet.
pub(crate) const fn query(sql: &'static str) -> Statement {
    Statement {
        sql,
        values: Ok(Vec::new()),
    }
}

impl Statement {
    /// Binds the next question mark.
    pub(crate) fn bind(mut self, value: impl ToSql) -> Self {
        self.values = self.values.and_then(|mut values| {
            values.push(match value.to_sql()? {
                ToSqlOutput::Owned(value) => value,
                ToSqlOutput::Borrowed(value) => value.try_into().map_err(unbound)?,
                _ => return Err(unbound(FromSqlError::InvalidType)),
            });
            Ok(values)
        });
        self
    }
}

/// Blobs of zeros and arrays are none of ours, and a text is a text.
fn unbound(error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(error.into())
}
