//! Three plain measures of a frame, for tests of the specimens and of the quality checks.

use image::RgbImage;

/// What a quality check would look at first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Mean luma, 0..255.
    pub luma: f32,
    /// Variance of the Laplacian of the luma: low when blurred, high with noise.
    pub sharpness: f32,
    /// Share of pixels whose luma is 250 or more, 0..1.
    pub saturated: f32,
}

/// Measures a frame. BT.601 luma, 4-neighbour Laplacian on every pixel but the edge.
#[must_use]
pub fn measure(frame: &RgbImage) -> Measures {
    let luma: Vec<f32> = frame.pixels().map(|pixel| luma(pixel.0)).collect();
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let count = luma.len().max(1) as f32;
    let (mut sum, mut squares, mut seen) = (0.0_f64, 0.0_f64, 0.0_f64);
    for row in 1..height.saturating_sub(1) {
        for column in 1..width.saturating_sub(1) {
            let at = row * width + column;
            let around = luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width];
            let edge = f64::from(4.0 * luma[at] - around);
            sum += edge;
            squares += edge * edge;
            seen += 1.0;
        }
    }
    let mean = sum / seen.max(1.0);
    Measures {
        luma: luma.iter().sum::<f32>() / count,
        sharpness: narrow(squares / seen.max(1.0) - mean * mean),
        saturated: luma.iter().filter(|value| **value >= 250.0).count() as f32 / count,
    }
}

fn luma(colour: [u8; 3]) -> f32 {
    let [red, green, blue] = colour.map(f32::from);
    0.299 * red + 0.587 * green + 0.114 * blue
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a variance of bytes fits easily"
)]
fn narrow(value: f64) -> f32 {
    value as f32
}
