//! A visible electronic seal beside a declaration, field by field, in the classes of the zone.

use super::zone::{ComparedField, FieldComparison, Likeness, compare_zone};
use crate::document::mrz::{MrzFormat, MrzReading, parse_zone};
use crate::document::names::{NameMatch, compare_given_names, compare_names};
use crate::document::{Declaration, DocumentKind, DocumentNumber, Nationality, Sex};
use crate::private::Personal;
use crate::seal::{FieldId, Seal, SealField};

/// Compares every field that this seal and a declaration share, in the order of the form. What the seal
/// says only within a machine-readable zone is compared as that zone. A field that the seal does not have
/// has no row.
pub fn compare_seal(declared: &Declaration, seal: &Seal) -> Vec<FieldComparison> {
    let own = own_rows(declared, seal);
    let of_zone = zone_of(seal).map_or_else(Vec::new, |zone| compare_zone(declared, &zone));
    let is_own = |field: ComparedField| own.iter().any(|row| row.field == field);
    let mut rows: Vec<FieldComparison> = of_zone
        .into_iter()
        .filter(|row| !is_own(row.field))
        .collect();
    rows.extend(own);
    rows.sort_by_key(|row| row.field);
    rows
}

/// The fields of a seal that these rows do not compare, in its order: an operator reads them with the
/// document before their eyes.
pub fn not_compared<'a>(seal: &'a Seal, rows: &[FieldComparison]) -> Vec<&'a SealField> {
    let field_of = |id| match id {
        FieldId::DOCUMENT_CODE => Some(ComparedField::Kind),
        FieldId::NUMBER => Some(ComparedField::Number),
        FieldId::BIRTH_NAME => Some(ComparedField::BirthName),
        FieldId::GIVEN_NAMES => Some(ComparedField::GivenNames),
        FieldId::BIRTH_DATE => Some(ComparedField::BirthDate),
        FieldId::SEX => Some(ComparedField::Sex),
        FieldId::NATIONALITY => Some(ComparedField::Nationality),
        FieldId::VALID_UNTIL => Some(ComparedField::ExpiryDate),
        _ => None,
    };
    let is_row = |field| rows.iter().any(|row| Some(row.field) == field);
    let fields = seal.fields().iter();
    fields.filter(|field| !is_row(field_of(field.id))).collect()
}

/// The zone that a seal holds in one piece, told apart by its length.
fn zone_of(seal: &Seal) -> Option<MrzReading> {
    let text = seal.value(FieldId::ZONE)?;
    if !text.is_ascii() {
        return None;
    }
    let (format, width) = match text.len() {
        72 => (MrzFormat::OldCard, 36),
        88 => (MrzFormat::Td3, 44),
        90 => (MrzFormat::Td1, 30),
        _ => return None,
    };
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, behind) = rest.split_at_checked(width)?;
        lines.push(line);
        rest = behind;
    }
    Some(parse_zone(format, &lines))
}

fn own_rows(declared: &Declaration, seal: &Seal) -> Vec<FieldComparison> {
    let names = |field, id, compare: &dyn Fn(&str, Option<usize>) -> NameMatch| {
        named(seal, field, id, compare)
    };
    [
        kind_row(declared.kind(), seal),
        exact(
            seal,
            ComparedField::Number,
            FieldId::NUMBER,
            declared.number().reveal(),
            |text| Some(text.replace(' ', "")),
        ),
        names(
            ComparedField::BirthName,
            FieldId::BIRTH_NAME,
            &|read, limit| compare_names(declared.birth_name().reveal(), read, limit),
        ),
        names(
            ComparedField::GivenNames,
            FieldId::GIVEN_NAMES,
            &|read, limit| compare_given_names(declared.given_names().reveal(), read, limit),
        ),
        exact(
            seal,
            ComparedField::BirthDate,
            FieldId::BIRTH_DATE,
            &declared.birth_date().reveal().to_string(),
            |_| seal.day(FieldId::BIRTH_DATE).map(|day| day.to_string()),
        ),
        exact(
            seal,
            ComparedField::Sex,
            FieldId::SEX,
            declared.sex().reveal().as_str(),
            |text| Sex::parse(text).map(|sex| sex.as_str().to_owned()),
        ),
        exact(
            seal,
            ComparedField::Nationality,
            FieldId::NATIONALITY,
            declared.nationality().reveal().as_str(),
            |text| Nationality::from_two_letters(text).map(|code| code.as_str().to_owned()),
        ),
        exact(
            seal,
            ComparedField::ExpiryDate,
            FieldId::VALID_UNTIL,
            &declared.expiry_date().reveal().to_string(),
            |_| seal.day(FieldId::VALID_UNTIL).map(|day| day.to_string()),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The document, where its code tells: `P` a passport, `ID` a card, old or new by its number. Other codes
/// are told by no public list: they are not compared.
fn kind_row(declared: DocumentKind, seal: &Seal) -> Option<FieldComparison> {
    let read = match seal.value(FieldId::DOCUMENT_CODE)?.trim_end_matches('<') {
        "P" => DocumentKind::Passport,
        "ID" => {
            let number = seal.value(FieldId::NUMBER)?;
            [DocumentKind::OldIdentityCard, DocumentKind::IdentityCard]
                .into_iter()
                .find(|kind| DocumentNumber::parse(*kind, number).is_ok())?
        }
        _ => return None,
    };
    Some(FieldComparison {
        field: ComparedField::Kind,
        read: Some(Personal::new(read.as_str().to_owned())),
        likeness: if read == declared {
            Likeness::Same
        } else {
            Likeness::Different
        },
    })
}

/// A field that has to be the same in the declaration's own form. No check digit covers it: what differs
/// is different.
fn exact(
    seal: &Seal,
    field: ComparedField,
    id: FieldId,
    declared: &str,
    in_its_form: impl FnOnce(&str) -> Option<String>,
) -> Option<FieldComparison> {
    seal.field(id)?;
    let read = seal.value(id).and_then(in_its_form);
    let likeness = match &read {
        None => Likeness::Unread,
        Some(read) if read == declared => Likeness::Same,
        Some(_) => Likeness::Different,
    };
    Some(FieldComparison {
        field,
        read: read.map(Personal::new),
        likeness,
    })
}

fn named(
    seal: &Seal,
    field: ComparedField,
    id: FieldId,
    compare: &dyn Fn(&str, Option<usize>) -> NameMatch,
) -> Option<FieldComparison> {
    let is_cut = seal.field(id)?.is_cut;
    // Seals put a slash between names.
    let read = seal.value(id).map(|read| read.replace('/', " "));
    let likeness = read.as_deref().map_or(Likeness::Unread, |read| {
        let limit = is_cut.then(|| read.chars().count());
        Likeness::of_name(compare(read, limit))
    });
    Some(FieldComparison {
        field,
        read: read.map(Personal::new),
        likeness,
    })
}

#[cfg(test)]
mod tests;
