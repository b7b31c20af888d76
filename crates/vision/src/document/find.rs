//! Finds the document in a frame.

use super::candidates::{Search, Wanted};
use super::edges::EdgeMap;
use super::geometry::{Point, Quad};
use super::lines::LineMap;
use super::refine::{Refined, refine};
use super::shape::DocumentShape;
use crate::luma::LumaView;

/// Memory of the search, used again for every frame.
#[derive(Default)]
pub(super) struct Finder {
    edges: EdgeMap,
    lines: LineMap,
    search: Search,
}

/// Where a document is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its corners in frame pixels; side 0 and side 2 are the long ones. Which of them is the top is
    /// not known here.
    pub quad: Quad,
    /// Whether side `n` lies outside the frame: the quadrilateral ends at the frame's edge there.
    pub is_cut: [bool; 4],
    /// How well edges support it, 0 to 1.
    pub confidence: f32,
    /// Share of the places along each side that agree with it, 0 to 1; 0 for a cut side.
    pub supports: [f32; 4],
}

/// Below this confidence there is no document.
pub const FOUND_ABOVE: f32 = 0.55;

impl Finder {
    /// The document of this shape, if one is to be seen.
    pub(super) fn find(&mut self, view: LumaView<'_>, shape: DocumentShape) -> Option<Found> {
        self.edges.find(view);
        if self.edges.edges.is_empty() {
            return None;
        }
        self.lines.find(&self.edges);
        let half = (
            self.edges.width as f32 / 2.0,
            self.edges.height as f32 / 2.0,
        );
        let wanted = Wanted {
            half,
            ratio: shape.ratio(),
        };
        self.search.run(&self.lines, wanted);
        let factor = self.edges.factor as f32;
        let mut best: Option<Found> = None;
        for candidate in self.search.found() {
            let corners = candidate.quad.corners.map(|corner| {
                Point::new((corner.x + half.0) * factor, (corner.y + half.1) * factor)
            });
            let coarse = Quad { corners };
            let reach = (1.5 * factor + 1.0).min(24.0);
            let most = confidence(1.0, candidate.score, None);
            if best.is_some_and(|best| best.outdoes(&coarse, most, 3.0 * reach)) {
                continue;
            }
            let content = self.edges.print_in(&candidate.quad);
            let fitted = refine(view, &coarse, candidate.is_cut, reach);
            let next = found(&fitted, candidate.is_cut, candidate.score, content);
            if best.as_ref().is_none_or(|best| next.beats(best)) {
                best = Some(next);
            }
        }
        let best = best?;
        (best.confidence >= FOUND_ABOVE).then_some(best)
    }
}

/// By how much a part must be surer than the whole.
const PART: f32 = 0.2;
/// A part is smaller than this share of the whole.
const SMALL_PART: f32 = 0.28;
/// A document has at least this share of edges inside: books and telephones have fewer.
const PRINT: f32 = 0.12;
/// A page of print has more than this, a document less.
const DENSE: f32 = 0.25;

impl Found {
    /// Whether this is the document rather than the other. A portrait has nearly the proportions of
    /// a card, and sharper edges.
    fn beats(&self, other: &Self) -> bool {
        if self.is_part_of(other) {
            return self.confidence > other.confidence + PART;
        }
        if other.is_part_of(self) {
            return self.confidence > other.confidence - PART;
        }
        self.confidence > other.confidence
    }

    /// Whether no quadrilateral whose corners are within `moved` pixels of these can beat it with at most
    /// this confidence: to fit its sides would be for nothing.
    fn outdoes(&self, coarse: &Quad, most: f32, moved: f32) -> bool {
        if most <= self.confidence - PART {
            return true;
        }
        // Those that may be the part or the whole of this one are compared by other rules.
        let sides = [0, 1, 2, 3].map(|n| coarse.side(n) + 2.0 * moved);
        let more = sides.iter().sum::<f32>() * moved;
        let (area, mine) = (coarse.area(), self.quad.area());
        let is_as_large = area - more > SMALL_PART * mine && mine > SMALL_PART * (area + more);
        is_as_large && most <= self.confidence
    }

    /// Whether it lies inside the other, parallel to it, and takes less than a third of it.
    fn is_part_of(&self, other: &Self) -> bool {
        let direction = |quad: &Quad| {
            let (a, b) = (quad.corners[0], quad.corners[1]);
            (b.y - a.y).atan2(b.x - a.x).to_degrees()
        };
        let turn = (direction(&self.quad) - direction(&other.quad)).rem_euclid(90.0);
        self.quad.area() < SMALL_PART * other.quad.area()
            && !(6.0..84.0).contains(&turn)
            && self
                .quad
                .corners
                .iter()
                .all(|&corner| other.quad.contains(corner))
    }
}

fn found(fitted: &Refined, is_cut: [bool; 4], score: f32, content: f32) -> Found {
    let seen = is_cut.iter().filter(|cut| !**cut).count();
    // A cut document may show any part of itself: its longer side is taken as it is.
    let is_upright =
        fitted.quad.side(0) + fitted.quad.side(2) < fitted.quad.side(1) + fitted.quad.side(3);
    let first = usize::from(is_upright);
    let quad = fitted.quad.starting_at(first);
    let (mut is_cut, mut supports) = (is_cut, fitted.supports);
    is_cut.rotate_left(first);
    supports.rotate_left(first);
    let mean = fitted.supports.iter().sum::<f32>() / seen.max(1) as f32;
    Found {
        quad,
        is_cut,
        confidence: confidence(mean, score, Some(content)),
        supports,
    }
}

/// `content` is the share of edges inside; not known yet, it can only lower this.
fn confidence(support: f32, score: f32, content: Option<f32>) -> f32 {
    let whole = 0.5 * support + 0.5 * score;
    content.map_or(whole, |content| {
        whole - 0.2 * (1.0 - content / PRINT).max(0.0) - 2.0 * (content - DENSE).clamp(0.0, 0.05)
    })
}
