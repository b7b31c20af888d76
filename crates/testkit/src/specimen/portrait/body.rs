//! Neck, shoulders and clothes.

use tiny_skia::PathBuilder;

use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, linear, radial, smooth};
use super::look::Look;

pub(super) fn draw(canvas: &mut Canvas, look: &Look) {
    shoulders(canvas, look);
    neck(canvas, look);
    match look.collar {
        0 => shirt_collar(canvas, look),
        1 => round_collar(canvas, look),
        _ => crossed_collar(canvas, look),
    }
}

fn shoulders(canvas: &mut Canvas, look: &Look) {
    let outline = smooth(
        &[
            (-0.34, 1.16),
            (-0.8, 1.36),
            (-1.42, 1.56),
            (-1.78, 1.95),
            (-1.95, 2.7),
            (-2.0, 4.6),
            (2.0, 4.6),
            (1.95, 2.7),
            (1.78, 1.95),
            (1.42, 1.56),
            (0.8, 1.36),
            (0.34, 1.16),
        ],
        true,
    );
    let light = blend(look.cloth, ink(0x00FF_FFFF), 0.16);
    let cloth = radial(
        (-0.7, 1.7),
        (2.6, 2.4),
        &[(0.0, light), (0.45, look.cloth), (1.0, look.cloth_dark)],
    );
    if let (Some(outline), Some(cloth)) = (outline, cloth) {
        canvas.fill_with(&outline, cloth);
    }
    for (x, lean) in [(-1.15, 0.12), (1.15, -0.12)] {
        if let Some(fold) = smooth(&[(x, 2.6), (x + lean, 3.1), (x + lean * 0.6, 4.0)], false) {
            canvas.line(&fold, 0.035, alpha(look.cloth_dark, 0.7));
        }
    }
}

fn neck(canvas: &mut Canvas, look: &Look) {
    let outline = smooth(
        &[
            (-0.40, 0.55),
            (-0.37, 1.05),
            (-0.52, 1.27),
            (-0.3, 1.46),
            (0.0, 1.56),
            (0.3, 1.46),
            (0.52, 1.27),
            (0.37, 1.05),
            (0.40, 0.55),
        ],
        true,
    );
    let shade = blend(look.skin, look.skin_dark, 0.55);
    let skin = linear(
        (0.0, 0.95),
        (0.1, 1.6),
        &[(0.0, shade), (0.55, look.skin), (1.0, look.skin)],
    );
    if let (Some(outline), Some(skin)) = (outline, skin) {
        canvas.fill_with(&outline, skin);
    }
}

fn shirt_collar(canvas: &mut Canvas, look: &Look) {
    let white = ink(0x00F6_F5F2);
    let grey = ink(0x00CF_CDD3);
    for side in [-1.0_f32, 1.0] {
        let mut path = PathBuilder::new();
        path.move_to(side * 0.40, 1.10);
        path.quad_to(side * 0.62, 1.24, side * 0.66, 1.36);
        path.line_to(side * 0.36, 1.86);
        path.quad_to(side * 0.12, 1.66, 0.0, 1.58);
        path.quad_to(side * 0.30, 1.45, side * 0.40, 1.10);
        path.close();
        if let Some(path) = path.finish() {
            canvas.fill(
                &path,
                if side < 0.0 {
                    white
                } else {
                    blend(white, grey, 0.6)
                },
            );
            canvas.line(&path, 0.012, grey);
        }
    }
    if let Some(line) = smooth(&[(0.0, 1.6), (0.02, 2.6), (0.0, 4.5)], false) {
        canvas.line(&line, 0.025, look.cloth_dark);
    }
}

fn round_collar(canvas: &mut Canvas, look: &Look) {
    let ring = smooth(
        &[
            (-0.53, 1.25),
            (-0.34, 1.47),
            (0.0, 1.59),
            (0.34, 1.47),
            (0.53, 1.25),
        ],
        false,
    );
    if let Some(ring) = ring {
        canvas.line(&ring, 0.13, look.cloth_dark);
        canvas.line(&ring, 0.075, look.cloth);
    }
}

fn crossed_collar(canvas: &mut Canvas, look: &Look) {
    let mut opening = PathBuilder::new();
    opening.move_to(-0.5, 1.25);
    opening.quad_to(-0.2, 1.5, 0.0, 1.98);
    opening.quad_to(0.2, 1.5, 0.5, 1.25);
    opening.quad_to(0.0, 1.6, -0.5, 1.25);
    opening.close();
    if let Some(opening) = opening.finish() {
        canvas.fill(&opening, look.skin);
        canvas.line(&opening, 0.02, alpha(look.skin_dark, 0.3));
    }
    for side in [-1.0_f32, 1.0] {
        if let Some(edge) = smooth(
            &[(side * 0.55, 1.22), (side * 0.25, 1.55), (0.0, 2.02)],
            false,
        ) {
            canvas.line(&edge, 0.09, look.cloth_dark);
        }
    }
    let pendant = if look.earrings {
        ellipse(0.0, 1.72, 0.035, 0.045)
    } else {
        None
    };
    if let Some(pendant) = pendant {
        canvas.fill(&pendant, ink(0x00E3_C170));
    }
}
