//! Where brightness jumps, in a small copy of the frame.

use super::geometry::{Point, Quad};
use crate::luma::LumaView;

/// The long side of the small copy, in pixels: a quarter of a 720p frame. Noise is averaged away,
/// and any camera costs about the same.
const SMALL_SIDE: u32 = 320;

/// Below this jump, in levels per small pixel, there is only noise.
const FAINTEST: f32 = 0.9;
/// An edge stands out of what is around it by this factor.
const OUTSTANDING: f32 = 1.15;
/// A plain edge has this share of the root mean square of all jumps.
const PLAIN: f32 = 0.4;
/// Reach of "around it", in small pixels.
const AROUND: usize = 5;

/// One place of an edge.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edge {
    /// Place in small pixels from the middle of the small copy.
    pub(super) x: f32,
    /// Likewise.
    pub(super) y: f32,
    /// Unit vector from dark to bright.
    pub(super) nx: f32,
    /// Likewise.
    pub(super) ny: f32,
    /// How much it stands out, 0 to 1.
    pub(super) weight: f32,
    /// Jump in levels per small pixel.
    pub(super) jump: f32,
}

/// The small copy, its edges, and the memory they are made in.
#[derive(Default)]
pub(super) struct EdgeMap {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Frame pixels per small pixel.
    pub(super) factor: usize,
    pub(super) edges: Vec<Edge>,
    plain: f32,
    small: Vec<f32>,
    sums: Vec<u16>,
    jump: Vec<f32>,
    rows: Vec<f32>,
    around: Vec<f32>,
    line: Vec<f32>,
}

impl EdgeMap {
    /// Finds the edges of this frame. A frame too thin to hold a document has none.
    pub(super) fn find(&mut self, view: LumaView<'_>) {
        self.shrink(view);
        self.edges.clear();
        if self.width >= 16 && self.height >= 16 {
            self.differentiate();
            self.average();
            self.thin();
            self.plain = self.plain_jump();
        }
    }

    /// Share of the small pixels of a quadrilateral's inside that are plain edges, 0 to 1; looks at
    /// every third edge.
    pub(super) fn print_in(&self, quad: &Quad) -> f32 {
        let inner = quad.shrunk(0.12);
        let edges = self
            .edges
            .iter()
            .step_by(3)
            .filter(|edge| edge.jump >= self.plain);
        let inside = edges
            .filter(|edge| inner.contains(Point::new(edge.x, edge.y)))
            .count();
        3.0 * inside as f32 / inner.area().max(1.0)
    }

    /// The jump from which on an edge is plain in this frame: the grain of wood is none beside ink.
    fn plain_jump(&self) -> f32 {
        let sum: f32 = self.edges.iter().map(|edge| edge.jump * edge.jump).sum();
        PLAIN * (sum / self.edges.len().max(1) as f32).sqrt()
    }

    /// Means of squares of `factor` pixels; what is left at the right and the bottom is dropped.
    fn shrink(&mut self, view: LumaView<'_>) {
        self.factor = view.long_side().div_ceil(SMALL_SIDE).max(1) as usize;
        let factor = self.factor;
        let full = view.width() as usize;
        self.width = full / factor;
        self.height = view.height() as usize / factor;
        self.small.clear();
        self.sums.resize(self.width * factor, 0);
        for rows in view.pixels().chunks_exact(full * factor) {
            self.sums.fill(0);
            for row in rows.chunks_exact(full) {
                for (sum, &pixel) in self.sums.iter_mut().zip(row) {
                    // Saturates from 257 rows on: no camera is so large.
                    *sum = sum.saturating_add(u16::from(pixel));
                }
            }
            match factor {
                2 => extend_with_means::<2>(&mut self.small, &self.sums),
                4 => extend_with_means::<4>(&mut self.small, &self.sums),
                6 => extend_with_means::<6>(&mut self.small, &self.sums),
                _ => {
                    let parts = self.sums.chunks_exact(factor);
                    self.small.extend(parts.map(|part| mean_of(part, factor)));
                }
            }
        }
    }

    /// Jumps by Scharr's operator (3, 10, 3), in levels per small pixel; 0 along the frame's edges.
    fn differentiate(&mut self) {
        let (width, height) = (self.width, self.height);
        self.jump.clear();
        self.jump.resize(width * height, 0.0);
        let inner = width - 2;
        for y in 1..height - 1 {
            let jumps = &mut self.jump[y * width + 1..][..inner];
            // Nine rows of equal length, each moved by one: eight places are worked out at once.
            let part = |row: usize, column: usize| &self.small[row * width + column..][..inner];
            let above = [part(y - 1, 0), part(y - 1, 1), part(y - 1, 2)];
            let beside = [part(y, 0), part(y, 2)];
            let below = [part(y + 1, 0), part(y + 1, 1), part(y + 1, 2)];
            for (x, jump) in jumps.iter_mut().enumerate() {
                let across = 3.0 * (above[2][x] - above[0][x] + below[2][x] - below[0][x])
                    + 10.0 * (beside[1][x] - beside[0][x]);
                let down = 3.0 * (below[0][x] - above[0][x] + below[2][x] - above[2][x])
                    + 10.0 * (below[1][x] - above[1][x]);
                *jump = (across * across + down * down).sqrt() / 32.0;
            }
        }
    }

    /// The slope whose length [`EdgeMap::differentiate`] kept: few places ask for its direction.
    fn slope(&self, at: usize) -> (f32, f32) {
        let three = |middle: usize| [middle - 1, middle, middle + 1].map(|place| self.small[place]);
        let (a, b, c) = (three(at - self.width), three(at), three(at + self.width));
        let across = 3.0 * (a[2] - a[0] + c[2] - c[0]) + 10.0 * (b[2] - b[0]);
        let down = 3.0 * (c[0] - a[0] + c[2] - a[2]) + 10.0 * (c[1] - a[1]);
        (across / 32.0, down / 32.0)
    }

    /// The mean jump around each place: a faint edge on a quiet table counts as much as a strong
    /// one among print. Running sums, along the rows and then down the columns.
    fn average(&mut self) {
        let (width, height) = (self.width, self.height);
        self.rows.resize(width * height, 0.0);
        self.around.resize(width * height, 0.0);
        let lines = self.jump.chunks_exact(width);
        for (target, source) in self.rows.chunks_exact_mut(width).zip(lines) {
            let mut sum: f32 = source[..AROUND].iter().sum();
            for (x, place) in target.iter_mut().enumerate() {
                sum += source.get(x + AROUND).copied().unwrap_or(0.0);
                *place = sum;
                sum -= x.checked_sub(AROUND).map_or(0.0, |gone| source[gone]);
            }
        }
        let share = 1.0 / ((2 * AROUND + 1) as f32).powi(2);
        let row = |y: usize| y * width..(y + 1) * width;
        self.line.clear();
        self.line.resize(width, 0.0);
        for y in 0..height + AROUND {
            if y < height {
                add(&mut self.line, &self.rows[row(y)], 1.0);
            }
            if y >= AROUND {
                let target = &mut self.around[row(y - AROUND)];
                for (mean, sum) in target.iter_mut().zip(&self.line) {
                    *mean = sum * share;
                }
            }
            if y >= 2 * AROUND {
                add(&mut self.line, &self.rows[row(y - 2 * AROUND)], -1.0);
            }
        }
    }

    /// Keeps what is highest along its own slope and stands out.
    fn thin(&mut self) {
        let (width, height) = (self.width, self.height);
        let middle = (width as f32 / 2.0, height as f32 / 2.0);
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let at = y * width + x;
                let jump = self.jump[at];
                if jump < FAINTEST || jump < OUTSTANDING * self.around[at] {
                    continue;
                }
                let (sx, sy) = self.slope(at);
                let (nx, ny) = (sx / jump, sy / jump);
                let (before, after) = self.beside(at, nx, ny);
                if jump < before || jump <= after {
                    continue;
                }
                let curve = before + after - 2.0 * jump;
                let shift = if curve < -1e-6 {
                    0.5 * (before - after) / curve
                } else {
                    0.0
                };
                let weight = (jump / (self.around[at] + FAINTEST) / 4.0).min(1.0);
                self.edges.push(Edge {
                    x: x as f32 + 0.5 + nx * shift - middle.0,
                    y: y as f32 + 0.5 + ny * shift - middle.1,
                    nx,
                    ny,
                    weight,
                    jump,
                });
            }
        }
    }

    /// The jumps one small pixel back and forth along the slope.
    fn beside(&self, at: usize, nx: f32, ny: f32) -> (f32, f32) {
        let sample = |direction: f32| {
            let (dx, dy) = (nx * direction, ny * direction);
            let (fx, fy) = (dx.abs(), dy.abs());
            let step_x = |index: usize| if dx >= 0.0 { index + 1 } else { index - 1 };
            let step_y = |index: usize| {
                if dy >= 0.0 {
                    index + self.width
                } else {
                    index - self.width
                }
            };
            let upper = self.jump[at] * (1.0 - fx) + self.jump[step_x(at)] * fx;
            let below = step_y(at);
            let lower = self.jump[below] * (1.0 - fx) + self.jump[step_x(below)] * fx;
            upper * (1.0 - fy) + lower * fy
        };
        (sample(-1.0), sample(1.0))
    }
}

/// Appends the mean of every square of `SIDE` columns, whose rows are summed already.
fn extend_with_means<const SIDE: usize>(means: &mut Vec<f32>, sums: &[u16]) {
    let (parts, _) = sums.as_chunks::<SIDE>();
    means.extend(parts.iter().map(|part| mean_of(part, SIDE)));
}

fn mean_of(part: &[u16], side: usize) -> f32 {
    let sum: u32 = part.iter().map(|&sum| u32::from(sum)).sum();
    sum as f32 * (1.0 / (side * side) as f32)
}

fn add(sums: &mut [f32], row: &[f32], factor: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * factor;
    }
}
