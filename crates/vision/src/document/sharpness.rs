//! How sharp the print of a rectified document is.
//!
//! Compares the jumps between neighbours with those over four pixels: at a sharp edge both see the
//! whole jump, at a blurred one the neighbours see a part. The ratio needs no contrast and no size
//! of print, and the noise, measured where nothing is printed, is taken off both.

use crate::luma::LumaView;

/// The long step, in pixels.
const LAG: usize = 4;
/// Side of the squares that are compared with each other, in pixels.
const BLOCK: usize = 16;
/// Directions: along the rows, down the columns, both diagonals. A hand moves in one of them.
const DIRECTIONS: usize = 4;

/// Jumps of one block in one direction.
#[derive(Clone, Copy, Default)]
struct Jumps {
    near: f32,
    far: f32,
}

/// Memory of the measure.
#[derive(Default)]
pub(super) struct SharpnessScratch {
    blocks: Vec<[Jumps; DIRECTIONS]>,
    quiet: Vec<f32>,
}

/// The sharpness in the worst direction: 1 when every edge lies between two pixels, 0.2 for a blur
/// of one pixel (standard deviation), 0.05 for two, 0 when all is smeared. `None` where nothing is
/// printed.
pub(super) fn sharpness(view: LumaView<'_>, scratch: &mut SharpnessScratch) -> Option<f32> {
    measure(view, &mut scratch.blocks);
    if scratch.blocks.is_empty() {
        return None;
    }
    let noise = noise(scratch);
    let worst = (0..DIRECTIONS)
        .filter_map(|direction| ratio(&scratch.blocks, direction, noise))
        .fold(f32::MAX, f32::min);
    (worst < f32::MAX).then_some(worst)
}

/// A twentieth of the blocks is quieter than this: paper without print.
fn noise(scratch: &mut SharpnessScratch) -> f32 {
    let means = scratch
        .blocks
        .iter()
        .map(|block| block.iter().map(|jumps| jumps.near).sum::<f32>() / DIRECTIONS as f32);
    scratch.quiet.clear();
    scratch.quiet.extend(means);
    let place = scratch.quiet.len() / 20;
    *scratch
        .quiet
        .select_nth_unstable_by(place, f32::total_cmp)
        .1
}

fn ratio(blocks: &[[Jumps; DIRECTIONS]], direction: usize, noise: f32) -> Option<f32> {
    let (mut near, mut far) = (0.0_f32, 0.0_f32);
    for block in blocks {
        let jumps = block[direction];
        // Print stands well out of the noise.
        if jumps.far > 4.0 * noise + 12.0 {
            near += (jumps.near - noise).max(0.0);
            far += jumps.far - noise;
        }
    }
    let lag = LAG as f32;
    (far > 0.0).then(|| ((near / far * lag * lag - 1.0) / (lag - 1.0)).max(0.0))
}

/// Mean squares of the jumps in each block, on every second row.
fn measure(view: LumaView<'_>, blocks: &mut Vec<[Jumps; DIRECTIONS]>) {
    blocks.clear();
    let (width, height) = (view.width() as usize, view.height() as usize);
    // The outermost blocks hold the document's own edge, whose sharpness is the table's.
    let (columns, rows) = (width / BLOCK, height / BLOCK);
    let count = (BLOCK * BLOCK / 2) as f32;
    for row in 1..rows.saturating_sub(1) {
        for column in 1..columns.saturating_sub(1) {
            let mut sums = [[0_i32; 2]; DIRECTIONS];
            for y in (row * BLOCK..(row + 1) * BLOCK).step_by(2) {
                add_row(view, column * BLOCK, y, &mut sums);
            }
            blocks.push(sums.map(|[near, far]| Jumps {
                near: near as f32 / count,
                far: far as f32 / count,
            }));
        }
    }
}

fn add_row(view: LumaView<'_>, x: usize, y: usize, sums: &mut [[i32; 2]; DIRECTIONS]) {
    let width = view.width() as usize;
    let part = |dx: usize, dy: usize| {
        let from = (y + dy) * width + x + dx - LAG;
        &view.pixels()[from..from + BLOCK]
    };
    // Offsets are counted from `LAG` to the left, so that one diagonal may run that way.
    let here = part(LAG, 0);
    let others = [
        [part(LAG + 1, 0), part(2 * LAG, 0)],
        [part(LAG, 1), part(LAG, LAG)],
        [part(LAG + 1, 1), part(2 * LAG, LAG)],
        [part(LAG - 1, 1), part(0, LAG)],
    ];
    for (sum, pair) in sums.iter_mut().zip(others) {
        for (total, other) in sum.iter_mut().zip(pair) {
            *total += squares(here, other);
        }
    }
}

fn squares(a: &[u8], b: &[u8]) -> i32 {
    let jumps = a.iter().zip(b).map(|(&a, &b)| i32::from(a) - i32::from(b));
    jumps.map(|jump| jump * jump).sum()
}
