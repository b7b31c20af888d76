//! Reading the modules of a laid lattice: grey to bit, a few ways.

use super::lattice::Lattice;
use super::light::{LANES, Light, Places};

/// The grey of each module, row by row.
pub(super) struct Greys {
    side: usize,
    values: Vec<f32>,
}

/// How greys become bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Parting {
    /// By the mean of the modules around each.
    Around,
    /// The same, after undoing by this share what blur took from each module's neighbours.
    Sharpened(f32),
}

impl Greys {
    /// Samples each module at five places about its middle.
    pub(super) fn of(light: Light<'_>, lattice: &Lattice) -> Self {
        const AROUND: [(f32, f32); 5] = [
            (-0.2, -0.2),
            (0.2, -0.2),
            (0.2, 0.2),
            (-0.2, 0.2),
            (0.0, 0.0),
        ];
        let side = lattice.side;
        light.effort.spend(side * side * AROUND.len());
        let mut values = Vec::with_capacity(side * side + LANES);
        for row in 0..side {
            for from in (0..side).step_by(LANES) {
                let mut sums = [0.0; LANES];
                for (right, below) in AROUND {
                    let mut places = Places::default();
                    for n in 0..LANES {
                        places.x[n] = (from + n) as f32 + 0.5 + right;
                        places.y[n] = row as f32 + 0.5 + below;
                    }
                    let greys = light.at(&lattice.all_at(&places));
                    for (sum, grey) in sums.iter_mut().zip(greys) {
                        *sum += grey * 0.2;
                    }
                }
                values.extend(sums);
            }
            // What lies beyond the end of the row was asked for nothing.
            values.truncate((row + 1) * side);
        }
        Self { side, values }
    }

    /// The bits, true for ink.
    pub(super) fn bits(&self, parting: Parting, is_dark: bool) -> Vec<bool> {
        let sharper;
        let values = match parting {
            Parting::Sharpened(share) => {
                sharper = self.sharpened(share);
                &sharper
            }
            Parting::Around => &self.values,
        };
        let levels = self.means(values, 4);
        let pairs = values.iter().zip(levels);
        pairs.map(|(&v, level)| (v < level) == is_dark).collect()
    }

    /// Each value with its neighbours' taken off.
    fn sharpened(&self, share: f32) -> Vec<f32> {
        let last = self.side - 1;
        let value = |x: usize, y: usize| self.values[y * self.side + x];
        let places = (0..self.side).flat_map(|y| (0..self.side).map(move |x| (x, y)));
        places
            .map(|(x, y)| {
                let sides = value(x.saturating_sub(1), y)
                    + value((x + 1).min(last), y)
                    + value(x, y.saturating_sub(1))
                    + value(x, (y + 1).min(last));
                value(x, y) + share * (4.0 * value(x, y) - sides)
            })
            .collect()
    }

    /// The mean of the modules around each, `reach` to every side.
    fn means(&self, values: &[f32], reach: usize) -> Vec<f32> {
        let along = averaged(values, self.side, reach, |line, step| {
            line * self.side + step
        });
        averaged(&along, self.side, reach, |line, step| {
            step * self.side + line
        })
    }
}

/// A running mean along the lines that `at` numbers.
fn averaged(
    values: &[f32],
    side: usize,
    reach: usize,
    at: impl Fn(usize, usize) -> usize,
) -> Vec<f32> {
    let mut means = vec![0.0; values.len()];
    for line in 0..side {
        for step in 0..side {
            let (from, to) = (step.saturating_sub(reach), (step + reach + 1).min(side));
            let sum: f32 = (from..to).map(|near| values[at(line, near)]).sum();
            means[at(line, step)] = sum / (to - from) as f32;
        }
    }
    means
}
