//! The modules every code of a size shares (function patterns: ISO/IEC 18004, 6.3), and how well
//! they show where a lattice says they are.

use super::geometry::Point;
use super::lattice::Lattice;
use super::light::{LANES, Light, Places};

/// A module known beforehand.
#[derive(Clone, Copy)]
struct Module {
    x: f32,
    y: f32,
    is_ink: bool,
}

/// The known modules of one size.
pub(super) struct Known {
    modules: Vec<Module>,
    /// The alignment pattern next to the corner without a square, alone.
    opposite: Vec<Module>,
}

impl Known {
    /// Those of a code of `side` modules.
    pub(super) fn of(side: usize) -> Self {
        let mut modules = Vec::new();
        let far = side as f32 - 7.0;
        for (left, top) in [(0.0, 0.0), (far, 0.0), (0.0, far)] {
            // The square, the paper around it, and the first row of the quiet zone.
            square(&mut modules, (left + 3.5, top + 3.5), 4, |ring| {
                ring != 2 && ring < 4
            });
        }
        for step in 8..side - 8 {
            let (place, is_ink) = (step as f32 + 0.5, step % 2 == 0);
            for (x, y) in [(place, 6.5), (6.5, place)] {
                modules.push(Module { x, y, is_ink });
            }
        }
        let mut opposite = Vec::new();
        if side >= 25 {
            let place = side as f32 - 6.5;
            square(&mut opposite, (place, place), 2, |ring| ring != 1);
        }
        // Alone at its corner, it must weigh as much as a square at the others.
        for _ in 0..2 {
            modules.extend_from_slice(&opposite);
        }
        Self { modules, opposite }
    }

    /// How well they show, from -1 (the very opposite: an inverted code) over 0 (chance) to 1.
    pub(super) fn likeness(&self, light: Light<'_>, lattice: &Lattice) -> f32 {
        likeness(&self.modules, light, 0.28, lattice, Point::default())
    }

    /// The same for the alignment pattern at the far corner, moved by `shift` modules; none for the
    /// smallest codes, which have none.
    pub(super) fn opposite_likeness(
        &self,
        light: Light<'_>,
        lattice: &Lattice,
        shift: Point,
    ) -> Option<f32> {
        (!self.opposite.is_empty()).then(|| likeness(&self.opposite, light, 0.2, lattice, shift))
    }
}

/// Rings about a middle, out to `reach` modules.
fn square(modules: &mut Vec<Module>, middle: (f32, f32), reach: i16, is_ink: fn(i16) -> bool) {
    for row in -reach..=reach {
        for column in -reach..=reach {
            modules.push(Module {
                x: middle.0 + f32::from(column),
                y: middle.1 + f32::from(row),
                is_ink: is_ink(row.abs().max(column.abs())),
            });
        }
    }
}

/// Modules asked together, each at two places.
const PAIRS: usize = LANES / 2;

/// The correlation of greys with what they should be, the lattice moved by `shift` modules. Each module is
/// asked at two places, `lean` beside its middle on either diagonal in turn: its edges count too.
fn likeness(
    modules: &[Module],
    light: Light<'_>,
    lean: f32,
    lattice: &Lattice,
    shift: Point,
) -> f32 {
    if !light.effort.spend(modules.len() * 2) {
        return 0.0;
    }
    let (mut inked, mut sum, mut squares) = ((0.0_f32, 0.0_f32), 0.0_f32, 0.0_f32);
    for part in modules.chunks(PAIRS) {
        let mut places = Places::default();
        for (n, module) in part.iter().enumerate() {
            let (x, y) = (module.x + shift.x, module.y + shift.y);
            let slope = if n % 2 == 0 { lean } else { -lean };
            (places.x[n], places.y[n]) = (x - lean, y - slope);
            (places.x[n + PAIRS], places.y[n + PAIRS]) = (x + lean, y + slope);
        }
        let greys = light.at(&lattice.all_at(&places));
        for (n, module) in part.iter().enumerate() {
            let grey = greys[n] + greys[n + PAIRS];
            let ink = f32::from(u8::from(module.is_ink));
            sum += grey;
            squares += grey * grey;
            inked.0 += grey * ink;
            inked.1 += ink;
        }
    }
    let count = modules.len() as f32;
    let paper = count - inked.1;
    let variance = squares / count - (sum / count).powi(2);
    // An even patch is like nothing; a few greys apart are the least that print shows.
    if variance < 4.0 {
        return 0.0;
    }
    let apart = (sum - inked.0) / paper - inked.0 / inked.1;
    apart * (paper * inked.1).sqrt() / count / variance.sqrt()
}
