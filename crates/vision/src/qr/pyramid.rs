//! A picture at several sizes, each half the one before, made when first asked for.

use crate::luma::{Luma, LumaView};

/// Sizes of one picture; 0 is the given one.
pub(super) struct Pyramid<'a> {
    given: LumaView<'a>,
    smaller: Vec<Luma>,
}

impl<'a> Pyramid<'a> {
    pub(super) const fn new(given: LumaView<'a>) -> Self {
        Self {
            given,
            smaller: Vec::new(),
        }
    }

    /// Makes every size down to `level`.
    pub(super) fn reach(&mut self, level: usize) {
        while self.smaller.len() < level {
            let next = halved(self.at(self.smaller.len()));
            self.smaller.push(next);
        }
    }

    /// The picture halved `level` times, which [`Pyramid::reach`] has made.
    pub(super) fn at(&self, level: usize) -> LumaView<'_> {
        match level.checked_sub(1).and_then(|made| self.smaller.get(made)) {
            Some(luma) => luma.view(),
            None => self.given,
        }
    }
}

/// [`LumaView::halved`], pixel by pixel the same, for the pictures that every frame is halved to: the
/// rows are added first, which any machine does sixteen at a time.
fn halved(view: LumaView<'_>) -> Luma {
    let (width, height) = (view.width() / 2, view.height() / 2);
    let stride = view.width() as usize;
    let mut sums = vec![0_u16; stride];
    let mut pixels = Vec::with_capacity(width as usize * height as usize);
    for pair in view.pixels().chunks_exact(stride * 2) {
        let (upper, lower) = pair.split_at(stride);
        for ((sum, &a), &b) in sums.iter_mut().zip(upper).zip(lower) {
            *sum = u16::from(a) + u16::from(b);
        }
        let (pairs, _) = sums.as_chunks::<2>();
        // A quarter of four bytes is a byte: the lower of these two.
        pixels.extend(
            pairs
                .iter()
                .map(|[a, b]| ((a + b + 2) / 4).to_le_bytes()[0]),
        );
    }
    // What is a pixel wide or high is halved no further.
    Luma::new(width, height, pixels).unwrap_or_else(|_| view.halved())
}

/// The picture at twice its size, each pixel between those around it: where modules are a pixel or two
/// wide, their edges are told from the greys.
pub(super) fn doubled(view: LumaView<'_>) -> Luma {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let row = |y: usize| &view.pixels()[y * width..(y + 1) * width];
    // Three parts of the nearer neighbour, one of the farther; beyond the edge the edge goes on.
    let mut mixed = vec![0_u16; width + 2];
    let mut pixels = vec![0; width * height * 4];
    for (y, line) in pixels.chunks_exact_mut(2 * width).enumerate() {
        let near = y / 2;
        let far = if y.is_multiple_of(2) {
            near.saturating_sub(1)
        } else {
            (near + 1).min(height - 1)
        };
        for ((mixed, &near), &far) in mixed[1..].iter_mut().zip(row(near)).zip(row(far)) {
            *mixed = 3 * u16::from(near) + u16::from(far);
        }
        (mixed[0], mixed[width + 1]) = (mixed[1], mixed[width]);
        let (twos, _) = line.as_chunks_mut::<2>();
        let around = mixed.iter().zip(&mixed[1..]).zip(&mixed[2..]);
        for (two, ((&left, &own), &right)) in twos.iter_mut().zip(around) {
            // A sixteenth of sixteen bytes is a byte: the lower of these two.
            let byte = |side: u16| ((3 * own + side + 8) / 16).to_le_bytes()[0];
            *two = [byte(left), byte(right)];
        }
    }
    let twice = Luma::new(view.width() * 2, view.height() * 2, pixels);
    twice.unwrap_or_else(|_| view.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_halved_as_the_room_halves_it() {
        for (width, height) in [(64, 48), (33, 17), (2, 2), (1, 9), (9, 1), (1, 1), (130, 3)] {
            let pixels = (0..width * height).map(|n: u32| n.wrapping_mul(2_654_435_761));
            let pixels = pixels.map(|n| n.to_le_bytes()[3]).collect();
            let picture = Luma::new(width, height, pixels).unwrap();
            assert!(halved(picture.view()) == picture.view().halved());
        }
    }

    #[test]
    fn a_doubled_picture_rises_evenly_and_keeps_its_edges() {
        let ramp = Luma::new(3, 1, vec![0, 80, 160]).unwrap();
        let twice = doubled(ramp.view());
        assert_eq!((twice.view().width(), twice.view().height()), (6, 2));
        assert_eq!(twice.view().pixels()[..6], [0, 20, 60, 100, 140, 160]);
        assert_eq!(twice.view().pixels()[6..], [0, 20, 60, 100, 140, 160]);
    }
}
