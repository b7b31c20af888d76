//! A flat picture seen in perspective.

use image::RgbImage;
use image::imageops::{FilterType, resize};

use super::super::num;

/// A picture at several sizes, so that a small view of it does not shimmer.
pub struct Subject {
    levels: Vec<RgbImage>,
    /// Width divided by height.
    pub(super) ratio: f32,
    /// Radius of the corners as a share of the height.
    pub(super) corner: f32,
}

impl Subject {
    pub(super) fn new(picture: &RgbImage, corner: f32) -> Self {
        let (width, height) = picture.dimensions();
        let mut levels = vec![picture.clone()];
        for share in [0.72_f32, 0.5, 0.33] {
            let size = [width, height].map(|side| num::pixels(side as f32 * share).max(1));
            levels.push(resize(picture, size[0], size[1], FilterType::Triangle));
        }
        Self {
            levels,
            ratio: width as f32 / height as f32,
            corner,
        }
    }

    /// The smallest version that still has about one texel per frame pixel.
    pub(super) fn level(&self, width: f32) -> &RgbImage {
        let enough = self
            .levels
            .iter()
            .rev()
            .find(|level| level.width() as f32 >= width * 0.92);
        enough.unwrap_or(&self.levels[0])
    }
}

/// The colour at `u`, `v` in 0..1 by linear interpolation.
pub(super) fn sample(picture: &RgbImage, u: f32, v: f32) -> [f32; 3] {
    let (width, height) = picture.dimensions();
    let x = (u * width as f32 - 0.5).clamp(0.0, (width - 1) as f32);
    let y = (v * height as f32 - 0.5).clamp(0.0, (height - 1) as f32);
    let (left, top) = (num::pixels(x), num::pixels(y));
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let (a, b) = (
        picture.get_pixel(left, top).0,
        picture.get_pixel(right, top).0,
    );
    let (c, d) = (
        picture.get_pixel(left, bottom).0,
        picture.get_pixel(right, bottom).0,
    );
    std::array::from_fn(|k| {
        let upper = num::mix(f32::from(a[k]), f32::from(b[k]), fx);
        let lower = num::mix(f32::from(c[k]), f32::from(d[k]), fx);
        num::mix(upper, lower, fy)
    })
}

/// Maps frame pixels back to `u`, `v` of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Perspective([f32; 9]);

impl Perspective {
    /// From the four corners in the frame: top left, top right, bottom right, bottom left.
    pub(super) fn of_corners(corners: [(f32, f32); 4]) -> Self {
        let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = corners;
        let (dx1, dx2, dx3) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, dy3) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let det = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det);
        let forward = [
            x1 - x0 + g * x1,
            x3 - x0 + h * x3,
            x0, //
            y1 - y0 + g * y1,
            y3 - y0 + h * y3,
            y0, //
            g,
            h,
            1.0,
        ];
        Self(adjugate(forward))
    }

    /// Where the frame point lies on the picture; outside 0..1 when beside it.
    pub(super) fn back(&self, x: f32, y: f32) -> (f32, f32) {
        let m = &self.0;
        let w = m[6] * x + m[7] * y + m[8];
        (
            (m[0] * x + m[1] * y + m[2]) / w,
            (m[3] * x + m[4] * y + m[5]) / w,
        )
    }
}

/// The inverse up to a factor, which perspective does not need.
fn adjugate(m: [f32; 9]) -> [f32; 9] {
    [
        m[4] * m[8] - m[5] * m[7],
        m[2] * m[7] - m[1] * m[8],
        m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8],
        m[0] * m[8] - m[2] * m[6],
        m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6],
        m[1] * m[6] - m[0] * m[7],
        m[0] * m[4] - m[1] * m[3],
    ]
}
