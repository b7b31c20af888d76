//! The room behind the person, out of focus.

use tiny_skia::{PathBuilder, Pixmap, Rect};

use super::super::camera::blur::Film;
use super::super::canvas::{Canvas, alpha, blend, ellipse, ink, linear, rounded};
use super::super::num;
use super::super::random::Dice;

const WALLS: [(u32, u32); 4] = [
    (0x00E9_E4DA, 0x00B9_B2A6),
    (0x00DC_E4E6, 0x009F_AEB4),
    (0x00E6_E1EE, 0x00AB_A3BC),
    (0x00E2_E8DA, 0x00A6_B09A),
];

/// A wall, a window or a picture, a shelf with books and a plant; blurred.
pub(super) fn paint(seed: u64, width: u32, height: u32) -> Option<Pixmap> {
    let scale = height as f32 / 720.0;
    let mut canvas = Canvas::new(width as f32 / scale, 720.0, scale)?;
    let mut dice = Dice::new(seed, "room");
    let wall = *dice.pick(&WALLS);
    let wide = width as f32 / scale;
    let light = linear(
        (0.0, 0.0),
        (wide, 700.0),
        &[(0.0, ink(wall.0)), (1.0, ink(wall.1))],
    )?;
    let all = PathBuilder::from_rect(Rect::from_xywh(0.0, 0.0, wide, 720.0)?);
    canvas.fill_with(&all, light);
    let flip = dice.chance(0.5);
    let place = |x: f32, size: f32| if flip { wide - x - size } else { x };
    window(&mut canvas, place(60.0, 250.0));
    shelf(&mut canvas, &mut dice, place(900.0, 320.0));
    canvas.rect(0.0, 690.0, wide, 30.0, alpha(ink(0x0055_4A44), 0.35));
    blurred(&mut canvas.pixmap, num::index(7.0 * scale));
    Some(canvas.pixmap)
}

fn window(canvas: &mut Canvas, x: f32) {
    canvas.rect(x, 60.0, 250.0, 330.0, ink(0x00F6_F4EF));
    for (column, row) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        let sky = blend(ink(0x00D5_E6F2), ink(0x00B7_CFBE), row);
        canvas.rect(
            x + 12.0 + column * 117.0,
            72.0 + row * 157.0,
            109.0,
            149.0,
            sky,
        );
    }
    canvas.rect(x - 12.0, 390.0, 274.0, 14.0, ink(0x00E4_E0D8));
}

fn shelf(canvas: &mut Canvas, dice: &mut Dice, x: f32) {
    let wood = ink(0x009A_7650);
    let colours = [
        0x004B_3FA7,
        0x00A8_5A3A,
        0x002E_6F6B,
        0x00C9_A24B,
        0x006E_5A7E,
        0x003C_4A63,
    ];
    for row in [0.0_f32, 1.0] {
        let base = 250.0 + row * 190.0;
        let mut left = x + 12.0;
        while left < x + 230.0 - row * 70.0 {
            let (thick, tall) = (dice.range(16.0, 32.0), dice.range(90.0, 140.0));
            canvas.rect(left, base - tall, thick, tall, ink(*dice.pick(&colours)));
            left += thick + dice.range(0.0, 6.0);
        }
        canvas.rect(x, base, 320.0, 12.0, wood);
    }
    let pot = x + 262.0;
    if let Some(pot) = rounded(pot - 28.0, 380.0, 56.0, 60.0, 10.0) {
        canvas.fill(&pot, ink(0x00B8_7355));
    }
    for step in 0..9_u8 {
        let angle = -0.2 - f32::from(step) * 0.34;
        let (dx, dy) = (52.0 * angle.cos(), 58.0 * angle.sin());
        if let Some(leaf) = ellipse(pot + dx, 372.0 + dy, 24.0, 24.0) {
            canvas.fill(
                &leaf,
                blend(ink(0x004E_7F55), ink(0x0083_AE73), f32::from(step) / 9.0),
            );
        }
    }
}

fn blurred(pixmap: &mut Pixmap, radius: usize) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let pixels = pixmap
        .data()
        .chunks_exact(4)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]].map(f32::from))
        .collect();
    let mut film = Film {
        width,
        height,
        pixels,
    };
    film.defocus(radius);
    for (target, source) in pixmap.data_mut().chunks_exact_mut(4).zip(&film.pixels) {
        for (channel, value) in target.iter_mut().zip(source) {
            *channel = num::channel(*value);
        }
    }
}
