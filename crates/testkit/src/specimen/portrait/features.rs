//! Nose, mouth and beard.

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, smooth};
use super::Pose;
use super::head::{at, glow, project};
use super::look::Look;

pub(super) fn draw(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    if look.beard {
        beard(canvas, look, pose);
    }
    nose(canvas, look, pose);
    let drop = 0.03 * pose.mouth;
    let spot = project(look, pose, 0.0, 0.585 + drop, 0.04);
    at(canvas, spot, |canvas| mouth(canvas, look, pose));
    if look.beard {
        return;
    }
    let chin = project(look, pose, -0.02, 0.86 + 0.05 * pose.mouth, 0.02);
    at(canvas, chin, |canvas| {
        glow(canvas, (0.16, 0.1), alpha(look.skin_light, 0.3));
    });
}

fn nose(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let root = project(look, pose, 0.0, -0.2, 0.02);
    let tip = project(look, pose, 0.0, 0.27, 0.2);
    let base = project(look, pose, 0.0, 0.35, 0.08);
    let wing = 0.135 * look.nose;
    // The side turned away from the light (light comes from the left).
    let shade = smooth(
        &[
            (root.x + 0.05, root.y),
            ((root.x + tip.x) / 2.0 + 0.045, (root.y + tip.y) / 2.0),
            (tip.x + 0.07, tip.y - 0.03),
            (base.x + wing * 1.05, base.y - 0.03),
            (base.x + wing * 1.1, base.y - 0.13),
            ((root.x + base.x) / 2.0 + 0.12, (root.y + base.y) / 2.0),
            (root.x + 0.12, root.y + 0.02),
        ],
        true,
    );
    if let Some(shade) = shade {
        canvas.fill(&shade, alpha(look.skin_dark, 0.26));
    }
    at(canvas, base, |canvas| {
        glow(canvas, (wing * 1.7, 0.1), alpha(look.skin_dark, 0.55));
    });
    at(canvas, tip, |canvas| {
        glow(
            canvas,
            (wing * 1.05, 0.12),
            blend(look.skin, look.skin_light, 0.35),
        );
    });
    let ridge = smooth(
        &[
            (root.x - 0.01, root.y + 0.02),
            (tip.x - 0.025, tip.y - 0.06),
        ],
        false,
    );
    if let Some(ridge) = ridge {
        canvas.line(&ridge, 0.05, alpha(look.skin_light, 0.4));
    }
    at(canvas, tip, |canvas| {
        canvas.to_pixels = canvas.to_pixels.pre_translate(-0.03, -0.02);
        glow(canvas, (0.05, 0.045), alpha(look.skin_light, 0.9));
    });
    at(canvas, base, |canvas| nostrils(canvas, look, wing));
}

fn nostrils(canvas: &mut Canvas, look: &Look, wing: f32) {
    for side in [-1.0_f32, 1.0] {
        if let Some(hole) = ellipse(side * wing * 0.5, -0.015, 0.036, 0.02) {
            canvas.fill(&hole, alpha(blend(look.skin_dark, ink(0), 0.45), 0.85));
        }
        let curve = smooth(
            &[
                (side * wing * 0.8, 0.0),
                (side * wing * 1.08, -0.05),
                (side * wing * 0.95, -0.11),
            ],
            false,
        );
        if let Some(curve) = curve {
            canvas.line(&curve, 0.02, alpha(look.skin_dark, 0.6));
        }
    }
}

fn mouth(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let half = 0.25 * look.mouth * (1.0 + 0.16 * pose.spread);
    let gap = 0.19 * pose.mouth;
    let corner = -0.04 * pose.smile - 0.016;
    let full = 1.0 - 0.25 * pose.spread;
    if gap > 0.012 {
        let inner = smooth(
            &[
                (-half * 0.92, corner),
                (0.0, -gap * 0.42),
                (half * 0.92, corner),
                (0.0, gap * 0.62),
            ],
            true,
        );
        if let Some(inner) = inner {
            canvas.fill(&inner, ink(0x0040_1519));
        }
        teeth(canvas, half, gap);
    }
    let bottom = gap * 0.62;
    lips(canvas, look, half, gap, (corner, full));
    if gap <= 0.012 {
        let line = smooth(
            &[
                (-half, corner),
                (-half * 0.3, 0.004),
                (0.0, 0.012),
                (half * 0.3, 0.004),
                (half, corner),
            ],
            false,
        );
        if let Some(line) = line {
            canvas.line(&line, 0.017, blend(look.lips, ink(0x0020_0A0A), 0.65));
        }
    }
    canvas.to_pixels = canvas.to_pixels.pre_translate(-0.03, bottom + 0.05);
    glow(canvas, (half * 0.42, 0.032), alpha(ink(0x00FF_FFFF), 0.3));
    canvas.to_pixels = canvas.to_pixels.pre_translate(0.03, 0.115);
    glow(canvas, (half * 0.7, 0.05), alpha(look.skin_dark, 0.4));
}

fn lips(canvas: &mut Canvas, look: &Look, half: f32, gap: f32, shape: (f32, f32)) {
    let (corner, full) = shape;
    let (top, bottom) = (-gap * 0.42, gap * 0.62);
    let upper = smooth(
        &[
            (-half, corner),
            (-half * 0.45, top - 0.05 * full),
            (-half * 0.12, top - 0.066 * full),
            (0.0, top - 0.052 * full),
            (half * 0.12, top - 0.066 * full),
            (half * 0.45, top - 0.05 * full),
            (half, corner),
            (half * 0.4, top + 0.004),
            (0.0, top + 0.012),
            (-half * 0.4, top + 0.004),
        ],
        true,
    );
    let lower = smooth(
        &[
            (-half, corner),
            (-half * 0.4, bottom),
            (0.0, bottom + 0.01),
            (half * 0.4, bottom),
            (half, corner),
            (half * 0.55, bottom + 0.066 * full),
            (0.0, bottom + 0.098 * full),
            (-half * 0.55, bottom + 0.066 * full),
        ],
        true,
    );
    if let (Some(upper), Some(lower)) = (upper, lower) {
        canvas.fill(&lower, look.lips);
        canvas.fill(&upper, blend(look.lips, look.skin_dark, 0.35));
    }
}

fn teeth(canvas: &mut Canvas, half: f32, gap: f32) {
    let height = (gap * 0.34).min(0.055);
    let row = smooth(
        &[
            (-half * 0.62, -gap * 0.3),
            (0.0, -gap * 0.42),
            (half * 0.62, -gap * 0.3),
            (half * 0.5, -gap * 0.36 + height),
            (0.0, -gap * 0.42 + height),
            (-half * 0.5, -gap * 0.36 + height),
        ],
        true,
    );
    if let Some(row) = row {
        canvas.fill(&row, ink(0x00F2_EDE6));
    }
}

fn beard(canvas: &mut Canvas, look: &Look, pose: &Pose) {
    let drop = 0.06 * pose.mouth;
    let place = |x: f32, y: f32, lift: f32| {
        let spot = project(look, pose, x, y, lift);
        (spot.x, spot.y)
    };
    let tone = alpha(blend(look.hair_colour, look.skin, 0.12), 0.88);
    let mut outline = Vec::new();
    for (x, y) in [
        (-0.74, 0.05),
        (-0.62, 0.3),
        (-0.42, 0.47),
        (-0.16, 0.42),
        (0.0, 0.44),
        (0.16, 0.42),
        (0.42, 0.47),
        (0.62, 0.3),
        (0.74, 0.05),
    ] {
        outline.push(place(x, y, 0.0));
    }
    let lead = pose.yaw.sin() * 0.26;
    for (x, y) in [
        (0.72, 0.45),
        (0.55, 0.82),
        (0.27, 1.04),
        (0.0, 1.09),
        (-0.27, 1.04),
        (-0.55, 0.82),
        (-0.72, 0.45),
    ] {
        outline.push((x * look.face_width + lead * (0.4 + 0.6 * y), y + drop));
    }
    if let Some(outline) = smooth(&outline, true) {
        canvas.fill(&outline, tone);
    }
    let under = project(look, pose, 0.0, 0.715, 0.02);
    at(canvas, under, |canvas| {
        glow(canvas, (0.12, 0.04), alpha(look.skin, 0.7));
    });
}
