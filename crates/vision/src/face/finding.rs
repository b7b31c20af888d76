//! What stands in the way of a good picture of a face, and the bounds it is told by.

use super::facts::FaceFacts;

/// Something that stands in the way of a good picture of a face. Codes are those of the hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaceFinding {
    /// No face.
    None,
    /// More than one face.
    Multi,
    /// It stands on its side or on its head: the camera is built in so.
    Overturned,
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
            Self::Overturned => "face.overturned",
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

/// A head that leans by more than this many degrees is not leant by its owner.
const OVERTURNED_ABOVE: f32 = 60.0;
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
pub(super) const BLUR_BELOW: f32 = 0.02;

impl FaceFacts {
    /// What stands in the way, in the order in which hints are given; empty when all is well.
    pub fn findings(&self) -> Vec<FaceFinding> {
        let Some(face) = &self.main else {
            return vec![FaceFinding::None];
        };
        let is_dark = face.light.mean < DARK_BELOW;
        [
            (FaceFinding::Multi, self.count > 1),
            (
                FaceFinding::Overturned,
                face.pose.roll.abs() > OVERTURNED_ABOVE,
            ),
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
