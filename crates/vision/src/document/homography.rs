//! From a flat document to its picture and what the perspective tells.

use super::geometry::{Point, Quad};

/// Maps shares of a document (0 to 1 from its top left) to pixels of the frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Homography([f32; 8]);

/// One row of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row([f32; 6]);

impl Row {
    /// Where the share `u` of the row is seen.
    pub(crate) fn at(&self, u: f32) -> Point {
        let m = &self.0;
        let w = 1.0 / (m[4] * u + m[5]);
        Point::new((m[0] * u + m[1]) * w, (m[2] * u + m[3]) * w)
    }
}

/// How a rectangle lies before a pinhole camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Attitude {
    /// Width divided by height.
    pub(crate) ratio: f32,
    /// Cosine between its sides: 0 for a rectangle.
    pub(crate) skew: f32,
    /// Angle between its normal and the line of sight, degrees.
    pub(crate) tilt: f32,
}

/// Focal length in long sides of the frame: 49° across, between a telephone (63°) and a webcam
/// (about 45°). A wrong one changes the ratio only when the document is tilted.
const FOCAL: f32 = 1.1;

impl Homography {
    /// From the four corners; `None` when three of them lie on a line.
    pub(crate) fn of(quad: &Quad) -> Option<Self> {
        let [a, b, c, d] = quad.corners;
        let (dx1, dx2, dx3) = (b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x);
        let (dy1, dy2, dy3) = (b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y);
        let det = dx1 * dy2 - dx2 * dy1;
        if det.abs() < 1e-3 {
            return None;
        }
        let (g, h) = ((dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det);
        Some(Self([
            b.x - a.x + g * b.x,
            d.x - a.x + h * d.x,
            a.x,
            b.y - a.y + g * b.y,
            d.y - a.y + h * d.y,
            a.y,
            g,
            h,
        ]))
    }

    /// The places with this `v`: what stays the same along a row is worked out once.
    pub(crate) fn line(&self, v: f32) -> Row {
        let m = &self.0;
        Row([
            m[0],
            m[1] * v + m[2],
            m[3],
            m[4] * v + m[5],
            m[6],
            m[7] * v + 1.0,
        ])
    }

    /// The attitude, for a camera that looks at `centre` from [`FOCAL`] × `long_side`: the columns
    /// of the matrix are the document's sides in space.
    pub(crate) fn attitude(&self, centre: Point, long_side: f32) -> Attitude {
        let m = &self.0;
        let focal = FOCAL * long_side;
        let column =
            |x: f32, y: f32, w: f32| [(x - centre.x * w) / focal, (y - centre.y * w) / focal, w];
        let (across, down) = (column(m[0], m[3], m[6]), column(m[1], m[4], m[7]));
        let (wide, tall) = (dot(across, across).sqrt(), dot(down, down).sqrt());
        let normal = [
            across[1] * down[2] - across[2] * down[1],
            across[2] * down[0] - across[0] * down[2],
            across[0] * down[1] - across[1] * down[0],
        ];
        let facing = normal[2].abs() / dot(normal, normal).sqrt().max(f32::MIN_POSITIVE);
        Attitude {
            ratio: wide / tall.max(f32::MIN_POSITIVE),
            skew: dot(across, down) / (wide * tall).max(f32::MIN_POSITIVE),
            tilt: facing.min(1.0).acos().to_degrees(),
        }
    }
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
