//! Where exactly the lines of a zone run: print is busy along the rows, the gaps between are not.

use super::cut::{Grid, Levels};
use super::place::Place;

/// Rows of the patch per character.
const FINE: usize = 6;
/// Characters looked at above and below the middle.
const REACH: f32 = 5.0;
/// Distances between lines that are tried, in characters of 1/10 inch: three lines are 1/6 inch apart,
/// two lines as much or up to 1/4 inch; seen from the side all look closer or farther apart.
const THREE: f32 = 1.67;
const THREE_APART: &[f32] = &[1.42, 1.67, 1.92];
const TWO_APART: &[f32] = &[1.42, 1.67, 1.9, 2.15, 2.4, 2.6];
/// Hundreds of ways to lie are compared: how well lines lie about a height is worked out once for so many
/// heights per character, and mixed between them.
const TABLE: f32 = 24.0;
/// Characters per block: each block says for itself where its lines are.
const BLOCK: usize = 4;

/// Lines of a zone, as they were found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// The place with its middle line in the middle of the lines.
    pub(super) place: Place,
    /// Distance between two lines, in characters.
    pub(super) spacing: f32,
}

impl Rows {
    /// Where the lines' middles are, in characters across the middle line.
    pub(super) fn offsets(&self, lines: usize) -> Vec<f32> {
        (0..lines)
            .map(|line| (line as f32 - (lines as f32 - 1.0) / 2.0) * self.spacing)
            .collect()
    }

    /// The same rows as they run for a text that is upside down.
    pub(super) fn turned(&self) -> Self {
        Self {
            place: self.place.turned(),
            ..*self
        }
    }
}

/// A way in which lines may lie: moved across, turned, closer together or farther apart.
#[derive(Debug, Clone, Copy)]
struct Lie {
    shift: f32,
    slope: f32,
    spacing: f32,
    /// How the distances grow along the zone, as a share per character.
    fan: f32,
}

/// Three lines are likelier when they lie at least this well for how well two do: where there are two, the
/// third lies on nothing; where there are three, two of them lie as well as all.
const AS_WELL: f32 = 0.85;

/// Moves a place so that `lines` lines lie about its middle line: first roughly, then finely.
pub(super) fn straighten(levels: &mut Levels<'_>, place: &Place, lines: usize) -> Rows {
    laid(&profile(levels, place), place, lines).0
}

/// The same for two lines or three, whichever is likelier by how they lie, and how many those are.
pub(super) fn straighten_any(levels: &mut Levels<'_>, place: &Place) -> (Rows, usize) {
    let blocks = profile(levels, place);
    let (two, three) = (laid(&blocks, place, 2), laid(&blocks, place, 3));
    if three.1 > AS_WELL * two.1 {
        (three.0, 3)
    } else {
        (two.0, 2)
    }
}

/// The rows about which so many lines lie best, and how well, -1 to 1.
fn laid(blocks: &[Block], place: &Place, lines: usize) -> (Rows, f32) {
    let score = |lie: &Lie| {
        let fit = |block: &Block| {
            let spacing = lie.spacing * (1.0 + lie.fan * block.s);
            block.fits(lie.shift + lie.slope * block.s, lines, spacing)
        };
        let sum: f32 = blocks.iter().map(fit).sum();
        // Nothing is moved without a reason.
        sum / blocks.len().max(1) as f32
            - 0.03 * lie.shift.abs()
            - 0.4 * lie.slope.abs()
            - lie.fan.abs()
    };
    let spacings = if lines == 3 { THREE_APART } else { TWO_APART };
    let starts = spacings.iter().map(|&spacing| {
        let start = Lie {
            shift: 0.0,
            slope: 0.0,
            spacing,
            fan: 0.0,
        };
        best_of(&start, (7, 0.25), (3, 0.012), (0, 0.0), &score)
    });
    let best = starts.max_by(|a, b| score(a).total_cmp(&score(b)));
    let rough = best.unwrap_or(Lie {
        shift: 0.0,
        slope: 0.0,
        spacing: THREE,
        fan: 0.0,
    });
    let fine = best_of(&rough, (2, 0.1), (2, 0.005), (2, 0.06), &score);
    let fanned = (-4_i8..=4).map(|step| {
        let start = Lie {
            fan: f32::from(step) * 0.003,
            ..fine
        };
        best_of(&start, (1, 0.05), (1, 0.0025), (0, 0.0), &score)
    });
    let fine = fanned
        .max_by(|a, b| score(a).total_cmp(&score(b)))
        .unwrap_or(fine);
    let mut rows = Rows {
        place: place.shifted(fine.shift, fine.slope),
        spacing: fine.spacing,
    };
    // How far apart three lines are is known, so that what they look like says how they are seen.
    if lines == 3 {
        rows.place.aspect *= rows.spacing / THREE;
        rows.spacing = THREE;
    }
    rows.place.fan = (rows.place.fan + fine.fan).clamp(-0.02, 0.02);
    (rows, score(&fine))
}

/// The best of a lattice around a lie: so many steps to each side, of this size, for each number.
fn best_of(
    around: &Lie,
    shift: (i8, f32),
    slope: (i8, f32),
    spacing: (i8, f32),
    score: &dyn Fn(&Lie) -> f32,
) -> Lie {
    let steps = |(count, size): (i8, f32)| (-count..=count).map(move |step| f32::from(step) * size);
    let mut best = (f32::MIN, *around);
    for tighter in steps(spacing) {
        for turned in steps(slope) {
            for moved in steps(shift) {
                let lie = Lie {
                    shift: around.shift + moved,
                    slope: around.slope + turned,
                    spacing: around.spacing * (1.0 + tighter),
                    fan: around.fan,
                };
                let value = score(&lie);
                if value > best.0 {
                    best = (value, lie);
                }
            }
        }
    }
    best.1
}

/// How well a line would lie about each height of a few characters.
struct Block {
    s: f32,
    /// How much busier the height is than the gaps beside a line there, `TABLE` values per character
    /// from `REACH` above the middle on.
    fits: Vec<f32>,
}

impl Block {
    /// By the sums of how busy the rows are, from the top.
    fn new(s: f32, sums: &Sums) -> Self {
        // Lines and gaps are measured by the busiest line: by their own sum, two lines and an empty one
        // would look better than three with busy gaps.
        let places = (-20_i8..=20).map(|step| f32::from(step) * 0.15);
        let peak = places.map(|t| sums.band(t, 0.42)).fold(0.0, f32::max);
        let last = crate::document::cast::index(2.0 * REACH * TABLE);
        let fit = |at: usize| {
            let t = at as f32 / TABLE - REACH;
            let gap = (sums.band(t - 0.81, 0.16) + sums.band(t + 0.81, 0.16)) / 2.0;
            (sums.band(t, 0.42) - gap) / (peak + 1.5)
        };
        Self {
            s,
            fits: (0..=last).map(fit).collect(),
        }
    }

    /// How much busier the lines are than the gaps beside them, -1 to 1.
    fn fits(&self, middle: f32, lines: usize, spacing: f32) -> f32 {
        let first = middle - (lines as f32 - 1.0) / 2.0 * spacing;
        let last = self.fits.len() - 1;
        let of_line = |line: usize| {
            let t = first + line as f32 * spacing;
            let at = ((t + REACH) * TABLE).clamp(0.0, last as f32);
            let low = crate::document::cast::index(at);
            let (here, next) = (self.fits[low], self.fits[(low + 1).min(last)]);
            here + (next - here) * (at - low as f32)
        };
        (0..lines).map(of_line).sum::<f32>() / lines as f32
    }
}

/// How busy rows are: sums from the top, so that any band is one difference.
struct Sums(Vec<f32>);

impl Sums {
    /// Mean of a band about `t`, of `half` characters to each side.
    fn band(&self, t: f32, half: f32) -> f32 {
        let sum_to = |t: f32| {
            let at = ((t + REACH) * FINE as f32).clamp(0.0, (self.0.len() - 1) as f32);
            let low = crate::document::cast::index(at);
            let high = (low + 1).min(self.0.len() - 1);
            self.0[low] + (self.0[high] - self.0[low]) * (at - low as f32)
        };
        (sum_to(t + half) - sum_to(t - half)) / (2.0 * half * FINE as f32)
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
            let s = grid.s + (columns.start + width / 2) as f32 * step;
            Block::new(s, &Sums(sums))
        })
        .collect()
}
