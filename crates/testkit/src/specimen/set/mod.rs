//! The whole set of fixtures as a folder.
//!
//! ```text
//! person.toml                                    what the documents say
//! documents/<kind>/<side>.png                    flat pictures, 356 dpi
//! frames/<kind>/<side>/<condition>/<nn>.jpg      camera frames, 1280×720
//! frames/qr/<nn>.jpg                             a screen with a QR code
//! seals.toml                                     the list that knows the seals' test authority
//! media/face.mjpeg, face.y4m or face/<nnn>.jpg   the clip
//! media/face.wav, media/face.toml                its sound and its timeline
//! ```

mod card_file;
mod clip;
mod files;

use std::path::Path;

use image::RgbImage;

pub use clip::{ClipForm, ClipOptions, write_asked, write_face};

use super::camera::{Condition, SIZE, Scene, qr_page};
use super::face::Script;
use super::fonts::Fonts;
use super::paper::{kind_folder, side_folder};
use super::person::SpecimenPerson;
use super::{Kind, Side, SpecimenError, card, seal};

/// Quality of the JPEG files, 1 to 100.
pub(super) const QUALITY: u8 = 82;

/// Frames of one condition: enough of the good one for six in a row, four of the others.
#[must_use]
pub fn frame_count(condition: Condition) -> u32 {
    match condition {
        Condition::Good => 8,
        Condition::None => 2,
        Condition::Dark
        | Condition::Glare
        | Condition::Blur
        | Condition::Cut
        | Condition::Fingers
        | Condition::Far
        | Condition::Screen => 4,
    }
}

/// Writes `person.toml` and the flat pictures of all documents.
///
/// # Errors
/// [`SpecimenError::Write`] or [`SpecimenError::Encode`].
pub fn write_documents(
    out: &Path,
    person: &SpecimenPerson,
    fonts: &Fonts,
) -> Result<(), SpecimenError> {
    files::write(
        &out.join("person.toml"),
        card_file::to_toml(person)?.as_bytes(),
    )?;
    for (kind, side) in every_side() {
        let picture = card::render(person, kind, side, fonts)?;
        let path = out
            .join("documents")
            .join(kind_folder(kind))
            .join(format!("{}.png", side_folder(side)));
        files::write(&path, &files::to_png(&picture)?)?;
    }
    Ok(())
}

/// Writes the camera frames of all documents in all conditions.
///
/// # Errors
/// [`SpecimenError::Write`] or [`SpecimenError::Encode`].
pub fn write_frames(
    out: &Path,
    person: &SpecimenPerson,
    fonts: &Fonts,
) -> Result<(), SpecimenError> {
    for (kind, side) in every_side() {
        let picture = card::render(person, kind, side, fonts)?;
        let folder = out
            .join("frames")
            .join(kind_folder(kind))
            .join(side_folder(side));
        write_side(&folder, &picture, scene_seed(person.seed, kind, side))?;
    }
    Ok(())
}

/// Writes all conditions of one flat picture under `folder`; `seed` chooses table and light.
///
/// # Errors
/// [`SpecimenError::Write`] or [`SpecimenError::Encode`].
pub fn write_side(folder: &Path, picture: &RgbImage, seed: u64) -> Result<(), SpecimenError> {
    let scene = Scene::new(seed, SIZE);
    let subject = scene.subject(picture);
    let viewer = scene.viewer(picture);
    for condition in Condition::ALL {
        for index in 0..frame_count(condition) {
            let frame = match condition {
                Condition::Screen => scene.screen_shot(&viewer, index),
                other => scene.shot(&subject, other, index),
            };
            let path = folder
                .join(condition.slug())
                .join(format!("{index:02}.jpg"));
            files::write(&path, &super::face::to_jpeg(&frame, QUALITY)?)?;
        }
    }
    Ok(())
}

/// Writes eight frames of a screen that shows `text` as a QR code.
///
/// # Errors
/// [`SpecimenError::QrTooLong`], [`SpecimenError::Write`] or [`SpecimenError::Encode`].
pub fn write_qr(out: &Path, text: &str, seed: u64) -> Result<(), SpecimenError> {
    let scene = Scene::new(seed, SIZE);
    let page = scene.page(&qr_page(text)?);
    for index in 0..8 {
        let frame = scene.screen_shot(&page, index);
        let path = out
            .join("frames")
            .join("qr")
            .join(format!("{index:02}.jpg"));
        files::write(&path, &super::face::to_jpeg(&frame, QUALITY)?)?;
    }
    Ok(())
}

/// Writes `seals.toml`, the list of certificates that the specimens' seals are verified with.
///
/// # Errors
/// [`SpecimenError::Write`].
pub fn write_seals(out: &Path) -> Result<(), SpecimenError> {
    files::write(&out.join("seals.toml"), seal::list().as_bytes())
}

/// Writes everything.
///
/// # Errors
/// As the single parts.
pub fn write_all(
    out: &Path,
    person: &SpecimenPerson,
    fonts: &Fonts,
    clip: (&Script, &ClipOptions),
    qr: &str,
) -> Result<(), SpecimenError> {
    write_documents(out, person, fonts)?;
    write_seals(out)?;
    write_frames(out, person, fonts)?;
    write_face(out, person, fonts, clip.0, clip.1)?;
    write_asked(out, person, fonts, false, clip.1)?;
    write_qr(out, qr, person.seed)
}

fn every_side() -> impl Iterator<Item = (Kind, Side)> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| kind.sides().iter().map(move |side| (kind, *side)))
}

/// Another table and light for each side.
fn scene_seed(seed: u64, kind: Kind, side: Side) -> u64 {
    let rank = every_side()
        .position(|known| known == (kind, side))
        .unwrap_or(0);
    seed.wrapping_mul(31)
        .wrapping_add(u64::try_from(rank).unwrap_or(0))
}
