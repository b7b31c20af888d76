//! What the third task shows: a turn of the head, with the depth that it gives, or a document.

use core::time::Duration;
use sceau_domain::examination::{TaskSeen, Turn};
use sceau_vision::face::{Face, Landmarks, Side, TurnHint, TurnProgress, parallax};

/// A turn of the head narrower than this, in degrees, is no frame to keep and shows no depth.
const WIDE_FROM: f32 = 15.0;
/// A face this straight, in degrees, is what a turn is measured against.
const STRAIGHT_TO: f32 = 6.0;

/// Follows the head through the stretch of the task.
pub(super) struct TurnWatch {
    side: Side,
    progress: TurnProgress,
    is_done: bool,
    /// Done, and straight again when it was last seen.
    is_over: bool,
    hints: Vec<TurnHint>,
    straight: Option<(f32, Landmarks)>,
    turned: Option<(f32, Landmarks)>,
}

impl TurnWatch {
    pub(super) const fn new(side: Side) -> Self {
        Self {
            side,
            progress: TurnProgress::new(side),
            is_done: false,
            is_over: false,
            hints: Vec::new(),
            straight: None,
            turned: None,
        }
    }

    /// Takes the main face of a frame. True when it is the widest turn to the side asked so far, and wide
    /// enough to be kept.
    pub(super) fn take(&mut self, at_ms: u32, face: Option<&Face>) -> bool {
        let yaw = face.map(|face| face.pose.yaw);
        let step = self.progress.take(Duration::from_millis(at_ms.into()), yaw);
        self.is_done |= step.is_done;
        self.hints.extend(step.hint);
        let Some(face) = face else { return false };
        self.is_over = self.is_done && face.pose.yaw.abs() < STRAIGHT_TO;
        let to_side = match self.side {
            Side::Left => face.pose.yaw,
            Side::Right => -face.pose.yaw,
        };
        let away = to_side.abs();
        let straight = self
            .straight
            .as_ref()
            .map_or(STRAIGHT_TO, |(away, _)| *away);
        if away < straight {
            self.straight = Some((away, face.landmarks.clone()));
        }
        let widest = self
            .turned
            .as_ref()
            .map_or(WIDE_FROM, |(widest, _)| *widest);
        let is_widest = to_side > widest;
        if is_widest {
            self.turned = Some((to_side, face.landmarks.clone()));
        }
        is_widest
    }

    /// Whether the turn was done and the head has come back: until it turns again, nothing is missed by looking
    /// as seldom as elsewhere.
    pub(super) const fn is_over(&self) -> bool {
        self.is_over
    }

    pub(super) fn finish(self) -> TaskSeen {
        let has = |hint| self.hints.contains(&hint);
        let turn = if self.is_done {
            Turn::Done
        } else if has(TurnHint::WrongWay) {
            Turn::OtherSide
        } else if has(TurnHint::Short) || has(TurnHint::Fast) || self.turned.is_some() {
            Turn::Unfinished
        } else {
            Turn::NotSeen
        };
        let pair = self.straight.zip(self.turned);
        let depth = pair.and_then(|((_, straight), (_, turned))| parallax(&straight, &turned));
        TaskSeen {
            turn: Some(turn),
            is_flat: depth
                .filter(|depth| depth.turn >= WIDE_FROM)
                .map(|depth| depth.finding().is_some()),
            document_ms: None,
        }
    }
}
