//! How far the eyes are open.

use super::landmarks::{EyePoints, LEFT_EYE, Landmarks, RIGHT_EYE};

/// How far the eyes are open: height of the opening over its length, about 0.3 on most faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eyes {
    /// The person's right eye.
    pub right: f32,
    /// The person's left eye.
    pub left: f32,
    /// What this person's eyes reached in the last seconds of the film; of a picture by itself, what
    /// they reach in it.
    pub usual: f32,
}

/// Below this share of the person's own opening an eye is closed: eyes differ too much for one bound.
const CLOSED_BELOW: f32 = 0.78;
/// What was usual fades by this factor with every frame, so that a wide look is forgotten in seconds.
const FADING: f32 = 0.997;

impl Eyes {
    pub(super) fn of(landmarks: &Landmarks) -> Self {
        let right = opening(landmarks, &RIGHT_EYE);
        let left = opening(landmarks, &LEFT_EYE);
        Self {
            right,
            left,
            usual: right.max(left),
        }
    }

    /// Takes over what was usual in the frame before.
    pub(super) fn after(&mut self, before: f32) {
        self.usual = self.usual.max(before * FADING);
    }

    /// Whether both are open. A blink is told by what was seen before; a picture by itself only tells
    /// an eye that is closed while the other is open.
    pub fn are_open(&self) -> bool {
        self.right.min(self.left) >= CLOSED_BELOW * self.usual
    }
}

/// Eye aspect ratio (Soukupová and Čech, 2016), in space, so that a turned head does not narrow it.
fn opening(landmarks: &Landmarks, eye: &EyePoints) -> f32 {
    let gap = |&(upper, lower): &(usize, usize)| landmarks.at(upper).distance(landmarks.at(lower));
    let mean = eye.lids.iter().map(gap).sum::<f32>() / 3.0;
    mean / landmarks
        .at(eye.corners[0])
        .distance(landmarks.at(eye.corners[1]))
        .max(1.0)
}
