//! The three corner squares of a code (finder patterns: ISO/IEC 18004, 6.3.3), found as ink and
//! paper in the ratio 1:1:3:1:1 along rows and columns.

use super::geometry::{Point, index};
use super::threshold::{Bitmap, INK};

/// A place that looks like the corner square of a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    /// Its middle in pixels.
    pub(super) middle: Point,
    /// Its module in pixels, as measured along the row.
    pub(super) wide: f32,
    /// The same along the column.
    pub(super) tall: f32,
    /// Whether its middle is dark, as printed; a light one belongs to an inverted code.
    pub(super) is_dark: bool,
    /// In how many rows it was seen.
    pub(super) hits: u16,
}

impl Finder {
    /// Its module in pixels, the mean of both ways.
    pub(super) fn module(&self) -> f32 {
        (self.wide * self.tall).sqrt()
    }
}

/// What a search found.
pub(super) struct Search {
    /// The clearest ones first, at most [`MOST_KEPT`].
    pub(super) finders: Vec<Finder>,
    /// There were so many that the picture is noise to this search, and the search was ended.
    pub(super) is_noise: bool,
}

/// More than this in one picture are noise: a page of text has a handful, a code three.
const MOST_SEEN: usize = 200;
/// Triples are tried among so many.
const MOST_KEPT: usize = 28;

/// Looks through every `step`-th row.
pub(super) fn search(bitmap: &Bitmap, step: usize) -> Search {
    let mut finders: Vec<Finder> = Vec::new();
    let mut is_noise = false;
    let mut y = step / 2;
    while y < bitmap.height && !is_noise {
        search_row(bitmap, y, &mut finders);
        is_noise = finders.len() > MOST_SEEN;
        y += step;
    }
    // In its middle a square is three modules high.
    let rows = step as f32;
    finders.retain(|finder| f32::from(finder.hits) * rows >= finder.tall);
    // Seen in many rows for its size: a real one is three modules high in the middle.
    let clarity = |finder: &Finder| f32::from(finder.hits) / finder.tall;
    finders.sort_by(|a, b| clarity(b).total_cmp(&clarity(a)));
    finders.truncate(MOST_KEPT);
    Search { finders, is_noise }
}

fn search_row(bitmap: &Bitmap, y: usize, finders: &mut Vec<Finder>) {
    let row = bitmap.row(y);
    let mut runs = [0_u32; 5];
    let (mut start, mut colour) = (0, row[0]);
    each_end(row, |x| {
        runs = [runs[1], runs[2], runs[3], runs[4], length(x - start)];
        if let Some(unit) = unit_of(runs) {
            let back = runs[4] + runs[3];
            let middle = x as f32 - back as f32 - runs[2] as f32 * 0.5;
            let seen = Point::new(middle, y as f32 + 0.5);
            take(bitmap, finders, seen, unit, colour == INK);
        }
        (start, colour) = (x, INK - colour);
    });
}

/// Calls back with the end of every run of one colour. Eight pixels are looked at together: where
/// nothing changes, that is one comparison.
fn each_end(row: &[u8], mut take: impl FnMut(usize)) {
    let (words, rest) = row.as_chunks::<8>();
    let mut last = row[0];
    for (n, bytes) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*bytes);
        let mut changes = word ^ ((word << 8) | u64::from(last));
        while changes != 0 {
            // Ink is 1: each byte that differs has one bit.
            take(8 * n + changes.trailing_zeros() as usize / 8);
            changes &= changes - 1;
        }
        last = bytes[7];
    }
    for (n, &pixel) in rest.iter().enumerate() {
        if pixel != last {
            take(8 * words.len() + n);
            last = pixel;
        }
    }
    take(row.len());
}

fn length(pixels: usize) -> u32 {
    u32::try_from(pixels).unwrap_or(u32::MAX)
}

/// The module in pixels when five runs are 1:1:3:1:1.
///
/// Blur and the threshold make ink wider and paper narrower by the same amount, so pairs are
/// compared, edge to like edge: 2, 4, 4 and 2 modules.
fn unit_of(runs: [u32; 5]) -> Option<f32> {
    let [a, b, c, d, e] = runs;
    // Integers first: almost every place ends here.
    if a == 0 || c < b.max(d) || c > 6 * b.max(d) || 2 * c < 3 * a.max(e).min(b.max(d)) {
        return None;
    }
    // Both sides times ten dozens: this too stays within whole numbers.
    let twelve = a + 2 * (b + c + d) + e;
    let is_near =
        |pair: u32, modules: u32| (120 * pair).abs_diff(10 * modules * twelve) <= 7 * twelve + 60;
    let is_pattern =
        is_near(a + b, 2) && is_near(b + c, 4) && is_near(c + d, 4) && is_near(d + e, 2);
    is_pattern.then_some(twelve as f32 / 12.0)
}

/// Takes a place seen in a row, when its column and its row agree.
fn take(bitmap: &Bitmap, finders: &mut Vec<Finder>, seen: Point, unit: f32, is_dark: bool) {
    let is_same = |finder: &&mut Finder| {
        let away = finder.middle - seen;
        finder.is_dark == is_dark
            && away.x.abs() < finder.wide * 2.5
            && away.y.abs() < finder.tall * 2.5
    };
    if let Some(known) = finders.iter_mut().find(is_same) {
        known.hits = known.hits.saturating_add(1);
        return;
    }
    let Some((y, tall)) = measure(bitmap, seen, unit, Way::Column) else {
        return;
    };
    let level = Point::new(seen.x, y);
    let Some((x, wide)) = measure(bitmap, level, unit, Way::Row) else {
        return;
    };
    let ratio = tall / wide;
    if (0.4..2.5).contains(&ratio) {
        finders.push(Finder {
            middle: Point::new(x, y),
            wide,
            tall,
            is_dark,
            hits: 1,
        });
    }
}

#[derive(Clone, Copy)]
enum Way {
    Row,
    Column,
}

/// The pattern across a place: its middle along the way, and its module.
fn measure(bitmap: &Bitmap, place: Point, unit: f32, way: Way) -> Option<(f32, f32)> {
    let (x, y) = (index(place.x), index(place.y));
    if x >= bitmap.width || y >= bitmap.height {
        return None;
    }
    let (at, end) = match way {
        Way::Row => (x, bitmap.width),
        Way::Column => (y, bitmap.height),
    };
    let is_ink = |step: usize| match way {
        Way::Row => bitmap.is_ink(step, y),
        Way::Column => bitmap.is_ink(x, step),
    };
    let most = length(index(unit * 10.0)).max(4);
    let mut after = [0_u32; 3];
    let mut before = [0_u32; 3];
    walk((at..end).map(&is_ink), is_ink(at), most, &mut after)?;
    walk((0..at).rev().map(&is_ink), is_ink(at), most, &mut before)?;
    let runs = [
        before[2],
        before[1],
        before[0] + after[0],
        after[1],
        after[2],
    ];
    let module = unit_of(runs)?;
    // Middle of the middle run, and of the whole: edges of both sides count.
    let inner = after[0] as f32 - before[0] as f32;
    Some((at as f32 + inner * 0.5, module))
}

/// Lengths of the next three runs, the first of colour `is_ink`, each at most `most` long.
fn walk(
    colours: impl Iterator<Item = bool>,
    mut is_ink: bool,
    most: u32,
    runs: &mut [u32; 3],
) -> Option<()> {
    let mut run = 0;
    for colour in colours {
        if colour != is_ink {
            run += 1;
            is_ink = colour;
            if run == 3 {
                return Some(());
            }
        }
        runs[run] += 1;
        if runs[run] > most {
            // The outer run of a square on a dark ground has no end.
            return (run == 2).then_some(());
        }
    }
    (run == 2).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_colours_change_whatever_the_length_of_the_row() {
        for length in 1..40_usize {
            for pattern in 0..400_u64 {
                let bits = pattern.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                let row: Vec<u8> = (0..length)
                    .map(|x| u8::from((bits >> x) & 1 == 1))
                    .collect();
                let changes = (1..length).filter(|&x| row[x] != row[x - 1]);
                let wanted: Vec<usize> = changes.chain([length]).collect();
                let mut ends = Vec::new();
                each_end(&row, |x| ends.push(x));
                assert_eq!(ends, wanted, "{row:?}");
            }
        }
    }
}
