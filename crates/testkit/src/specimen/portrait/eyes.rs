//! Eyes, brows and glasses.

use tiny_skia::{Path, PathBuilder};

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, rounded, smooth};
use super::Pose;
use super::head::{at, glow, project};
use super::look::Look;

const EYE_Y: f32 = -0.10;

pub(super) fn draw(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    for side in [-1.0_f32, 1.0] {
        let x = side * 0.315 * look.eye_gap;
        let socket = project(look, pose, x, EYE_Y - 0.06, 0.0);
        at(canvas, socket, |canvas| {
            glow(canvas, (0.26, 0.17), alpha(look.skin_dark, 0.38));
        });
        let spot = project(look, pose, x, EYE_Y, 0.02);
        at(canvas, spot, |canvas| eye(canvas, look, pose, side));
        let brow_spot = project(look, pose, x, EYE_Y - 0.205 - 0.02 * pose.mouth, 0.03);
        at(canvas, brow_spot, |canvas| brow(canvas, look, side));
    }
}

/// Height of the lid's edge above (`up`) or below the eye's axis at `x`.
fn lid(look: &Look, x: f32, up: bool, open: f32) -> f32 {
    let half = 0.165 * look.eye_size;
    let arc = (1.0 - (x / half).powi(2)).max(0.0);
    let height = 0.083 * look.eye_size;
    if up {
        -height * arc.powf(0.75) * open + 0.05 * (1.0 - open) * arc
    } else {
        height * 0.62 * arc
    }
}

fn lid_curve(look: &Look, up: bool, open: f32) -> Vec<(f32, f32)> {
    let half = 0.165 * look.eye_size;
    let step = |index: i16| half * (f32::from(index) / 8.0);
    (-8..=8)
        .map(|index| (step(index), lid(look, step(index), up, open)))
        .collect()
}

fn closed(mut above: Vec<(f32, f32)>, below: Vec<(f32, f32)>) -> Option<Path> {
    above.extend(below.into_iter().rev());
    let mut path = PathBuilder::new();
    let (first, others) = above.split_first()?;
    path.move_to(first.0, first.1);
    for (x, y) in others {
        path.line_to(*x, *y);
    }
    path.close();
    path.finish()
}

fn eye(canvas: &mut Canvas, look: &Look, pose: &Pose, side: f32) {
    let open = 1.0 - pose.blink;
    if open > 0.15 {
        let white = closed(lid_curve(look, true, open), lid_curve(look, false, open));
        if let Some(white) = white {
            canvas.fill(&white, ink(0x00F4_F0EC));
        }
        let gaze = -pose.yaw * 0.05;
        let radius = 0.083 * look.eye_size;
        disc(
            canvas,
            look,
            (gaze, -0.008),
            radius,
            open,
            blend(look.iris, ink(0), 0.45),
        );
        disc(canvas, look, (gaze, -0.004), radius * 0.82, open, look.iris);
        disc(
            canvas,
            look,
            (gaze, -0.008),
            radius * 0.45,
            open,
            ink(0x0011_0E10),
        );
        disc(
            canvas,
            look,
            (gaze - 0.03, -0.035),
            radius * 0.24,
            open,
            ink(0x00FF_FFFF),
        );
    } else if let Some(cover) = closed(lid_curve(look, true, 1.0), lid_curve(look, false, 1.0)) {
        canvas.fill(&cover, blend(look.skin, look.skin_dark, 0.2));
    }
    if let Some(lower) = smooth(&lid_curve(look, false, open), false) {
        canvas.line(&lower, 0.012, alpha(look.skin_dark, 0.7));
    }
    let lash = blend(look.hair_colour, ink(0x0015_0F10), 0.7);
    let width = if look.lashes { 0.034 } else { 0.024 };
    if let Some(upper) = smooth(&lid_curve(look, true, open), false) {
        canvas.line(&upper, width, lash);
    }
    let crease: Vec<(f32, f32)> = lid_curve(look, true, 1.0)
        .iter()
        .map(|(x, y)| (x * 1.02, y * 1.25 - 0.042))
        .collect();
    if let Some(crease) = smooth(&crease[2..15], false) {
        canvas.line(&crease, 0.014, alpha(look.skin_dark, 0.55));
    }
    if !look.lashes {
        return;
    }
    let corner = 0.165 * look.eye_size * side;
    if let Some(flick) = smooth(&[(corner * 0.9, -0.02), (corner * 1.13, -0.035)], false) {
        canvas.line(&flick, 0.018, alpha(lash, 0.8));
    }
}

/// A round part of the eye, cut off where the lids cover it.
fn disc(
    canvas: &mut Canvas,
    look: &Look,
    centre: (f32, f32),
    radius: f32,
    open: f32,
    colour: tiny_skia::Color,
) {
    let mut path = PathBuilder::new();
    for index in 0..28_u8 {
        let (sine, cosine) = (f32::from(index) / 28.0 * std::f32::consts::TAU).sin_cos();
        let x = centre.0 + radius * cosine;
        let (top, bottom) = (lid(look, x, true, open), lid(look, x, false, open));
        let y = (centre.1 + radius * sine).clamp(top.min(bottom), bottom);
        if index == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    path.close();
    if let Some(path) = path.finish() {
        canvas.fill(&path, colour);
    }
}

fn brow(canvas: &mut Canvas, look: &Look, side: f32) {
    let thick = 0.036 * look.brow;
    let (inner, outer) = (-0.17 * side, 0.21 * side);
    let outline = smooth(
        &[
            (inner, -0.005),
            (inner * 0.5, -0.03),
            (outer * 0.35, -0.045),
            (outer, 0.03),
            (outer * 0.4, -0.045 + thick * 1.35),
            (inner * 0.5, -0.012 + thick),
            (inner, 0.008 + thick),
        ],
        true,
    );
    if let Some(outline) = outline {
        canvas.fill(
            &outline,
            alpha(blend(look.hair_colour, look.skin_dark, 0.25), 0.92),
        );
    }
}

pub(super) fn glasses(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    if !look.glasses {
        return;
    }
    let spots = [-1.0_f32, 1.0].map(|side| {
        (
            side,
            project(look, pose, side * 0.33 * look.eye_gap, EYE_Y + 0.02, 0.12),
        )
    });
    for (side, spot) in spots {
        at(canvas, spot, |canvas| {
            if let Some(lens) = rounded(-0.245, -0.17, 0.49, 0.36, 0.15) {
                canvas.fill(&lens, alpha(ink(0x00FF_FFFF), 0.09));
                canvas.line(&lens, 0.036, look.frame);
            }
            if let Some(shine) = smooth(&[(-0.15, 0.06), (-0.05, -0.1)], false) {
                canvas.line(&shine, 0.03, alpha(ink(0x00FF_FFFF), 0.25));
            }
        });
        let edge = spot.x + side * 0.245 * spot.narrow;
        let temple = side * 0.77 * look.face_width * pose.yaw.cos() + 0.08 * pose.yaw.sin();
        if (temple - edge) * side > 0.02 {
            let arm = smooth(&[(edge, spot.y - 0.06), (temple, spot.y - 0.05)], false);
            if let Some(arm) = arm {
                canvas.line(&arm, 0.036, look.frame);
            }
        }
    }
    let (left, right) = (spots[0].1, spots[1].1);
    let bridge = smooth(
        &[
            (left.x + 0.245 * left.narrow, left.y - 0.03),
            ((left.x + right.x) / 2.0, left.y - 0.075),
            (right.x - 0.245 * right.narrow, right.y - 0.03),
        ],
        false,
    );
    if let Some(bridge) = bridge {
        canvas.line(&bridge, 0.036, look.frame);
    }
    if let Some(pad) = ellipse((left.x + right.x) / 2.0, left.y + 0.02, 0.004, 0.004) {
        canvas.fill(&pad, look.frame);
    }
}
