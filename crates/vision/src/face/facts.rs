//! What is known of the faces in one picture.

use super::eyes::Eyes;
use super::landmarks::Landmarks;
use super::light::{FaceLight, Skin};
use super::pose::HeadPose;
use crate::jpeg::Rgb;

/// Where a face is: the smallest upright box around its landmarks, in pixels. It may reach over the
/// picture's edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceBox {
    /// Left edge.
    pub left: f32,
    /// Upper edge, about the hairline.
    pub top: f32,
    /// Width, from cheek to cheek.
    pub width: f32,
    /// Height, down to the chin.
    pub height: f32,
}

/// The main face of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// Where it is.
    pub place: FaceBox,
    /// Its points.
    pub landmarks: Landmarks,
    /// How sure the network is that this is a face, 0.5 to 1.
    pub presence: f32,
    /// Height of the face over the height of the picture.
    pub height_share: f32,
    /// Middle of the face from the middle of the picture, as shares of its width and height:
    /// (0, 0) in the middle, (0.5, 0.5) in the lower right corner.
    pub offset: (f32, f32),
    /// How the head is held.
    pub pose: HeadPose,
    /// How far the eyes are open.
    pub eyes: Eyes,
    /// Light on the skin.
    pub light: FaceLight,
    /// How much of the face's contrast lies between places a hundredth of its height apart, in the
    /// worse of both directions, so that a head that moved sideways is noticed: over 0.1 in focus,
    /// under 0.02 smeared by more than a twentieth of its height.
    pub sharpness: f32,
}

/// The faces of one picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FaceFacts {
    /// How many there are. Faces other than the main one are counted again a few times a second.
    pub count: usize,
    /// Area of the second largest face over that of the main one; 0 without one.
    pub second_share: f32,
    /// The largest one, or the one that was followed from the frame before.
    pub main: Option<Face>,
}

/// Beyond this yaw, pitch or roll, in degrees, a person does not look straight. Pitch is the widest:
/// faces differ in how upright their profile is.
const STRAIGHT: HeadPose = HeadPose {
    yaw: 12.0,
    pitch: 20.0,
    roll: 15.0,
};

impl Face {
    /// Measures the face that has these landmarks in this picture.
    pub(super) fn of(picture: &Rgb, landmarks: Landmarks, presence: f32) -> Self {
        let [left, top, right, bottom] = landmarks.bounds();
        let (width, height) = (f32::from(picture.width), f32::from(picture.height));
        let skin = Skin::of(picture, &landmarks);
        Self {
            place: FaceBox {
                left,
                top,
                width: right - left,
                height: bottom - top,
            },
            presence,
            height_share: (bottom - top) / height,
            offset: (
                (left + right) / 2.0 / width - 0.5,
                (top + bottom) / 2.0 / height - 0.5,
            ),
            pose: HeadPose::of(&landmarks),
            eyes: Eyes::of(&landmarks),
            light: skin.light,
            sharpness: skin.sharpness,
            landmarks,
        }
    }

    /// Whether the person looks straight into the camera: within 12° to the sides, 20° up and down,
    /// 15° leant.
    pub fn looks_straight(&self) -> bool {
        self.pose.yaw.abs() <= STRAIGHT.yaw
            && self.pose.pitch.abs() <= STRAIGHT.pitch
            && self.pose.roll.abs() <= STRAIGHT.roll
    }
}
