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
    /// The same from the second row on.
    below: &'a [u8],
    width: u32,
    last: (f32, f32),
    pub(super) effort: &'a Effort,
}

impl<'a> Light<'a> {
    /// None when the picture is thinner than two pixels: there is nothing between them.
    pub(super) fn of(view: LumaView<'a>, effort: &'a Effort) -> Option<Self> {
        let (width, height) = (view.width(), view.height());
        let last = |length: u32| (length as f32 - 1.0 - 1.0 / PARTS).min(FARTHEST);
        (width > 1 && height > 1).then(|| Self {
            pixels: view.pixels(),
            below: &view.pixels()[width as usize..],
            width,
            last: (last(width), last(height)),
            effort,
        })
    }

    /// The greys at these places, linear between the middles of pixels; outside, those of the edge.
    pub(super) fn at(&self, places: &Places) -> [f32; LANES] {
        let (mut columns, mut across) = ([0_u32; LANES], [0_u16; LANES]);
        let (mut rows, mut down) = ([0_u32; LANES], [0.0; LANES]);
        for n in 0..LANES {
            let (x, y) = (
                parts(places.x[n], self.last.0),
                parts(places.y[n], self.last.1),
            );
            let rest = |parts: u32| parts.to_le_bytes()[0];
            (columns[n], across[n]) = (x >> 8, u16::from(rest(x)));
            (rows[n], down[n]) = (y >> 8, f32::from(rest(y)) * (1.0 / PARTS / PARTS));
        }
        let (mut upper, mut lower) = ([0_u16; LANES], [0_u16; LANES]);
        for n in 0..LANES {
            // In 32 bits: where a pair ends is then not asked whether it went round.
            let from = rows[n].wrapping_mul(self.width).wrapping_add(columns[n]) as usize;
            let pair = |pixels: &[u8]| {
                let two = pixels.get(from..from + 2);
                two.map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
            };
            (upper[n], lower[n]) = (pair(self.pixels), pair(self.below));
        }
        let mut greys = [0.0; LANES];
        for n in 0..LANES {
            let mix = |pair: u16| (pair & 0xFF) * (256 - across[n]) + (pair >> 8) * across[n];
            let (upper, lower) = (f32::from(mix(upper[n])), f32::from(mix(lower[n])));
            greys[n] = upper * (1.0 / PARTS) + (lower - upper) * down[n];
        }
        greys
    }
}

/// A pixel is parted so finely, along either way.
const PARTS: f32 = 256.0;
/// Up to here, in pixels, a float holds every part of a pixel.
const FARTHEST: f32 = 32_767.0;

/// Parts of a pixel from the middle of the first to a place, up to `last` pixels. A cast would be asked
/// whether the number is one at all, which no machine does for eight numbers at a time.
fn parts(place: f32, last: f32) -> u32 {
    /// From here on, up to its double, a float holds whole numbers only, in its lowest bits.
    const WHOLE: f32 = 8_388_608.0;
    let within = (place - 0.5).max(0.0).min(last);
    (within * PARTS + WHOLE).to_bits() & 0x007F_FFFF
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
    fn a_place_is_told_to_the_nearest_part_of_a_pixel() {
        for step in 0..200_000_u32 {
            let value = step as f32 / 24.0 * 0.999;
            let told = parts(value + 0.5, FARTHEST) as f32 / PARTS;
            assert!((told - value).abs() < 0.8 / PARTS, "{value}: {told}");
        }
        assert_eq!(parts(20_000.75, FARTHEST), 20_000 * 256 + 64);
        assert_eq!(parts(9.0, 7.5), 7 * 256 + 128);
        assert_eq!(parts(f32::NAN, 7.5), 0);
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
