//! Where the camera and the lamp are for each condition.

use super::super::num;
use super::super::random::Dice;
use super::Condition;

/// Everything that differs between two frames of the same document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Optics {
    /// Height of the document as a share of the frame's height.
    pub(super) height: f32,
    /// Shift of the document's centre, in frame heights.
    pub(super) shift: (f32, f32),
    /// Exposure; 1 is well lit.
    pub(super) exposure: f32,
    /// Deviation of the sensor's noise, 0..255.
    pub(super) noise: f32,
    /// Strength of the mirrored lamp; 0 when none.
    pub(super) glare: f32,
    /// Radius of the focus blur, in pixels of a 720-row frame.
    pub(super) defocus: f32,
    /// Length of the motion blur, likewise.
    pub(super) motion: f32,
}

impl Optics {
    pub(super) fn of(condition: Condition, index: u32) -> Self {
        let good = Self {
            height: 0.74,
            shift: (0.0, 0.0),
            exposure: 1.0,
            noise: 1.5,
            glare: 0.0,
            defocus: 0.0,
            motion: 0.0,
        };
        match condition {
            Condition::Good | Condition::Fingers | Condition::None => good,
            Condition::Dark => Self {
                exposure: 0.17,
                noise: 5.0,
                ..good
            },
            Condition::Glare => Self { glare: 1.0, ..good },
            Condition::Blur if index.is_multiple_of(2) => Self {
                defocus: 5.0,
                ..good
            },
            Condition::Blur => Self {
                motion: 30.0,
                ..good
            },
            Condition::Cut => Self {
                height: 0.86,
                shift: (0.46, 0.05),
                ..good
            },
            Condition::Far => Self {
                height: 0.30,
                shift: (0.05, 0.03),
                ..good
            },
            Condition::Screen => Self {
                height: 0.93,
                noise: 2.0,
                ..good
            },
        }
    }
}

/// The four corners in pixels: held by hand, so never twice the same.
pub(super) fn corners(
    optics: &Optics,
    ratio: f32,
    size: (u32, u32),
    seed: u64,
    index: u32,
) -> [(f32, f32); 4] {
    let (width, height) = (size.0 as f32, size.1 as f32);
    let mut hold = Dice::new(seed, "hold");
    let mut shake = Dice::new(seed ^ u64::from(index) << 20, "shake");
    let tall = optics.height * height;
    let wide = (tall * ratio).min(width * 0.93);
    let tall = wide / ratio;
    let turn = hold.range(-0.035, 0.035) + shake.range(-0.006, 0.006);
    let (lean_x, lean_y) = (
        hold.range(-0.05, 0.05) + shake.range(-0.006, 0.006),
        hold.range(0.02, 0.075) + shake.range(-0.006, 0.006),
    );
    let drift = index as f32 * 0.7 + hold.range(0.0, 6.0);
    let centre = (
        width * 0.5 + optics.shift.0 * height + 4.0 * drift.sin() + shake.range(-2.0, 2.0),
        height * 0.5 + optics.shift.1 * height + 3.0 * (drift * 1.4).cos() + shake.range(-2.0, 2.0),
    );
    [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(u, v)| {
        // What is farther away looks smaller: the far edge by `lean`.
        let near = 1.0 + lean_y * v * 2.0 * 0.5 + lean_x * u * 2.0 * 0.5;
        let (x, y) = (u * wide * near, v * tall * near);
        let (sine, cosine) = turn.sin_cos();
        (
            centre.0 + x * cosine - y * sine,
            centre.1 + x * sine + y * cosine,
        )
    })
}

/// Light from a lamp on one side, falling off over the frame, with dark corners.
pub(super) fn lamp(seed: u64, width: u32, height: u32) -> Vec<f32> {
    let mut dice = Dice::new(seed, "lamp");
    let side = if dice.chance(0.5) { 0.1 } else { 0.9 };
    let (cx, cy) = (side + dice.range(-0.1, 0.1), dice.range(-0.1, 0.25));
    let mut field = Vec::with_capacity((width * height) as usize);
    for row in 0..height {
        for column in 0..width {
            let (x, y) = (column as f32 / width as f32, row as f32 / height as f32);
            let far = ((x - cx).powi(2) + (y - cy).powi(2) * 0.6).sqrt();
            let corner = ((x - 0.5).powi(2) + (y - 0.5).powi(2)) * 0.22;
            field.push(num::mix(0.97, 0.72, (far * 0.85).min(1.0)) - corner);
        }
    }
    field
}

/// The mirrored lamp at `u`, `v` of the document: a hard core in a soft halo.
pub(super) fn glare(strength: f32, seed: u64, index: u32, u: f32, v: f32) -> f32 {
    let mut dice = Dice::new(seed, "glare");
    let drift = index as f32 * 0.012;
    let (cx, cy) = (dice.range(0.45, 0.75) + drift, dice.range(0.3, 0.6));
    let along = (u - cx) * 0.9 + (v - cy) * 0.35;
    let across = (v - cy) * 0.75 - (u - cx) * 0.3;
    let reach = (along / 0.18).powi(2) + (across / 0.115).powi(2);
    strength * (300.0 * (-reach * 1.4).exp() + 60.0 * (-reach * 0.22).exp())
}
