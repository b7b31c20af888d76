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

/// Spots of a module that are sampled, from its middle: it alone, or some around it too.
pub(super) const ONCE: &[(f32, f32)] = &[(0.0, 0.0)];
pub(super) const AROUND: &[(f32, f32)] = &[
    (-0.2, -0.2),
    (0.2, -0.2),
    (0.2, 0.2),
    (-0.2, 0.2),
    (0.0, 0.0),
];

impl Greys {
    /// Samples each module at these spots, and takes their mean.
    pub(super) fn of(light: Light<'_>, lattice: &Lattice, spots: &[(f32, f32)]) -> Self {
        let side = lattice.side;
        light.effort.spend(side * side * spots.len());
        let share = 1.0 / spots.len() as f32;
        let mut values = Vec::with_capacity(side * side + LANES);
        for row in 0..side {
            for from in (0..side).step_by(LANES) {
                let mut sums = [0.0; LANES];
                for &(right, below) in spots {
                    let mut places = Places::default();
                    for n in 0..LANES {
                        places.x[n] = (from + n) as f32 + 0.5 + right;
                        places.y[n] = row as f32 + 0.5 + below;
                    }
                    let greys = light.at(&lattice.all_at(&places));
                    for (sum, grey) in sums.iter_mut().zip(greys) {
                        *sum += grey * share;
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
        let around = Around::of(values, self.side);
        let mut bits = Vec::with_capacity(values.len());
        for (y, line) in values.chunks_exact(self.side).enumerate() {
            around.each_mean(y, 4, |x, mean| bits.push((line[x] < mean) == is_dark));
        }
        bits
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
}

/// The sum of all values above and left of each corner of a module.
struct Around {
    side: usize,
    sums: Vec<f32>,
}

impl Around {
    fn of(values: &[f32], side: usize) -> Self {
        let mut sums = vec![0.0; (side + 1) * (side + 1)];
        for (y, line) in values.chunks_exact(side).enumerate() {
            let (above, below) = sums[y * (side + 1)..].split_at_mut(side + 1);
            let mut sum = 0.0;
            for ((&value, above), below) in line.iter().zip(&above[1..]).zip(&mut below[1..]) {
                sum += value;
                *below = above + sum;
            }
        }
        Self { side, sums }
    }

    /// The mean of the values around each of the `y`th line, `reach` to every side.
    fn each_mean(&self, y: usize, reach: usize, mut take: impl FnMut(usize, f32)) {
        let span = |at: usize| (at.saturating_sub(reach), (at + reach + 1).min(self.side));
        let (top, bottom) = span(y);
        let line = |at: usize| &self.sums[at * (self.side + 1)..(at + 1) * (self.side + 1)];
        let (above, below) = (line(top), line(bottom));
        for x in 0..self.side {
            let (left, right) = span(x);
            let sum = (below[right] - below[left]) - (above[right] - above[left]);
            take(x, sum / ((right - left) * (bottom - top)) as f32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::engine::PARTINGS;
    use super::super::symbol::said;
    use super::*;

    /// A code whose modules gave this share of their light to each neighbour, twice.
    fn blurred(share: f32) -> Greys {
        let text = "https://sceau.example/l/ABCD-2345";
        let (version, level) = (qrcode::Version::Normal(5), qrcode::EcLevel::M);
        let code = qrcode::QrCode::with_version(text, version, level).unwrap();
        let side = code.width();
        let greys = code.into_colors().into_iter();
        let mut greys = Greys {
            side,
            values: greys.map(|it| it.select(30.0, 220.0)).collect(),
        };
        for _ in 0..2 {
            greys.values = greys.sharpened(-share);
        }
        greys
    }

    #[test]
    fn the_farther_a_code_is_out_of_focus_the_more_of_its_blur_must_be_undone() {
        for (share, wanted) in [
            (0.05, [true, true, true]),
            (0.11, [false, true, true]),
            (0.125, [false, false, true]),
        ] {
            let greys = blurred(share);
            let is_read = |parting| said(greys.side, &greys.bits(parting, true)).is_some();
            assert_eq!(PARTINGS.map(is_read), wanted, "{share}");
        }
    }
}
