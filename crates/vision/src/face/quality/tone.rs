//! Components that come from the tones of the face: light, exposure, contrast, colour.

use super::super::geometry::{Point, score};
use super::super::landmarks::Landmarks;
use super::aligned::Aligned;
use super::{Component, Measure, sigmoid};
use crate::jpeg::Rgb;

/// Nearly black: luminance up to this, of 255.
const BLACK_TO: usize = 25;
/// Nearly white: luminance from this, of 255.
const WHITE_FROM: usize = 247;

/// How often each luminance occurs.
type Histogram = [u32; 256];

/// Everything that is counted in one walk over the aligned face.
struct Tones {
    face: Histogram,
    cheeks: [Histogram; 2],
    /// Sum of the cheeks' colours, 0 to 255 each, and number of their pixels.
    colour: [f32; 3],
    count: f32,
}

/// Measures them all.
pub(super) fn measures(picture: &Rgb, landmarks: &Landmarks) -> Vec<Measure> {
    let tones = Tones::of(picture, &Aligned::of(landmarks));
    let (mean, variance) = moments(&tones.face);
    let black = share(&tones.face, 0..=BLACK_TO);
    let white = share(&tones.face, WHITE_FROM..=255);
    let alike = overlap(&tones.cheeks);
    let bits = entropy(&tones.face);
    let colour = colour_distance(tones.colour.map(|sum| sum / tones.count.max(1.0)));
    let contrast = 60.0 * variance / (60.0 * variance + 1.0);
    let middling = sigmoid(mean, 0.2, 0.05) * (1.0 - sigmoid(mean, 0.8, 0.05));
    [
        (
            Component::IlluminationUniformity,
            alike,
            100.0 * alike.powf(0.3),
        ),
        (Component::LuminanceMean, mean, 100.0 * middling),
        (
            Component::LuminanceVariance,
            variance,
            100.0 * (contrast * core::f32::consts::PI).sin(),
        ),
        (
            Component::UnderExposurePrevention,
            black,
            120.0 * (0.832 - sigmoid(black, 0.92, 0.05)),
        ),
        (
            Component::OverExposurePrevention,
            white,
            1.0 / (white + 0.01),
        ),
        (Component::DynamicRange, bits, 12.5 * bits),
        (
            Component::NaturalColour,
            colour,
            200.0 * (1.0 - sigmoid(colour, 0.0, 10.0)),
        ),
    ]
    .map(|(component, native, value)| Measure {
        component,
        native,
        score: score(value),
    })
    .into()
}

impl Tones {
    fn of(picture: &Rgb, aligned: &Aligned) -> Self {
        let mut tones = Self {
            face: [0; 256],
            cheeks: [[0; 256]; 2],
            colour: [0.0; 3],
            count: 0.0,
        };
        let zones = cheeks(aligned);
        let linear = linear_table();
        aligned.each(picture, |column, row, colour, is_face| {
            if !is_face {
                return;
            }
            let light = luminance(colour, &linear);
            tones.face[light] += 1;
            let at = Point::flat(column as f32, row as f32);
            for (zone, histogram) in zones.iter().zip(&mut tones.cheeks) {
                if zone.holds(at) {
                    histogram[light] += 1;
                    tones.count += 1.0;
                    for (sum, part) in tones.colour.iter_mut().zip(colour) {
                        *sum += part;
                    }
                }
            }
        });
        tones
    }
}

struct Zone {
    corner: Point,
    side: f32,
}

impl Zone {
    fn holds(&self, at: Point) -> bool {
        let (x, y) = (at.x - self.corner.x, at.y - self.corner.y);
        (0.0..self.side).contains(&x) && (0.0..self.side).contains(&y)
    }
}

/// The zones of the cheeks: squares of 0.3 distances between the eyes, inwards from below each eye,
/// beginning halfway down to the mouth.
fn cheeks(aligned: &Aligned) -> [Zone; 2] {
    let (right, left) = (aligned.right_eye, aligned.left_eye);
    let side = 0.3 * right.flat_distance(left);
    let down = right.middle(left).flat_distance(aligned.mouth) / 2.0;
    [
        Point::flat(right.x, right.y + down),
        Point::flat(left.x - side, left.y + down),
    ]
    .map(|corner| Zone { corner, side })
}

/// Linear light of each step of sRGB (IEC 61966-2-1), 0 to 1.
fn linear_table() -> [f32; 256] {
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
fn luminance(colour: [f32; 3], linear: &[f32; 256]) -> usize {
    let part = |at: usize| {
        let step = super::super::geometry::pixel(colour[at].round(), 256);
        linear[step.unwrap_or_default()]
    };
    let light = 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    super::super::geometry::pixel((light * 255.0).round(), 256).unwrap_or(255)
}

fn total(histogram: &Histogram) -> f32 {
    histogram
        .iter()
        .map(|&count| count as f32)
        .sum::<f32>()
        .max(1.0)
}

fn share(histogram: &Histogram, range: core::ops::RangeInclusive<usize>) -> f32 {
    histogram[range]
        .iter()
        .map(|&count| count as f32)
        .sum::<f32>()
        / total(histogram)
}

/// Mean and variance of the luminance as a share of white.
fn moments(histogram: &Histogram) -> (f32, f32) {
    let all = total(histogram);
    let weighted = |of: &dyn Fn(f32) -> f32| {
        let terms = histogram.iter().enumerate();
        terms
            .map(|(step, &count)| count as f32 / all * of(step as f32 / 255.0))
            .sum::<f32>()
    };
    let mean = weighted(&|light| light);
    (mean, weighted(&|light| (light - mean).powi(2)))
}

/// Shannon's entropy in bits, 0 to 8.
fn entropy(histogram: &Histogram) -> f32 {
    let all = total(histogram);
    let shares = histogram.iter().map(|&count| count as f32 / all);
    -shares
        .filter(|&share| share > 0.0)
        .map(|share| share * share.log2())
        .sum::<f32>()
}

/// How much of both distributions is the same, 0 to 1.
fn overlap([one, other]: &[Histogram; 2]) -> f32 {
    let (one_total, other_total) = (total(one), total(other));
    let pairs = one.iter().zip(other);
    pairs
        .map(|(&a, &b)| (a as f32 / one_total).min(b as f32 / other_total))
        .sum()
}

/// Distance of a mean colour (0 to 255 each) from the range of skin in CIELAB (D50): 5 to 25 along
/// a*, 5 to 35 along b*; 100 for a greenish or bluish one, 0 for a grey picture, as in OFIQ.
fn colour_distance(mean: [f32; 3]) -> f32 {
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
