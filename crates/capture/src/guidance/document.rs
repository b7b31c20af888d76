//! Helps to show one side of a document.

use super::kind::KindWatch;
use super::rest::Rest;
use super::steadiness::Steadiness;
use super::{Advice, BEST_LIFE, Direction, Hint};
use crate::frame::{Frame, UnreadableFrame};
use core::time::Duration;
use sceau_domain::document::{DocumentKind, Side};
use sceau_vision::LumaView;
use sceau_vision::document::{
    DocumentFacts, DocumentFollower, DocumentShape, Looks, Quad, Sighting,
};

/// A frame that was followed is searched too when it is better than the best one by this factor: by less
/// the eye sees no difference, and both looks cost twice the time.
const CLEARLY_BETTER: f32 = 1.03;

/// Looks for one side of a document, frame after frame.
///
/// Most frames are only followed. One that is to be kept, or with which the shutter is released, is
/// always searched as a whole: nothing depends on where the document was before. Of a frame that will
/// probably be searched anyway, this is told beforehand, and it is not followed first.
pub(crate) struct DocumentGuide {
    side: Side,
    follower: DocumentFollower,
    kind: KindWatch,
    rest: Rest,
    steadiness: Steadiness,
    /// The best score given, and when its frame was taken.
    best: Option<(f32, Duration)>,
    /// Whether nothing was wrong with the frame before.
    was_good: bool,
}

impl DocumentGuide {
    pub(super) fn new(kind: DocumentKind, side: Side) -> Self {
        Self {
            side,
            follower: DocumentFollower::new(DocumentShape::of(kind), side),
            kind: KindWatch::new(kind),
            rest: Rest::default(),
            steadiness: Steadiness::default(),
            best: None,
            was_good: false,
        }
    }

    pub(super) fn look(&mut self, frame: &Frame) -> Result<Advice, UnreadableFrame> {
        let luma = frame.upright_luma()?;
        let view = luma.view();
        let sighting = self.see(view, frame.at);
        let facts = sighting.facts;
        self.kind.look(view, frame.at, facts.is_some());
        let hint = match self.kind.other() {
            Some(other) => Hint::Kind(other),
            None => hint_of(facts.as_ref(), self.side),
        };
        let size = (view.width() as f32, view.height() as f32);
        let outline = facts.as_ref().map(|facts| shares_of(&facts.quad, size));
        let corners = facts
            .as_ref()
            .map(|facts| shares_of(&facts.quad, (size.0, size.0)));
        // What may be another document is looked at again before its picture may take itself.
        let is_steady = self.rest.push(corners, frame.at) && !self.kind.is_in_doubt();
        let is_good = hint == Hint::Hold;
        self.was_good = is_good;
        let score = facts
            .filter(|_| is_good && sighting.is_searched)
            .map(|facts| score_of(&facts));
        let best = self.best_at(frame.at).unwrap_or(0.0);
        if let Some(better) = score.filter(|&score| score > best) {
            self.best = Some((better, frame.at));
        }
        Ok(Advice {
            hint,
            progress: self.steadiness.push(frame.at, is_good && is_steady),
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
        let best = self.best_at(at);
        // After a good frame comes another: with no picture kept, this one would be.
        let is_awaited = self.was_good && best.is_none();
        if is_awaited || self.steadiness.would_be_whole(at) {
            return self.follower.search(view);
        }
        let sighting = self.follower.look(view);
        let is_good = hint_of(sighting.facts.as_ref(), self.side) == Hint::Hold;
        let worth = best.map_or(0.0, |best| best * CLEARLY_BETTER);
        let is_to_be_kept = sighting
            .facts
            .is_some_and(|facts| is_good && score_of(&facts) > worth);
        if sighting.is_searched || !is_to_be_kept {
            return sighting;
        }
        self.follower.search(view)
    }

    /// The score of the frame that is kept at this time; `None` when there is none, or it is too old.
    fn best_at(&self, at: Duration) -> Option<f32> {
        let (score, kept) = self.best?;
        (kept <= at && at <= kept + BEST_LIFE).then_some(score)
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
}
