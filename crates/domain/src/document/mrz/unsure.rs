//! Which fields of a reading may be the reading's own mistake, not the document's word.
//!
//! Digits and dates carry a check digit of their own: one that holds vouches for them, however the pixels looked.
//! Names and the sex have none. On ICAO's documents nothing covers them; on the laminated card the last digit
//! covers them with everything else.

use super::layout::{Check, MrzField};
use super::reading::{MrzFinding, MrzProblem, MrzReading};
use core::ops::Range;

/// Where a character stands: line and column, from 0.
pub type MrzPlace = (usize, usize);

impl MrzReading {
    /// The same, knowing which characters the pixels did not show beyond doubt.
    #[must_use]
    pub fn with_weak(mut self, places: Vec<MrzPlace>) -> Self {
        self.weak = places;
        self
    }

    /// Whether every character was plain to see, and nothing speaks against any.
    pub fn is_plain(&self) -> bool {
        self.weak.is_empty() && self.findings().is_empty() && self.repairs().reveal().is_empty()
    }

    /// Whether this field may say something else than what is printed: a character of it is weak, or a check
    /// digit over it does not hold, and no digit of its own vouches for it.
    pub fn is_unsure(&self, field: MrzField) -> bool {
        let cells = self.format().cells().iter();
        let mut cells = cells.filter(|cell| cell.field == field);
        cells.any(|cell| self.is_unsure_within(cell.line, cell.columns.clone()))
    }

    /// The same of the family name: on ICAO's documents up to the `<<` that ends it, itself included.
    pub fn is_surname_unsure(&self) -> bool {
        match self.names_columns() {
            Some((line, columns, middle)) => {
                let end = (middle + 2).min(columns.end);
                self.is_unsure_within(line, columns.start..end)
            }
            None => self.is_unsure(MrzField::Surname),
        }
    }

    /// The same of the given names: on ICAO's documents from the `<<` before them to the end of their line.
    pub fn are_given_names_unsure(&self) -> bool {
        match self.names_columns() {
            Some((line, columns, middle)) => self.is_unsure_within(line, middle..columns.end),
            None => self.is_unsure(MrzField::GivenNames),
        }
    }

    /// The line and columns of the names of an ICAO document, and the column where the family name ends.
    fn names_columns(&self) -> Option<(usize, Range<usize>, usize)> {
        let mut cells = self.format().cells().iter();
        let cell = cells.find(|cell| cell.field == MrzField::Names)?;
        let surname = self.surname().map_or(0, str::len);
        let middle = (cell.columns.start + surname).min(cell.columns.end);
        Some((cell.line, cell.columns.clone(), middle))
    }

    fn is_unsure_within(&self, line: usize, columns: Range<usize>) -> bool {
        columns.into_iter().any(|column| {
            let at = (line, column);
            let fails = |check: &&Check| covers(check, at) && self.fails(check);
            let vouches = |check: &Check| {
                check.field != MrzField::Composite && covers(check, at) && !self.fails(check)
            };
            let checks: &[Check] = self.format().checks();
            let is_in_doubt = self.weak.contains(&at) || checks.iter().any(|check| fails(&check));
            is_in_doubt && !checks.iter().any(vouches)
        })
    }

    fn fails(&self, check: &Check) -> bool {
        self.findings()
            .iter()
            .any(|finding| speaks_against(finding, check))
    }
}

fn covers(check: &Check, (line, column): MrzPlace) -> bool {
    let mut over = check.over.iter();
    over.any(|(over, columns)| *over == line && columns.contains(&column))
}

/// A digit that cannot be read, or that its line is too short for, vouches for nothing either.
fn speaks_against(finding: &MrzFinding, check: &Check) -> bool {
    let is_wrong = matches!(finding.problem, MrzProblem::CheckDigit { .. });
    let is_there = (finding.line, finding.column) == (check.line, check.column);
    match finding.field {
        MrzField::Line => is_there,
        field => field == check.field && (is_wrong || is_there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::mrz::{MrzFormat, parse_zone};

    const PASSPORT: [&str; 2] = [
        "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
        "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02",
    ];
    const OLD_CARD: [&str; 2] = [
        "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
        "1710GVA123451ROBERTA<<<<<<<9112311F2",
    ];

    fn passport(weak: &[MrzPlace]) -> MrzReading {
        parse_zone(MrzFormat::Td3, &PASSPORT).with_weak(weak.to_vec())
    }

    #[test]
    fn what_the_pixels_show_plainly_and_every_digit_holds_for_is_sure() {
        for reading in [passport(&[]), parse_zone(MrzFormat::OldCard, &OLD_CARD)] {
            assert!(
                MrzField::ALL
                    .into_iter()
                    .all(|field| !reading.is_unsure(field))
            );
            assert!(!reading.is_surname_unsure() && !reading.are_given_names_unsure());
        }
    }

    #[test]
    fn a_weak_letter_puts_the_name_that_it_stands_in_in_doubt_and_no_other() {
        let surname = passport(&[(0, 6)]);
        assert!(surname.is_surname_unsure() && !surname.are_given_names_unsure());
        let given = passport(&[(0, 20)]);
        assert!(!given.is_surname_unsure() && given.are_given_names_unsure());
        let between = passport(&[(0, 11)]);
        assert!(between.is_surname_unsure() && between.are_given_names_unsure());
    }

    #[test]
    fn a_weak_sex_is_in_doubt_and_a_weak_date_that_its_digit_holds_for_is_not() {
        assert!(passport(&[(1, 20)]).is_unsure(MrzField::Sex));
        assert!(!passport(&[(1, 14)]).is_unsure(MrzField::BirthDate));
        let misread = [PASSPORT[0], "12AB345673FRA9007188F3002119<<<<<<<<<<<<<<02"];
        let misread = parse_zone(MrzFormat::Td3, &misread);
        assert!(misread.is_unsure(MrzField::BirthDate));
        assert!(
            !misread.is_unsure(MrzField::ExpiryDate),
            "its own digit holds"
        );
    }

    #[test]
    fn the_last_digit_of_a_laminated_card_puts_names_and_sex_in_doubt() {
        let misread = [OLD_CARD[0], "1710GVA123451ROBERTE<<<<<<<9112311F2"];
        let misread = parse_zone(MrzFormat::OldCard, &misread);
        assert!(misread.is_surname_unsure() && misread.are_given_names_unsure());
        assert!(misread.is_unsure(MrzField::Sex));
        assert!(!misread.is_unsure(MrzField::Number), "its own digit holds");
    }
}
