//! What a zone said, and what is wrong with it.

use super::layout::{MrzField, MrzFormat};
use super::unsure::MrzPlace;
use crate::date::{MIN_YEAR, PartialDate};
use crate::document::{Nationality, Sex};
use crate::private::Personal;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Something wrong at one place, so that people learn which line to photograph again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MrzFinding {
    /// Line, from 0.
    pub line: usize,
    /// Column, from 0: the wrong character, the check digit, or the end of a line of wrong length.
    pub column: usize,
    /// The field concerned.
    pub field: MrzField,
    /// What is wrong.
    pub problem: MrzProblem,
}

/// What is wrong at one place of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzProblem {
    /// The line is absent.
    LineMissing,
    /// The line is longer or shorter than the format says.
    LineLength {
        /// Characters found.
        found: usize,
    },
    /// The column cannot hold this character.
    SignNotAllowed,
    /// The check digit should be another one.
    CheckDigit {
        /// The digit that the covered characters ask for.
        expected: char,
    },
    /// The calendar has no such day.
    DateImpossible,
}

impl MrzProblem {
    /// Stable code, part of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LineMissing => "mrz.line_missing",
            Self::LineLength { .. } => "mrz.line_length",
            Self::SignNotAllowed => "mrz.sign_not_allowed",
            Self::CheckDigit { .. } => "mrz.check_digit",
            Self::DateImpossible => "mrz.date_impossible",
        }
    }
}

/// A character read as another because its column can only hold digits, or only letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Repair {
    /// Line, from 0.
    pub line: usize,
    /// Column, from 0.
    pub column: usize,
    /// The character as recognised.
    pub from: char,
    /// The character it was taken for.
    pub to: char,
}

impl Repair {
    /// Why, as a stable code: what its column can hold.
    pub const fn why(&self) -> &'static str {
        if self.to.is_ascii_digit() {
            "digits_only"
        } else {
            "letters_only"
        }
    }
}

/// The fields of a zone that could be read, with every finding. Check digits do not cover the names of ICAO's
/// documents: a reading without findings proves nothing about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MrzReading {
    pub(super) format: MrzFormat,
    pub(super) values: Personal<BTreeMap<MrzField, String>>,
    pub(super) findings: Vec<MrzFinding>,
    pub(super) repairs: Personal<Vec<Repair>>,
    /// Lines and columns that the pixels did not show beyond doubt; none of a text.
    pub(super) weak: Vec<MrzPlace>,
}

impl MrzReading {
    /// The format the lines were read as.
    pub const fn format(&self) -> MrzFormat {
        self.format
    }

    /// Every finding, from the top left.
    pub fn findings(&self) -> &[MrzFinding] {
        &self.findings
    }

    /// Every repair made before the check digits were computed.
    pub const fn repairs(&self) -> &Personal<Vec<Repair>> {
        &self.repairs
    }

    /// A field as it stands in the zone, filling at its end taken off. `None` when a column of it
    /// is missing or holds a character it cannot.
    pub fn raw(&self, field: MrzField) -> Option<&str> {
        self.values.reveal().get(&field).map(String::as_str)
    }

    /// The document number.
    pub fn number(&self) -> Option<&str> {
        self.raw(MrzField::Number)
    }

    /// The family name, `<` kept within it.
    pub fn surname(&self) -> Option<&str> {
        match self.format {
            MrzFormat::OldCard => self.raw(MrzField::Surname),
            MrzFormat::Td1
            | MrzFormat::Td2
            | MrzFormat::Td3
            | MrzFormat::MrvA
            | MrzFormat::MrvB => {
                let names = self.raw(MrzField::Names)?;
                Some(names.split_once("<<").map_or(names, |(surname, _)| surname))
            }
        }
    }

    /// All given names, `<` and `<<` kept between and within them.
    pub fn given_names(&self) -> Option<&str> {
        match self.format {
            MrzFormat::OldCard => self.raw(MrzField::GivenNames),
            MrzFormat::Td1
            | MrzFormat::Td2
            | MrzFormat::Td3
            | MrzFormat::MrvA
            | MrzFormat::MrvB => {
                let names = self.raw(MrzField::Names)?;
                Some(names.split_once("<<").map_or("", |(_, given)| given))
            }
        }
    }

    /// Where a family name is cut: 25 on a laminated card, else what `<<` and one letter leave.
    pub fn surname_limit(&self) -> usize {
        match self.format {
            MrzFormat::OldCard => self.format.room(MrzField::Surname),
            MrzFormat::Td1
            | MrzFormat::Td2
            | MrzFormat::Td3
            | MrzFormat::MrvA
            | MrzFormat::MrvB => self.format.room(MrzField::Names) - 3,
        }
    }

    /// Where given names are cut: 14 on a laminated card, else what the family name leaves.
    pub fn given_names_limit(&self) -> usize {
        match self.format {
            MrzFormat::OldCard => self.format.room(MrzField::GivenNames),
            MrzFormat::Td1
            | MrzFormat::Td2
            | MrzFormat::Td3
            | MrzFormat::MrvA
            | MrzFormat::MrvB => {
                let surname = self.surname().map_or(0, str::len);
                self.format
                    .room(MrzField::Names)
                    .saturating_sub(surname + 2)
            }
        }
    }

    /// The birth date: the latest century that makes the holder an adult on `today`. Only adults show a
    /// document here, and some are older than a hundred.
    pub fn birth_date(&self, today: Date) -> Option<PartialDate> {
        let mut dates = self.birth_dates(today);
        dates.find(|date| date.may_be_adult_on(today))
    }

    /// Every birth date that the two digits of the year can mean, the latest first, none after `today`.
    pub fn birth_dates(&self, today: Date) -> impl Iterator<Item = PartialDate> {
        let read = self.raw(MrzField::BirthDate).and_then(digits);
        let dates = read.into_iter().flat_map(|(year, month, day)| {
            [2000, MIN_YEAR].map(|century| PartialDate::new(century + year, month, day).ok())
        });
        dates.flatten().filter(move |date| date.earliest() <= today)
    }

    /// The date of expiry, always 20YY.
    pub fn expiry_date(&self) -> Option<Date> {
        let (year, month, day) = digits(self.raw(MrzField::ExpiryDate)?)?;
        Date::new(2000 + year, month?, day?).ok()
    }

    /// The sex, when the zone says one.
    pub fn sex(&self) -> Option<Sex> {
        Sex::parse(self.raw(MrzField::Sex)?)
    }

    /// The issuing state. `None` when the zone names none that exists.
    pub fn issuer(&self) -> Option<Nationality> {
        Nationality::parse(self.raw(MrzField::Issuer)?)
    }

    /// The nationality. A laminated card, which has no such field, is issued to nationals only.
    pub fn nationality(&self) -> Option<Nationality> {
        match self.format {
            MrzFormat::OldCard => Some(Nationality::FRANCE),
            MrzFormat::Td1
            | MrzFormat::Td2
            | MrzFormat::Td3
            | MrzFormat::MrvA
            | MrzFormat::MrvB => Nationality::parse(self.raw(MrzField::Nationality)?),
        }
    }
}

/// Year of the century, month, day of `YYMMDD`; `<<` or the end of the text for an unknown part.
pub(super) fn digits(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let part = |from: usize| {
        let pair = text.get(from..from + 2).unwrap_or("");
        if pair.chars().all(|c| c == '<') {
            Some(None)
        } else {
            pair.parse().ok().map(Some)
        }
    };
    let year: i16 = text.get(..2)?.parse().ok()?;
    Some((year, part(2)?, part(4)?))
}
