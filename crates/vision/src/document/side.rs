//! Which side of the document is seen, which way up, and whether something lies over its machine-readable zone: the
//! lines of the zone, and the large dark shape of a portrait. It reads nothing.

use super::light::pixels_of;
use super::shape::{Area, DocumentShape};
use crate::luma::LumaView;
use sceau_domain::document::Side;

/// Pitch of the characters in a machine-readable zone, in millimetres (ICAO Doc 9303-3, 4.4).
const PITCH: f32 = 2.54;
/// Most cells of a line looked at.
const MOST_CELLS: usize = 44;
/// A row of a line has marks in this share of its cells: print leaves the end of a line empty.
const FULL: f32 = 0.78;
/// Least and most height of a line of marks, in millimetres. Fillers are low, capitals 2.4 mm.
const LINE_HEIGHT: (f32, f32) = (0.4, 3.4);
/// Marks are darker than paper by this share of the paper's brightness.
const INK: f32 = 0.2;
/// But by no less than these levels: in the dark, noise is as strong as that.
const LEAST_INK: f32 = 9.0;
/// A row that has marks in this share of its cells belongs to a line of which a part may be hidden.
const HALF_FULL: f32 = 0.5;
/// Cells without a mark, side by side, that no print leaves empty: where there is nothing to say stands a filler.
const HIDDEN_CELLS: u32 = 3;
/// Lines that make a zone.
const ZONE_LINES: usize = 2;
/// A portrait's squares differ by this share of the document's brightness (standard deviation).
pub const PORTRAIT_ABOVE: f32 = 0.17;
/// And this many times as much as those of the same place with the document turned.
const PORTRAIT_TIMES: f32 = 1.35;

/// What was seen of the layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// Lines of a machine-readable zone, at the bottom and at the top.
    pub(super) lines: [usize; 2],
    /// How much the squares of the portrait's place differ, as it lies and turned.
    pub(super) portrait: [f32; 2],
    /// Share of the zone's cells, at the bottom and at the top, that lie hidden under something smooth; `None` where
    /// fewer lines are seen than make a zone.
    pub(super) hidden: [Option<f32>; 2],
}

/// The marks in the place of a machine-readable zone.
struct Marks {
    /// Lines that are marked from end to end.
    lines: usize,
    hidden: Option<f32>,
}

impl Layout {
    /// Looks at a rectified document.
    pub(super) fn of(view: LumaView<'_>, shape: DocumentShape, brightness: f32) -> Self {
        let lines = shape.machine_zone(shape.zone_side());
        let portrait = shape.portrait_area(Side::Front);
        let both = |area: Option<Area>| {
            let place = area.unwrap_or(Area {
                left: 0.0,
                top: 0.0,
                right: 1.0,
                bottom: 1.0,
            });
            [place, place.turned()]
        };
        let marks = both(lines).map(|area| marks(view, shape, area, brightness));
        Self {
            lines: [marks[0].lines, marks[1].lines],
            hidden: [marks[0].hidden, marks[1].hidden],
            portrait: both(portrait)
                .map(|area| unevenness(view, area, brightness) / brightness.max(1.0)),
        }
    }

    /// Whether the document lies upside down; `None` when nothing tells.
    pub(super) fn is_turned(&self, shape: DocumentShape) -> Option<bool> {
        let [bottom, top] = self.lines;
        // Headlines fill a line too: where there is a portrait, it knows better.
        if self.has_portrait() && self.side(shape) == Some(Side::Front) {
            return Some(self.portrait[1] > self.portrait[0]);
        }
        (bottom.max(top) >= ZONE_LINES && bottom != top).then_some(top > bottom)
    }

    /// The side that is seen, as far as it tells itself apart.
    pub(super) fn side(&self, shape: DocumentShape) -> Option<Side> {
        let lines = self.lines[0].max(self.lines[1]);
        let (has_zone, has_portrait) = (lines >= ZONE_LINES, self.has_portrait());
        match shape {
            DocumentShape::Id1 if lines > ZONE_LINES => Some(Side::Back),
            DocumentShape::Id1 if has_portrait => Some(Side::Front),
            DocumentShape::Id1 => has_zone.then_some(Side::Back),
            DocumentShape::Id2 if has_zone || has_portrait => Some(Side::Front),
            // The back of the laminated card has neither, and plainly so.
            DocumentShape::Id2 => (self.lines == [0, 0]
                && self
                    .portrait
                    .iter()
                    .all(|&portrait| portrait < PORTRAIT_ABOVE))
            .then_some(Side::Back),
            DocumentShape::Id3 => (has_zone || has_portrait).then_some(Side::Front),
        }
    }

    fn has_portrait(&self) -> bool {
        let (more, less) = (
            self.portrait[0].max(self.portrait[1]),
            self.portrait[0].min(self.portrait[1]),
        );
        more >= PORTRAIT_ABOVE && more >= PORTRAIT_TIMES * less
    }
}

/// Finds the lines of marks that fill the width of a machine-readable zone, and what hides a part of them.
fn marks(view: LumaView<'_>, shape: DocumentShape, area: Area, brightness: f32) -> Marks {
    let scale = view.width() as f32 / shape.millimetres().0;
    let [_, top, _, bottom] = pixels_of(view, area);
    let cells: usize = match shape {
        DocumentShape::Id1 => 30,
        DocumentShape::Id2 => 36,
        DocumentShape::Id3 => MOST_CELLS,
    };
    let left = (view.width() as f32 - cells as f32 * PITCH * scale) / 2.0;
    let ink = (INK * brightness).max(LEAST_INK);
    let is_line = |run: usize| {
        let height = run as f32 / scale;
        height >= LINE_HEIGHT.0 && height <= LINE_HEIGHT.1
    };
    let rows = (top.max(1)..bottom.min(view.height() as usize - 1)).map(|y| {
        (0..cells)
            .filter(|&cell| {
                let from = left + cell as f32 * PITCH * scale;
                is_marked(view, y, (from, from + PITCH * scale), ink)
            })
            .fold(0_u64, |row, cell| row | 1 << cell)
    });
    let (mut full, mut half) = (Band::default(), Band::default());
    let (mut lines, mut seen, mut hidden) = (0, 0, 0);
    // A row without a mark ends the last line.
    for row in rows.chain([0]) {
        let share = row.count_ones() as f32 / cells as f32;
        if let Some(line) = full.after(row, share >= FULL) {
            lines += usize::from(is_line(line.rows));
        }
        if let Some(line) = half
            .after(row, share >= HALF_FULL)
            .filter(|line| is_line(line.rows))
        {
            seen += 1;
            hidden += hidden_cells(line.marked, cells);
        }
    }
    Marks {
        lines,
        hidden: (seen >= ZONE_LINES).then(|| hidden as f32 / (seen * cells) as f32),
    }
}

/// Neighbouring rows with enough marks.
#[derive(Default)]
struct Band {
    rows: usize,
    /// The cells that any of the rows marks, a bit each.
    marked: u64,
}

impl Band {
    /// Takes the next row, and gives the band that ended with the one before.
    fn after(&mut self, row: u64, belongs: bool) -> Option<Self> {
        if belongs {
            self.rows += 1;
            self.marked |= row;
            return None;
        }
        let ended = core::mem::take(self);
        (ended.rows > 0).then_some(ended)
    }
}

/// How many cells of a line lie in runs without a mark that no print leaves.
fn hidden_cells(marked: u64, cells: usize) -> u32 {
    let (mut run, mut hidden) = (0, 0);
    for cell in 0..=cells {
        if cell < cells && marked >> cell & 1 == 0 {
            run += 1;
        } else {
            hidden += if run >= HIDDEN_CELLS { run } else { 0 };
            run = 0;
        }
    }
    hidden
}

/// Whether a cell of a row holds both paper and ink; three rows and two columns are averaged.
fn is_marked(view: LumaView<'_>, y: usize, span: (f32, f32), ink: f32) -> bool {
    let width = view.width() as usize;
    let from = super::cast::index(span.0).min(width - 2);
    let to = super::cast::index(span.1).clamp(from + 1, width - 1);
    let pixels = view.pixels();
    let rows = [y - 1, y, y + 1].map(|row| &pixels[row * width + from..row * width + to + 1]);
    let (mut low, mut high) = (u16::MAX, 0_u16);
    for x in 0..to - from {
        let sum = rows
            .iter()
            .map(|row| u16::from(row[x]) + u16::from(row[x + 1]))
            .sum::<u16>();
        low = low.min(sum);
        high = high.max(sum);
    }
    f32::from(high.saturating_sub(low)) >= 6.0 * ink
}

/// Standard deviation of the means of squares, in levels: letters are averaged away, a face is not.
fn unevenness(view: LumaView<'_>, area: Area, brightness: f32) -> f32 {
    const SQUARES: usize = 10;
    let [left, top, right, bottom] = pixels_of(view, area);
    let (wide, tall) = ((right - left) / SQUARES, (bottom - top) / SQUARES);
    if wide == 0 || tall == 0 {
        return 0.0;
    }
    let (mut sum, mut squares) = (0.0_f32, 0.0_f32);
    for place in 0..SQUARES * SQUARES {
        let (x, y) = (left + place % SQUARES * wide, top + place / SQUARES * tall);
        let rows = view.rows().skip(y).take(tall).step_by(2);
        let (count, total) = rows.fold((0, 0.0), |(count, total), row| {
            (count + 1, total + crate::light::mean(&row[x..x + wide]))
        });
        // What is brighter than paper is a reflection.
        let mean = (total / count.max(1) as f32).min(brightness);
        sum += mean;
        squares += mean * mean;
    }
    let count = (SQUARES * SQUARES) as f32;
    (squares / count - (sum / count).powi(2)).max(0.0).sqrt()
}
