//! How the head is held.

use super::geometry::Point;
use super::landmarks::{CHIN, FOREHEAD, Landmarks};

/// Turn of the head in degrees, 0 when it looks straight into the camera. Signs are those of
/// ISO/IEC 39794-5 (pose angles), seen from the person.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeadPose {
    /// Positive when the person turns to their own left, which is the picture's right. About ±60
    /// can be told.
    pub yaw: f32,
    /// Positive when the person looks down. About ±40 can be told.
    pub pitch: f32,
    /// Positive when the head leans towards the person's right shoulder, which is counter-clockwise
    /// in the picture.
    pub roll: f32,
}

/// Landmarks that mirror each other: the person's right, then their left. Taken all over the face,
/// so that one that is hidden or badly placed weighs little.
const MIRRORED: [(usize, usize); 12] = [
    (33, 263),
    (133, 362),
    (61, 291),
    (127, 356),
    (234, 454),
    (93, 323),
    (132, 361),
    (58, 288),
    (70, 300),
    (105, 334),
    (50, 280),
    (98, 327),
];

impl HeadPose {
    /// Measured on the landmarks' own depth: the axis from the right half of the face to the left
    /// one gives yaw and roll, the axis from forehead to chin gives the pitch.
    pub(super) fn of(landmarks: &Landmarks) -> Self {
        let across = MIRRORED
            .iter()
            .map(|&(right, left)| landmarks.at(left) - landmarks.at(right))
            .fold(Point::default(), |sum, way| sum + way);
        let down = landmarks.at(CHIN) - landmarks.at(FOREHEAD);
        Self {
            yaw: across.z.atan2(across.x.hypot(across.y)).to_degrees(),
            pitch: down.z.atan2(down.x.hypot(down.y)).to_degrees(),
            roll: -across.y.atan2(across.x).to_degrees(),
        }
    }
}
