//! What is known of the faces in one picture, and what stands in the way of a good one.

use super::landmarks::{EyePoints, LEFT_EYE, Landmarks, RIGHT_EYE};
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
    /// How much of the face's contrast lies between neighbouring pixels, in the worse of both
    /// directions, so that a head that moved sideways is noticed: 0 (smeared) to about 1.
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

/// Something that stands in the way of a good picture of a face. Codes are those of the hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaceFinding {
    /// No face.
    None,
    /// More than one face.
    Multi,
    /// Too far away.
    Small,
    /// Too near.
    Large,
    /// Not in the middle.
    Off,
    /// Too little light on the face.
    Dark,
    /// Too much light on the face.
    Bright,
    /// One half of the face lies in shadow.
    Shadow,
    /// Moved or out of focus.
    Blur,
    /// Not looking straight into the camera.
    Turned,
    /// An eye is closed.
    Eyes,
}

impl FaceFinding {
    /// The stable code: `dark`, `bright` and `blur`, as for any picture; the others `face.<word>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "face.none",
            Self::Multi => "face.multi",
            Self::Small => "face.small",
            Self::Large => "face.large",
            Self::Off => "face.off",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Shadow => "face.shadow",
            Self::Blur => "blur",
            Self::Turned => "face.turned",
            Self::Eyes => "face.eyes",
        }
    }
}

/// A face lower than this share of the picture is far away.
const SMALL_BELOW: f32 = 0.28;
/// A face higher than this share of the picture is too near: hair and chin leave it.
const LARGE_ABOVE: f32 = 0.75;
/// A face further than this from the middle, as a share of width or height, is off.
const OFF_ABOVE: f32 = 0.15;
/// Below this mean brightness a face is dark. Dark skin in good light lies well above.
const DARK_BELOW: f32 = 40.0;
/// Above this mean brightness a face is washed out.
const BRIGHT_ABOVE: f32 = 225.0;
/// Above this difference of both halves one of them is in shadow.
const SHADOW_ABOVE: f32 = 0.35;
/// Below this sharpness a face is blurred.
const BLUR_BELOW: f32 = 0.02;
/// Beyond this yaw, pitch or roll, in degrees, a person does not look straight. Pitch is the widest:
/// faces differ in how upright their profile is.
const STRAIGHT: HeadPose = HeadPose {
    yaw: 12.0,
    pitch: 20.0,
    roll: 15.0,
};
/// Below this share of the person's own opening an eye is closed: eyes differ too much for one bound.
const CLOSED_BELOW: f32 = 0.78;
/// What was usual fades by this factor with every frame, so that a wide look is forgotten in seconds.
const FADING: f32 = 0.997;

impl Eyes {
    fn of(landmarks: &Landmarks) -> Self {
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

impl FaceFacts {
    /// What stands in the way, in the order in which hints are given; empty when all is well.
    pub fn findings(&self) -> Vec<FaceFinding> {
        let Some(face) = &self.main else {
            return vec![FaceFinding::None];
        };
        let is_dark = face.light.mean < DARK_BELOW;
        [
            (FaceFinding::Multi, self.count > 1),
            (FaceFinding::Small, face.height_share < SMALL_BELOW),
            (FaceFinding::Large, face.height_share > LARGE_ABOVE),
            (
                FaceFinding::Off,
                face.offset.0.abs().max(face.offset.1.abs()) > OFF_ABOVE,
            ),
            (FaceFinding::Dark, is_dark),
            (FaceFinding::Bright, face.light.mean > BRIGHT_ABOVE),
            (FaceFinding::Shadow, face.light.balance.abs() > SHADOW_ABOVE),
            // In the dark, noise and smear are told apart badly: light first.
            (FaceFinding::Blur, !is_dark && face.sharpness < BLUR_BELOW),
            (FaceFinding::Turned, !face.looks_straight()),
            (FaceFinding::Eyes, !face.eyes.are_open()),
        ]
        .into_iter()
        .filter_map(|(finding, is_found)| is_found.then_some(finding))
        .collect()
    }
}
