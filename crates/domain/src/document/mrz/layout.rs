//! Where each field stands: one table per format, columns counted from 0, ends excluded.

use super::super::kind::DocumentKind;
use core::ops::Range;

/// The three formats met on documents issued by France.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzFormat {
    /// Three lines of 30 (ICAO Doc 9303-5): identity card since 2021, residence permit.
    Td1,
    /// Two lines of 44 (ICAO Doc 9303-4): passport.
    Td3,
    /// Two lines of 36, not ICAO: the laminated French identity card.
    OldCard,
}

impl MrzFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Td1, Self::Td3, Self::OldCard];

    /// The format on a kind of document.
    pub const fn of(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::IdentityCard | DocumentKind::ResidencePermit => Self::Td1,
            DocumentKind::Passport => Self::Td3,
            DocumentKind::OldIdentityCard => Self::OldCard,
        }
    }

    /// Number of lines.
    pub const fn lines(self) -> usize {
        match self {
            Self::Td1 => 3,
            Self::Td3 | Self::OldCard => 2,
        }
    }

    /// Characters per line.
    pub const fn width(self) -> usize {
        match self {
            Self::Td1 => 30,
            Self::Td3 => 44,
            Self::OldCard => 36,
        }
    }

    pub(super) const fn cells(self) -> &'static [Cell] {
        match self {
            Self::Td1 => TD1,
            Self::Td3 => TD3,
            Self::OldCard => OLD_CARD,
        }
    }

    pub(super) const fn checks(self) -> &'static [Check] {
        match self {
            Self::Td1 => TD1_CHECKS,
            Self::Td3 => TD3_CHECKS,
            Self::OldCard => OLD_CARD_CHECKS,
        }
    }

    /// The width of a field, all its cells together; 0 when the format lacks it.
    pub(super) fn room(self, field: MrzField) -> usize {
        self.cells()
            .iter()
            .filter(|cell| cell.field == field)
            .map(|cell| cell.columns.len())
            .sum()
    }
}

/// A field of a machine-readable zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzField {
    /// `ID`, `IR`, `P<`.
    DocumentCode,
    /// Issuing state, three letters.
    Issuer,
    /// Document number.
    Number,
    /// Birth date, YYMMDD.
    BirthDate,
    /// `M`, `F` or `<`.
    Sex,
    /// Expiry date, YYMMDD. Not on the laminated card.
    ExpiryDate,
    /// Nationality, three letters. Not on the laminated card.
    Nationality,
    /// Family name, `<<`, given names. Not on the laminated card, which keeps them apart.
    Names,
    /// Family name of the laminated card.
    Surname,
    /// Given names of the laminated card.
    GivenNames,
    /// Issuing office of the laminated card.
    Office,
    /// Optional data: line 1 of TD1, line 2 of TD3.
    Optional1,
    /// Optional data on line 2 of TD1.
    Optional2,
    /// The last check digit, over most of the zone.
    Whole,
}

impl MrzField {
    /// Every field.
    pub const ALL: [Self; 14] = [
        Self::DocumentCode,
        Self::Issuer,
        Self::Number,
        Self::BirthDate,
        Self::Sex,
        Self::ExpiryDate,
        Self::Nationality,
        Self::Names,
        Self::Surname,
        Self::GivenNames,
        Self::Office,
        Self::Optional1,
        Self::Optional2,
        Self::Whole,
    ];

    /// Stable code, part of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DocumentCode => "document_code",
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::ExpiryDate => "expiry_date",
            Self::Nationality => "nationality",
            Self::Names => "names",
            Self::Surname => "surname",
            Self::GivenNames => "given_names",
            Self::Office => "office",
            Self::Optional1 => "optional_1",
            Self::Optional2 => "optional_2",
            Self::Whole => "whole",
        }
    }
}

/// Which characters a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Digits,
    Letters,
    Any,
    Sex,
}

impl Class {
    /// `<` is allowed everywhere: as filling, and as the unknown part of a birth date.
    pub(super) const fn admits(self, c: char) -> bool {
        match self {
            Self::Digits => c == '<' || c.is_ascii_digit(),
            Self::Letters => c == '<' || c.is_ascii_uppercase(),
            Self::Any => c == '<' || c.is_ascii_uppercase() || c.is_ascii_digit(),
            Self::Sex => matches!(c, '<' | 'M' | 'F'),
        }
    }
}

/// A run of columns of one class. A field may need several.
pub(super) struct Cell {
    pub(super) field: MrzField,
    pub(super) line: usize,
    pub(super) columns: Range<usize>,
    pub(super) class: Class,
}

/// A check digit: where it stands and what it covers, in order.
pub(super) struct Check {
    pub(super) field: MrzField,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) over: &'static [(usize, Range<usize>)],
}

const fn cell(field: MrzField, line: usize, columns: Range<usize>, class: Class) -> Cell {
    Cell {
        field,
        line,
        columns,
        class,
    }
}

const fn check(
    field: MrzField,
    (line, column): (usize, usize),
    over: &'static [(usize, Range<usize>)],
) -> Check {
    Check {
        field,
        line,
        column,
        over,
    }
}

const TD1: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, Class::Letters),
    cell(MrzField::Issuer, 0, 2..5, Class::Letters),
    cell(MrzField::Number, 0, 5..14, Class::Any),
    cell(MrzField::Optional1, 0, 15..30, Class::Any),
    cell(MrzField::BirthDate, 1, 0..6, Class::Digits),
    cell(MrzField::Sex, 1, 7..8, Class::Sex),
    cell(MrzField::ExpiryDate, 1, 8..14, Class::Digits),
    cell(MrzField::Nationality, 1, 15..18, Class::Letters),
    cell(MrzField::Optional2, 1, 18..29, Class::Any),
    cell(MrzField::Names, 2, 0..30, Class::Letters),
];

const TD1_CHECKS: &[Check] = &[
    check(MrzField::Number, (0, 14), &[(0, 5..14)]),
    check(MrzField::BirthDate, (1, 6), &[(1, 0..6)]),
    check(MrzField::ExpiryDate, (1, 14), &[(1, 8..14)]),
    check(
        MrzField::Whole,
        (1, 29),
        &[(0, 5..30), (1, 0..7), (1, 8..15), (1, 18..29)],
    ),
];

const TD3: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, Class::Letters),
    cell(MrzField::Issuer, 0, 2..5, Class::Letters),
    cell(MrzField::Names, 0, 5..44, Class::Letters),
    cell(MrzField::Number, 1, 0..9, Class::Any),
    cell(MrzField::Nationality, 1, 10..13, Class::Letters),
    cell(MrzField::BirthDate, 1, 13..19, Class::Digits),
    cell(MrzField::Sex, 1, 20..21, Class::Sex),
    cell(MrzField::ExpiryDate, 1, 21..27, Class::Digits),
    cell(MrzField::Optional1, 1, 28..42, Class::Any),
];

const TD3_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 9), &[(1, 0..9)]),
    check(MrzField::BirthDate, (1, 19), &[(1, 13..19)]),
    check(MrzField::ExpiryDate, (1, 27), &[(1, 21..27)]),
    check(MrzField::Optional1, (1, 42), &[(1, 28..42)]),
    check(
        MrzField::Whole,
        (1, 43),
        &[(1, 0..10), (1, 13..20), (1, 21..43)],
    ),
];

const OLD_CARD: &[Cell] = &[
    cell(MrzField::DocumentCode, 0, 0..2, Class::Letters),
    cell(MrzField::Issuer, 0, 2..5, Class::Letters),
    cell(MrzField::Surname, 0, 5..30, Class::Letters),
    cell(MrzField::Office, 0, 30..36, Class::Any),
    cell(MrzField::Number, 1, 0..4, Class::Digits),
    cell(MrzField::Number, 1, 4..7, Class::Any),
    cell(MrzField::Number, 1, 7..12, Class::Digits),
    cell(MrzField::GivenNames, 1, 13..27, Class::Letters),
    cell(MrzField::BirthDate, 1, 27..33, Class::Digits),
    cell(MrzField::Sex, 1, 34..35, Class::Sex),
];

const OLD_CARD_CHECKS: &[Check] = &[
    check(MrzField::Number, (1, 12), &[(1, 0..12)]),
    check(MrzField::BirthDate, (1, 33), &[(1, 27..33)]),
    check(MrzField::Whole, (1, 35), &[(0, 0..36), (1, 0..35)]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_format_belongs_to_one_cell_or_one_check_digit() {
        for format in MrzFormat::ALL {
            let mut owners = vec![vec![0; format.width()]; format.lines()];
            for cell in format.cells() {
                cell.columns
                    .clone()
                    .for_each(|column| owners[cell.line][column] += 1);
            }
            for check in format.checks() {
                owners[check.line][check.column] += 1;
            }
            assert!(
                owners.iter().flatten().all(|count| *count == 1),
                "{format:?} {owners:?}"
            );
        }
    }
}
