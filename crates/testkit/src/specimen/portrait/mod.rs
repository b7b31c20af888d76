//! A drawn person: no photograph, no real face, but the same one on the document and in the clip.
//!
//! The drawing is flat with soft shading. Features sit on an ellipsoid, so that a turn of the head
//! moves them as it should (2.5-D, up to about 35°). Coordinates are *head units*: origin between
//! eyes and nose, 1.0 down to the chin, y downwards.

mod body;
mod eyes;
mod features;
mod hair;
mod head;
mod look;

use tiny_skia::{Pixmap, Transform};

pub use look::{Hair, Look};

use super::canvas::Canvas;

/// What the head does in one picture. All zero: looking straight, eyes open, mouth closed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pose {
    /// Turn of the head in radians; positive towards the **picture's** right, which is the
    /// person's left in a picture that is not mirrored. Useful range ±0.6.
    pub yaw: f32,
    /// Nod in radians, positive downwards. Useful range ±0.2.
    pub pitch: f32,
    /// Tilt in radians, positive clockwise.
    pub roll: f32,
    /// Eyes: 0 open to 1 closed.
    pub blink: f32,
    /// Mouth: 0 closed to 1 wide open.
    pub mouth: f32,
    /// Lips: 0 rest, −1 rounded as in « deux », +1 spread as in « six ».
    pub spread: f32,
    /// Smile: 0 neutral, as documents want, to 1.
    pub smile: f32,
}

/// Draws the person with the head's origin at `centre` (pixels), `unit` pixels per head unit.
pub(super) fn draw(canvas: &mut Canvas, look: &Look, pose: &Pose, centre: (f32, f32), unit: f32) {
    let before = canvas.to_pixels;
    let still = Transform::from_scale(unit, unit).post_translate(centre.0, centre.1);
    // The head tilts around the base of the neck, the shoulders stay.
    let tilt = Transform::from_rotate_at(pose.roll.to_degrees(), 0.0, 1.1);
    let head_place = tilt.post_concat(still);
    canvas.to_pixels = head_place;
    hair::behind(canvas, look, pose);
    canvas.to_pixels = still;
    body::draw(canvas, look);
    canvas.to_pixels = head_place;
    head::draw(canvas, look, pose);
    features::draw(canvas, look, pose);
    eyes::draw(canvas, look, pose);
    hair::front(canvas, look, pose);
    eyes::glasses(canvas, look, pose);
    canvas.to_pixels = before;
}

/// An identity photograph, 35 × 45 in ratio: plain light background, neutral face.
pub(super) fn identity_photo(look: &Look, width: u32) -> Option<Pixmap> {
    let side = width as f32;
    let height = side * 45.0 / 35.0;
    let mut canvas = Canvas::new(side, height, 1.0)?;
    let light = super::canvas::linear(
        (0.0, 0.0),
        (side, height),
        &[
            (0.0, super::canvas::ink(0x00F1_F2F5)),
            (1.0, super::canvas::ink(0x00D4_D9E2)),
        ],
    )?;
    let sheet = tiny_skia::Rect::from_xywh(0.0, 0.0, side, height)?;
    canvas.fill_with(&tiny_skia::PathBuilder::from_rect(sheet), light);
    draw(
        &mut canvas,
        look,
        &Pose::default(),
        (side * 0.5, height * 0.515),
        height * 0.272,
    );
    Some(canvas.pixmap)
}

/// The identity photograph as a picture of its own, `width` pixels wide; `None` when that is zero.
#[must_use]
pub fn photo(look: &Look, width: u32) -> Option<image::RgbImage> {
    identity_photo(look, width).map(|photo| super::canvas::to_rgb(&photo))
}
