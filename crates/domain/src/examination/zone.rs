//! A machine-readable zone beside a declaration, field by field.

use crate::date::PartialDate;
use crate::document::mrz::{MrzField, MrzFormat, MrzReading};
use crate::document::names::{NameMatch, compare_given_names, compare_names};
use crate::document::{Declaration, DocumentKind};
use crate::private::Personal;

/// A field that a zone and a declaration share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ComparedField {
    /// Which document it is.
    Kind,
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
    /// filling. `None` when it could not be read.
    pub read: Option<Personal<String>>,
    /// How it compares.
    pub likeness: Likeness,
}

/// Compares every field that this zone has, in the order of the form. The document is told by format
/// and code: a permit and a card share the format.
pub fn compare_zone(declared: &Declaration, zone: &MrzReading) -> Vec<FieldComparison> {
    let mut rows = vec![kind_row(declared.kind(), zone)];
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
        rows.push(exact(
            zone,
            ComparedField::Nationality,
            MrzField::Nationality,
            zone.nationality().map(|code| code.as_str().to_owned()),
            declared.nationality().reveal().as_str(),
        ));
        rows.push(exact(
            zone,
            ComparedField::ExpiryDate,
            MrzField::ExpiryDate,
            zone.expiry_date().map(|date| date.to_string()),
            &declared.expiry_date().reveal().to_string(),
        ));
    }
    rows
}

/// The document a zone belongs to, by format and code. `None` for one that is not taken here or cannot
/// be told.
pub fn kind_of_zone(zone: &MrzReading) -> Option<DocumentKind> {
    let code = zone.raw(MrzField::DocumentCode)?;
    match (zone.format(), code) {
        (MrzFormat::OldCard, "ID") => Some(DocumentKind::OldIdentityCard),
        (MrzFormat::Td3, code) if code.starts_with('P') => Some(DocumentKind::Passport),
        (MrzFormat::Td1, "ID") => Some(DocumentKind::IdentityCard),
        (MrzFormat::Td1, code) if code.starts_with(['I', 'A', 'T']) => {
            Some(DocumentKind::ResidencePermit)
        }
        _ => None,
    }
}

fn kind_row(declared: DocumentKind, zone: &MrzReading) -> FieldComparison {
    let read = kind_of_zone(zone);
    FieldComparison {
        field: ComparedField::Kind,
        read: read.map(|kind| Personal::new(kind.as_str().to_owned())),
        likeness: match read {
            Some(kind) if kind == declared => Likeness::Same,
            Some(_) if zone.is_unsure(MrzField::DocumentCode) => Likeness::Doubtful,
            Some(_) => Likeness::Different,
            None => Likeness::Unread,
        },
    }
}

/// The birth date; a declared one without day or month is the same when the zone lacks them too.
fn birth_row(declared: &Declaration, zone: &MrzReading) -> FieldComparison {
    let read: Option<PartialDate> = zone.birth_date(declared.checked_on());
    exact(
        zone,
        ComparedField::BirthDate,
        MrzField::BirthDate,
        read.map(|date| date.to_string()),
        &declared.birth_date().reveal().to_string(),
    )
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
