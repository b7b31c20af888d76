//! Puts a hard scene together: table, document, hand, light, lens, sensor.

use image::RgbImage;

use super::super::super::num;
use super::super::super::random::Dice;
use super::super::SIZE;
use super::super::blur::Film;
use super::super::optics::lamp;
use super::super::plane::{Perspective, Subject, sample};
use super::super::surface;
use super::pose::Pose;
use super::{HardCase, clutter, hand};

/// Photographs `subject` in this pose.
pub(super) fn take(subject: &Subject, case: HardCase, pose: &Pose, dice: &mut Dice) -> RgbImage {
    let mut film = Film {
        width: SIZE.0 as usize,
        height: SIZE.1 as usize,
        pixels: surface::paint(dice.bits(), SIZE.0, SIZE.1),
    };
    match case {
        HardCase::Cluttered => clutter::strew(&mut film, 14, dice),
        HardCase::Pale => bleach(&mut film, dice),
        HardCase::Turned
        | HardCase::Tilted
        | HardCase::Dark
        | HardCase::Fingers
        | HardCase::Shadow
        | HardCase::Glare
        | HardCase::AtEdge
        | HardCase::Moved
        | HardCase::Small => clutter::strew(&mut film, dice.below(4), dice),
    }
    lay(&mut film, subject, case, pose, dice);
    if case == HardCase::Fingers {
        hand::hold(&mut film, pose, dice);
    }
    light(&mut film, case, dice);
    match case {
        HardCase::Moved if dice.chance(0.5) => film.shake(num::index(dice.range(8.0, 15.0))),
        HardCase::Moved => film.defocus(num::index(dice.range(2.0, 4.0))),
        // No lens is as sharp as its sensor.
        _ => film.shake(2),
    }
    develop(&film, case, dice)
}

/// A table nearly as bright as the document.
fn bleach(film: &mut Film, dice: &mut Dice) {
    let target = dice.range(205.0, 222.0);
    let sum: f32 = film.pixels.iter().map(|colour| colour[1]).sum();
    let mean = sum / film.pixels.len() as f32;
    for colour in &mut film.pixels {
        *colour = colour.map(|channel| target + (channel - mean) * 0.25);
    }
}

/// Lays the document and its shadow on the table, with the mirrored lamp when there is one.
fn lay(film: &mut Film, subject: &Subject, case: HardCase, pose: &Pose, dice: &mut Dice) {
    let perspective = Perspective::of_corners(pose.corners);
    let wide = pose.scale * subject.ratio;
    let picture = subject.level(wide);
    let spot = (dice.range(0.2, 0.8), dice.range(0.2, 0.8));
    let drop = dice.range(0.55, 0.95);
    for row in 0..film.height {
        for column in 0..film.width {
            let (u, v) = perspective.back(column as f32 + 0.5, row as f32 + 0.5);
            let away = outside(u, v, subject);
            if away > 0.2 {
                continue;
            }
            let place = &mut film.pixels[row * film.width + column];
            let shade = num::mix(drop, 1.0, num::smoothstep(-0.02, 0.07, away));
            let cover = num::smoothstep(0.6, -0.6, away * pose.scale);
            let mut above = sample(picture, u.clamp(0.0, 1.0), v.clamp(0.0, 1.0));
            if case == HardCase::Glare {
                let far = ((u - spot.0) / 0.16).powi(2) + ((v - spot.1) / 0.2).powi(2);
                above = above.map(|channel| channel + 300.0 * (-far).exp());
            }
            *place = std::array::from_fn(|k| num::mix(place[k] * shade, above[k], cover));
        }
    }
}

/// Distance outside the rounded rectangle, in document heights; negative inside.
fn outside(u: f32, v: f32, subject: &Subject) -> f32 {
    let x = ((u - 0.5) * subject.ratio).abs() - subject.ratio * 0.5 + subject.corner;
    let y = (v - 0.5).abs() - 0.5 + subject.corner;
    (x.max(0.0).powi(2) + y.max(0.0).powi(2)).sqrt() + x.max(y).min(0.0) - subject.corner
}

/// The lamp, and the edge of a shadow across the middle.
fn light(film: &mut Film, case: HardCase, dice: &mut Dice) {
    let field = lamp(dice.bits(), SIZE.0, SIZE.1);
    let (sine, cosine) = dice.range(0.0, 6.3).sin_cos();
    let (depth, soft) = (dice.range(0.35, 0.6), dice.range(3.0, 20.0));
    for (place, (colour, lamp)) in film.pixels.iter_mut().zip(field).enumerate() {
        let mut strength = lamp;
        if case == HardCase::Shadow {
            let x = (place % film.width) as f32 - SIZE.0 as f32 / 2.0;
            let y = (place / film.width) as f32 - SIZE.1 as f32 / 2.0;
            let side = num::smoothstep(-soft, soft, x * cosine + y * sine);
            strength *= num::mix(depth, 1.0, side);
        }
        *colour = colour.map(|channel| channel * strength);
    }
}

fn develop(film: &Film, case: HardCase, dice: &mut Dice) -> RgbImage {
    let (exposure, noise) = match case {
        HardCase::Dark => (dice.range(0.10, 0.2), dice.range(3.5, 5.5)),
        _ => (dice.range(0.75, 1.05), dice.range(1.5, 3.5)),
    };
    let grain: Vec<f32> = (0..65_536).map(|_| dice.normal() * noise).collect();
    let mut picture = RgbImage::new(SIZE.0, SIZE.1);
    let rows = picture.as_mut().chunks_exact_mut(film.width * 3);
    for (row, line) in rows.zip(film.pixels.chunks_exact(film.width)) {
        let mut cursor = dice.below(65_536);
        for (target, colour) in row.chunks_exact_mut(3).zip(line) {
            for (k, channel) in target.iter_mut().enumerate() {
                cursor = (cursor + 1) & 0xFFFF;
                *channel = num::channel(colour[k] * exposure + grain[cursor]);
            }
        }
    }
    picture
}
