//! The light on a face, and how sharply it is seen.

use super::geometry::Point;
use super::landmarks::{CHIN, FACE_REGION, FOREHEAD, Landmarks};
use super::region::Region;
use crate::jpeg::Rgb;

/// Light on the skin of one face.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FaceLight {
    /// Mean brightness, 0 (black) to 255 (white).
    pub mean: f32,
    /// Which half is brighter: +1 only the person's left, −1 only their right, 0 both alike.
    pub balance: f32,
}

/// What one walk over the pixels of a face tells.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Skin {
    pub(super) light: FaceLight,
    /// See [`super::Face::sharpness`].
    pub(super) sharpness: f32,
}

/// A face is measured on at most this many rows, every so many pixels: so sharpness means the same
/// for a soft camera of many pixels and for a sharp one of few.
const ROWS: f32 = 110.0;

impl Skin {
    /// Walks over the face, as far as it lies inside the picture.
    pub(super) fn of(picture: &Rgb, landmarks: &Landmarks) -> Self {
        let region = Region::around(FACE_REGION.iter().map(|&number| landmarks.at(number)));
        let [_, top, _, bottom] = landmarks.bounds();
        let step = ((bottom - top) / ROWS).max(1.0);
        let (crown, chin) = (landmarks.at(FOREHEAD), landmarks.at(CHIN));
        let mut walk = Walk::default();
        let mut y = top.max(step);
        while y < bottom.min(f32::from(picture.height) - step) {
            if let Some((enter, leave)) = region.span(y) {
                let middle =
                    crown.x + (chin.x - crown.x) * (y - crown.y) / (chin.y - crown.y).max(1.0);
                let mut x = enter.max(step);
                while x < leave.min(f32::from(picture.width) - step) {
                    walk.take(picture, Point::flat(x, y), step, x > middle);
                    x += step;
                }
            }
            y += step;
        }
        walk.skin()
    }
}

#[derive(Default)]
struct Walk {
    /// Sum and number of the pixels of the person's right half, then of their left half.
    halves: [(f32, f32); 2],
    squares: f32,
    across: f32,
    down: f32,
}

impl Walk {
    fn take(&mut self, picture: &Rgb, at: Point, step: f32, is_left_half: bool) {
        let value = |dx: f32, dy: f32| grey(picture, at.x + dx, at.y + dy);
        let here = value(0.0, 0.0);
        let half = &mut self.halves[usize::from(is_left_half)];
        *half = (half.0 + here, half.1 + 1.0);
        self.squares += here * here;
        self.across += (value(-step, 0.0) + value(step, 0.0) - 2.0 * here).powi(2);
        self.down += (value(0.0, -step) + value(0.0, step) - 2.0 * here).powi(2);
    }

    fn skin(&self) -> Skin {
        let [right, left] = self.halves;
        let count = right.1 + left.1;
        if count < 1.0 {
            return Skin::default();
        }
        let mean = (right.0 + left.0) / count;
        let (right, left) = (right.0 / right.1.max(1.0), left.0 / left.1.max(1.0));
        let variance = (self.squares / count - mean * mean).max(1.0);
        Skin {
            light: FaceLight {
                mean,
                balance: (left - right) / (left + right).max(1.0),
            },
            sharpness: self.across.min(self.down) / count / variance,
        }
    }
}

/// Brightness of a pixel inside the picture (ITU-R BT.601), 0 to 255.
fn grey(picture: &Rgb, x: f32, y: f32) -> f32 {
    let (width, height) = (usize::from(picture.width), usize::from(picture.height));
    let place = super::geometry::pixel(x, width).zip(super::geometry::pixel(y, height));
    let pixel = place.and_then(|(x, y)| picture.pixels.get((y * width + x) * 3..)?.first_chunk());
    pixel.map_or(0.0, |&[red, green, blue]: &[u8; 3]| {
        0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
    })
}
