//! A zone being filled in, and the finished text.

use super::check_digit::check_digit;
use super::layout::{MrzField, MrzFormat};
use crate::private::Personal;

/// Why a zone cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MrzWriteError {
    /// The value is longer than its field, and may not be cut.
    #[error("{} is longer than its field", .0.as_str())]
    TooLong(MrzField),
    /// The value holds a character its columns cannot.
    #[error("{} holds a character its columns cannot", .0.as_str())]
    SignNotAllowed(MrzField),
    /// The format needs this field and it was not given.
    #[error("{} is missing", .0.as_str())]
    Missing(MrzField),
}

/// The lines of a zone, guarded: they are the person's whole identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MrzText {
    format: MrzFormat,
    lines: Personal<Vec<String>>,
}

impl MrzText {
    /// The format.
    pub const fn format(&self) -> MrzFormat {
        self.format
    }

    /// The lines, from the top, each as long as the format says.
    pub const fn lines(&self) -> &Personal<Vec<String>> {
        &self.lines
    }
}

/// A zone full of `<`, to be filled field by field.
pub(super) struct Sheet {
    format: MrzFormat,
    lines: Vec<Vec<char>>,
}

impl Sheet {
    pub(super) fn blank(format: MrzFormat) -> Self {
        Self {
            format,
            lines: vec![vec!['<'; format.width()]; format.lines()],
        }
    }

    /// Writes a value from the left of its field; the rest stays `<`.
    pub(super) fn put(&mut self, field: MrzField, value: &str) -> Result<(), MrzWriteError> {
        if value.chars().count() > self.format.room(field) {
            return Err(MrzWriteError::TooLong(field));
        }
        let mut signs = value.chars();
        for cell in self
            .format
            .cells()
            .iter()
            .filter(|cell| cell.field == field)
        {
            for (column, sign) in cell.columns.clone().zip(signs.by_ref()) {
                if !cell.class.admits(sign) {
                    return Err(MrzWriteError::SignNotAllowed(field));
                }
                self.lines[cell.line][column] = sign;
            }
        }
        Ok(())
    }

    /// Computes every check digit, in the order of the table: the last covers the others. Fields
    /// in `open` keep `<` in its place.
    pub(super) fn seal(mut self, open: &[MrzField]) -> MrzText {
        for check in self
            .format
            .checks()
            .iter()
            .filter(|check| !open.contains(&check.field))
        {
            let covered: String = check
                .over
                .iter()
                .flat_map(|(line, columns)| self.lines[*line][columns.clone()].iter())
                .collect();
            // `put` lets nothing else in than characters with a value.
            self.lines[check.line][check.column] = check_digit(&covered).unwrap_or('<');
        }
        let lines = self.lines.into_iter().map(String::from_iter).collect();
        MrzText {
            format: self.format,
            lines: Personal::new(lines),
        }
    }
}
