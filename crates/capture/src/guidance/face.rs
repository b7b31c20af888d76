//! Helps to show a face, and follows the turn of a head.

use super::steadiness::Steadiness;
use super::{Advice, Hint};
use crate::frame::{Frame, UnreadableFrame};
use sceau_vision::face::{FaceFacts, FaceModels, FaceReader, Side, TurnProgress};
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
    facts
        .findings()
        .first()
        .map_or(Hint::Hold, |finding| Hint::Face(*finding))
}
