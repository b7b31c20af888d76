//! Grey between pixels.

use super::geometry::{Point, index};
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

    /// The grey at a place, linear between the middles of pixels; outside, that of the edge.
    pub(super) fn at(&self, place: Point) -> f32 {
        let x = (place.x - 0.5).clamp(0.0, self.last.0);
        let y = (place.y - 0.5).clamp(0.0, self.last.1);
        let (column, row) = (index(x), index(y));
        let (fx, fy) = (x - column as f32, y - row as f32);
        let from = row * self.width + column;
        let Some(four) = self.pixels.get(from..from + self.width + 2) else {
            return 0.0;
        };
        let grey = |place: usize| f32::from(four[place]);
        let upper = grey(0) + (grey(1) - grey(0)) * fx;
        let lower = grey(self.width) + (grey(self.width + 1) - grey(self.width)) * fx;
        upper + (lower - upper) * fy
    }
}
