//! Moving a lattice until the modules known beforehand show best.

use super::geometry::Point;
use super::known::Known;
use super::lattice::Lattice;
use super::light::Light;
use super::triple::Triple;

/// A lattice laid over a picture, and how well it fits.
pub(super) struct Fit {
    pub(super) lattice: Lattice,
    /// How well the known modules show: 0 is chance, 1 is print.
    pub(super) likeness: f32,
    known: Known,
    sign: f32,
}

impl Fit {
    /// Laid over three corners: as seen from the front, or as their sizes tell if that fits better.
    pub(super) fn laid(light: Light<'_>, triple: &Triple, side: usize) -> Option<Self> {
        let known = Known::of(side);
        let sign = if triple.is_dark { 1.0 } else { -1.0 };
        let lattice = Lattice::flat(triple, side)?;
        let likeness = known.likeness(light, &lattice) * sign;
        let mut fit = Self {
            lattice,
            likeness,
            known,
            sign,
        };
        let mut anchors = fit.lattice.anchors;
        anchors[2] = triple.opposite;
        fit.try_on(light, anchors, fit.lattice.bends);
        Some(fit)
    }

    /// Moves the far anchor to where the alignment pattern near it shows best.
    pub(super) fn reach_opposite(&mut self, light: Light<'_>) {
        let side = self.lattice.side as f32;
        let Some(shift) = self.opposite_shift(light) else {
            return;
        };
        // The alignment pattern is three modules inside of the anchor.
        let inner = side - 6.5;
        let found = self.lattice.at(inner + shift.x, inner + shift.y);
        let mut anchors = self.lattice.anchors;
        let share = (side - 7.0) / (side - 10.0);
        anchors[2] = anchors[2] + (found - self.lattice.at(inner, inner)) * share;
        self.try_on(light, anchors, self.lattice.bends);
    }

    /// How far the far alignment pattern is from where three corners put it, in modules.
    fn opposite_shift(&self, light: Light<'_>) -> Option<Point> {
        let mut best = Point::default();
        let mut most = 0.0;
        // A code seen from the side is up to a sixth of its side off.
        let reach = i16::try_from(self.lattice.side / 6)
            .unwrap_or(0)
            .clamp(3, 9);
        for (reach, step) in [(reach, 1.0), (1, 0.5)] {
            let around = best;
            for row in -reach..=reach {
                for column in -reach..=reach {
                    let away = Point::new(f32::from(column), f32::from(row)) * step;
                    let shift = around + away;
                    let likeness =
                        self.known.opposite_likeness(light, &self.lattice, shift)? * self.sign;
                    // The nearer of two that show alike.
                    let worth = likeness - shift.length() * 0.01;
                    if worth > most {
                        (most, best) = (worth, shift);
                    }
                }
            }
        }
        Some(best)
    }

    /// Moves the anchors by steps of this share of a module, as long as it helps.
    pub(super) fn settle(&mut self, light: Light<'_>, share: f32) {
        let step = self.lattice.module() * share;
        for _ in 0..2 {
            if !self.climb(light, step, 0..4) {
                break;
            }
        }
    }

    /// Bends the lattice too: for paper that is not flat.
    pub(super) fn bend(&mut self, light: Light<'_>, share: f32) {
        let step = self.lattice.module() * share;
        for _ in 0..3 {
            if !self.climb(light, step, 0..8) {
                break;
            }
        }
    }

    /// Tries every place a step to each side; says whether any helped.
    fn climb(&mut self, light: Light<'_>, step: f32, places: core::ops::Range<usize>) -> bool {
        let mut has_moved = false;
        for place in places {
            for (x, y) in [(step, 0.0), (0.0, step)] {
                let is_better = [1.0, -1.0].into_iter().any(|way| {
                    let (mut anchors, mut bends) = (self.lattice.anchors, self.lattice.bends);
                    let point = match place {
                        0..4 => &mut anchors[place],
                        _ => &mut bends[place - 4],
                    };
                    *point = *point + Point::new(x, y) * way;
                    self.try_on(light, anchors, bends)
                });
                has_moved |= is_better;
            }
        }
        has_moved
    }

    /// Takes these anchors and bends if the known modules show better there.
    fn try_on(&mut self, light: Light<'_>, anchors: [Point; 4], bends: [Point; 4]) -> bool {
        let Some(moved) = self.lattice.moved(anchors, bends) else {
            return false;
        };
        let likeness = self.known.likeness(light, &moved) * self.sign;
        let is_better = likeness > self.likeness;
        if is_better {
            (self.lattice, self.likeness) = (moved, likeness);
        }
        is_better
    }
}
