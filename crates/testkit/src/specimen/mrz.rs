//! The lines of the machine-readable zones of the specimens, written by the domain's own writer.

use sceau_domain::date::PartialDate;
use sceau_domain::document::mrz::{MrzFormat, ZoneFacts, write_zone};

use super::person::SpecimenPerson;
use super::{Kind, SpecimenError};

/// The lines this kind of document prints: 3×30 (TD1), 2×36 (old card) or 2×44 (TD3).
///
/// # Errors
/// [`SpecimenError::Mrz`] when a value changed by hand does not fit its columns.
pub fn lines(person: &SpecimenPerson, kind: Kind) -> Result<Vec<String>, SpecimenError> {
    let paper = person.papers.of(kind);
    let document_code = match kind {
        Kind::IdentityCard | Kind::OldIdentityCard => "ID",
        Kind::Passport => "P",
        Kind::ResidencePermit => "IR",
    };
    let office = match kind {
        Kind::OldIdentityCard => format!("{}001", person.department),
        Kind::IdentityCard | Kind::Passport | Kind::ResidencePermit => String::new(),
    };
    let zone = write_zone(&ZoneFacts {
        format: MrzFormat::of(kind),
        document_code: document_code.to_owned(),
        issuer: "FRA".to_owned(),
        number: paper.number.clone(),
        surname: person.birth_name.clone(),
        given_names: person.given_names.clone(),
        birth_date: PartialDate::from(person.born),
        sex: Some(person.sex),
        nationality: person.nationality(kind).to_owned(),
        expiry_date: Some(paper.expires),
        office,
        optional_1: String::new(),
        optional_2: String::new(),
    })?;
    // The person is invented: reading the guarded lines harms no one.
    Ok(zone.lines().reveal().clone())
}
