//! Hair, behind the head and over it.

use tiny_skia::{Path, Shader};

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, linear, smooth};
use super::super::num;
use super::super::random::Dice;
use super::Pose;
use super::head::project;
use super::look::{Hair, Look};

fn tone(look: &Look) -> Option<Shader<'static>> {
    let dark = blend(look.hair_colour, ink(0), 0.3);
    linear(
        (-0.6, -1.3),
        (0.7, 1.2),
        &[
            (0.0, blend(look.hair_colour, look.hair_light, 0.55)),
            (0.35, look.hair_colour),
            (1.0, dark),
        ],
    )
}

fn shape(canvas: &mut Canvas, look: &Look, outline: Option<Path>) {
    if let (Some(outline), Some(tone)) = (outline, tone(look)) {
        canvas.fill_with(&outline, tone);
    }
}

/// What is seen behind neck and shoulders.
pub(super) fn behind(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let swing = -pose.yaw.sin() * 0.10;
    let points: &[(f32, f32)] = match look.hair {
        Hair::Long => &[
            (0.0, -1.3),
            (0.62, -1.1),
            (0.93, -0.5),
            (0.98, 0.2),
            (1.06, 1.0),
            (1.0, 1.75),
            (0.62, 2.0),
            (0.0, 1.7),
            (-0.62, 2.0),
            (-1.0, 1.75),
            (-1.06, 1.0),
            (-0.98, 0.2),
            (-0.93, -0.5),
            (-0.62, -1.1),
        ],
        Hair::Bob => &[
            (0.0, -1.3),
            (0.62, -1.1),
            (0.94, -0.5),
            (1.0, 0.15),
            (1.0, 0.72),
            (0.78, 0.98),
            (0.0, 0.9),
            (-0.78, 0.98),
            (-1.0, 0.72),
            (-1.0, 0.15),
            (-0.94, -0.5),
            (-0.62, -1.1),
        ],
        Hair::Bun | Hair::Short | Hair::Cropped | Hair::Curly => &[],
    };
    let moved: Vec<(f32, f32)> = points
        .iter()
        .map(|(x, y)| (x * look.face_width + swing, *y))
        .collect();
    let dark = blend(look.hair_colour, ink(0), 0.38);
    if let Some(outline) = smooth(&moved, true) {
        canvas.fill(&outline, dark);
    }
    if look.hair == Hair::Bun {
        shape(canvas, look, ellipse(swing * 1.5, -1.36, 0.31, 0.27));
    }
    if look.hair == Hair::Curly {
        curls(canvas, look, pose, 1.0, 30);
    }
}

/// What lies over the forehead and the sides.
pub(super) fn front(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let cap = smooth(&cap(look, pose), true);
    if look.hair == Hair::Cropped {
        if let Some(cap) = cap {
            canvas.fill(&cap, alpha(look.hair_colour, 0.82));
        }
        return;
    }
    shape(canvas, look, cap);
    if look.hair != Hair::Curly {
        strands(canvas, look, pose);
    }
    match look.hair {
        Hair::Curly => curls(canvas, look, pose, 0.82, 34),
        Hair::Long => locks(canvas, look, pose, 1.62),
        Hair::Bob => locks(canvas, look, pose, 0.86),
        Hair::Bun | Hair::Short | Hair::Cropped => {}
    }
}

/// Height of the hairline over the straight face at `t` from −1 (left temple) to 1.
fn hairline(look: &Look, t: f32) -> f32 {
    let temple = t.abs().powi(4) * 0.62;
    match look.hair {
        Hair::Short => {
            let tufts = 0.022 * (t * 17.0).sin() + 0.018 * (t * 29.0 + 1.0).cos();
            -0.76 + 0.11 * (t + 0.45).abs() + tufts + t.abs().powi(7) * 0.66
        }
        Hair::Cropped => -0.74 + 0.06 * t.abs() + temple * 1.05,
        Hair::Curly => -0.62 + temple,
        Hair::Bob => -0.43 + 0.02 * t + temple * 0.35,
        Hair::Long => -0.78 + 0.34 * (t - 0.12).abs() + temple * 0.7,
        Hair::Bun => -0.74 + 0.16 * t.abs() + temple * 0.75,
    }
}

/// How far the hair stands out at `along` (0 left ear to 1 right ear), around 1.
fn ruffle(look: &Look, along: f32) -> f32 {
    let bump = (along * std::f32::consts::PI).sin();
    match look.hair {
        Hair::Short => {
            1.0 + bump * (0.035 * (along * 3.4 - 0.2).sin() + 0.012 * (along * 41.0).sin())
        }
        Hair::Bob | Hair::Long => 1.0 + bump * 0.02 * (along * 5.0).cos(),
        Hair::Cropped | Hair::Curly | Hair::Bun => 1.0,
    }
}

/// Outer arc over the skull, then back along the hairline.
fn cap(look: &Look, pose: &Pose) -> Vec<(f32, f32)> {
    let volume = match look.hair {
        Hair::Cropped => 0.035,
        Hair::Short | Hair::Curly => 0.08,
        Hair::Bun => 0.05,
        Hair::Bob | Hair::Long => 0.11,
    };
    let shift = pose.yaw.sin() * 0.07;
    let (rx, ry) = (
        (0.785 + volume * 0.75) * look.face_width,
        1.06 + volume * 1.2,
    );
    let start = if look.hair == Hair::Cropped {
        0.06
    } else {
        0.1
    };
    let mut points: Vec<(f32, f32)> = (0..=14_i16)
        .map(|index| {
            let along = f32::from(index) / 14.0;
            let angle = std::f32::consts::PI * (1.0 + start - (1.0 + 2.0 * start) * along);
            let wave = ruffle(look, along);
            (
                shift + rx * wave * angle.cos(),
                -0.14 - ry * wave * angle.sin(),
            )
        })
        .collect();
    let turn = pose.yaw.sin();
    for index in (0..=20_i16).rev() {
        let t = f32::from(index - 10) / 10.0;
        let spot = project(look, pose, t * 0.775, hairline(look, t), 0.0);
        // On the far side the temple goes out of sight instead of sliding over the eye.
        let hidden = if t * turn > 0.0 {
            (2.4 * turn.abs() * t.abs().powi(3)).min(1.0)
        } else {
            0.0
        };
        let edge = shift + rx * t.signum() * 0.97;
        points.push((num::mix(spot.x, edge, hidden), spot.y));
    }
    points
}

fn strands(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let mut dice = Dice::new(look.detail, "strands");
    let shift = pose.yaw.sin() * 0.07;
    for index in 0..16_u8 {
        let t = -0.78 + f32::from(index) * 0.105 + dice.range(-0.03, 0.03);
        let end = project(look, pose, t * 0.75, hairline(look, t) - 0.06, 0.0);
        let top = (shift - 0.12 + t * 0.40, -1.12 + 0.1 * t.abs());
        let middle = (
            (top.0 + end.x) / 2.0 + t * 0.07,
            (top.1 + end.y) / 2.0 - 0.05,
        );
        if let Some(strand) = smooth(&[top, middle, (end.x, end.y)], false) {
            canvas.line(
                &strand,
                dice.range(0.012, 0.03),
                alpha(look.hair_light, dice.range(0.12, 0.34)),
            );
        }
    }
}

/// Round curls along the outer arc; `reach` 1 on its edge.
fn curls(canvas: &mut Canvas, look: &Look, pose: &Pose, reach: f32, count: u16) {
    let mut dice = Dice::new(
        look.detail,
        if reach < 1.0 { "curls inside" } else { "curls" },
    );
    let shift = pose.yaw.sin() * 0.07;
    for index in 0..count {
        let angle = std::f32::consts::PI * (1.06 - 1.12 * f32::from(index) / f32::from(count - 1));
        let out = reach * dice.range(0.95, 1.07);
        let x = shift + 0.86 * look.face_width * out * angle.cos();
        let y = -0.16 - 1.12 * out * angle.sin();
        let radius = dice.range(0.13, 0.19) * if reach < 1.0 { 0.72 } else { 1.0 };
        let light = dice.range(0.0, 0.32);
        // Curls of the far side go out of sight before they slide over the eye.
        let far = angle.cos() * pose.yaw.sin();
        let hidden = if reach < 1.0 && y > -0.8 {
            num::smoothstep(0.08, 0.3, far)
        } else {
            0.0
        };
        let radius = radius * (1.0 - hidden);
        if let Some(curl) = ellipse(x, y, radius, radius) {
            canvas.fill(&curl, blend(look.hair_colour, look.hair_light, light));
        }
        let arc = [
            (x - radius * 0.6, y),
            (x - radius * 0.1, y - radius * 0.55),
            (x + radius * 0.5, y - radius * 0.1),
        ];
        if let Some(arc) = smooth(&arc, false) {
            canvas.line(
                &arc,
                0.02,
                alpha(blend(look.hair_colour, ink(0), 0.35), 0.3),
            );
        }
    }
}

/// Falling locks on both sides of the face, down to `length`.
fn locks(canvas: &mut Canvas, look: &Look, pose: &Pose, length: f32) {
    for side in [-1.0_f32, 1.0] {
        let temple = project(look, pose, side * 0.60, -0.45, 0.0);
        let cheek = project(look, pose, side * 0.72, 0.2, 0.0);
        let outer = side * 0.94 * look.face_width + pose.yaw.sin() * 0.05;
        let inner = cheek.x.mul_add(0.75, outer * 0.25);
        let outline = smooth(
            &[
                (temple.x, temple.y - 0.2),
                (side * 0.6, -0.93),
                (side * 0.82, -0.66),
                (outer, -0.25),
                (outer + side * 0.05, 0.35),
                (outer + side * 0.06, length * 0.8),
                (outer - side * 0.18, length),
                (inner - side * 0.01, length * 0.7),
                (cheek.x + side * 0.03, 0.25),
                (cheek.x - side * 0.02, -0.15),
            ],
            true,
        );
        shape(canvas, look, outline);
        for step in [0.25_f32, 0.5, 0.75] {
            let x = inner + (outer - inner) * step;
            let lock = smooth(
                &[(x, -0.5), (x + side * 0.04, 0.2), (x, length * 0.85)],
                false,
            );
            if let Some(lock) = lock {
                canvas.line(&lock, 0.018, alpha(look.hair_light, 0.28));
            }
        }
    }
}
