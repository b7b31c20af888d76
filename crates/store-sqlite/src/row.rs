//! Reading a row column by column: what cannot be is named by table, column and row.

use crate::failure::Stored;
use crate::words::Word;
use core::cell::Cell;
use core::str::FromStr;
use jiff::Timestamp;
use rusqlite::types::{FromSql, ValueRef};
use rusqlite::{Row, Statement};
use sceau_domain::phone::PhoneNumber;
use sceau_service::ports::StoreFailure;
use serde::de::DeserializeOwned;

/// A row on its way to a record. Records implement `TryFrom<StoredRow>`.
pub(crate) struct StoredRow<'r> {
    row: &'r Row<'r>,
    /// The column after the one read last: records are read in about the order of their columns.
    next: Cell<usize>,
    table: &'static str,
    key: &'static str,
}

impl<'r> StoredRow<'r> {
    /// A row of `table`, named by its `key` column: text, bytes or a number. A token's hash is a
    /// name that opens nothing.
    pub(crate) const fn new(table: &'static str, key: &'static str, row: &'r Row<'r>) -> Self {
        Self {
            row,
            next: Cell::new(0),
            table,
            key,
        }
    }

    fn name(&self) -> String {
        match self.row.get_ref(self.key) {
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            Ok(ValueRef::Blob(bytes)) => crate::text::hex(bytes),
            Ok(ValueRef::Integer(number)) => number.to_string(),
            _ => "?".to_owned(),
        }
    }

    /// The failure that names this row and a column of it.
    pub(crate) fn impossible(&self, column: &'static str) -> StoreFailure {
        StoreFailure::ImpossibleRow {
            table: self.table,
            column,
            row: self.name(),
        }
    }

    /// A column as the driver reads it.
    pub(crate) fn get<T>(&self, column: &'static str) -> Stored<T>
    where
        T: FromSql,
    {
        let found = self.place_of(column).map(|place| self.row.get(place));
        found
            .and_then(Result::ok)
            .ok_or_else(|| self.impossible(column))
    }

    /// Where a column stands, looked for from the one after the last and round.
    fn place_of(&self, column: &str) -> Option<usize> {
        let statement: &Statement<'_> = self.row.as_ref();
        let (count, first) = (statement.column_count(), self.next.get());
        let place = (first..count).chain(0..first).find(|place| {
            let name = statement.column_name(*place);
            name.is_ok_and(|name| name == column)
        })?;
        self.next.set(place + 1);
        Some(place)
    }

    /// A column through a reading that may fail.
    pub(crate) fn read<S, T>(
        &self,
        column: &'static str,
        reading: impl FnOnce(S) -> Option<T>,
    ) -> Stored<T>
    where
        S: FromSql,
    {
        reading(self.get(column)?).ok_or_else(|| self.impossible(column))
    }

    /// A text through a reading that may fail; it is read where the row holds it.
    fn text<T>(&self, column: &'static str, reading: impl FnOnce(&str) -> Option<T>) -> Stored<T> {
        let read = self.text_optional(column, reading)?;
        read.ok_or_else(|| self.impossible(column))
    }

    /// The same, where there may be none.
    fn text_optional<T>(
        &self,
        column: &'static str,
        reading: impl FnOnce(&str) -> Option<T>,
    ) -> Stored<Option<T>> {
        let value = self
            .place_of(column)
            .and_then(|place| self.row.get_ref(place).ok());
        let read = value
            .and_then(|value| value.as_str_or_null().ok())
            .and_then(|text| match text {
                Some(text) => reading(text).map(Some),
                None => Some(None),
            });
        read.ok_or_else(|| self.impossible(column))
    }

    /// A value written by its `Display`: an identifier, an instant.
    pub(crate) fn parse<T: FromStr>(&self, column: &'static str) -> Stored<T> {
        self.text(column, |text| text.parse().ok())
    }

    /// The same, where there may be none.
    pub(crate) fn parse_optional<T: FromStr>(&self, column: &'static str) -> Stored<Option<T>> {
        self.text_optional(column, |text| text.parse().ok())
    }

    /// An instant.
    pub(crate) fn time(&self, column: &'static str) -> Stored<Timestamp> {
        self.parse(column)
    }

    /// An instant, where there may be none.
    pub(crate) fn time_optional(&self, column: &'static str) -> Stored<Option<Timestamp>> {
        self.parse_optional(column)
    }

    /// Thirty-two bytes.
    pub(crate) fn hash(&self, column: &'static str) -> Stored<[u8; 32]> {
        self.get(column)
    }

    /// Thirty-two bytes, where there may be none.
    pub(crate) fn hash_optional(&self, column: &'static str) -> Stored<Option<[u8; 32]>> {
        self.get(column)
    }

    /// Sixty-four bytes, where there may be none.
    pub(crate) fn signature_optional(&self, column: &'static str) -> Stored<Option<[u8; 64]>> {
        self.get(column)
    }

    /// A number within its type.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Stored<T> {
        self.read(column, |number: i64| T::try_from(number).ok())
    }

    /// One of a closed list.
    pub(crate) fn word<T: Word>(&self, column: &'static str) -> Stored<T> {
        self.text(column, T::read)
    }

    /// A phone number.
    pub(crate) fn phone_optional(&self, column: &'static str) -> Stored<Option<PhoneNumber>> {
        self.text_optional(column, |text| PhoneNumber::parse_mobile(text).ok())
    }

    /// A JSON text.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Stored<T> {
        self.text(column, |text| serde_json::from_str(text).ok())
    }

    /// A JSON text, where there may be none.
    pub(crate) fn json_optional<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Stored<Option<T>> {
        self.text_optional(column, |text| serde_json::from_str(text).ok())
    }
}
