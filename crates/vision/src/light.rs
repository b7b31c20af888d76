//! Measures of light that single pictures and documents share.

use crate::luma::LumaView;
use core::ops::Range;

/// A pixel this bright holds no print any more.
const BURNT: u8 = 250;
/// Side of a patch in pixels: a bright letter or a speck fills none.
const PATCH: usize = 8;

/// Mean brightness, 0 to 255; 0 of nothing.
pub(crate) fn mean(pixels: &[u8]) -> f32 {
    let sum: u64 = pixels.iter().map(|&pixel| u64::from(pixel)).sum();
    sum as f32 / pixels.len().max(1) as f32
}

/// Share of the patches of 8 × 8 pixels in these columns and rows that are burnt out as a whole, 0
/// to 1. The ranges must lie inside the picture.
pub(crate) fn burnt_share(view: LumaView<'_>, columns: Range<usize>, rows: Range<usize>) -> f32 {
    let (across, down) = (columns.len() / PATCH, rows.len() / PATCH);
    let is_burnt = |&(column, row): &(usize, usize)| {
        let (left, top) = (columns.start + column * PATCH, rows.start + row * PATCH);
        let lines = view.rows().skip(top).take(PATCH);
        let mut parts = lines.map(|line| &line[left..left + PATCH]);
        parts.all(|part| part.iter().all(|&pixel| pixel >= BURNT))
    };
    let patches = (0..down).flat_map(|row| (0..across).map(move |column| (column, row)));
    let burnt = patches.filter(is_burnt).count();
    burnt as f32 / (across * down).max(1) as f32
}
