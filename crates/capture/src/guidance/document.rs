//! Helps to show one side of a document.

use super::steadiness::Steadiness;
use super::{Advice, Direction, Hint};
use crate::frame::{Frame, UnreadableFrame};
use core::time::Duration;
use sceau_domain::document::Side;
use sceau_vision::LumaView;
use sceau_vision::document::{
    DocumentFacts, DocumentFollower, DocumentShape, Looks, Quad, Sighting,
};

/// Between two frames a corner of a document held still moves less than this, in shares of the
/// frame's width.
const STILL_BELOW: f32 = 0.015;

/// A good frame is the best until a better one comes, for so long at most: as the session keeps it.
const BEST_LIFE: Duration = Duration::from_secs(1);

/// Looks for one side of a document, frame after frame.
///
/// Most frames are only followed. One that is to be kept, or with which the shutter is released, is
/// always searched as a whole: nothing depends on where the document was before.
pub(crate) struct DocumentGuide {
    side: Side,
    follower: DocumentFollower,
    before: Option<[(f32, f32); 4]>,
    steadiness: Steadiness,
    /// The best score given, and when its frame was taken.
    best: Option<(f32, Duration)>,
}

impl DocumentGuide {
    pub(super) fn new(shape: DocumentShape, side: Side) -> Self {
        Self {
            side,
            follower: DocumentFollower::new(shape, side),
            before: None,
            steadiness: Steadiness::default(),
            best: None,
        }
    }

    pub(super) fn look(&mut self, frame: &Frame) -> Result<Advice, UnreadableFrame> {
        let luma = frame.luma()?;
        let view = luma.view();
        let sighting = self.see(view, frame.at);
        let facts = sighting.facts;
        let hint = hint_of(facts.as_ref(), self.side);
        let size = (view.width() as f32, view.height() as f32);
        let outline = facts.as_ref().map(|facts| shares_of(&facts.quad, size));
        let is_still = match (self.before, outline) {
            (Some(before), Some(now)) => farthest(&before, &now) < STILL_BELOW,
            _ => false,
        };
        self.before = outline;
        let is_good = hint == Hint::Hold;
        let score = facts
            .filter(|_| is_good && sighting.is_searched)
            .map(|facts| score_of(&facts));
        if let Some(better) = score.filter(|&score| self.is_better(score, frame.at)) {
            self.best = Some((better, frame.at));
        }
        Ok(Advice {
            hint,
            progress: self.steadiness.push(frame.at, is_good && is_still),
            outline,
            arc: None,
            score,
        })
    }

    /// How often each way to look was taken.
    pub(super) const fn looks(&self) -> Looks {
        self.follower.looks()
    }

    /// Follows where that decides nothing, and searches where it does.
    fn see(&mut self, view: LumaView<'_>, at: Duration) -> Sighting {
        if self.steadiness.would_be_whole(at) {
            return self.follower.search(view);
        }
        let sighting = self.follower.look(view);
        let is_good = hint_of(sighting.facts.as_ref(), self.side) == Hint::Hold;
        let is_to_be_kept = sighting
            .facts
            .is_some_and(|facts| is_good && self.is_better(score_of(&facts), at));
        if sighting.is_searched || !is_to_be_kept {
            return sighting;
        }
        self.follower.search(view)
    }

    /// Whether a good frame of this score is kept rather than the one before.
    fn is_better(&self, score: f32, at: Duration) -> bool {
        self.best
            .is_none_or(|(best, kept)| score > best || kept + BEST_LIFE < at || kept > at)
    }
}

/// The order of capture-experience, 2: what makes the rest pointless comes first.
fn hint_of(facts: Option<&DocumentFacts>, expected: Side) -> Hint {
    let Some(facts) = facts else {
        return Hint::None;
    };
    [
        (facts.is_wrong_side(expected), Hint::Side),
        (facts.cut.any(), Hint::Cut),
        (facts.is_far(), Hint::Closer),
        (facts.is_near(), Hint::Farther),
        (facts.is_off_centre(), Hint::Center(way_back(facts.offset))),
        (facts.is_tilted(), Hint::Tilt),
        (facts.is_dark(), Hint::Dark),
        (facts.is_bright(), Hint::Bright),
        (facts.has_glare(), Hint::Glare),
        (facts.is_blurred(), Hint::Blur),
        (facts.is_hidden(), Hint::Fingers),
    ]
    .into_iter()
    .find_map(|(is_so, hint)| is_so.then_some(hint))
    .unwrap_or(Hint::Hold)
}

/// Where to move what lies so far from the middle: against the larger offset.
fn way_back((right, down): (f32, f32)) -> Direction {
    match (right.abs() >= down.abs(), right > 0.0, down > 0.0) {
        (true, true, _) => Direction::Left,
        (true, false, _) => Direction::Right,
        (false, _, true) => Direction::Up,
        (false, _, false) => Direction::Down,
    }
}

/// Sharp and large print is what an operator needs; what cannot be told counts as average.
fn score_of(facts: &DocumentFacts) -> f32 {
    facts.sharpness.unwrap_or(0.5) * facts.effective_dpi.min(600.0) / 300.0
}

fn shares_of(quad: &Quad, (width, height): (f32, f32)) -> [(f32, f32); 4] {
    quad.corners
        .map(|corner| (corner.x / width, corner.y / height))
}

/// The farthest that a corner went. A document that is told the other way up names its corners anew:
/// the nearer naming counts.
fn farthest(before: &[(f32, f32); 4], now: &[(f32, f32); 4]) -> f32 {
    let named_from = |shift: usize| {
        (0..4).fold(0.0_f32, |most, n| {
            let ((x0, y0), (x1, y1)) = (before[n], now[(n + shift) % 4]);
            most.max((x1 - x0).abs()).max((y1 - y0).abs())
        })
    };
    named_from(0).min(named_from(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_off_centre_is_told_the_way_back() {
        assert_eq!(way_back((0.4, 0.1)), Direction::Left);
        assert_eq!(way_back((-0.4, 0.1)), Direction::Right);
        assert_eq!(way_back((0.1, 0.4)), Direction::Up);
        assert_eq!(way_back((0.1, -0.4)), Direction::Down);
    }

    #[test]
    fn a_document_told_the_other_way_up_has_not_moved() {
        let corners = [(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)];
        let turned = [corners[2], corners[3], corners[0], corners[1]];
        assert!(farthest(&corners, &turned) < f32::EPSILON);
        let moved = corners.map(|(x, y)| (x + 0.05, y));
        assert!((farthest(&corners, &moved) - 0.05).abs() < 1e-6);
    }
}
