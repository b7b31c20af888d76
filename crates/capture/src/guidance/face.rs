//! Helps to show a face, and follows the turn of a head.

use super::steadiness::Steadiness;
use super::{Advice, Direction, Hint};
use crate::frame::{Frame, UnreadableFrame};
use sceau_vision::face::{FaceFacts, FaceFinding, FaceModels, FaceReader, Side, TurnProgress};
use std::sync::Arc;

/// The networks look at this size; more pixels cost time and tell no more.
const LOOKED_AT: (u16, u16) = (640, 360);

/// Looks at one face, frame after frame.
pub(crate) struct FaceGuide {
    reader: FaceReader,
    turn: Option<TurnProgress>,
    steadiness: Steadiness,
}

impl FaceGuide {
    pub(super) fn new(models: Arc<FaceModels>) -> Self {
        Self {
            reader: FaceReader::new(models),
            turn: None,
            steadiness: Steadiness::default(),
        }
    }

    pub(super) fn ask_turn(&mut self, side: Option<Side>) {
        self.turn = side.map(TurnProgress::new);
    }

    pub(super) fn look(&mut self, frame: &Frame) -> Result<Advice, UnreadableFrame> {
        let picture = frame.upright_rgb(LOOKED_AT.0, LOOKED_AT.1)?;
        // A network that fails on one frame has nothing to say of it; the film goes on.
        let facts = self.reader.read(&picture).unwrap_or_default();
        if let Some(turn) = &mut self.turn {
            let yaw = facts.main.as_ref().map(|face| face.pose.yaw);
            let step = turn.take(frame.at, yaw);
            return Ok(Advice {
                hint: step.hint.map_or(Hint::Hold, Hint::Turn),
                arc: Some(step.arc),
                ..Advice::default()
            });
        }
        let hint = hint_of(&facts);
        Ok(Advice {
            hint,
            progress: self.steadiness.push(frame.at, hint == Hint::Hold),
            ..Advice::default()
        })
    }
}

fn hint_of(facts: &FaceFacts) -> Hint {
    match (facts.findings().first(), &facts.main) {
        (None, _) => Hint::Hold,
        (Some(FaceFinding::Off), Some(face)) => Hint::FaceOff(way_back(face.offset)),
        (Some(finding), _) => Hint::Face(*finding),
    }
}

/// Where a person moves whose face is this far from the middle of the picture. Who looks into a camera has the
/// picture's right at their left hand; a mirrored preview changes nothing in what they feel.
fn way_back((right, down): (f32, f32)) -> Direction {
    match (right.abs() >= down.abs(), right > 0.0, down > 0.0) {
        (true, true, _) => Direction::Right,
        (true, false, _) => Direction::Left,
        (false, _, true) => Direction::Up,
        (false, _, false) => Direction::Down,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_told_the_way_back_as_they_feel_it_and_not_as_the_picture_lies() {
        let said = |right, down| Hint::FaceOff(way_back((right, down))).code();
        assert_eq!(said(0.3, 0.1), "face.off.right");
        assert_eq!(said(-0.3, 0.1), "face.off.left");
        assert_eq!(said(0.1, 0.3), "face.off.up");
        assert_eq!(said(0.1, -0.3), "face.off.down");
    }
}
