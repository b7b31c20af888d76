//! Quality of a picture of a face by the closed-form measures of ISO/IEC 29794-5:2025, with the
//! mappings to scores that its reference implementation OFIQ 1.0 uses. Components are named by the
//! standard's QAA identifier.
//!
//! The numbers are close to OFIQ's, not equal: landmarks and pose come from another network, and
//! exposure counts the whole landmarked region, because no network here finds what covers a face.

mod aligned;
mod colour;
mod histogram;
mod place;
mod tone;

use super::facts::FaceFacts;
use crate::jpeg::Rgb;

/// A quality component that is computed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Component {
    /// Light alike on both cheeks.
    IlluminationUniformity = 0x43,
    /// Mean of the luminance.
    LuminanceMean = 0x44,
    /// Variance of the luminance.
    LuminanceVariance = 0x45,
    /// Share of pixels that are nearly black.
    UnderExposurePrevention = 0x46,
    /// Share of pixels that are nearly white.
    OverExposurePrevention = 0x47,
    /// Entropy of the luminance, in bits.
    DynamicRange = 0x48,
    /// Distance of the skin's colour from the colours of skin.
    NaturalColour = 0x4B,
    /// Area of the second largest face over that of the largest.
    SingleFacePresent = 0x4C,
    /// Opening of the less open eye over the height of the face.
    EyesOpen = 0x4D,
    /// Opening of the mouth over the height of the face.
    MouthClosed = 0x4E,
    /// Distance between the eyes in pixels, made good for the yaw.
    InterEyeDistance = 0x52,
    /// Height of the face over the height of the picture.
    HeadSize = 0x53,
    /// Room on the picture's left, in distances between the eyes.
    LeftwardCrop = 0x54,
    /// Room on the picture's right, likewise.
    RightwardCrop = 0x55,
    /// Room above the eyes, in heights of the face.
    MarginAbove = 0x56,
    /// Room below the eyes, likewise.
    MarginBelow = 0x57,
    /// Yaw in degrees.
    HeadPoseYaw = 0x58,
    /// Pitch in degrees.
    HeadPosePitch = 0x59,
    /// Roll in degrees.
    HeadPoseRoll = 0x5A,
}

impl Component {
    /// Each of them, in the order of their identifiers.
    pub const ALL: [Self; 19] = [
        Self::IlluminationUniformity,
        Self::LuminanceMean,
        Self::LuminanceVariance,
        Self::UnderExposurePrevention,
        Self::OverExposurePrevention,
        Self::DynamicRange,
        Self::NaturalColour,
        Self::SingleFacePresent,
        Self::EyesOpen,
        Self::MouthClosed,
        Self::InterEyeDistance,
        Self::HeadSize,
        Self::LeftwardCrop,
        Self::RightwardCrop,
        Self::MarginAbove,
        Self::MarginBelow,
        Self::HeadPoseYaw,
        Self::HeadPosePitch,
        Self::HeadPoseRoll,
    ];

    /// The standard's identifier of the quality assessment algorithm.
    pub const fn identifier(self) -> u8 {
        self as u8
    }

    /// Its name as a stable code: `eyes_open`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IlluminationUniformity => "illumination_uniformity",
            Self::LuminanceMean => "luminance_mean",
            Self::LuminanceVariance => "luminance_variance",
            Self::UnderExposurePrevention => "under_exposure_prevention",
            Self::OverExposurePrevention => "over_exposure_prevention",
            Self::DynamicRange => "dynamic_range",
            Self::NaturalColour => "natural_colour",
            Self::SingleFacePresent => "single_face_present",
            Self::EyesOpen => "eyes_open",
            Self::MouthClosed => "mouth_closed",
            Self::InterEyeDistance => "inter_eye_distance",
            Self::HeadSize => "head_size",
            Self::LeftwardCrop => "leftward_crop",
            Self::RightwardCrop => "rightward_crop",
            Self::MarginAbove => "margin_above",
            Self::MarginBelow => "margin_below",
            Self::HeadPoseYaw => "head_pose_yaw",
            Self::HeadPosePitch => "head_pose_pitch",
            Self::HeadPoseRoll => "head_pose_roll",
        }
    }

    /// Whether it only says where the face stands in the picture, or how large it is there: nothing that a
    /// picture keeps from which the face is cut out.
    pub const fn is_of_place(self) -> bool {
        matches!(
            self,
            Self::HeadSize
                | Self::LeftwardCrop
                | Self::RightwardCrop
                | Self::MarginAbove
                | Self::MarginBelow
        )
    }
}

/// Components of the standard that are not computed, each with what it would take.
pub const NOT_COMPUTED: [(u8, &str); 9] = [
    (
        0x41,
        "unified quality score: a network for face recognition",
    ),
    (
        0x42,
        "background uniformity: a network that parses the face",
    ),
    (
        0x49,
        "sharpness: a trained forest; `Face::sharpness` is our own measure",
    ),
    (0x4A, "no compression artefacts: a trained network"),
    (
        0x4F,
        "eyes visible: a network that finds what covers the face",
    ),
    (0x50, "mouth occlusion prevention: the same network"),
    (0x51, "face occlusion prevention: the same network"),
    (0x5B, "expression neutrality: two trained networks"),
    (0x5C, "no head coverings: a network that parses the face"),
];

/// A measured component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// What was measured.
    pub component: Component,
    /// The native measure, in the component's own unit.
    pub native: f32,
    /// The quality score, 0 (worst) to 100 (best).
    pub score: u8,
}

/// All components of one picture, in the order of their identifiers.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceQuality {
    measures: Vec<Measure>,
}

impl FaceQuality {
    /// Measures the main face; `None` without one. About 15 ms: for the picture that is kept, not for
    /// every frame.
    pub fn of(picture: &Rgb, facts: &FaceFacts) -> Option<Self> {
        let face = facts.main.as_ref()?;
        let mut measures = tone::measures(picture, &face.landmarks);
        measures.extend(place::measures(picture, face, facts.second_share));
        measures.sort_by_key(|measure| measure.component);
        Some(Self { measures })
    }

    /// Every component that was measured.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// One component.
    pub fn get(&self, component: Component) -> Option<Measure> {
        let mut measures = self.measures.iter();
        measures
            .find(|measure| measure.component == component)
            .copied()
    }
}

/// The standard's sigmoid around `middle` with this width.
fn sigmoid(value: f32, middle: f32, width: f32) -> f32 {
    1.0 / (1.0 + ((middle - value) / width).exp())
}
