//! Where exactly the lines of a zone run: print is busy along the rows, the gaps between are not.

use super::cut::{Grid, Levels};
use super::place::Place;

/// Rows of the patch per character.
const FINE: usize = 6;
/// Characters looked at above and below the middle.
const REACH: f32 = 5.0;
/// Lines are 1/6 inch apart, characters 1/10 inch (ICAO Doc 9303-3, 4.3).
const SPACING: f32 = 10.0 / 6.0;
/// Characters per block: each block says for itself where its lines are.
const BLOCK: usize = 4;

/// Lines of a zone, as they were found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// The place with its middle line in the middle of the lines.
    pub(super) place: Place,
    /// Distance between two lines, in characters.
    pub(super) spacing: f32,
    /// How plainly lines and gaps stand out, 0 to 1.
    pub(super) score: f32,
}

impl Rows {
    /// Where the lines' middles are, in characters across the middle line.
    pub(super) fn offsets(&self, lines: usize) -> Vec<f32> {
        (0..lines)
            .map(|line| (line as f32 - (lines as f32 - 1.0) / 2.0) * self.spacing)
            .collect()
    }
}

/// Moves a place so that `lines` lines lie about its middle line.
pub(super) fn straighten(levels: &mut Levels<'_>, place: &Place, lines: usize) -> Rows {
    let blocks = profile(levels, place);
    let mut best = Rows {
        place: *place,
        spacing: SPACING,
        score: f32::MIN,
    };
    let (mut shift, mut slope) = (0.0, 0.0);
    for tightness in [0.88, 0.94, 1.0, 1.06, 1.12] {
        let spacing = SPACING * tightness;
        for tilt in -6_i8..=6 {
            let tilt = f32::from(tilt) * 0.006;
            for move_ in -14_i8..=14 {
                let move_ = f32::from(move_) / 8.0;
                let sum: f32 = blocks
                    .iter()
                    .map(|block| block.fits(move_ + tilt * block.s, lines, spacing))
                    .sum();
                // Nothing is moved without a reason.
                let score = sum / blocks.len().max(1) as f32
                    - 0.01 * move_.abs()
                    - 0.4 * tilt.abs()
                    - 0.1 * (tightness - 1.0).abs();
                if score > best.score {
                    (best.score, best.spacing, shift, slope) = (score, spacing, move_, tilt);
                }
            }
        }
    }
    best.place = place.shifted(shift, slope);
    best
}

/// How busy the rows of a few characters are: sums from the top, so that any band is one difference.
struct Block {
    s: f32,
    sums: Vec<f32>,
}

impl Block {
    /// Mean of a band about `t`, of `half` characters to each side.
    fn band(&self, t: f32, half: f32) -> f32 {
        let sum_to = |t: f32| {
            let at = ((t + REACH) * FINE as f32).clamp(0.0, (self.sums.len() - 1) as f32);
            let low = crate::document::cast::index(at);
            let high = (low + 1).min(self.sums.len() - 1);
            self.sums[low] + (self.sums[high] - self.sums[low]) * (at - low as f32)
        };
        (sum_to(t + half) - sum_to(t - half)) / (2.0 * half * FINE as f32)
    }

    /// How much busier the lines are than the gaps beside them, -1 to 1.
    fn fits(&self, middle: f32, lines: usize, spacing: f32) -> f32 {
        let first = middle - (lines as f32 - 1.0) / 2.0 * spacing;
        let (mut ink, mut gap) = (0.0, 0.0);
        for line in 0..=lines {
            let t = first + line as f32 * spacing;
            if line < lines {
                ink += self.band(t, 0.42);
            }
            // The outermost gaps count half: a rim or other print may be near.
            let weight = if line == 0 || line == lines { 0.5 } else { 1.0 };
            gap += weight * self.band(t - spacing / 2.0, 0.16);
        }
        let lines = lines as f32;
        (ink / lines - gap / lines) / (ink / lines + gap / lines + 1.5)
    }
}

fn profile(levels: &mut Levels<'_>, place: &Place) -> Vec<Block> {
    let step = 1.0 / FINE as f32;
    let characters = (place.to - place.from).clamp(8.0, 60.0);
    let grid = Grid {
        s: place.from,
        t: -REACH,
        step,
        columns: crate::document::cast::index(characters) * FINE,
        rows: crate::document::cast::index(2.0 * REACH) * FINE,
    };
    let patch = levels.sample(place, &grid);
    let width = BLOCK * FINE;
    (0..grid.columns / width)
        .map(|number| {
            let columns = number * width..(number + 1) * width;
            let mut sums = vec![0.0];
            let mut sum = 0.0;
            for row in patch.chunks_exact(grid.columns) {
                let row = &row[columns.clone()];
                let busy: f32 = row
                    .windows(3)
                    .map(|three| (three[2] - three[0]).abs())
                    .sum();
                sum += busy / width as f32;
                sums.push(sum);
            }
            Block {
                s: grid.s + (columns.start + width / 2) as f32 * step,
                sums,
            }
        })
        .collect()
}
