//! Camera frames of a document lying on a table or shown on a screen.

pub(super) mod blur;
mod code;
mod finger;
pub mod hard;
mod optics;
mod plane;
mod qr;
mod scene;
mod surface;

use image::RgbImage;

pub use code::{CodeShot, HOSTILITIES, Hardship, hostile_frame};
pub use plane::Subject;
pub use qr::qr_page;
pub use scene::Scene;

use super::SpecimenError;

/// Default size of a frame, in pixels.
pub const SIZE: (u32, u32) = (1280, 720);

/// What is right or wrong with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Whole, sharp, well lit: what the shutter waits for.
    Good,
    /// Hardly any light, hence noise.
    Dark,
    /// A lamp mirrored in the document.
    Glare,
    /// Out of focus (even frames) or moved (odd frames).
    Blur,
    /// One edge outside the frame.
    Cut,
    /// A fingertip over the bottom edge, where documents have their machine-readable zone.
    Fingers,
    /// Whole and sharp but too small to read.
    Far,
    /// A picture of the document on a computer screen, with moiré.
    Screen,
    /// The table without a document.
    None,
}

impl Condition {
    /// All conditions.
    pub const ALL: [Self; 9] = [
        Self::Good,
        Self::Dark,
        Self::Glare,
        Self::Blur,
        Self::Cut,
        Self::Fingers,
        Self::Far,
        Self::Screen,
        Self::None,
    ];

    /// The folder name of this condition, as scenarios name it.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Dark => "dark",
            Self::Glare => "glare",
            Self::Blur => "blur",
            Self::Cut => "cut",
            Self::Fingers => "fingers",
            Self::Far => "far",
            Self::Screen => "screen",
            Self::None => "none",
        }
    }
}

/// One 1280×720 frame of `document` (a flat picture from edge to edge). The background depends on
/// `seed`, the hand's shake on `seed` and `index`. For many frames make one [`Scene`].
#[must_use]
pub fn frame(document: &RgbImage, condition: Condition, index: u32, seed: u64) -> RgbImage {
    let scene = Scene::new(seed, SIZE);
    scene.shot(&scene.subject(document), condition, index)
}

/// One frame of a computer screen that shows `text` as a QR code.
///
/// # Errors
/// [`SpecimenError::QrTooLong`].
pub fn qr_frame(text: &str, index: u32, seed: u64) -> Result<RgbImage, SpecimenError> {
    let scene = Scene::new(seed, SIZE);
    Ok(scene.screen_shot(&scene.page(&qr_page(text)?), index))
}
