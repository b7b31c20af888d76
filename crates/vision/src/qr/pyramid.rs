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
            let next = self.at(self.smaller.len()).halved();
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

/// The picture at twice its size, each pixel between those around it: where modules are a pixel or two
/// wide, their edges are told from the greys.
pub(super) fn doubled(view: LumaView<'_>) -> Luma {
    let (width, height) = (view.width() as usize, view.height() as usize);
    // Three parts of the nearer neighbour, one of the farther; beyond the edge the edge goes on.
    let places = |at: usize, length: usize| {
        let near = at / 2;
        let far = if at.is_multiple_of(2) {
            near.saturating_sub(1)
        } else {
            (near + 1).min(length - 1)
        };
        (near, far)
    };
    let mut pixels = Vec::with_capacity(width * height * 4);
    for y in 0..2 * height {
        let (near, far) = places(y, height);
        let row = |y: usize| &view.pixels()[y * width..(y + 1) * width];
        let (near, far) = (row(near), row(far));
        let mixed = |x: usize| 3 * u32::from(near[x]) + u32::from(far[x]);
        for x in 0..2 * width {
            let (near, far) = places(x, width);
            let sum = 3 * mixed(near) + mixed(far);
            pixels.push(u8::try_from((sum + 8) / 16).unwrap_or(u8::MAX));
        }
    }
    let twice = Luma::new(view.width() * 2, view.height() * 2, pixels);
    twice.unwrap_or_else(|_| view.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_picture_rises_evenly_and_keeps_its_edges() {
        let ramp = Luma::new(3, 1, vec![0, 80, 160]).unwrap();
        let twice = doubled(ramp.view());
        assert_eq!((twice.view().width(), twice.view().height()), (6, 2));
        assert_eq!(twice.view().pixels()[..6], [0, 20, 60, 100, 140, 160]);
        assert_eq!(twice.view().pixels()[6..], [0, 20, 60, 100, 140, 160]);
    }
}
