//! What is hard about a frame, and by how much.

use super::super::super::random::Dice;
use std::f32::consts::PI;

/// What is hard about a frame of a code. One at a time: what a reader fails at is then known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hardship {
    /// Flat, sharp, well lit.
    Nominal,
    /// Turned by any angle.
    Rotation,
    /// Seen from the side.
    Perspective,
    /// Out of focus.
    Blur,
    /// Moved by the hand.
    Motion,
    /// Grain of a sensor in weak light.
    Noise,
    /// A camera of 320 × 180 pixels.
    LowResolution,
    /// A lamp mirrored in the code.
    Glare,
    /// The hard edge of a shadow across the code.
    Shadow,
    /// Grey on grey.
    LowContrast,
    /// Light modules on dark.
    Inverted,
    /// A screen whose pixels beat with the camera's.
    Moire,
    /// Compressed until the blocks show.
    Jpeg,
    /// On a bottle.
    Curved,
    /// Blots and scratches.
    Damaged,
    /// Small in the frame.
    Far,
    /// No code at all, but lines of print.
    NoCode,
}

impl Hardship {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Nominal,
        Self::Rotation,
        Self::Perspective,
        Self::Blur,
        Self::Motion,
        Self::Noise,
        Self::LowResolution,
        Self::Glare,
        Self::Shadow,
        Self::LowContrast,
        Self::Inverted,
        Self::Moire,
        Self::Jpeg,
        Self::Curved,
        Self::Damaged,
        Self::Far,
        Self::NoCode,
    ];

    /// Its name in benches.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Rotation => "rotation",
            Self::Perspective => "perspective",
            Self::Blur => "blur",
            Self::Motion => "motion",
            Self::Noise => "noise",
            Self::LowResolution => "low-resolution",
            Self::Glare => "glare",
            Self::Shadow => "shadow",
            Self::LowContrast => "low-contrast",
            Self::Inverted => "inverted",
            Self::Moire => "moire",
            Self::Jpeg => "jpeg",
            Self::Curved => "curved",
            Self::Damaged => "damaged",
            Self::Far => "far",
            Self::NoCode => "no-code",
        }
    }
}

/// Everything that differs between two frames of a code.
pub(super) struct Trial {
    /// Pixels per module.
    pub(super) module: f32,
    /// Turn in radians.
    pub(super) turn: f32,
    /// How much larger the near edge is than the far one, along both sides.
    pub(super) lean: (f32, f32),
    /// Half the angle of the cylinder under the code, in radians; 0 is flat.
    pub(super) bend: f32,
    /// Grey of the ink and of the paper, 0..=255.
    pub(super) greys: (f32, f32),
    /// Radius of the focus blur in pixels.
    pub(super) defocus: usize,
    /// Length of the motion blur in pixels.
    pub(super) motion: usize,
    /// Deviation of the sensor's noise.
    pub(super) noise: f32,
    /// Strength of the mirrored lamp.
    pub(super) glare: f32,
    /// What the shadow leaves of the light; 1 is none.
    pub(super) shade: f32,
    /// Depth of a screen's grid; 0 is paper.
    pub(super) grid: f32,
    /// Share of the code under blots.
    pub(super) damage: f32,
    /// JPEG quality, if compressed.
    pub(super) quality: Option<u8>,
    /// The frame is made this many times smaller.
    pub(super) shrink: u32,
}

impl Trial {
    pub(super) fn of(hardship: Hardship, dice: &mut Dice) -> Self {
        let mut trial = Self::plain(dice);
        let module = trial.module;
        let pixels = |share: f32| super::super::super::num::index(module * share + 0.5);
        match hardship {
            Hardship::Nominal | Hardship::NoCode => {}
            Hardship::Rotation => trial.turn = dice.range(-PI, PI),
            Hardship::Perspective => {
                let side = if dice.chance(0.5) { 1.0 } else { -1.0 };
                trial.lean = (side * dice.range(0.15, 0.4), dice.range(-0.3, 0.3));
            }
            Hardship::Blur => trial.defocus = pixels(dice.range(0.25, 0.55)).max(1),
            Hardship::Motion => trial.motion = pixels(dice.range(0.8, 1.7)),
            Hardship::Noise => trial.noise = dice.range(25.0, 60.0),
            Hardship::LowResolution => {
                trial.shrink = 4;
                trial.module = dice.range(6.0, 9.0);
            }
            Hardship::Glare => trial.glare = dice.range(0.5, 1.0),
            Hardship::Shadow => trial.shade = dice.range(0.18, 0.45),
            Hardship::LowContrast => {
                let paper = dice.range(90.0, 190.0);
                trial.greys = (paper - dice.range(10.0, 40.0), paper);
            }
            Hardship::Inverted => trial.greys = (trial.greys.1, trial.greys.0),
            Hardship::Moire => {
                trial.grid = dice.range(0.25, 0.5);
                trial.noise = 4.0;
            }
            Hardship::Jpeg => trial.quality = Some(if dice.chance(0.5) { 6 } else { 12 }),
            Hardship::Curved => trial.bend = dice.range(0.3, 0.9),
            Hardship::Damaged => trial.damage = dice.range(0.01, 0.05),
            Hardship::Far => trial.module = dice.range(1.4, 2.3),
        }
        trial
    }

    fn plain(dice: &mut Dice) -> Self {
        Self {
            module: dice.range(4.5, 9.0),
            turn: dice.range(-0.15, 0.15),
            lean: (dice.range(-0.05, 0.05), dice.range(-0.05, 0.05)),
            bend: 0.0,
            greys: (dice.range(15.0, 50.0), dice.range(190.0, 240.0)),
            defocus: 0,
            motion: 0,
            noise: 2.0,
            glare: 0.0,
            shade: 1.0,
            grid: 0.0,
            damage: 0.0,
            quality: None,
            shrink: 1,
        }
    }
}
