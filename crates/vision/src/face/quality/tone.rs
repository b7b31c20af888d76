//! Components that come from the tones of the face: light, exposure, contrast, colour.

use super::super::geometry::{Point, score};
use super::super::landmarks::Landmarks;
use super::aligned::Aligned;
use super::colour::{colour_distance, linear_table, luminance};
use super::histogram::{Histogram, entropy, moments, overlap, share};
use super::{Component, Measure, sigmoid};
use crate::jpeg::Rgb;

/// Nearly black: luminance up to this, of 255.
const BLACK_TO: usize = 25;
/// Nearly white: luminance from this, of 255.
const WHITE_FROM: usize = 247;

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
        aligned.each(picture, |column, row, colour| {
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
