//! Where each field stands: one table per format, columns counted from 0, ends excluded.

use super::super::kind::DocumentKind;
use core::ops::Range;

mod tables;

/// The formats a zone may have. France issues [`Self::Td1`], [`Self::Td3`] and [`Self::OldCard`];
/// the others are read to say what was shown instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzFormat {
    /// Three lines of 30 (ICAO Doc 9303-5): identity card since 2021, residence permit.
    Td1,
    /// Two lines of 36 (ICAO Doc 9303-6): identity cards of the size of the laminated one.
    Td2,
    /// Two lines of 44 (ICAO Doc 9303-4): passport.
    Td3,
    /// Two lines of 44 (ICAO Doc 9303-7, format A): visa. It has no last check digit.
    MrvA,
    /// Two lines of 36 (ICAO Doc 9303-7, format B): small visa. It has no last check digit.
    MrvB,
    /// Two lines of 36, not ICAO: the laminated French identity card.
    OldCard,
}

impl MrzFormat {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Td1,
        Self::Td2,
        Self::Td3,
        Self::MrvA,
        Self::MrvB,
        Self::OldCard,
    ];

    /// The format on a kind of document.
    pub const fn of(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::IdentityCard | DocumentKind::ResidencePermit => Self::Td1,
            DocumentKind::Passport => Self::Td3,
            DocumentKind::OldIdentityCard => Self::OldCard,
        }
    }

    /// Whether a document of this format may bear this code: `P` first on a passport, `A`, `C` or `I` on a
    /// card, `V` on a visa; a laminated card says `ID` (ICAO Doc 9303 parts 4 to 7).
    pub fn has_code(self, code: &str) -> bool {
        match self {
            Self::Td1 | Self::Td2 => code.starts_with(['A', 'C', 'I']),
            Self::Td3 => code.starts_with('P'),
            Self::MrvA | Self::MrvB => code.starts_with('V'),
            Self::OldCard => code == "ID",
        }
    }

    /// Number of lines.
    pub const fn lines(self) -> usize {
        match self {
            Self::Td1 => 3,
            Self::Td2 | Self::Td3 | Self::MrvA | Self::MrvB | Self::OldCard => 2,
        }
    }

    /// Characters per line.
    pub const fn width(self) -> usize {
        match self {
            Self::Td1 => 30,
            Self::Td3 | Self::MrvA => 44,
            Self::Td2 | Self::MrvB | Self::OldCard => 36,
        }
    }

    /// The format that lines of text have most likely: by their number and length, then by the
    /// letters they begin with. A line may be two characters off. `None` when nothing fits.
    pub fn guess(lines: &[&str]) -> Option<Self> {
        let widths = lines.iter().map(|line| line.chars().count());
        let widest = widths.clone().max()?;
        let fits = |format: &Self| {
            format.lines() == lines.len()
                && widest.abs_diff(format.width()) <= 2
                && widths.clone().all(|width| width + 2 >= format.width())
        };
        let first = lines.first().copied().unwrap_or("");
        let is_visa = first.starts_with('V');
        let is_old_card = first.starts_with("IDFRA");
        // One of each pair of formats of the same size fits; what begins with neither is ICAO's.
        Self::ALL
            .into_iter()
            .filter(fits)
            .find(|format| match format {
                Self::MrvA | Self::MrvB => is_visa,
                Self::OldCard => is_old_card,
                Self::Td2 => !is_visa && !is_old_card,
                Self::Td3 => !is_visa,
                Self::Td1 => true,
            })
    }

    /// Which characters a column may hold by the layout; `None` outside the format. Check digits
    /// are digits, though an empty field may keep `<` in its place.
    pub fn signs_at(self, line: usize, column: usize) -> Option<MrzSigns> {
        let cell = self
            .cells()
            .iter()
            .find(|cell| cell.line == line && cell.columns.contains(&column));
        let is_check = || {
            self.checks()
                .iter()
                .any(|check| (check.line, check.column) == (line, column))
        };
        match cell {
            Some(cell) => Some(cell.class),
            None => is_check().then_some(MrzSigns::Digits),
        }
    }

    /// Whether a check digit covers this place, or it is one.
    pub fn is_checked(self, line: usize, column: usize) -> bool {
        self.checks().iter().any(|check| {
            (check.line, check.column) == (line, column)
                || check
                    .over
                    .iter()
                    .any(|(over, columns)| *over == line && columns.contains(&column))
        })
    }

    pub(super) const fn cells(self) -> &'static [Cell] {
        match self {
            Self::Td1 => tables::TD1,
            Self::Td2 => tables::TD2,
            Self::Td3 => tables::TD3,
            Self::MrvA => tables::MRV_A,
            Self::MrvB => tables::MRV_B,
            Self::OldCard => tables::OLD_CARD,
        }
    }

    pub(super) const fn checks(self) -> &'static [Check] {
        match self {
            Self::Td1 => tables::TD1_CHECKS,
            Self::Td2 => tables::TD2_CHECKS,
            Self::Td3 => tables::TD3_CHECKS,
            Self::MrvA | Self::MrvB => tables::VISA_CHECKS,
            Self::OldCard => tables::OLD_CARD_CHECKS,
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
    /// Optional data: line 1 of TD1, line 2 of the others.
    Optional1,
    /// Optional data on line 2 of TD1.
    Optional2,
    /// The composite check digit, over most of the zone. Not on visas.
    Composite,
    /// The line itself: that it is there, and how long it is.
    Line,
}

impl MrzField {
    /// Every field.
    pub const ALL: [Self; 15] = [
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
        Self::Composite,
        Self::Line,
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
            Self::Composite => "composite",
            Self::Line => "line",
        }
    }
}

/// Which characters a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MrzSigns {
    /// `0` to `9` or `<`.
    Digits,
    /// `A` to `Z` or `<`.
    Letters,
    /// Letters, digits or `<`.
    Any,
    /// `M`, `F` or `<`.
    Sex,
}

impl MrzSigns {
    /// `<` is allowed everywhere: as filling, and as the unknown part of a birth date.
    pub const fn admits(self, c: char) -> bool {
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
    pub(super) class: MrzSigns,
}

/// A check digit: where it stands and what it covers, in order.
pub(super) struct Check {
    pub(super) field: MrzField,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) over: &'static [(usize, Range<usize>)],
}

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
