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
