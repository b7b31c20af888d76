//! Cuts patches and strips out of a picture along a zone's place.

use super::place::Place;
use crate::document::cast;
use crate::luma::{Luma, LumaView};

/// Columns of a strip per character, and its rows: as `tools/mrz/strips.py` draws them.
pub(super) const STRIP_PITCH: usize = 12;
pub(super) const STRIP_ROWS: usize = 24;
/// Characters of room on both sides of where the finder saw the zone end.
pub(super) const ROOM: f32 = 7.0;
/// The same where a first reading has said where it ends.
pub(super) const LITTLE_ROOM: f32 = 3.0;
/// Columns to each side over which the light is evened out.
const WINDOW: usize = 24;

/// A picture and its halves, made when they are asked for.
pub(super) struct Levels<'a> {
    view: LumaView<'a>,
    halves: Vec<Luma>,
}

impl<'a> Levels<'a> {
    pub(super) const fn new(view: LumaView<'a>) -> Self {
        Self {
            view,
            halves: Vec::new(),
        }
    }

    /// The picture itself.
    pub(super) const fn whole(&self) -> LumaView<'a> {
        self.view
    }

    /// The smallest half in which a character is still `wanted` pixels wide, and how many pixels of
    /// the picture one of its own covers.
    fn level(&mut self, pitch: f32, wanted: f32) -> (LumaView<'_>, f32) {
        let mut factor = 1.0;
        let mut depth = 0;
        while pitch / (factor * 2.0) >= wanted && depth < 6 {
            factor *= 2.0;
            depth += 1;
            if self.halves.len() < depth {
                let half = self.halves.last().map_or(self.view, Luma::view).halved();
                self.halves.push(half);
            }
        }
        let view = depth
            .checked_sub(1)
            .and_then(|at| self.halves.get(at))
            .map_or(self.view, Luma::view);
        (view, factor)
    }

    /// Samples `columns` × `rows` places, `step` characters apart, from `s`, `t` on, row by row.
    pub(super) fn sample(&mut self, place: &Place, grid: &Grid) -> Vec<f32> {
        let (view, factor) = self.level(place.pitch, 0.8 / grid.step);
        let place = place.scaled(1.0 / factor);
        let mut out = vec![0.0; grid.columns * grid.rows];
        for column in 0..grid.columns {
            let s = grid.s + (column as f32 + 0.5) * grid.step;
            let (first, next) = (place.at(s, grid.t), place.at(s, grid.t + 1.0));
            let (dx, dy) = (
                (next.x - first.x) * grid.step,
                (next.y - first.y) * grid.step,
            );
            let at = |down: f32| (first.x + dx * down, first.y + dy * down);
            // A column is straight: between ends inside, all of it is.
            let is_inside = is_inside(view, at(0.0)) && is_inside(view, at(grid.rows as f32));
            let cells = out.iter_mut().skip(column).step_by(grid.columns);
            for (row, cell) in cells.enumerate() {
                let (x, y) = at(row as f32 + 0.5);
                *cell = if is_inside {
                    inner_pixel(view, x, y)
                } else {
                    pixel(view, x, y)
                };
            }
        }
        out
    }
}

/// Which places of a zone to sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) s: f32,
    pub(super) t: f32,
    pub(super) step: f32,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Whether all four pixels that a place is mixed from are in the picture.
fn is_inside(view: LumaView<'_>, (x, y): (f32, f32)) -> bool {
    let (width, height) = (view.width() as f32, view.height() as f32);
    x >= 0.5 && y >= 0.5 && x < width - 1.5 && y < height - 1.5
}

/// Bilinear, where [`is_inside`] holds: most places of most zones, at less cost.
fn inner_pixel(view: LumaView<'_>, x: f32, y: f32) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (cast::index(x), cast::index(y));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let width = view.width() as usize;
    let from = top * width + left;
    let two = |from: usize| view.pixels().get(from..).and_then(<[u8]>::first_chunk);
    let (Some(&[a, b]), Some(&[c, d])) = (two(from), two(from + width)) else {
        return 0.0;
    };
    let mix = |one: u8, other: u8| f32::from(one) * (1.0 - fx) + f32::from(other) * fx;
    mix(a, b) * (1.0 - fy) + mix(c, d) * fy
}

/// Bilinear; outside the picture its nearest edge stands in.
fn pixel(view: LumaView<'_>, x: f32, y: f32) -> f32 {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let x = (x - 0.5).clamp(0.0, (width - 1) as f32);
    let y = (y - 0.5).clamp(0.0, (height - 1) as f32);
    let (left, top) = (cast::index(x), cast::index(y));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let right = (left + 1).min(width - 1);
    let (upper, lower) = (top * width, (top + 1).min(height - 1) * width);
    let pixels = view.pixels();
    let mix = |row: usize| {
        f32::from(pixels[row + left]) * (1.0 - fx) + f32::from(pixels[row + right]) * fx
    };
    mix(upper) * (1.0 - fy) + mix(lower) * fy
}

/// The lines of a zone, cut out one under the other and evened out, ready for the reader network.
pub(super) struct Strips {
    pub(super) pixels: Vec<f32>,
    pub(super) lines: usize,
    pub(super) columns: usize,
    /// Where along the zone the first column begins.
    pub(super) from: f32,
}

/// Cuts lines with their middles at `offsets` characters across the middle line, and `room` characters
/// beyond the zone's ends.
pub(super) fn cut_strips(
    levels: &mut Levels<'_>,
    place: &Place,
    offsets: &[f32],
    room: f32,
) -> Strips {
    let step = 1.0 / STRIP_PITCH as f32;
    let characters = (place.to - place.from + 2.0 * room).clamp(12.0, 60.0);
    let middle = (place.to + place.from) / 2.0;
    // A multiple of 8 columns suits the network.
    let columns = (cast::index(characters) * STRIP_PITCH).next_multiple_of(8);
    let from = middle - columns as f32 * step / 2.0;
    let strip = |offset: &f32| strip(levels, place, (from, *offset), columns);
    let pixels = offsets.iter().flat_map(strip).collect();
    Strips {
        pixels,
        lines: offsets.len(),
        columns,
        from,
    }
}

/// Cuts the part of a line between two places along the zone, a little more where the network needs it.
pub(super) fn cut_span(
    levels: &mut Levels<'_>,
    place: &Place,
    offset: f32,
    (from, to): (f32, f32),
) -> Strips {
    let columns = cast::index((to - from).clamp(1.0, 60.0) * STRIP_PITCH as f32);
    let columns = columns.next_multiple_of(8);
    Strips {
        pixels: strip(levels, place, (from, offset), columns),
        lines: 1,
        columns,
        from,
    }
}

/// So many columns of the line with its middle at `t` across, from `s` along on.
fn strip(levels: &mut Levels<'_>, place: &Place, (s, t): (f32, f32), columns: usize) -> Vec<f32> {
    let step = 1.0 / STRIP_PITCH as f32;
    let grid = Grid {
        s,
        t: t - STRIP_ROWS as f32 * step / 2.0,
        step,
        columns,
        rows: STRIP_ROWS,
    };
    evened(&levels.sample(place, &grid), columns)
}

/// Without the mean and deviation of a window around each column.
fn evened(strip: &[f32], columns: usize) -> Vec<f32> {
    let mut sums = vec![(0.0_f32, 0.0_f32); columns];
    for row in strip.chunks_exact(columns) {
        for (sum, value) in sums.iter_mut().zip(row) {
            // About the middle of the scale, so that squares stay exact enough.
            let value = value - 128.0;
            *sum = (sum.0 + value, sum.1 + value * value);
        }
    }
    let rows = strip.len() / columns.max(1);
    let light: Vec<(f32, f32)> = (0..columns)
        .map(|column| {
            let near = &sums[column.saturating_sub(WINDOW)..(column + WINDOW).min(columns)];
            let count = (near.len() * rows) as f32;
            let (sum, squares) = near
                .iter()
                .fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
            let mean = sum / count;
            let spread = (squares / count - mean * mean).max(0.0).sqrt();
            (mean + 128.0, 1.0 / (spread + 4.0))
        })
        .collect();
    strip
        .chunks_exact(columns)
        .flat_map(|row| {
            row.iter()
                .zip(&light)
                .map(|(value, (mean, scale))| (value - mean) * scale)
        })
        .collect()
}
