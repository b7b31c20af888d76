//! Where the modules of a code lie in a picture: a perspective, bent for paper that is not flat.

use super::geometry::{Perspective, Point};
use super::light::{LANES, Places};
use super::triple::Triple;

/// Middles of the corner squares are this far inside, in modules.
const INSET: f32 = 3.5;

/// A lattice of `side × side` modules laid over a picture.
#[derive(Clone)]
pub(super) struct Lattice {
    /// Modules along a side.
    pub(super) side: usize,
    /// Four places that define it, in pixels: the middles of the three corner squares clockwise
    /// from the upper left, with the place opposite in their stead of a fourth, in third position.
    pub(super) anchors: [Point; 4],
    /// How far, in pixels, the middle of the code is pushed aside: along columns and rows, by a
    /// curve that is even about the middle, and by one that is odd.
    pub(super) bends: [Point; 4],
    plane: Perspective,
    is_flat: bool,
}

impl Lattice {
    /// Laid flat on three corners, seen from the front.
    pub(super) fn flat(triple: &Triple, side: usize) -> Option<Self> {
        let opposite = triple.right + triple.below - triple.corner;
        let anchors = [triple.corner, triple.right, opposite, triple.below];
        Some(Self {
            side,
            anchors,
            bends: [Point::default(); 4],
            plane: Perspective::of_square(anchors)?.rescaled(INSET, side as f32 - 2.0 * INSET),
            is_flat: true,
        })
    }

    /// The same with other anchors and bends; none when the anchors span no plane.
    pub(super) fn moved(&self, anchors: [Point; 4], bends: [Point; 4]) -> Option<Self> {
        Some(Self {
            side: self.side,
            anchors,
            bends,
            plane: Perspective::of_square(anchors)?.rescaled(INSET, self.side as f32 - 2.0 * INSET),
            is_flat: bends == [Point::default(); 4],
        })
    }

    /// Where a place on the code lies, given in modules from its upper left corner.
    pub(super) fn at(&self, x: f32, y: f32) -> Point {
        let place = self.plane.at(x, y);
        if self.is_flat {
            return place;
        }
        place + self.push(x, y)
    }

    /// The same of several places.
    pub(super) fn all_at(&self, places: &Places) -> Places {
        let mut seen = Places::default();
        for n in 0..LANES {
            let place = self.plane.at(places.x[n], places.y[n]);
            (seen.x[n], seen.y[n]) = (place.x, place.y);
        }
        if !self.is_flat {
            for n in 0..LANES {
                let push = self.push(places.x[n], places.y[n]);
                seen.x[n] += push.x;
                seen.y[n] += push.y;
            }
        }
        seen
    }

    /// How far the bends push a place aside.
    fn push(&self, x: f32, y: f32) -> Point {
        let between = self.side as f32 - 2.0 * INSET;
        let (u, v) = ((x - INSET) / between, (y - INSET) / between);
        let even = |t: f32| 4.0 * t * (1.0 - t);
        let odd = |t: f32| 10.0 * t * (1.0 - t) * (1.0 - 2.0 * t);
        self.bends[0] * even(u)
            + self.bends[1] * even(v)
            + self.bends[2] * odd(u)
            + self.bends[3] * odd(v)
    }

    /// Pixels per module, about.
    pub(super) fn module(&self) -> f32 {
        let between = self.side as f32 - 2.0 * INSET;
        let [a, b, _, d] = self.anchors;
        ((b - a).length() + (d - a).length()) * 0.5 / between
    }

    /// The corners of the code in pixels, clockwise from the upper left.
    pub(super) fn corners(&self) -> [Point; 4] {
        let side = self.side as f32;
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(x, y)| self.at(x, y))
    }
}
