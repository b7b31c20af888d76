//! The lines of the machine-readable zones of the specimens, written by the domain's own writer.

use sceau_domain::date::PartialDate;
use sceau_domain::document::Nationality;
use sceau_domain::document::mrz::{MrzFormat, ZoneFacts, write_zone};

use image::RgbImage;

use super::canvas::{Canvas, Type, ink};
use super::card::PIXELS_PER_MM;
use super::fonts::{Fonts, Style};
use super::person::SpecimenPerson;
use super::{Kind, SpecimenError};

/// Pitch of OCR-B in a machine-readable zone: ten characters per inch (ICAO Doc 9303-3).
pub(super) const PITCH: f32 = 2.54;
/// Distance between two lines of the zone, in millimetres.
pub(super) const LINE: f32 = 4.3;

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
    let print = &person.zone;
    let zone = write_zone(&ZoneFacts {
        format: MrzFormat::of(kind),
        document_code: document_code.to_owned(),
        issuer: issuer(person, kind).mrz().to_owned(),
        number: paper.number.clone(),
        surname: print
            .birth_name
            .as_ref()
            .unwrap_or(&person.birth_name)
            .clone(),
        given_names: print
            .given_names
            .as_ref()
            .unwrap_or(&person.given_names)
            .clone(),
        birth_date: PartialDate::from(person.born),
        sex: Some(person.sex),
        nationality: print
            .nationality
            .as_ref()
            .map_or(person.nationality(kind), Nationality::mrz)
            .to_owned(),
        expiry_date: Some(paper.expires),
        office,
        optional_1: String::new(),
        optional_2: String::new(),
    })?;
    // The person is invented: reading the guarded lines harms no one.
    Ok(zone.lines().reveal().clone())
}

/// The state that issued it: France, or what the zone says otherwise.
fn issuer(person: &SpecimenPerson, kind: Kind) -> Nationality {
    match kind {
        Kind::OldIdentityCard => Nationality::FRANCE,
        Kind::IdentityCard | Kind::Passport | Kind::ResidencePermit => {
            person.zone.issuer.unwrap_or(Nationality::FRANCE)
        }
    }
}

/// Any lines as a zone on plain paper with 4 mm around, in any font at the pitch of a zone, at
/// [`PIXELS_PER_MM`]: for formats no specimen has, and for print that is no zone. `None` when there is
/// no line.
#[must_use]
pub fn picture(lines: &[&str], style: Style, fonts: &Fonts) -> Option<RgbImage> {
    let longest = lines.iter().map(|line| line.chars().count()).max()?;
    let size = (
        longest as f32 * PITCH + 8.0,
        lines.len() as f32 * LINE + 8.0,
    );
    let mut canvas = Canvas::new(size.0, size.1, PIXELS_PER_MM)?;
    canvas.rect(0.0, 0.0, size.0, size.1, ink(0x00E8_ECEA));
    let kind = Type {
        style,
        size: fonts.ocr_b_size(PITCH),
        colour: ink(0x0012_1114),
    };
    for (row, line) in lines.iter().enumerate() {
        let place = (4.0, 4.0 + (row as f32 + 0.72) * LINE);
        canvas.text_pitched(fonts, kind, place, PITCH, line);
    }
    Some(canvas.into_rgb())
}
