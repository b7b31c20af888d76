//! Reads machine-readable zones in pictures.

use super::attempt::Attempt;
use super::nets::{Nets, ZoneFault};
use super::search::Search;
use super::sight::ZoneSight;
use crate::document::Quad;
use crate::document::cast;
use crate::luma::LumaView;
use crate::qr::Budget;

/// Share of a document's size looked at around it.
const MARGIN: f32 = 0.06;

/// Reads machine-readable zones, on one thread. Loading takes some milliseconds: one reader serves
/// many pictures, also from several threads.
pub struct ZoneReader {
    nets: Nets,
}

impl core::fmt::Debug for ZoneReader {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ZoneReader")
    }
}

impl ZoneReader {
    /// Loads the networks shipped inside.
    ///
    /// # Errors
    /// [`ZoneFault::Weights`] when they are damaged.
    pub fn new() -> Result<Self, ZoneFault> {
        Ok(Self {
            nets: Nets::built_in()?,
        })
    }

    /// What the networks are, for reports: the version of their layout and the hash of their weights.
    pub fn version(&self) -> String {
        self.nets.version()
    }

    /// The zone in a picture, at any angle, the one of several that is read best. `document`, when
    /// known, says where to look: corners in pixels of the picture, whichever is first. The budget is
    /// asked between two looks, never inside one. `None` when no zone is seen, when it cannot be told
    /// from other print, or when the time was spent before.
    pub fn read(
        &self,
        view: LumaView<'_>,
        document: Option<&Quad>,
        budget: &dyn Budget,
    ) -> Option<ZoneSight> {
        let whole = |view| Search::new(&self.nets, view).read(budget);
        match document.and_then(|quad| around(view, quad)) {
            Some((left, top, width, height)) => {
                let part = view.cropped(left, top, width, height);
                let mut sight = whole(part.view())?;
                for corner in &mut sight.quad.corners {
                    corner.x += left as f32;
                    corner.y += top as f32;
                }
                Some(sight)
            }
            None => whole(view),
        }
    }

    /// The zone in a picture where one glance is enough: every character is plain and every check digit agrees.
    /// Takes some milliseconds, whatever the picture shows.
    pub fn glance(&self, view: LumaView<'_>) -> Option<ZoneSight> {
        Search::new(&self.nets, view)
            .glance()
            .map(Attempt::into_sight)
    }
}

/// The upright part of a picture around a document: left, top, width, height. `None` when nothing of
/// it is inside.
fn around(view: LumaView<'_>, quad: &Quad) -> Option<(u32, u32, u32, u32)> {
    let span = |values: [f32; 4], limit: u32| {
        let low = values.iter().copied().fold(f32::MAX, f32::min);
        let high = values.iter().copied().fold(f32::MIN, f32::max);
        let margin = (high - low) * MARGIN;
        let (low, high) = (
            cast::pixels(low - margin),
            cast::pixels(high + margin + 1.0).min(limit),
        );
        (high > low + 1).then_some((low, high - low))
    };
    let (left, width) = span(quad.corners.map(|corner| corner.x), view.width())?;
    let (top, height) = span(quad.corners.map(|corner| corner.y), view.height())?;
    Some((left, top, width, height))
}
