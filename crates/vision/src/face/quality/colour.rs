//! Luminance and colour as the standard computes them.

use super::super::geometry::pixel;

/// Linear light of each step of sRGB (IEC 61966-2-1), 0 to 1.
pub(super) fn linear_table() -> [f32; 256] {
    let mut step = 0.0;
    core::array::from_fn(|_| {
        let linear = to_linear(step / 255.0);
        step += 1.0;
        linear
    })
}

fn to_linear(part: f32) -> f32 {
    if part > 0.040_45 {
        ((part + 0.055) / 1.055).powf(2.4)
    } else {
        part / 12.92
    }
}

/// Luminance of a colour (ITU-R BT.709 weights on linear light), 0 to 255.
pub(super) fn luminance(colour: [f32; 3], linear: &[f32; 256]) -> usize {
    let part = |at: usize| {
        let step = pixel(colour[at].round(), 256);
        linear[step.unwrap_or_default()]
    };
    let light = 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    pixel((light * 255.0).round(), 256).unwrap_or(255)
}

/// Distance of a mean colour (0 to 255 each) from the range of skin in CIELAB (D50): 5 to 25 along
/// a*, 5 to 35 along b*; 100 for a greenish or bluish one, 0 for a grey picture, as in OFIQ.
pub(super) fn colour_distance(mean: [f32; 3]) -> f32 {
    if mean[0] == mean[1] && mean[1] == mean[2] {
        return 0.0;
    }
    let [red, green, blue] = mean.map(|part| to_linear(part / 255.0));
    let curve = |part: f32| {
        if part <= 216.0 / 24_389.0 {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        } else {
            part.cbrt()
        }
    };
    let x = curve((0.436_05 * red + 0.385_08 * green + 0.143_09 * blue) / 0.964_221);
    let y = curve(0.222_49 * red + 0.716_89 * green + 0.060_62 * blue);
    let z = curve((0.013_93 * red + 0.097_10 * green + 0.714_19 * blue) / 0.825_211);
    let (a, b) = (500.0 * (x - y), 200.0 * (y - z));
    if a < 0.0 || b < 0.0 {
        return 100.0;
    }
    let outside = |value: f32, to: f32| (5.0 - value).max(value - to).max(0.0);
    outside(a, 25.0).hypot(outside(b, 35.0))
}
