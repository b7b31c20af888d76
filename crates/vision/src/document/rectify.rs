//! The document seen straight from above.

use super::cast;
use super::geometry::Quad;
use super::homography::Homography;
use super::shape::DocumentShape;
use crate::jpeg::Rgb;
use crate::luma::{Luma, LumaView};

/// Dots per inch a picture for reading should have.
pub const READING_DPI: f32 = 300.0;
/// The least and the most a caller may ask for.
const DPI_RANGE: (f32, f32) = (50.0, 600.0);

/// A picture of the document alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Rectified<P> {
    /// From edge to edge, its first corner top left.
    pub picture: P,
    /// Dots per inch of `picture`, as asked, within 50 to 600.
    pub dpi: f32,
    /// Dots per inch the camera gave: when lower, `picture` was enlarged and holds no more.
    pub effective_dpi: f32,
}

/// Cuts the document out of a grey frame at this many dots per inch (bilinear). `None` when the
/// quadrilateral is none.
pub fn rectify(
    view: LumaView<'_>,
    quad: &Quad,
    shape: DocumentShape,
    dpi: f32,
) -> Option<Rectified<Luma>> {
    let (homography, width, height, dpi) = plan(quad, shape, dpi)?;
    let mut pixels = Vec::new();
    warp(view, &homography, (width, height), &mut pixels);
    Some(Rectified {
        picture: Luma::new(width, height, pixels).ok()?,
        dpi,
        effective_dpi: effective_dpi(quad, shape),
    })
}

/// The same in colours.
pub fn rectify_rgb(
    frame: &Rgb,
    quad: &Quad,
    shape: DocumentShape,
    dpi: f32,
) -> Option<Rectified<Rgb>> {
    let (homography, width, height, dpi) = plan(quad, shape, dpi)?;
    let size = (u32::from(frame.width), u32::from(frame.height));
    if frame.pixels.len() != size.0 as usize * size.1 as usize * 3 || size.0 < 2 || size.1 < 2 {
        return None;
    }
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    let stride = size.0 as usize * 3;
    each_place(&homography, (width, height), size, |place| {
        let at = place.row * stride + place.column * 3;
        for channel in at..at + 3 {
            let [a, b, c, d] = [channel, channel + 3, channel + stride, channel + stride + 3]
                .map(|n| frame.pixels[n]);
            pixels.push(place.mix(a, b, c, d));
        }
    });
    let picture = Rgb {
        width: u16::try_from(width).ok()?,
        height: u16::try_from(height).ok()?,
        pixels,
    };
    Some(Rectified {
        picture,
        dpi,
        effective_dpi: effective_dpi(quad, shape),
    })
}

/// Dots per inch the camera gives across the document: the mean of its long sides.
pub(crate) fn effective_dpi(quad: &Quad, shape: DocumentShape) -> f32 {
    (quad.side(0) + quad.side(2)) / 2.0 / shape.millimetres().0 * 25.4
}

fn plan(quad: &Quad, shape: DocumentShape, dpi: f32) -> Option<(Homography, u32, u32, f32)> {
    let dpi = dpi.clamp(DPI_RANGE.0, DPI_RANGE.1);
    let (width, height) = shape.millimetres();
    let side = |millimetres: f32| cast::pixels(millimetres / 25.4 * dpi + 0.5).max(1);
    if !quad.is_convex() {
        return None;
    }
    Some((Homography::of(quad)?, side(width), side(height), dpi))
}

/// Fills `pixels` with the document at this size.
pub(crate) fn warp(
    view: LumaView<'_>,
    homography: &Homography,
    size: (u32, u32),
    pixels: &mut Vec<u8>,
) {
    pixels.clear();
    let source = view.pixels();
    let stride = view.width() as usize;
    if view.width() < 2 || view.height() < 2 {
        pixels.resize(size.0 as usize * size.1 as usize, source[0]);
        return;
    }
    pixels.resize(size.0 as usize * size.1 as usize, 0);
    let mut next = pixels.iter_mut();
    each_place(homography, size, (view.width(), view.height()), |place| {
        let at = place.row * stride + place.column;
        // One look at the length for all four; every place lies inside.
        let mixed = source.get(at..at + stride + 2).map_or(0, |four| {
            place.mix(four[0], four[1], four[stride], four[stride + 1])
        });
        if let Some(pixel) = next.next() {
            *pixel = mixed;
        }
    });
}

/// A place between four pixels of the frame.
struct Place {
    column: usize,
    row: usize,
    /// Shares to the right and down, in 256ths.
    across: u64,
    down: u64,
}

impl Place {
    fn mix(&self, a: u8, b: u8, c: u8, d: u8) -> u8 {
        // Both rows are mixed at once, in the halves of one number: neither fills its own.
        let [a, b, c, d] = [a, b, c, d].map(u64::from);
        let rows = (a | (c << 32)) * (256 - self.across) + (b | (d << 32)) * self.across;
        let (upper, lower) = (rows & u64::from(u32::MAX), rows >> 32);
        let mixed = (upper * (256 - self.down) + lower * self.down + (1 << 15)) >> 16;
        // Between four bytes there is a byte: the lowest of these.
        mixed.to_le_bytes()[0]
    }
}

/// Pixels of a row between two exact places; between them the way is straight, which on a document
/// is true to a hundredth of a pixel.
const STRIDE: u32 = 8;

/// Visits the frame's places of every pixel of the document, row by row. Outside the frame the
/// nearest place inside it stands in.
fn each_place(
    homography: &Homography,
    size: (u32, u32),
    frame: (u32, u32),
    mut visit: impl FnMut(Place),
) {
    let limit = (frame.0 as f32 - 1.01, frame.1 as f32 - 1.01);
    // In 65,536ths of a pixel: a frame has at most 8,192.
    let fixed = |value: f32, limit: f32| cast::whole((value - 0.5).clamp(0.0, limit) * 65_536.0);
    let step = 1.0 / size.0 as f32;
    for y in 0..size.1 {
        let line = homography.line((y as f32 + 0.5) / size.1 as f32);
        let exact = |x: u32| {
            let point = line.at((x as f32 + 0.5) * step);
            (fixed(point.x, limit.0), fixed(point.y, limit.1))
        };
        let mut from = exact(0);
        for start in (0..size.0).step_by(STRIDE as usize) {
            let to = exact(start + STRIDE);
            let (dx, dy) = ((to.0 - from.0) >> 3, (to.1 - from.1) >> 3);
            let (mut left, mut top) = from;
            for _ in start..(start + STRIDE).min(size.0) {
                visit(Place {
                    column: (left.cast_unsigned() >> 16) as usize,
                    row: (top.cast_unsigned() >> 16) as usize,
                    across: u64::from((left.cast_unsigned() >> 8) & 255),
                    down: u64::from((top.cast_unsigned() >> 8) & 255),
                });
                left += dx;
                top += dy;
            }
            from = to;
        }
    }
}
