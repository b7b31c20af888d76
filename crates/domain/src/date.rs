//! Dates as identity documents know them: a year, perhaps a month, perhaps a day.
//!
//! What this file deliberately does not know: today's date. It is always an argument.

use core::fmt;
use jiff::civil::Date;

/// Earliest year accepted. Nobody alive was born before it.
pub const MIN_YEAR: i16 = 1900;
/// Latest year accepted. Machine-readable zones write expiry years with two digits, read as 20YY.
pub const MAX_YEAR: i16 = 2099;
/// Age of majority in France, in whole years.
pub const MAJORITY_YEARS: i16 = 18;

/// Why a text or three numbers are no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum DateFinding {
    /// Not three groups of digits in a known order.
    #[error("not written like a date")]
    Malformed,
    /// The year is outside [`MIN_YEAR`]..=[`MAX_YEAR`].
    #[error("year out of range")]
    YearOutOfRange,
    /// A day was given while the month is unknown (`1977-00-03`).
    #[error("day given without a month")]
    DayWithoutMonth,
    /// The calendar has no such month or day (`2023-02-29`).
    #[error("no such day in the calendar")]
    Impossible,
}

impl DateFinding {
    /// Every finding, in order of declaration.
    pub const ALL: [Self; 4] = [
        Self::Malformed,
        Self::YearOutOfRange,
        Self::DayWithoutMonth,
        Self::Impossible,
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "date.malformed",
            Self::YearOutOfRange => "date.year_out_of_range",
            Self::DayWithoutMonth => "date.day_without_month",
            Self::Impossible => "date.impossible",
        }
    }
}

/// A birth date whose day, or day and month, may be unknown.
///
/// `Display` writes the form of the `birthdate` claim (`YYYY-MM-DD`, `YYYY-MM-00`,
/// `YYYY-00-00`); [`PartialDate::parse_iso`] reads it back. Guard it with
/// [`Personal`](crate::private::Personal) wherever it belongs to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Builds a date from its known parts.
    ///
    /// # Errors
    /// The year is outside 1900..=2099, a day comes without a month, or the calendar has no such
    /// month or day.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, DateFinding> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(DateFinding::YearOutOfRange);
        }
        if month.is_none() && day.is_some() {
            return Err(DateFinding::DayWithoutMonth);
        }
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
            .map_err(|_| DateFinding::Impossible)?;
        Ok(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`, where `00` means unknown: the form of the claim and of the store.
    ///
    /// # Errors
    /// As [`PartialDate::new`], or the text has another form.
    pub fn parse_iso(text: &str) -> Result<Self, DateFinding> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shaped {
            return Err(DateFinding::Malformed);
        }
        Self::from_numbers(
            number(&text[..4])?,
            number(&text[5..7])?,
            number(&text[8..])?,
        )
    }

    /// Reads a date as a person types it: `12/05/1977`, `12.5.1977`, `12 05 1977`, `00/05/1977`,
    /// `05/1977`, `1977`, or the form of [`PartialDate::parse_iso`]. Day first, as in France.
    ///
    /// # Errors
    /// As [`PartialDate::new`], or the text has another form.
    pub fn parse_typed(text: &str) -> Result<Self, DateFinding> {
        let text = text.trim();
        if let Ok(date) = Self::parse_iso(text) {
            return Ok(date);
        }
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-'))
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 => {
                Self::from_numbers(number(year)?, number(month)?, number(day)?)
            }
            [day, month, year] => {
                Self::from_numbers(year_number(year)?, number(month)?, number(day)?)
            }
            [month, year] => Self::from_numbers(year_number(year)?, number(month)?, 0),
            [year] => Self::from_numbers(year_number(year)?, 0, 0),
            _ => Err(DateFinding::Malformed),
        }
    }

    /// Year, month and day where zero means unknown.
    fn from_numbers(year: i16, month: i16, day: i16) -> Result<Self, DateFinding> {
        let part = |value: i16| match i8::try_from(value) {
            Ok(0) => Ok(None),
            Ok(known) => Ok(Some(known)),
            Err(_) => Err(DateFinding::Impossible),
        };
        Self::new(year, part(month)?, part(day)?)
    }

    /// The year, 1900..=2099.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1..=12, when known.
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, 1..=31, when known.
    pub const fn day(self) -> Option<i8> {
        self.day
    }

    /// The whole date, when every part is known.
    pub fn exact(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day this date can mean.
    pub fn earliest(self) -> Date {
        civil(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day this date can mean.
    pub fn latest(self) -> Date {
        let month = self.month.unwrap_or(12);
        let last = civil(self.year, month, 1).last_of_month();
        self.day.map_or(last, |day| civil(self.year, month, day))
    }

    /// Whether the person is 18 or older on `today`, by the most cautious reading.
    ///
    /// An unknown day counts as the last of its month and an unknown month as December: French
    /// registers hold such a person to be born on 31 December (from general knowledge; the
    /// broker's published claims put the first of January instead, which would let in people of
    /// 17). Someone born on 29 February comes of age on 1 March.
    pub fn is_surely_adult_on(self, today: Date) -> bool {
        reached_age(self.latest(), MAJORITY_YEARS, today)
    }

    /// Whether some reading of this date makes the person 18 or older on `today`.
    pub fn may_be_adult_on(self, today: Date) -> bool {
        reached_age(self.earliest(), MAJORITY_YEARS, today)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (month, day) = (self.month.unwrap_or(0), self.day.unwrap_or(0));
        write!(f, "{:04}-{month:02}-{day:02}", self.year)
    }
}

impl From<Date> for PartialDate {
    /// A whole date. The year is not held to 1900..=2099: `Date` was checked by its maker.
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

/// `date` moved by whole calendar years; 29 February becomes 28 February in a common year.
pub(crate) fn plus_years(date: Date, years: i16) -> Date {
    civil(date.year().saturating_add(years), date.month(), date.day())
}

fn reached_age(birth: Date, years: i16, today: Date) -> bool {
    let anniversary = (
        birth.year().saturating_add(years),
        birth.month(),
        birth.day(),
    );
    (today.year(), today.month(), today.day()) >= anniversary
}

/// The named day, or the last day of the month when the month is shorter. Total, so that nothing
/// here can panic: the nearest end of the calendar stands in for a year outside it.
fn civil(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day)
        .or_else(|_| Date::new(year, month, 1).map(Date::last_of_month))
        .unwrap_or(if year < 0 { Date::MIN } else { Date::MAX })
}

fn number(digits: &str) -> Result<i16, DateFinding> {
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if plain {
        digits.parse().map_err(|_| DateFinding::Malformed)
    } else {
        Err(DateFinding::Malformed)
    }
}

/// A year needs its four digits: `77` may be 1977 or 2077.
fn year_number(digits: &str) -> Result<i16, DateFinding> {
    if digits.len() == 4 {
        number(digits)
    } else {
        Err(DateFinding::Malformed)
    }
}

#[cfg(test)]
mod tests;
