//! The modules every code of a size shares (function patterns: ISO/IEC 18004, 6.3), and how well
//! they show where a lattice says they are.

use super::geometry::Point;
use super::lattice::Lattice;
use super::light::{LANES, Light, Places};

/// The known modules of one size.
pub(super) struct Known {
    all: Marks,
    /// The alignment pattern next to the corner without a square, alone.
    opposite: Marks,
}

impl Known {
    /// Those of a code of `side` modules.
    pub(super) fn of(side: usize) -> Self {
        let mut all = Marks::leaning(0.28);
        let far = side as f32 - 7.0;
        for (left, top) in [(0.0, 0.0), (far, 0.0), (0.0, far)] {
            // The square, the paper around it, and the first row of the quiet zone.
            all.square((left + 3.5, top + 3.5), 4, |ring| ring != 2 && ring < 4);
        }
        for step in 8..side - 8 {
            let (place, is_ink) = (step as f32 + 0.5, step % 2 == 0);
            all.push(place, 6.5, is_ink);
            all.push(6.5, place, is_ink);
        }
        let mut opposite = Marks::leaning(0.2);
        if side >= 25 {
            let pattern = |marks: &mut Marks| {
                let place = side as f32 - 6.5;
                marks.square((place, place), 2, |ring| ring != 1);
            };
            pattern(&mut opposite);
            // Alone at its corner, it must weigh as much as a square at the others.
            pattern(&mut all);
            pattern(&mut all);
        }
        Self { all, opposite }
    }

    /// How well they show, from -1 (the very opposite: an inverted code) over 0 (chance) to 1.
    pub(super) fn likeness(&self, light: Light<'_>, lattice: &Lattice) -> f32 {
        self.all.likeness(light, lattice, Point::default())
    }

    /// The same for the alignment pattern at the far corner, moved by `shift` modules; none for the
    /// smallest codes, which have none.
    pub(super) fn opposite_likeness(
        &self,
        light: Light<'_>,
        lattice: &Lattice,
        shift: Point,
    ) -> Option<f32> {
        (self.opposite.count > 0).then(|| self.opposite.likeness(light, lattice, shift))
    }
}

/// Modules asked together, each at two places.
const PAIRS: usize = LANES / 2;

/// Modules known beforehand. Each is asked at two places, `lean` beside its middle on either diagonal in turn:
/// its edges count too.
struct Marks {
    lean: f32,
    count: usize,
    inked: usize,
    groups: Vec<Group>,
}

/// As many modules as are asked together.
#[derive(Default)]
struct Group {
    places: Places,
    /// 1 for a module, 0 where the last group has none.
    is_there: [f32; PAIRS],
    /// 1 for ink.
    is_ink: [f32; PAIRS],
}

impl Marks {
    const fn leaning(lean: f32) -> Self {
        Self {
            lean,
            count: 0,
            inked: 0,
            groups: Vec::new(),
        }
    }

    fn push(&mut self, x: f32, y: f32, is_ink: bool) {
        let n = self.count % PAIRS;
        if n == 0 {
            self.groups.push(Group::default());
        }
        self.count += 1;
        self.inked += usize::from(is_ink);
        let slope = if n.is_multiple_of(2) {
            self.lean
        } else {
            -self.lean
        };
        if let Some(group) = self.groups.last_mut() {
            group.is_there[n] = 1.0;
            group.is_ink[n] = f32::from(u8::from(is_ink));
            (group.places.x[n], group.places.y[n]) = (x - self.lean, y - slope);
            let other = n + PAIRS;
            (group.places.x[other], group.places.y[other]) = (x + self.lean, y + slope);
        }
    }

    /// Rings about a middle, out to `reach` modules.
    fn square(&mut self, middle: (f32, f32), reach: i16, is_ink: fn(i16) -> bool) {
        for row in -reach..=reach {
            for column in -reach..=reach {
                let (x, y) = (middle.0 + f32::from(column), middle.1 + f32::from(row));
                self.push(x, y, is_ink(row.abs().max(column.abs())));
            }
        }
    }

    /// The correlation of greys with what they should be, the lattice moved by `shift` modules.
    fn likeness(&self, light: Light<'_>, lattice: &Lattice, shift: Point) -> f32 {
        if !light.effort.spend(self.count * 2) {
            return 0.0;
        }
        let (mut sums, mut squares, mut inks) = ([0.0; PAIRS], [0.0; PAIRS], [0.0; PAIRS]);
        for group in &self.groups {
            let mut places = group.places;
            for n in 0..LANES {
                places.x[n] += shift.x;
                places.y[n] += shift.y;
            }
            let greys = light.at(&lattice.all_at(&places));
            for n in 0..PAIRS {
                let grey = (greys[n] + greys[n + PAIRS]) * group.is_there[n];
                sums[n] += grey;
                squares[n] += grey * grey;
                inks[n] += grey * group.is_ink[n];
            }
        }
        let total = |parts: [f32; PAIRS]| parts.iter().sum::<f32>();
        let (sum, squares, of_ink) = (total(sums), total(squares), total(inks));
        let (count, inked) = (self.count as f32, self.inked as f32);
        let paper = count - inked;
        let variance = squares / count - (sum / count).powi(2);
        // An even patch is like nothing; a few greys apart are the least that print shows.
        if variance < 4.0 {
            return 0.0;
        }
        let apart = (sum - of_ink) / paper - of_ink / inked;
        apart * (paper * inked).sqrt() / count / variance.sqrt()
    }
}
