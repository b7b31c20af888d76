//! Whether a document shows a colour of its own, whatever the colour of the light.

use super::geometry::Quad;
use super::rectify::rectify_rgb;
use super::shape::DocumentShape;
use crate::jpeg::Rgb;

/// Below this spread a document shows no colour of its own, as a photocopy in black and white does.
/// Flat specimens in cold and in warm light have 0.054 and more, grey copies of them 0.013 and less.
pub const COLOURLESS_BELOW: f32 = 0.027;

/// Fine enough to keep a portrait's colours apart, coarse enough to be quick.
const DPI: f32 = 100.0;
/// Side of a patch in pixels, about two millimetres: its mean has little of a sensor's noise.
const PATCH: usize = 8;
/// Tints are told between these brightnesses: darker ones drown in noise, of brighter ones a channel may
/// be at its end.
const TOLD: core::ops::RangeInclusive<f32> = 48.0..=245.0;
/// The share of a document, 0 to 1, that must be told for a word about the whole.
const ENOUGH: f32 = 0.25;
/// The spread is what this share of the patches stays under: a portrait or an emblem in colour is enough.
const MOST: f32 = 0.9;

/// How far the tints of a document lie apart, 0 to about 1: light of one colour tints everything alike and
/// adds nothing. `None` where it is too dark or too bright to be told, and of no quadrilateral.
pub fn colour_spread(picture: &Rgb, quad: &Quad, shape: DocumentShape) -> Option<f32> {
    let flat = rectify_rgb(picture, quad, shape, DPI)?.picture;
    let (across, down) = (
        usize::from(flat.width) / PATCH,
        usize::from(flat.height) / PATCH,
    );
    let places = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
    let tints: Vec<[f32; 2]> = places
        .filter_map(|place| tint(mean_colour(&flat, place)))
        .collect();
    if (tints.len() as f32) < ENOUGH * (across * down) as f32 {
        return None;
    }
    let light = [0, 1].map(|part| nth(tints.iter().map(|tint| tint[part]), 0.5));
    let [red, blue] = [light[0]?, light[1]?];
    nth(
        tints
            .iter()
            .map(|tint| (tint[0] - red).hypot(tint[1] - blue)),
        MOST,
    )
}

/// Red and blue beside the brightness, where they can be told.
fn tint(colour: [f32; 3]) -> Option<[f32; 2]> {
    let [red, green, blue] = colour;
    let brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    let is_told = colour.iter().all(|channel| *channel <= *TOLD.end());
    (is_told && brightness >= *TOLD.start()).then(|| [red / brightness, blue / brightness])
}

fn mean_colour(flat: &Rgb, (column, row): (usize, usize)) -> [f32; 3] {
    let stride = usize::from(flat.width) * 3;
    let rows = flat
        .pixels
        .chunks_exact(stride)
        .skip(row * PATCH)
        .take(PATCH);
    let pixels = rows.flat_map(|line| line.chunks_exact(3).skip(column * PATCH).take(PATCH));
    let mut sums = [0_u32; 3];
    for pixel in pixels {
        for (sum, channel) in sums.iter_mut().zip(pixel) {
            *sum += u32::from(*channel);
        }
    }
    sums.map(|sum| sum as f32 / (PATCH * PATCH) as f32)
}

/// The value that this share of all stays under.
fn nth(values: impl Iterator<Item = f32>, share: f32) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    let place = super::cast::index(share * values.len() as f32);
    let place = place.min(values.len().checked_sub(1)?);
    let (_, value, _) = values.select_nth_unstable_by(place, f32::total_cmp);
    Some(*value)
}
