//! Quadrilaterals among lines, judged by how far edges run along their sides, by their proportions
//! before a camera, and by whether the lines stop at the corners.

use super::geometry::{Point, Quad};
use super::homography::Homography;
use super::lines::{CELL, Line, LineMap};

/// A quadrilateral that may be the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Corners in small pixels from the middle.
    pub(super) quad: Quad,
    /// Whether side `n` is an edge of the frame, where the document goes on.
    pub(super) is_cut: [bool; 4],
    /// Better is higher; a document on a plain table has about 1.
    pub(super) score: f32,
}

impl Candidate {
    /// Whether all corners are within four small pixels of the other's, whichever comes first.
    fn is_like(&self, other: &Self) -> bool {
        (0..4).any(|start| {
            let turned = other.quad.starting_at(start);
            let corners = self.quad.corners.iter().zip(&turned.corners);
            corners.into_iter().all(|(a, b)| a.distance(*b) < 4.0)
        })
    }
}

/// Sides shorter than this, in small pixels, belong to print.
const SHORTEST: f32 = 26.0;
/// A corner may lie this far outside the frame, in shares of its half size.
const BEYOND: f32 = 0.3;
/// The part of a side next to a corner where the corner's curve is, in shares of the side.
const CURVE: f32 = 0.06;
/// A side with less support than this is none.
const LEAST_SUPPORT: f32 = 0.25;
/// What an edge of the frame counts as a side while sides are put together.
const FRAME_SUPPORT: f32 = 0.30;
/// What each edge of the frame taken as a side costs.
const CUT: f32 = 0.22;
/// A candidate below this is not kept.
const LEAST_SCORE: f32 = 0.42;
/// Candidates kept.
const MOST: usize = 10;

/// Where lines meet, and the memory of the search.
#[derive(Default)]
pub(super) struct Search {
    pub(super) found: Vec<Candidate>,
    /// `along[a × n + b]`: how far along line `a` line `b` meets it; NaN when nowhere near.
    along: Vec<f32>,
    points: Vec<Point>,
    crossing: Vec<Crossing>,
}

/// A line that joins two others.
#[derive(Clone, Copy)]
struct Crossing {
    line: usize,
    support: f32,
}

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Half size of the small copy.
    pub(super) half: (f32, f32),
    /// Width by height of the document.
    pub(super) ratio: f32,
}

impl Search {
    /// Finds the best candidates, best first.
    pub(super) fn run(&mut self, map: &LineMap, wanted: Wanted) {
        self.found.clear();
        self.meet(&map.lines, wanted.half);
        let count = map.lines.len();
        for first in 0..count {
            for second in first + 1..count {
                let (a, b) = (&map.lines[first], &map.lines[second]);
                let facing = (a.nx * b.nx + a.ny * b.ny).abs();
                if facing < 0.75 || (a.is_frame && b.is_frame) {
                    continue;
                }
                self.join(map, first, second);
                self.close(map, first, second, wanted);
            }
        }
        self.part();
    }

    /// Keeps the best of those that are nearly the same.
    fn part(&mut self) {
        self.found.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut kept = 0;
        for at in 0..self.found.len() {
            let candidate = self.found[at];
            let is_new = self.found[..kept]
                .iter()
                .all(|other| !candidate.is_like(other));
            if is_new && kept < MOST {
                self.found[kept] = candidate;
                kept += 1;
            }
        }
        self.found.truncate(kept);
    }

    fn meet(&mut self, lines: &[Line], half: (f32, f32)) {
        let reach = (half.0 * (1.0 + BEYOND), half.1 * (1.0 + BEYOND));
        self.along.clear();
        self.points.clear();
        for a in lines {
            for b in lines {
                let point = a
                    .meets(b)
                    .filter(|point| point.x.abs() <= reach.0 && point.y.abs() <= reach.1);
                self.along
                    .push(point.map_or(f32::NAN, |point| a.along(point)));
                self.points
                    .push(point.unwrap_or(Point::new(f32::NAN, f32::NAN)));
            }
        }
    }

    /// The lines that run from `first` to `second`.
    fn join(&mut self, map: &LineMap, first: usize, second: usize) {
        let count = map.lines.len();
        self.crossing.clear();
        for line in first + 1..count {
            let (from, to) = (
                self.along[line * count + first],
                self.along[line * count + second],
            );
            let is_long = (from - to).abs() >= SHORTEST;
            if !is_long || line == second {
                continue;
            }
            if let Some(support) = side_support(map, line, from, to) {
                self.crossing.push(Crossing { line, support });
            }
        }
    }

    /// Closes `first` and `second` with two lines that join them.
    fn close(&mut self, map: &LineMap, first: usize, second: usize, wanted: Wanted) {
        let count = map.lines.len();
        for at in 0..self.crossing.len() {
            for other in at + 1..self.crossing.len() {
                let (c, d) = (self.crossing[at], self.crossing[other]);
                let sides = [first, c.line, second, d.line];
                let spans = [first, second].map(|line| {
                    let row = &self.along[line * count..];
                    (row[c.line], row[d.line])
                });
                // Where lines do not meet the span is NaN, and not long enough.
                let is_long = |span: &(f32, f32)| (span.0 - span.1).abs() >= SHORTEST;
                if !spans.iter().all(is_long) {
                    continue;
                }
                let best = self.found.last().filter(|_| self.found.len() >= 4 * MOST);
                let enough = best.map_or(LEAST_SCORE, |worst| worst.score);
                let most = (c.support + d.support + 2.0) / 4.0;
                if most < enough {
                    continue;
                }
                let Some(a) = side_support(map, first, spans[0].0, spans[0].1) else {
                    continue;
                };
                let Some(b) = side_support(map, second, spans[1].0, spans[1].1) else {
                    continue;
                };
                let supports = [a, c.support, b, d.support];
                if supports.iter().sum::<f32>() / 4.0 < enough {
                    continue;
                }
                if let Some(candidate) = self.judge(map, sides, supports, wanted)
                    && candidate.score > enough
                {
                    self.keep(candidate);
                }
            }
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        self.found.push(candidate);
        if self.found.len() >= 8 * MOST {
            self.found.sort_by(|a, b| b.score.total_cmp(&a.score));
            self.found.truncate(4 * MOST);
        }
    }

    fn judge(
        &self,
        map: &LineMap,
        sides: [usize; 4],
        supports: [f32; 4],
        wanted: Wanted,
    ) -> Option<Candidate> {
        let count = map.lines.len();
        let corner = |n: usize| self.points[sides[(n + 3) % 4] * count + sides[n]];
        let mut quad = Quad {
            corners: [0, 1, 2, 3].map(corner),
        };
        let mut is_cut = sides.map(|line| map.lines[line].is_frame);
        if quad.area() < 0.0 {
            quad.corners.reverse();
            is_cut = [is_cut[2], is_cut[1], is_cut[0], is_cut[3]];
        }
        if !quad.is_convex() {
            return None;
        }
        // Two lines between two edges of the frame are planks of a table.
        if (is_cut[0] && is_cut[2]) || (is_cut[1] && is_cut[3]) {
            return None;
        }
        let frames = is_cut.iter().filter(|cut| **cut).count();
        let misfit = misfit(&quad, is_cut, wanted)?;
        let beyond = self.overrun(map, sides);
        let size = (quad.area() / (4.0 * wanted.half.0 * wanted.half.1)).max(1e-3);
        let real = || {
            supports
                .iter()
                .zip(sides)
                .filter(|&(_, line)| !map.lines[line].is_frame)
        };
        let support = real().map(|side| side.0).sum::<f32>() / (4 - frames) as f32;
        let least = real().map(|side| *side.0).fold(1.0, f32::min);
        let score = 0.75 * support + 0.25 * least - misfit - 0.22 * beyond + 0.05 * size.ln()
            - CUT * (frames as f32).sqrt()
            + 0.1;
        Some(Candidate {
            quad,
            is_cut,
            score,
        })
    }

    /// How far the sides go on beyond the corners, 0 to 1. Two sides that both go on beyond a third
    /// one count most: the third lies inside the document.
    fn overrun(&self, map: &LineMap, sides: [usize; 4]) -> f32 {
        let beyond: [[f32; 2]; 4] = core::array::from_fn(|n| {
            let ends = [sides[(n + 3) % 4], sides[(n + 1) % 4]];
            [
                self.beyond(map, sides[n], ends[0], ends[1]),
                self.beyond(map, sides[n], ends[1], ends[0]),
            ]
        });
        let single = beyond.iter().flatten().sum::<f32>() / 8.0;
        let double = (0..4).map(|n| beyond[(n + 3) % 4][1].min(beyond[(n + 1) % 4][0]));
        let most = beyond.iter().flatten().copied().fold(0.0, f32::max);
        single + 1.5 * double.fold(0.0, f32::max) + 0.5 * most
    }

    /// Which share of a line is covered just beyond where it meets `end`, coming from `start`.
    fn beyond(&self, map: &LineMap, line: usize, end: usize, start: usize) -> f32 {
        let shape = &map.lines[line];
        if shape.is_frame || map.lines[end].is_frame {
            return 0.0;
        }
        let row = line * map.lines.len();
        let (at, from) = (self.along[row + end], self.along[row + start]);
        let more = (at - from) * 0.2;
        let near = at + CELL * more.signum();
        let far = (at + more).clamp(shape.from, shape.to);
        if (far - near) * more.signum() < 2.0 * CELL {
            return 0.0;
        }
        map.support(line, near.min(far), near.max(far))
    }
}

/// Support of a side between two corners: of the part that is in the frame.
fn side_support(map: &LineMap, line: usize, from: f32, to: f32) -> Option<f32> {
    let shape = &map.lines[line];
    if shape.is_frame {
        return Some(FRAME_SUPPORT);
    }
    let (low, high) = (from.min(to), from.max(to));
    let curve = (high - low) * CURVE;
    let (seen_from, seen_to) = ((low + curve).max(shape.from), (high - curve).min(shape.to));
    if seen_to - seen_from < 0.4 * (high - low) {
        return None;
    }
    let support = map.support(line, seen_from, seen_to);
    (support >= LEAST_SUPPORT).then_some(support)
}

/// How far the proportions are from the document's, 0 to about 0.5; `None` when too far.
fn misfit(quad: &Quad, is_cut: [bool; 4], wanted: Wanted) -> Option<f32> {
    let attitude = Homography::of(quad)?
        .attitude(Point::new(0.0, 0.0), 2.0 * wanted.half.0.max(wanted.half.1));
    if attitude.tilt > 50.0 || attitude.skew.abs() > 0.2 {
        return None;
    }
    let skew = (attitude.skew / 0.1).powi(2) * 0.06;
    let measured = attitude.ratio.ln();
    let wanted = wanted.ratio.ln();
    let cut_across = is_cut[1] || is_cut[3];
    let cut_down = is_cut[0] || is_cut[2];
    let off = match (cut_across, cut_down) {
        (false, false) => measured.abs() - wanted,
        // What is cut is only ever too short.
        (true, false) => (measured - wanted).max(-0.7 - measured - wanted).max(0.0),
        (false, true) => (-measured - wanted).max(measured - wanted - 0.7).max(0.0),
        (true, true) => 0.0,
    };
    (off.abs() < 0.25).then(|| (off / 0.1).powi(2).min(6.0) * 0.06 + skew)
}
