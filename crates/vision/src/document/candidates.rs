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
/// What each edge of the frame taken as a side costs.
const CUT: f32 = 0.22;
/// A candidate below this is not kept.
const LEAST_SCORE: f32 = 0.42;
/// Whole candidates kept, no two of them alike, and candidates that the frame cuts: of those a crowded
/// table has many that differ by little, and they must not crowd out the whole one.
const MOST_WHOLE: usize = 6;
const MOST_CUT: usize = 3;
/// Opposite sides are seen at most this unequal: tilted by 50°, the farther is half the nearer.
const LEAST_ALIKE: f32 = 0.4;
/// Long sides are seen at most this much longer than short ones: an ID-1 document tilted by 50°.
const MOST_SLENDER: f32 = 3.4;

/// Where lines meet, and the memory of the search.
#[derive(Default)]
pub(super) struct Search {
    /// The best whole candidates, best first.
    whole: Vec<Candidate>,
    /// The best that are cut, best first.
    cut: Vec<Candidate>,
    /// `along[a × n + b]`: how far along line `a` line `b` meets it; NaN when nowhere near.
    along: Vec<f32>,
    points: Vec<Point>,
    /// What joins the two lines at hand: edges of the frame come last, the others best first.
    crossing: Vec<Crossing>,
}

/// A line that joins two others.
#[derive(Clone, Copy)]
struct Crossing {
    line: usize,
    support: f32,
    length: f32,
    is_frame: bool,
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
    /// Finds the best candidates.
    pub(super) fn run(&mut self, map: &LineMap, wanted: Wanted) {
        self.whole.clear();
        self.cut.clear();
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
    }

    /// What the last run found.
    pub(super) fn found(&self) -> impl Iterator<Item = &Candidate> {
        self.whole.iter().chain(&self.cut)
    }

    /// What a candidate must have more than to be kept.
    fn enough(&self, is_cut: bool) -> f32 {
        let worst = if is_cut {
            self.cut.get(MOST_CUT - 1)
        } else {
            self.whole.get(MOST_WHOLE - 1)
        };
        worst.map_or(LEAST_SCORE, |worst| worst.score)
    }

    /// Keeps the better of two that are alike, and the best of all.
    fn keep(&mut self, candidate: Candidate) {
        let (kept, most) = if candidate.is_cut.contains(&true) {
            (&mut self.cut, MOST_CUT)
        } else {
            (&mut self.whole, MOST_WHOLE)
        };
        if let Some(at) = kept.iter().position(|other| candidate.is_like(other)) {
            if kept[at].score >= candidate.score {
                return;
            }
            kept.remove(at);
        }
        let place = kept.partition_point(|other| other.score >= candidate.score);
        kept.insert(place, candidate);
        kept.truncate(most);
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
            let length = (from - to).abs();
            // Where lines do not meet it is NaN, and not long enough.
            let is_long = length >= SHORTEST;
            if !is_long || line == second {
                continue;
            }
            if let Some(support) = side_support(map, line, from, to) {
                self.crossing.push(Crossing {
                    line,
                    support,
                    length,
                    is_frame: map.lines[line].is_frame,
                });
            }
        }
        // The edges of the frame are the last lines, and stay the last.
        let real = self.real_crossings();
        self.crossing[..real].sort_unstable_by(|a, b| b.support.total_cmp(&a.support));
    }

    /// How many of the crossings are no edges of the frame.
    fn real_crossings(&self) -> usize {
        self.crossing.partition_point(|crossing| !crossing.is_frame)
    }

    /// Closes `first` and `second` with two lines that join them. What cannot be good enough any more
    /// is passed over before it costs anything.
    fn close(&mut self, map: &LineMap, first: usize, second: usize, wanted: Wanted) {
        let ends = [first, second].map(|line| map.lines[line].is_frame);
        let real = self.real_crossings();
        let mut at = 0;
        while at < self.crossing.len() {
            let c = self.crossing[at];
            let mut other = at + 1;
            while other < self.crossing.len() {
                let d = self.crossing[other];
                let is_frame = [ends[0], c.is_frame, ends[1], d.is_frame];
                let most = worth([1.0, c.support, 1.0, d.support], is_frame);
                if most <= self.enough(is_frame.contains(&true)) {
                    // Those that follow, up to the edges of the frame, are no better.
                    other = if other < real { real } else { other + 1 };
                    continue;
                }
                if let Some(candidate) = self.closed(map, [first, second], [c, d], wanted) {
                    self.keep(candidate);
                }
                other += 1;
            }
            at += 1;
        }
    }

    /// The candidate of two lines and two that join them, when it is good enough.
    fn closed(
        &self,
        map: &LineMap,
        [first, second]: [usize; 2],
        [c, d]: [Crossing; 2],
        wanted: Wanted,
    ) -> Option<Candidate> {
        let count = map.lines.len();
        let spans = [first, second].map(|line| {
            let row = &self.along[line * count..];
            (row[c.line], row[d.line])
        });
        let [a_long, b_long] = spans.map(|span| (span.0 - span.1).abs());
        // Where lines do not meet it is NaN, and not long enough.
        let is_long = a_long >= SHORTEST && b_long >= SHORTEST;
        let sides = [first, c.line, second, d.line];
        let is_frame = sides.map(|line| map.lines[line].is_frame);
        // Two lines between two edges of the frame are planks of a table.
        if !is_long || (is_frame[1] && is_frame[3]) {
            return None;
        }
        let is_cut = is_frame.contains(&true);
        if !is_cut && !is_document_like([a_long, c.length, b_long, d.length]) {
            return None;
        }
        let a = side_support(map, first, spans[0].0, spans[0].1)?;
        let b = side_support(map, second, spans[1].0, spans[1].1)?;
        let worth = worth([a, c.support, b, d.support], is_frame);
        (worth > self.enough(is_cut))
            .then(|| self.judge(map, sides, worth, wanted))
            .flatten()
    }

    /// The cheapest questions come first.
    fn judge(
        &self,
        map: &LineMap,
        sides: [usize; 4],
        worth: f32,
        wanted: Wanted,
    ) -> Option<Candidate> {
        let count = map.lines.len();
        let corner = |n: usize| self.points[sides[(n + 3) % 4] * count + sides[n]];
        let mut quad = Quad {
            corners: [0, 1, 2, 3].map(corner),
        };
        let mut is_cut = sides.map(|line| map.lines[line].is_frame);
        let enough = self.enough(is_cut.contains(&true));
        if quad.area() < 0.0 {
            quad.corners.reverse();
            is_cut = [is_cut[2], is_cut[1], is_cut[0], is_cut[3]];
        }
        let size = (quad.area() / (4.0 * wanted.half.0 * wanted.half.1)).max(1e-3);
        let mut score = worth + 0.05 * size.ln();
        if score <= enough || !quad.is_convex() {
            return None;
        }
        score -= misfit(&quad, is_cut, wanted)?;
        if score <= enough {
            return None;
        }
        score -= 0.22 * self.overrun(map, sides);
        (score > enough).then_some(Candidate {
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

/// The most that four sides can be worth, were they the sides of a document that fills the frame.
fn worth(supports: [f32; 4], is_frame: [bool; 4]) -> f32 {
    let (mut sum, mut least, mut frames) = (0.0, 1.0_f32, 0.0_f32);
    for (support, is_frame) in supports.into_iter().zip(is_frame) {
        if is_frame {
            frames += 1.0;
        } else {
            sum += support;
            least = least.min(support);
        }
    }
    0.75 * sum / (4.0 - frames) + 0.25 * least - CUT * frames.sqrt() + 0.1
}

/// Whether sides of these lengths, one after the other, can be those of a document: neither a sliver
/// between two lines of print nor a wedge.
fn is_document_like([a, b, c, d]: [f32; 4]) -> bool {
    let are_alike = |one: f32, other: f32| one.min(other) >= LEAST_ALIKE * one.max(other);
    let (one, other) = (a + c, b + d);
    are_alike(a, c) && are_alike(b, d) && one.max(other) <= MOST_SLENDER * one.min(other)
}

/// Support of a side between two corners: of the part that is in the frame. An edge of the frame has
/// none, and is worth what [`worth`] says.
fn side_support(map: &LineMap, line: usize, from: f32, to: f32) -> Option<f32> {
    let shape = &map.lines[line];
    if shape.is_frame {
        return Some(0.0);
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
