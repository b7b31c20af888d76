//! Things held up to the camera: the sheet with handwritten digits, the document.

use tiny_skia::{Pixmap, Transform};

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, rounded, smooth};
use super::super::portrait::Look;
use super::super::random::Dice;
use super::handwriting::DIGITS;

/// The sheet with its digits; `up` 0 below the picture to 1 held in front of the chest.
pub(super) fn sheet(canvas: &mut Canvas, look: &Look, digits: &[u8], seed: u64, up: f32) {
    let before = canvas.to_pixels;
    canvas.to_pixels = Transform::from_rotate(-2.0)
        .post_translate(0.0, 1.72 + (1.0 - up) * 1.9)
        .post_concat(before);
    if let Some(page) = rounded(-1.15, -0.5, 2.3, 1.08, 0.02) {
        canvas.fill(&page, ink(0x00F3_F1EB));
        canvas.line(&page, 0.012, ink(0x00C9_C5BC));
    }
    let mut dice = Dice::new(seed, "handwriting");
    let step = 2.0 / digits.len().max(1) as f32;
    for (rank, digit) in digits.iter().enumerate() {
        let left = -1.0 + step * (rank as f32 + 0.5) - 0.23;
        for stroke in DIGITS.get(usize::from(*digit)).copied().unwrap_or_default() {
            let points: Vec<(f32, f32)> = stroke
                .iter()
                .map(|(x, y)| {
                    (
                        left + x * 0.46 + dice.range(-0.012, 0.012),
                        -0.34 + y * 0.46 + dice.range(-0.012, 0.012),
                    )
                })
                .collect();
            if let Some(line) = smooth(&points, false) {
                canvas.line(&line, 0.055, ink(0x0022_2B5C));
            }
        }
    }
    thumbs(canvas, look, 1.12);
    canvas.to_pixels = before;
}

/// The document in one hand beside the chin.
pub(super) fn document(canvas: &mut Canvas, look: &Look, card: &Pixmap, up: f32) {
    let before = canvas.to_pixels;
    canvas.to_pixels = Transform::from_rotate(4.0)
        .post_translate(0.15, 1.8 + (1.0 - up) * 2.0)
        .post_concat(before);
    canvas.picture(card, -0.75, -0.5, 1.5, 1.0);
    thumbs(canvas, look, 0.74);
    canvas.to_pixels = before;
}

/// Two thumbs over the lower edge, `reach` from the middle.
fn thumbs(canvas: &mut Canvas, look: &Look, reach: f32) {
    for side in [-1.0_f32, 1.0] {
        let place = canvas.to_pixels;
        canvas.to_pixels = Transform::from_rotate(side * -28.0)
            .post_translate(side * reach, 0.42)
            .post_concat(place);
        if let Some(thumb) = rounded(-0.12, -0.24, 0.24, 0.9, 0.119) {
            canvas.fill(&thumb, blend(look.skin, look.skin_dark, 0.12));
            canvas.line(&thumb, 0.012, alpha(look.skin_dark, 0.6));
        }
        if let Some(nail) = ellipse(0.0, -0.13, 0.065, 0.08) {
            canvas.fill(&nail, alpha(look.skin_light, 0.8));
        }
        canvas.to_pixels = place;
    }
}
