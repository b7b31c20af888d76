//! The documents themselves, as flat pictures at 356 dpi.

mod backdrop;
mod new_card;
mod old_card;
mod parts;
mod passport;
mod permit;
mod seal;

use image::RgbImage;

use super::canvas::Canvas;
use super::fonts::Fonts;
use super::paper::millimetres;
use super::person::SpecimenPerson;
use super::{Kind, Side, SpecimenError, mrz, portrait};
use parts::Sheet;

/// Pixels per millimetre: 356 dpi, an ID-1 card is 1200 pixels wide.
pub const PIXELS_PER_MM: f32 = 1200.0 / 85.6;

/// One side of a document of this person, from edge to edge.
///
/// # Errors
/// [`SpecimenError::NoSuchSide`] for the back of a passport, [`SpecimenError::Mrz`] when a value
/// changed by hand does not fit its columns.
pub fn render(
    person: &SpecimenPerson,
    kind: Kind,
    side: Side,
    fonts: &Fonts,
) -> Result<RgbImage, SpecimenError> {
    let (width, height) = millimetres(kind);
    let canvas = Canvas::new(width, height, PIXELS_PER_MM);
    let photo = portrait::identity_photo(&person.look, 520);
    let (Some(canvas), Some(photo)) = (canvas, photo) else {
        return Err(SpecimenError::NoSuchSide);
    };
    let mut sheet = Sheet {
        canvas,
        fonts,
        person,
        photo,
        kind,
        zone: mrz::lines(person, kind)?,
    };
    match (kind, side) {
        (Kind::IdentityCard, Side::Front) => new_card::front(&mut sheet),
        (Kind::IdentityCard, Side::Back) => new_card::back(&mut sheet),
        (Kind::OldIdentityCard, Side::Front) => old_card::front(&mut sheet),
        (Kind::OldIdentityCard, Side::Back) => old_card::back(&mut sheet),
        (Kind::Passport, Side::Front) => passport::page(&mut sheet),
        (Kind::ResidencePermit, Side::Front) => permit::front(&mut sheet),
        (Kind::ResidencePermit, Side::Back) => permit::back(&mut sheet),
        (Kind::Passport, Side::Back) => return Err(SpecimenError::NoSuchSide),
    }
    match (kind, side) {
        (Kind::IdentityCard, Side::Back) => seal::print(&mut sheet, (61.5, 3.6), 20.0)?,
        (Kind::ResidencePermit, Side::Back) => seal::print(&mut sheet, (63.4, 3.6), 20.0)?,
        (Kind::OldIdentityCard, Side::Back) => seal::print(&mut sheet, (76.0, 32.0), 24.0)?,
        (_, Side::Front) | (Kind::Passport, Side::Back) => {}
    }
    Ok(sheet.canvas.into_rgb())
}
