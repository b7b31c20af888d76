//! Components that come from where the face is, how large it is and how it is held.

use super::super::facts::Face;
use super::super::geometry::score;
use super::super::landmarks::{CHIN, INNER_LIPS, LEFT_EYE, Landmarks, RIGHT_EYE};
use super::{Component, Measure, sigmoid};
use crate::jpeg::Rgb;

/// Measures them all.
pub(super) fn measures(picture: &Rgb, face: &Face, second_share: f32) -> Vec<Measure> {
    let points = &face.landmarks;
    let (right_eye, left_eye) = (points.centre_of(&RIGHT_EYE), points.centre_of(&LEFT_EYE));
    let eyes = right_eye.middle(left_eye);
    let between = right_eye.flat_distance(left_eye).max(1.0);
    let height = eyes.flat_distance(points.at(CHIN)).max(1.0);
    let (width, tall) = (f32::from(picture.width), f32::from(picture.height));
    let pose = face.pose;

    let open = widest(points, &RIGHT_EYE.lids).min(widest(points, &LEFT_EYE.lids)) / height;
    let mouth = widest(points, &INNER_LIPS) / height;
    let apart = between / pose.yaw.to_radians().cos().max(0.01);
    let head = height / tall;
    let room = |native: f32, enough: f32| (native, 100.0 * sigmoid(native, enough, 0.1));
    let frontal = |angle: f32| (angle, 100.0 * angle.to_radians().cos().max(0.0).powi(2));
    [
        (
            Component::SingleFacePresent,
            (second_share, 100.0 * (1.0 - second_share)),
        ),
        (
            Component::EyesOpen,
            (open, 100.0 * sigmoid(open, 0.02, 0.01)),
        ),
        (
            Component::MouthClosed,
            (mouth, 100.0 * (1.0 - sigmoid(mouth, 0.2, 0.06))),
        ),
        (
            Component::InterEyeDistance,
            (apart, 100.0 * sigmoid(apart, 70.0, 20.0)),
        ),
        (
            Component::HeadSize,
            (
                head,
                200.0 * (1.0 - sigmoid((head - 0.45).abs(), 0.0, 0.05)),
            ),
        ),
        (Component::LeftwardCrop, room(right_eye.x / between, 0.9)),
        (
            Component::RightwardCrop,
            room((width - left_eye.x) / between, 0.9),
        ),
        (Component::MarginAbove, room(eyes.y / height, 1.4)),
        (Component::MarginBelow, room((tall - eyes.y) / height, 1.8)),
        (Component::HeadPoseYaw, frontal(pose.yaw)),
        (Component::HeadPosePitch, frontal(pose.pitch)),
        (Component::HeadPoseRoll, frontal(pose.roll)),
    ]
    .map(|(component, (native, value))| Measure {
        component,
        native,
        score: score(value),
    })
    .into()
}

/// The widest gap of some pairs, as the picture shows it.
fn widest(points: &Landmarks, pairs: &[(usize, usize)]) -> f32 {
    let gap = |&(upper, lower): &(usize, usize)| points.at(upper).flat_distance(points.at(lower));
    pairs.iter().map(gap).fold(0.0, f32::max)
}
