//! What a computer screen shows: a page with a QR code, or a document in an image viewer.

use image::imageops::{FilterType, overlay, resize};
use image::{Rgb, RgbImage};
use qrcode::{Color, EcLevel, QrCode};

use super::super::SpecimenError;

const SCREEN: (u32, u32) = (1_400, 900);
const BEZEL: Rgb<u8> = Rgb([24, 24, 28]);

/// A screen, its bezel, a window bar and an empty page of this colour.
fn desktop(page: Rgb<u8>) -> RgbImage {
    RgbImage::from_fn(SCREEN.0, SCREEN.1, |x, y| {
        let edge = x < 26 || y < 26 || x >= SCREEN.0 - 26 || y >= SCREEN.1 - 34;
        if edge {
            return BEZEL;
        }
        let dot = |centre: u32| x.abs_diff(centre).pow(2) + y.abs_diff(51).pow(2) < 90;
        match y {
            26..76 if dot(56) || dot(88) || dot(120) => Rgb([150, 146, 168]),
            26..76 if (180..900).contains(&x) && (38..64).contains(&y) => Rgb([250, 250, 252]),
            26..76 => Rgb([219, 217, 228]),
            _ => page,
        }
    })
}

/// A document open in an image viewer.
pub(super) fn viewer(document: &RgbImage) -> RgbImage {
    let mut screen = desktop(Rgb([52, 51, 60]));
    let (width, height) = document.dimensions();
    let tall = 720;
    let wide = (tall * width / height).min(1_240);
    let fitted = resize(document, wide, wide * height / width, FilterType::Triangle);
    let place = (i64::from(SCREEN.0 - fitted.width()) / 2, i64::from(110));
    overlay(&mut screen, &fitted, place.0, place.1);
    screen
}

/// A web page that shows `text` as a QR code with its quiet zone.
///
/// # Errors
/// [`SpecimenError::QrTooLong`].
pub fn qr_page(text: &str) -> Result<RgbImage, SpecimenError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| SpecimenError::QrTooLong)?;
    let modules = u32::try_from(code.width()).map_err(|_| SpecimenError::QrTooLong)?;
    let colours = code.to_colors();
    let module = 600 / modules;
    let side = modules * module;
    let mut page = desktop(Rgb([251, 250, 248]));
    let (left, top) = ((SCREEN.0 - side) / 2, 76 + (SCREEN.1 - 110 - side) / 2);
    for (x, y, pixel) in page.enumerate_pixels_mut() {
        let (Some(dx), Some(dy)) = (x.checked_sub(left), y.checked_sub(top)) else {
            continue;
        };
        if dx < side && dy < side {
            let place = (dy / module * modules + dx / module) as usize;
            if colours.get(place) == Some(&Color::Dark) {
                *pixel = Rgb([27, 22, 64]);
            }
        }
    }
    Ok(page)
}
