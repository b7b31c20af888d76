//! Straight lines among edges: a Hough transform (Duda and Hart, 1972) in which each edge votes for
//! the few directions near its own, then a fit, then where along the line there is an edge at all.

use super::cast;
use super::edges::{Edge, EdgeMap};
use super::geometry::Point;
use core::f32::consts::PI;

/// Directions, of 2° each.
const TURNS: usize = 90;
/// An edge votes for this many directions to each side of its own.
const SPREAD: usize = 2;
/// Lines kept: the four of a document are among them even on a keyboard.
const MOST_LINES: usize = 64;
/// Lines kept within 4° of each other: a page of print has dozens, of which few matter.
const MOST_PARALLEL: usize = 12;
/// A line needs this much weight, about as many small pixels of plain edge.
const LEAST_VOTES: f32 = 6.0;
/// Length of a cell along a line, in small pixels.
pub(super) const CELL: f32 = 2.0;
/// An edge belongs to a line up to this distance, in small pixels.
const NEAR: f32 = 1.6;
/// The first fit looks at edges up to this distance.
const FIRST_NEAR: f32 = 2.6;
/// A fit turns a line by at most this much, in radians.
const LEAN: f32 = 0.06;

/// A line `nx·x + ny·y = offset` in small pixels from the middle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) nx: f32,
    pub(super) ny: f32,
    pub(super) offset: f32,
    /// The stretch of it inside the frame.
    pub(super) from: f32,
    pub(super) to: f32,
    /// Whether it is an edge of the frame and not of anything in it.
    pub(super) is_frame: bool,
}

impl Line {
    /// How far along the line a point is.
    pub(super) fn along(&self, point: Point) -> f32 {
        point.y * self.nx - point.x * self.ny
    }

    /// Where two lines meet, unless they are within about 10° of parallel.
    pub(super) fn meets(&self, other: &Self) -> Option<Point> {
        let det = self.nx * other.ny - self.ny * other.nx;
        (det.abs() > 0.17).then(|| {
            Point::new(
                (self.offset * other.ny - other.offset * self.ny) / det,
                (self.nx * other.offset - other.nx * self.offset) / det,
            )
        })
    }

    /// Finds the stretch inside a frame of this half size; `false` when there is hardly any.
    fn clip(&mut self, half: (f32, f32)) -> bool {
        (self.from, self.to) = (f32::MIN, f32::MAX);
        // The point at `t` is (nx·offset − ny·t, ny·offset + nx·t).
        for (start, step, limit) in [
            (self.nx * self.offset, -self.ny, half.0),
            (self.ny * self.offset, self.nx, half.1),
        ] {
            if step.abs() < 1e-4 {
                continue;
            }
            let (a, b) = ((-limit - start) / step, (limit - start) / step);
            self.from = self.from.max(a.min(b));
            self.to = self.to.min(a.max(b));
        }
        self.to - self.from > 4.0 * CELL
    }
}

/// The lines of a frame and the memory they are made in.
#[derive(Default)]
pub(super) struct LineMap {
    pub(super) lines: Vec<Line>,
    /// For each line, how many cells up to each are covered by edges.
    covered: Vec<u16>,
    cells: usize,
    reach: f32,
    votes: Vec<f32>,
    peaks: Vec<(f32, usize, usize)>,
    sorted: Vec<Spot>,
    starts: Vec<usize>,
    turns: Vec<usize>,
    seen: Vec<bool>,
    /// The edges about the line at hand.
    about: Vec<Spot>,
}

/// What of an edge a line asks for, once it is among those of its direction: twice as many fit into
/// the processor's cache.
#[derive(Clone, Copy, Default)]
struct Spot {
    x: f32,
    y: f32,
    weight: f32,
}

impl LineMap {
    /// Finds the lines; the four edges of the frame come last.
    pub(super) fn find(&mut self, map: &EdgeMap) {
        let half = (map.width as f32 / 2.0, map.height as f32 / 2.0);
        self.reach = half.0.hypot(half.1) + 2.0;
        self.cells = cast::index(2.0 * self.reach / CELL) + 1;
        self.lines.clear();
        self.covered.clear();
        self.sort(&map.edges);
        self.vote();
        self.pick_peaks();
        let mut crowd = [0_usize; TURNS];
        for peak in 0..self.peaks.len() {
            if self.lines.len() == MOST_LINES {
                break;
            }
            let (_, turn, row) = self.peaks[peak];
            if crowd[turn] >= MOST_PARALLEL {
                continue;
            }
            for step in 0..5 {
                crowd[(turn + TURNS + step - 2) % TURNS] += 1;
            }
            self.add_line(turn, row as f32 - self.reach, half);
        }
        self.add_frame(half);
    }

    /// Groups the edges by direction, so that a line looks at its own kind alone.
    fn sort(&mut self, edges: &[Edge]) {
        self.starts.clear();
        self.starts.resize(TURNS + 1, 0);
        self.turns.clear();
        self.turns.extend(edges.iter().map(turn_of));
        for &turn in &self.turns {
            self.starts[turn + 1] += 1;
        }
        for turn in 0..TURNS {
            self.starts[turn + 1] += self.starts[turn];
        }
        self.sorted.clear();
        self.sorted.resize(edges.len(), Spot::default());
        let mut next: [usize; TURNS] = core::array::from_fn(|turn| self.starts[turn]);
        for (edge, &turn) in edges.iter().zip(&self.turns) {
            self.sorted[next[turn]] = Spot {
                x: edge.x,
                y: edge.y,
                weight: edge.weight,
            };
            next[turn] += 1;
        }
    }

    fn rows(&self) -> usize {
        cast::index(2.0 * self.reach) + 2
    }

    fn vote(&mut self) {
        let rows = self.rows();
        self.votes.clear();
        self.votes.resize(TURNS * rows, 0.0);
        for turn in 0..TURNS {
            for step in 0..=2 * SPREAD {
                let target = (turn + TURNS + step - SPREAD) % TURNS;
                let (sine, cosine) = angle(target).sin_cos();
                let column = &mut self.votes[target * rows..(target + 1) * rows];
                for edge in &self.sorted[self.starts[turn]..self.starts[turn + 1]] {
                    let place = edge.x * cosine + edge.y * sine + self.reach;
                    let row = cast::index(place);
                    let part = place - row as f32;
                    column[row] += edge.weight * (1.0 - part);
                    column[row + 1] += edge.weight * part;
                }
            }
        }
    }

    /// The highest places of the votes, none within 6° and 3 small pixels of a higher one.
    fn pick_peaks(&mut self) {
        let rows = self.rows();
        self.peaks.clear();
        for turn in 0..TURNS {
            for row in 2..rows - 2 {
                let votes = self.votes[turn * rows + row];
                if votes >= LEAST_VOTES && self.is_summit(turn, row, votes) {
                    self.peaks.push((votes, turn, row));
                }
            }
        }
        self.peaks.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    }

    fn is_summit(&self, turn: usize, row: usize, votes: f32) -> bool {
        let rows = self.rows();
        // The nearest first: most places are told there.
        [2, 1, 3, 0, 4].into_iter().all(|step| {
            let place = turn + step;
            // Half a turn further the same line has the opposite offset.
            let (other, middle) = match place.checked_sub(2) {
                Some(other) if other < TURNS => (other, row),
                Some(other) => (other - TURNS, rows - 2 - row),
                None => (place + TURNS - 2, rows - 2 - row),
            };
            let low = middle.saturating_sub(2);
            let high = (middle + 3).min(rows);
            self.votes[other * rows + low..other * rows + high]
                .iter()
                .all(|&value| value <= votes)
        })
    }

    /// Fits a line to the edges near it and notes where they are.
    fn add_line(&mut self, turn: usize, offset: f32, half: (f32, f32)) {
        let (ny, nx) = angle(turn).sin_cos();
        let mut line = Line {
            nx,
            ny,
            offset,
            from: 0.0,
            to: 0.0,
            is_frame: false,
        };
        // Looked for once: both fits and the cells need no others.
        self.gather(&line, turn);
        for reach in [FIRST_NEAR, NEAR] {
            self.fit(&mut line, reach);
        }
        let is_inside = line.clip(half);
        let is_twin = |other: &Line| {
            let along = line.nx * other.nx + line.ny * other.ny;
            along.abs() > 0.9995 && (line.offset - other.offset * along.signum()).abs() < 1.2
        };
        if !is_inside || self.lines.iter().any(is_twin) {
            return;
        }
        self.cover(&line);
        self.lines.push(line);
    }

    /// Least squares over the edges within `reach`.
    fn fit(&self, line: &mut Line, reach: f32) {
        let (mut n, mut t, mut r, mut tt, mut tr) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        self.near(line, reach, |edge, along, away| {
            let weight = edge.weight;
            n += weight;
            t += weight * along;
            r += weight * away;
            tt += weight * along * along;
            tr += weight * along * away;
        });
        let spread = n * tt - t * t;
        if spread < 1e-3 {
            return;
        }
        let lean = ((n * tr - t * r) / spread).clamp(-LEAN, LEAN);
        let shift = (r - lean * t) / n;
        // The normal turns against the lean; the offset is that of the new foot point.
        let (nx, ny) = (line.nx + lean * line.ny, line.ny - lean * line.nx);
        let length = nx.hypot(ny);
        line.offset = (line.offset + shift) / length;
        (line.nx, line.ny) = (nx / length, ny / length);
    }

    /// Takes every edge whose own direction is within about 16° of the line's, and that may be near
    /// it once it is fitted.
    fn gather(&mut self, line: &Line, turn: usize) {
        self.about.clear();
        for step in 0..17 {
            let other = (turn + TURNS + step - 8) % TURNS;
            let edges = &self.sorted[self.starts[other]..self.starts[other + 1]];
            self.about.extend(edges.iter().filter(|edge| {
                let away = edge.x * line.nx + edge.y * line.ny - line.offset;
                let along = edge.y * line.nx - edge.x * line.ny;
                away.abs() <= FIRST_NEAR + 1.0 + LEAN * along.abs()
            }));
        }
    }

    /// Calls back with every gathered edge near the line.
    fn near(&self, line: &Line, reach: f32, mut each: impl FnMut(&Spot, f32, f32)) {
        for edge in &self.about {
            let away = edge.x * line.nx + edge.y * line.ny - line.offset;
            if away.abs() <= reach {
                each(edge, edge.y * line.nx - edge.x * line.ny, away);
            }
        }
    }

    fn cover(&mut self, line: &Line) {
        let mut seen = core::mem::take(&mut self.seen);
        seen.clear();
        seen.resize(self.cells, false);
        self.near(line, NEAR, |_, along, _| {
            if let Some(cell) = seen.get_mut(cast::index((along + self.reach) / CELL)) {
                *cell = true;
            }
        });
        let mut count = 0_u16;
        self.covered.push(0);
        self.covered.extend(seen.iter().map(|&is_covered| {
            count += u16::from(is_covered);
            count
        }));
        self.seen = seen;
    }

    fn add_frame(&mut self, half: (f32, f32)) {
        for (nx, ny, offset) in [
            (1.0, 0.0, half.0),
            (1.0, 0.0, -half.0),
            (0.0, 1.0, half.1),
            (0.0, 1.0, -half.1),
        ] {
            let mut line = Line {
                nx,
                ny,
                offset,
                from: 0.0,
                to: 0.0,
                is_frame: true,
            };
            line.clip((half.0 + 0.1, half.1 + 0.1));
            self.lines.push(line);
        }
    }

    /// Which share of a line between two places is covered by edges, 0 to 1.
    pub(super) fn support(&self, line: usize, from: f32, to: f32) -> f32 {
        let row = line * (self.cells + 1);
        let cell = |along: f32| cast::index((along + self.reach) / CELL).min(self.cells);
        let (first, last) = (cell(from), cell(to).max(cell(from) + 1).min(self.cells));
        if last <= first {
            return 0.0;
        }
        let count = self.covered[row + last] - self.covered[row + first];
        f32::from(count) / (last - first) as f32
    }
}

fn angle(turn: usize) -> f32 {
    turn as f32 * PI / TURNS as f32
}

fn turn_of(edge: &Edge) -> usize {
    // The half turn in which `ny` is positive.
    let (nx, ny) = if edge.ny < 0.0 {
        (-edge.nx, -edge.ny)
    } else {
        (edge.nx, edge.ny)
    };
    let near = half_turn(nx, ny) / PI * TURNS as f32 + 0.5;
    let part = near - cast::index(near) as f32;
    let place = if (0.01..0.99).contains(&part) {
        near
    } else {
        // Too near a border to be told from an approximation.
        ny.atan2(nx) / PI * TURNS as f32 + 0.5
    };
    cast::index(place) % TURNS
}

/// The angle of a direction with `y` not negative, 0 to π, to 0.0001: a tenth of the library's cost.
fn half_turn(x: f32, y: f32) -> f32 {
    let wide = x.abs();
    let (low, high) = (wide.min(y), wide.max(y));
    let share = low / high.max(f32::MIN_POSITIVE);
    let square = share * share;
    // Abramowitz and Stegun, 4.4.49: within 0.00001.
    let angle = share
        * (0.999_866
            + square
                * (-0.330_299_5
                    + square * (0.180_141 + square * (-0.085_133 + square * 0.020_835_1))));
    let first = if wide < y { PI / 2.0 - angle } else { angle };
    if x < 0.0 { PI - first } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_direction_falls_where_its_angle_says() {
        for step in 0..40_000_u16 {
            let angle = f32::from(step) * PI / 20_000.0;
            let (ny, nx) = angle.sin_cos();
            let edge = Edge {
                nx,
                ny,
                ..Edge::default()
            };
            let (x, y) = if ny < 0.0 { (-nx, -ny) } else { (nx, ny) };
            let exact = cast::index(y.atan2(x) / PI * TURNS as f32 + 0.5) % TURNS;
            assert_eq!(turn_of(&edge), exact, "{angle}");
        }
    }
}
