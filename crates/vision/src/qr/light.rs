//! Grey between pixels.

use crate::luma::LumaView;
use core::cell::Cell;

/// How much a look may still do: a picture made to tire the reader ends a look instead of holding it, on
/// any machine and without a clock.
pub(super) struct Effort(Cell<usize>);

impl Effort {
    /// So many samples of grey. What is made of them takes less time than they do.
    pub(super) const fn new(samples: usize) -> Self {
        Self(Cell::new(samples))
    }

    /// Counts samples off; says whether there were enough left.
    pub(super) fn spend(&self, samples: usize) -> bool {
        let had = self.0.get();
        self.0.set(had.saturating_sub(samples));
        had > samples
    }

    /// Whether no sample is left.
    pub(super) const fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// A grey picture that can be asked at any place.
#[derive(Clone, Copy)]
pub(super) struct Light<'a> {
    pixels: &'a [u8],
    width: usize,
    last: (f32, f32),
    pub(super) effort: &'a Effort,
}

impl<'a> Light<'a> {
    /// None when the picture is thinner than two pixels: there is nothing between them.
    pub(super) fn of(view: LumaView<'a>, effort: &'a Effort) -> Option<Self> {
        let (width, height) = (view.width() as usize, view.height() as usize);
        (width > 1 && height > 1).then(|| Self {
            pixels: view.pixels(),
            width,
            last: ((width - 1) as f32 - 0.001, (height - 1) as f32 - 0.001),
            effort,
        })
    }

    /// The greys at these places, linear between the middles of pixels; outside, those of the edge.
    pub(super) fn at(&self, places: &Places) -> [f32; LANES] {
        let (mut columns, mut across) = ([0; LANES], [0.0; LANES]);
        let (mut rows, mut down) = ([0; LANES], [0.0; LANES]);
        for n in 0..LANES {
            let x = (places.x[n] - 0.5).max(0.0).min(self.last.0);
            let y = (places.y[n] - 0.5).max(0.0).min(self.last.1);
            (columns[n], across[n]) = split(x);
            (rows[n], down[n]) = split(y);
        }
        let mut corners = [[0_u8; LANES]; 4];
        for n in 0..LANES {
            let from = rows[n] as usize * self.width + columns[n] as usize;
            // One look at the length for all four.
            if let Some(four) = self.pixels.get(from..from + self.width + 2) {
                corners[0][n] = four[0];
                corners[1][n] = four[1];
                corners[2][n] = four[self.width];
                corners[3][n] = four[self.width + 1];
            }
        }
        core::array::from_fn(|n| {
            let [a, b, c, d] = corners.map(|corner| f32::from(corner[n]));
            let (upper, lower) = (a + (b - a) * across[n], c + (d - c) * across[n]);
            upper + (lower - upper) * down[n]
        })
    }
}

/// The whole part of a number from 0 to 2²², and the rest. A cast would be asked whether the number is one
/// at all, which no machine does for eight numbers at a time.
fn split(value: f32) -> (u32, f32) {
    /// From here on, up to its double, a float holds whole numbers only, in its lowest bits.
    const WHOLE: f32 = 8_388_608.0;
    let nearest = (value + WHOLE) - WHOLE;
    let whole = nearest - f32::from(u8::from(nearest > value));
    ((whole + WHOLE).to_bits() & 0x007F_FFFF, value - whole)
}

/// So many places are asked together: any machine works on four or eight numbers at a time.
pub(super) const LANES: usize = 8;

/// Places on a code, in modules, or in a picture, in pixels.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) x: [f32; LANES],
    pub(super) y: [f32; LANES],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_split_as_its_floor_tells() {
        for step in 0..200_000_u32 {
            let value = step as f32 / 24.0 * 0.999;
            let (whole, rest) = split(value);
            assert!(
                whole as f32 == value.floor() && (0.0..1.0).contains(&rest),
                "{value}"
            );
        }
        assert_eq!(split(4_000_000.5), (4_000_000, 0.5));
    }

    #[test]
    fn between_pixels_the_light_rises_evenly_and_outside_it_is_that_of_the_edge() {
        let pixels: Vec<u8> = (0..3)
            .flat_map(|row| [0, 40, 80].map(|x| x + 10 * row))
            .collect();
        let view = LumaView::new(3, 3, &pixels).unwrap();
        let effort = Effort::new(100);
        let light = Light::of(view, &effort).unwrap();
        let places = Places {
            x: [0.5, 1.5, 1.0, 2.25, -9.0, 1.5, 1e9, f32::NAN],
            y: [0.5, 0.5, 1.0, 1.5, 0.5, 2.0, 1e9, 0.5],
        };
        let wanted = [0.0, 40.0, 25.0, 80.0, 0.0, 55.0, 100.0, 0.0];
        for (grey, wanted) in light.at(&places).into_iter().zip(wanted) {
            assert!((grey - wanted).abs() < 0.2, "{grey} for {wanted}");
        }
    }
}
