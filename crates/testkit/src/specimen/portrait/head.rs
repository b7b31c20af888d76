//! The head: where a point of the face lands in the picture, skin and ears.

use tiny_skia::Transform;

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, linear, radial, smooth};
use super::super::num;
use super::Pose;
use super::look::{Hair, Look};

/// A place on the turned face: where, and how much narrower things look there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) x: f32,
    pub(super) y: f32,
    /// Horizontal foreshortening, 1 seen from the front.
    pub(super) narrow: f32,
}

const AXES: (f32, f32, f32) = (0.82, 1.18, 0.86);

/// Where the point `x`, `y` of the straight face, `lift` above its surface, is after the turn.
pub(super) fn project(look: &Look, pose: &Pose, x: f32, y: f32, lift: f32) -> Spot {
    let x = x * look.face_width;
    let rest = 1.0 - (x / AXES.0).powi(2) - (y / AXES.1).powi(2);
    let depth = AXES.2 * rest.max(0.03).sqrt();
    let (sine, cosine) = pose.yaw.sin_cos();
    let slope = -x * AXES.2 * AXES.2 / (AXES.0 * AXES.0 * depth);
    Spot {
        x: x * cosine + (depth * 0.8 + lift) * sine,
        y: y * pose.pitch.cos() + (depth * 0.6 + lift) * pose.pitch.sin(),
        narrow: (cosine + slope * sine).clamp(0.3, 1.12),
    }
}

/// Runs `drawing` with its origin at the spot, narrowed as the spot is.
pub(super) fn at(canvas: &mut Canvas, spot: Spot, drawing: impl FnOnce(&mut Canvas)) {
    let before = canvas.to_pixels;
    canvas.to_pixels = Transform::from_scale(spot.narrow, 1.0)
        .post_translate(spot.x, spot.y)
        .post_concat(before);
    drawing(canvas);
    canvas.to_pixels = before;
}

/// Contour of skull and jaw, right half from the top to the chin.
const CONTOUR: [(f32, f32); 8] = [
    (0.40, -1.10),
    (0.68, -0.78),
    (0.765, -0.30),
    (0.745, 0.14),
    (0.665, 0.52),
    (0.48, 0.83),
    (0.22, 1.0),
    (0.0, 1.035),
];

/// The contour after the turn: the chin leads, the skull follows.
fn contour(look: &Look, pose: &Pose) -> Vec<(f32, f32)> {
    let sine = pose.yaw.sin();
    let place = |x: f32, y: f32| {
        let lead = 0.10 + 0.13 * (y + 0.2).clamp(0.0, 1.2);
        let drop = if y > 0.45 {
            0.075 * pose.mouth * (y - 0.45) / 0.58
        } else {
            0.0
        };
        let jaw = num::mix(1.0, look.jaw, num::smoothstep(0.1, 0.55, y));
        (
            x * jaw * look.face_width + sine * lead,
            y + drop + 0.10 * pose.pitch,
        )
    };
    let right = CONTOUR.iter().map(|(x, y)| place(*x, *y));
    let left = CONTOUR.iter().rev().skip(1).map(|(x, y)| place(-x, *y));
    std::iter::once(place(0.0, -1.2))
        .chain(right)
        .chain(left)
        .collect()
}

pub(super) fn draw(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let near_side = if pose.yaw >= 0.0 { -1.0 } else { 1.0 };
    ear(canvas, look, pose, -near_side);
    jaw_shadow(canvas, look, pose);
    if pose.yaw.abs() < 0.12 {
        ear(canvas, look, pose, near_side);
    }
    skin(canvas, look, pose);
    if pose.yaw.abs() >= 0.12 {
        ear(canvas, look, pose, near_side);
    }
}

fn jaw_shadow(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let x = pose.yaw.sin() * 0.08 + 0.02;
    let shadow = radial(
        (x, 1.0),
        (0.42, 0.34),
        &[
            (0.0, alpha(look.skin_dark, 0.75)),
            (0.7, alpha(look.skin_dark, 0.45)),
            (1.0, alpha(look.skin_dark, 0.0)),
        ],
    );
    if let (Some(outline), Some(shadow)) = (ellipse(x, 1.0, 0.34, 0.34), shadow) {
        canvas.fill_with(&outline, shadow);
    }
}

fn skin(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let Some(outline) = smooth(&contour(look, pose), true) else {
        return;
    };
    let warm = blend(look.skin, look.skin_light, 0.55);
    let centre = project(look, pose, -0.2, -0.2, 0.0);
    let base = radial(
        (centre.x, centre.y),
        (1.12, 1.38),
        &[
            (0.0, warm),
            (0.5, look.skin),
            (0.88, blend(look.skin, look.skin_dark, 0.32)),
            (1.0, blend(look.skin, look.skin_dark, 0.55)),
        ],
    );
    if let Some(base) = base {
        canvas.fill_with(&outline, base);
    }
    let side = linear(
        (0.1, 0.0),
        (0.85, 0.1),
        &[
            (0.0, alpha(look.skin_dark, 0.0)),
            (1.0, alpha(look.skin_dark, 0.42)),
        ],
    );
    if let Some(side) = side {
        canvas.fill_with(&outline, side);
    }
    for x in [-0.43, 0.43] {
        let cheek = project(look, pose, x, 0.3, 0.0);
        at(canvas, cheek, |canvas| {
            glow(canvas, (0.24, 0.18), alpha(look.lips, 0.2));
        });
    }
    let brow = project(look, pose, -0.08, -0.55, 0.0);
    at(canvas, brow, |canvas| {
        glow(canvas, (0.42, 0.24), alpha(look.skin_light, 0.4));
    });
}

/// A soft round patch of colour around the origin.
pub(super) fn glow(canvas: &mut Canvas, axes: (f32, f32), colour: tiny_skia::Color) {
    let shader = radial(
        (0.0, 0.0),
        axes,
        &[
            (0.0, colour),
            (0.5, alpha(colour, 0.6)),
            (1.0, alpha(colour, 0.0)),
        ],
    );
    if let (Some(outline), Some(shader)) = (ellipse(0.0, 0.0, axes.0, axes.1), shader) {
        canvas.fill_with(&outline, shader);
    }
}

fn ear(canvas: &mut Canvas, look: &Look, pose: &Pose, side: f32) {
    if matches!(look.hair, Hair::Bob | Hair::Long) {
        return;
    }
    let x = side * 0.775 * look.face_width * pose.yaw.cos() + 0.05 * pose.yaw.sin();
    let dark = blend(
        look.skin,
        look.skin_dark,
        if side > 0.0 { 0.5 } else { 0.25 },
    );
    if let Some(lobe) = ellipse(x, 0.03, 0.105, 0.215) {
        canvas.fill(&lobe, dark);
    }
    if let Some(inner) = ellipse(x - side * 0.015, 0.02, 0.06, 0.14) {
        canvas.fill(&inner, alpha(look.skin_dark, 0.45));
    }
    if look.earrings
        && let Some(ring) = ellipse(x, 0.28, 0.035, 0.05)
    {
        canvas.fill(&ring, ink(0x00E3_C170));
    }
}
