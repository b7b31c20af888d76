//! A machine-readable zone beside a declaration, field by field.

use super::paper::Paper;
use crate::date::PartialDate;
use crate::document::mrz::{MrzField, MrzFormat, MrzProblem, MrzReading};
use crate::document::names::{NameMatch, compare_given_names, compare_names};
use crate::document::{Declaration, DocumentKind, Nationality};
use crate::private::Personal;

/// A field that a zone and a declaration share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ComparedField {
    /// Which document it is.
    Kind,
    /// The state that issued it: always France, without being asked.
    Issuer,
    /// Document number.
    Number,
    /// Family name at birth.
    BirthName,
    /// All given names.
    GivenNames,
    /// Birth date.
    BirthDate,
    /// Sex.
    Sex,
    /// Nationality. Not in the zone of a laminated card.
    Nationality,
    /// The printed end of validity. Not in the zone of a laminated card.
    ExpiryDate,
}

impl ComparedField {
    /// Stable code, part of the contract and of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Issuer => "issuer",
            Self::Number => "number",
            Self::BirthName => "birth_name",
            Self::GivenNames => "given_names",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::Nationality => "nationality",
            Self::ExpiryDate => "expiry_date",
        }
    }
}

/// How a field read compares with the one declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// The same.
    Same,
    /// A name that is the same in the alphabet of zones.
    Equivalent,
    /// The name declared, cut at the end of its field.
    Truncated,
    /// Some given names stand on one side only.
    MissingGivenNames,
    /// Another value.
    Different,
    /// Another value, and the reading of it is not sure: a check digit over it does not hold, or a letter without
    /// one was not plain to see. The reading is in doubt, not the declaration.
    Doubtful,
    /// No such day or no such state exists, or the document ended before it was issued: the zone says so, and its
    /// check digit holds where it has one.
    Impossible,
    /// The zone could not be read there.
    Unread,
}

impl Likeness {
    /// Stable code, part of the contract and of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Equivalent => "equivalent",
            Self::Truncated => "truncated",
            Self::MissingGivenNames => "missing_given_names",
            Self::Different => "different",
            Self::Doubtful => "doubtful",
            Self::Impossible => "impossible",
            Self::Unread => "unread",
        }
    }

    /// Whether a person has to look: everything but what is the same in any spelling.
    pub const fn wants_a_look(self) -> bool {
        !matches!(self, Self::Same | Self::Equivalent | Self::Truncated)
    }

    pub(super) const fn of_name(name: NameMatch) -> Self {
        match name {
            NameMatch::Exact => Self::Same,
            NameMatch::Equivalent => Self::Equivalent,
            NameMatch::Truncated => Self::Truncated,
            NameMatch::MissingGivenNames => Self::MissingGivenNames,
            NameMatch::Different => Self::Different,
        }
    }
}

/// One field, as read and as it compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldComparison {
    /// Which.
    pub field: ComparedField,
    /// As the zone says it, in the declaration's own form (`1990-07-13`, `F`, `FRA`); names without
    /// filling, a day or a state that does not exist as it stands. `None` when it could not be read.
    pub read: Option<Personal<String>>,
    /// How it compares.
    pub likeness: Likeness,
}

/// Compares every field that this zone has, in the order of the form.
pub fn compare_zone(declared: &Declaration, zone: &MrzReading) -> Vec<FieldComparison> {
    let mut rows = vec![kind_row(declared.kind(), zone), issuer_row(zone)];
    rows.push(exact(
        zone,
        ComparedField::Number,
        MrzField::Number,
        zone.number().map(str::to_owned),
        declared.number().reveal(),
    ));
    rows.push(named(
        ComparedField::BirthName,
        zone.surname(),
        zone.is_surname_unsure(),
        |read| {
            let name = declared.birth_name().reveal();
            compare_names(name, read, Some(zone.surname_limit()))
        },
    ));
    rows.push(named(
        ComparedField::GivenNames,
        zone.given_names(),
        zone.are_given_names_unsure(),
        |read| {
            let names = declared.given_names().reveal();
            compare_given_names(names, read, Some(zone.given_names_limit()))
        },
    ));
    rows.push(birth_row(declared, zone));
    rows.push(exact(
        zone,
        ComparedField::Sex,
        MrzField::Sex,
        zone.sex().map(|sex| sex.as_str().to_owned()),
        declared.sex().reveal().as_str(),
    ));
    if zone.format() != MrzFormat::OldCard {
        rows.push(state_row(
            zone,
            ComparedField::Nationality,
            MrzField::Nationality,
            zone.nationality(),
            *declared.nationality().reveal(),
        ));
        rows.push(expiry_row(declared, zone));
    }
    rows
}

fn kind_row(declared: DocumentKind, zone: &MrzReading) -> FieldComparison {
    let read = Paper::of(zone);
    FieldComparison {
        field: ComparedField::Kind,
        read: read.map(|paper| Personal::new(paper.as_str().to_owned())),
        likeness: match read {
            Some(Paper::Taken(kind)) if kind == declared => Likeness::Same,
            Some(_) if is_kind_unsure(zone) => Likeness::Doubtful,
            Some(_) => Likeness::Different,
            None => Likeness::Unread,
        },
    }
}

/// Code and issuing state together say which paper it is.
fn is_kind_unsure(zone: &MrzReading) -> bool {
    zone.is_unsure(MrzField::DocumentCode) || zone.is_unsure(MrzField::Issuer)
}

fn issuer_row(zone: &MrzReading) -> FieldComparison {
    let row = state_row(
        zone,
        ComparedField::Issuer,
        MrzField::Issuer,
        zone.issuer(),
        Nationality::FRANCE,
    );
    let is_misread = zone.format() == MrzFormat::OldCard && row.likeness == Likeness::Different;
    FieldComparison {
        likeness: if is_misread {
            // France alone issued this format.
            Likeness::Doubtful
        } else {
            row.likeness
        },
        ..row
    }
}

fn state_row(
    zone: &MrzReading,
    field: ComparedField,
    column: MrzField,
    read: Option<Nationality>,
    declared: Nationality,
) -> FieldComparison {
    if read.is_none() && zone.raw(column).is_some_and(|raw| !raw.is_empty()) {
        return impossible(zone, field, column);
    }
    let read = read.map(|code| code.as_str().to_owned());
    exact(zone, field, column, read, declared.as_str())
}

/// The birth date, in the century that is declared where its digits are those; one without day or month is the
/// same when the zone lacks them too.
fn birth_row(declared: &Declaration, zone: &MrzReading) -> FieldComparison {
    let (field, column) = (ComparedField::BirthDate, MrzField::BirthDate);
    if is_no_day(zone, column) {
        return impossible(zone, field, column);
    }
    let (born, today) = (*declared.birth_date().reveal(), declared.checked_on());
    let agreed = zone.birth_dates(today).find(|date| *date == born);
    let read: Option<PartialDate> = agreed.or_else(|| zone.birth_date(today));
    let read = read.map(|date| date.to_string());
    exact(zone, field, column, read, &born.to_string())
}

fn expiry_row(declared: &Declaration, zone: &MrzReading) -> FieldComparison {
    let (field, column) = (ComparedField::ExpiryDate, MrzField::ExpiryDate);
    let read = zone.expiry_date();
    let started = (*declared.issue_date().reveal()).max(declared.birth_date().reveal().earliest());
    let ended_before = read.is_some_and(|date| date <= started) && !zone.is_unsure(column);
    if ended_before || is_no_day(zone, column) {
        return impossible(zone, field, column);
    }
    let declared = declared.expiry_date().reveal().to_string();
    exact(
        zone,
        field,
        column,
        read.map(|date| date.to_string()),
        &declared,
    )
}

/// Whether the calendar has no such day although the digits are those that are printed.
fn is_no_day(zone: &MrzReading, column: MrzField) -> bool {
    let mut findings = zone.findings().iter();
    let is_no_day = findings
        .any(|finding| finding.field == column && finding.problem == MrzProblem::DateImpossible);
    let is_filled = zone.raw(column).is_some_and(|raw| !raw.is_empty());
    is_no_day && is_filled && !zone.is_unsure(column)
}

fn impossible(zone: &MrzReading, field: ComparedField, column: MrzField) -> FieldComparison {
    let as_date = zone
        .expiry_date()
        .filter(|_| column == MrzField::ExpiryDate);
    let read = as_date.map(|date| date.to_string());
    let read = read.or_else(|| zone.raw(column).map(str::to_owned));
    FieldComparison {
        field,
        read: read.map(Personal::new),
        likeness: Likeness::Impossible,
    }
}

fn exact(
    zone: &MrzReading,
    field: ComparedField,
    column: MrzField,
    read: Option<String>,
    declared: &str,
) -> FieldComparison {
    let likeness = match &read {
        None => Likeness::Unread,
        Some(read) if read == declared => Likeness::Same,
        Some(_) if zone.is_unsure(column) => Likeness::Doubtful,
        Some(_) => Likeness::Different,
    };
    FieldComparison {
        field,
        read: read.map(Personal::new),
        likeness,
    }
}

/// Names have no check digit of their own: how plainly each letter was seen tells a misread one from an entry
/// that differs.
fn named(
    field: ComparedField,
    read: Option<&str>,
    is_unsure: bool,
    compare: impl FnOnce(&str) -> NameMatch,
) -> FieldComparison {
    let read = read.filter(|read| !read.is_empty());
    let likeness = match read.map(|read| Likeness::of_name(compare(read))) {
        None => Likeness::Unread,
        Some(likeness) if is_unsure && likeness.wants_a_look() => Likeness::Doubtful,
        Some(likeness) => likeness,
    };
    FieldComparison {
        field,
        read: read.map(|read| Personal::new(plain(read))),
        likeness,
    }
}

/// A name of a zone as people read it: filling and separators become blanks.
fn plain(read: &str) -> String {
    read.split('<')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
