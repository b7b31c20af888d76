//! Follows a document from frame to frame: where it was is nearly where it is, and to look there costs
//! a fraction of a search of the whole frame.
//!
//! What is followed was found by a search where the frame before had it, lies whole inside the frame,
//! and keeps edges as good as the search saw. After [`FOLLOWED_AT_MOST`] frames the whole frame is
//! searched all the same, so that a better candidate wins and a wrong one does not stay.

use super::Scratch;
use super::assess::measure;
use super::facts::DocumentFacts;
use super::find::{FOUND_ABOVE, Found};
use super::geometry::{Point, Quad};
use super::refine::{Refined, refine};
use super::shape::DocumentShape;
use crate::luma::LumaView;
use sceau_domain::document::Side;

/// Frames in a row that are not searched as a whole.
const FOLLOWED_AT_MOST: u32 = 3;
/// Between two frames a side goes at most this far, in shares of the frame's long side: 16 pixels of
/// 1280, a hand that brings a card into place.
const REACH: f32 = 0.0125;
/// And no farther than this, in pixels: what a side's fit can hold.
const MOST_REACH: f32 = 24.0;
/// The corners of a thing move together: none goes its own way by more than this share of the reach.
const APART: f32 = 0.5;
/// A side that a search saw worse than this is not followed.
const LEAST_SUPPORT: f32 = 0.45;
/// Two frames show the same document when it overlaps itself by more than this.
const SAME: f32 = 0.8;
/// By so much less than in the search may a side show.
const FADED: f32 = 0.12;

/// What one frame showed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sighting {
    /// The measures; `None` when there is no document. Of a followed one, the ripple is that of the last
    /// search.
    pub facts: Option<DocumentFacts>,
    /// Whether the whole frame was searched: then the facts are those of [`super::assess_document`].
    pub is_searched: bool,
}

/// How often each way to look was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// The whole frame was searched.
    pub searched: u32,
    /// The document was where it had been, or near.
    pub followed: u32,
}

/// Looks at the frames of one camera for one side of a document.
pub struct DocumentFollower {
    shape: DocumentShape,
    side: Side,
    scratch: Scratch,
    held: Option<Held>,
    looks: Looks,
}

/// The document of the frame before.
struct Held {
    /// As the last search found it.
    searched: Found,
    /// Where it was last.
    quad: Quad,
    /// Width and height of the frames it was seen in.
    size: (u32, u32),
    /// The ripple that the search measured: a screen does not become paper in between.
    ripple: f32,
    /// Frames that may still be followed before the next search.
    left: u32,
}

impl DocumentFollower {
    /// Follows nothing yet.
    pub fn new(shape: DocumentShape, side: Side) -> Self {
        Self {
            shape,
            side,
            scratch: Scratch::default(),
            held: None,
            looks: Looks::default(),
        }
    }

    /// Looks at the next frame: near where the document was, and everywhere when it is not there any
    /// more or when a search is due.
    pub fn look(&mut self, view: LumaView<'_>) -> Sighting {
        let found = self.held.as_ref().and_then(|held| held.follow(view));
        let what = (self.shape, self.side);
        let ripple = self.held.as_ref().map(|held| held.ripple);
        let measured =
            found.and_then(|found| measure(view, &found, what, ripple, &mut self.scratch));
        let (Some(found), Some(facts), Some(held)) = (found, measured, &mut self.held) else {
            return self.search(view);
        };
        held.quad = found.quad;
        held.left -= 1;
        self.looks.followed += 1;
        Sighting {
            facts: Some(facts),
            is_searched: false,
        }
    }

    /// Searches the whole frame, whatever was seen before, and follows what is found from there on.
    pub fn search(&mut self, view: LumaView<'_>) -> Sighting {
        self.looks.searched += 1;
        let found = self.scratch.finder.find(view, self.shape);
        let what = (self.shape, self.side);
        let facts = found.and_then(|found| measure(view, &found, what, None, &mut self.scratch));
        self.held = found
            .zip(facts)
            .and_then(|(found, facts)| Held::of(found, facts.ripple, view, self.held.as_ref()));
        Sighting {
            facts,
            is_searched: true,
        }
    }

    /// How often each way to look was taken: what frames cost, whatever the machine.
    pub const fn looks(&self) -> Looks {
        self.looks
    }
}

impl Held {
    /// `None` when it cannot be followed: cut, or hardly seen on a side. One that is not where the frame
    /// before had it is searched once more: a search that errs mostly errs elsewhere the next time.
    fn of(searched: Found, ripple: f32, view: LumaView<'_>, before: Option<&Self>) -> Option<Self> {
        let is_clear = !searched.is_cut.contains(&true)
            && searched.supports.iter().all(|&side| side >= LEAST_SUPPORT)
            && is_inside(&searched.quad, view);
        let size = (view.width(), view.height());
        let is_known = before.is_some_and(|before| {
            before.size == size && before.quad.overlap_in(&searched.quad, size) > SAME
        });
        is_clear.then_some(Self {
            searched,
            quad: searched.quad,
            size,
            ripple,
            left: if is_known { FOLLOWED_AT_MOST } else { 0 },
        })
    }

    /// The document in the next frame, when it shows as clearly as in the last one that was searched.
    fn follow(&self, view: LumaView<'_>) -> Option<Found> {
        if self.left == 0 || self.size != (view.width(), view.height()) {
            return None;
        }
        let reach = (REACH * view.long_side() as f32).clamp(4.0, MOST_REACH);
        let near = refine(view, &self.quad, [false; 4], reach);
        if !self.moved_whole(&near.quad, reach) {
            return None;
        }
        // Now as finely as a search fits what it found.
        let fitted = refine(view, &near.quad, [false; 4], reach * 0.4);
        let holds = self.shows(&fitted)
            && self.moved_whole(&fitted.quad, reach)
            && fitted.quad.is_convex()
            && is_inside(&fitted.quad, view);
        if !holds {
            return None;
        }
        let mean = |supports: &[f32; 4]| supports.iter().sum::<f32>() / 4.0;
        let faded = mean(&self.searched.supports) - mean(&fitted.supports);
        let confidence = self.searched.confidence - 0.5 * faded;
        (confidence >= FOUND_ABOVE).then_some(Found {
            quad: fitted.quad,
            is_cut: [false; 4],
            confidence,
            supports: fitted.supports,
        })
    }

    fn shows(&self, fitted: &Refined) -> bool {
        let sides = fitted.supports.iter().zip(&self.searched.supports);
        sides.into_iter().all(|(now, then)| *now >= *then - FADED)
    }

    /// Whether all corners went the same way, about.
    fn moved_whole(&self, quad: &Quad, reach: f32) -> bool {
        let ways = [0, 1, 2, 3].map(|n| {
            let (from, to) = (self.quad.corners[n], quad.corners[n]);
            Point::new(to.x - from.x, to.y - from.y)
        });
        let mean = Quad { corners: ways }.centre();
        ways.iter().all(|way| way.distance(mean) <= APART * reach)
    }
}

fn is_inside(quad: &Quad, view: LumaView<'_>) -> bool {
    let (right, bottom) = (view.width() as f32, view.height() as f32);
    quad.corners
        .iter()
        .all(|corner| corner.x >= 0.0 && corner.y >= 0.0 && corner.x <= right && corner.y <= bottom)
}
