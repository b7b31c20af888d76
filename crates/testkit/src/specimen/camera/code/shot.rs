//! A code laid on the scene's table and photographed.

use image::imageops::{FilterType, resize};
use image::{GrayImage, RgbImage, imageops};

use super::super::super::num;
use super::super::super::random::Dice;
use super::super::blur::Film;
use super::super::optics::{Optics, glare};
use super::super::plane::Perspective;
use super::super::scene::Scene;
use super::super::{Condition, SIZE};
use super::hardship::Trial;
use super::sheet::Sheet;
use super::{CodeShot, Hardship};

/// Samples along each side of a pixel: a module of two pixels has soft edges.
const SAMPLES: u16 = 3;

impl Scene {
    /// One grey frame of a code under this hardship. The same scene, hardship and index give the
    /// same frame for ever.
    #[must_use]
    pub fn code_shot(&self, hardship: Hardship, index: u32) -> CodeShot {
        let mut dice = Dice::new(self.seed() ^ u64::from(index) << 20, hardship.slug());
        let trial = Trial::of(hardship, &mut dice);
        let mut film = self.empty();
        let sheet = Sheet::link(&mut dice, trial.damage);
        let text = match sheet {
            Some((sheet, text)) if hardship != Hardship::NoCode => {
                self.lay_code(&mut film, &sheet, &trial, &mut dice);
                Some(text)
            }
            _ => {
                self.print(&mut film, &trial, &mut dice);
                None
            }
        };
        film.defocus(trial.defocus);
        film.shake(trial.motion);
        let optics = Optics {
            noise: trial.noise,
            ..Optics::of(Condition::Good, index)
        };
        let picture = finished(&self.develop(&mut film, &optics, index), &trial);
        CodeShot { picture, text }
    }

    fn lay_code(&self, film: &mut Film, sheet: &Sheet, trial: &Trial, dice: &mut Dice) {
        let corners = corners(sheet.side() * trial.module, trial, dice);
        let perspective = Perspective::of_corners(corners);
        let edge = (dice.range(0.3, 0.7), dice.range(-0.6, 0.6));
        let lamp_seed = dice.bits();
        let pitch = dice.range(1.6, 3.4);
        let span = |pick: fn(&(f32, f32)) -> f32, limit: usize| {
            let values = corners.iter().map(pick);
            let low = values.clone().fold(f32::MAX, f32::min) - 2.0;
            let high = values.fold(f32::MIN, f32::max) + 2.0;
            num::index(low)..num::index(high).min(limit)
        };
        for row in span(|corner| corner.1, film.height) {
            for column in span(|corner| corner.0, film.width) {
                let (grey, cover) = pixel(sheet, &perspective, trial, column as f32, row as f32);
                if cover == 0.0 {
                    continue;
                }
                let (u, v) = perspective.back(column as f32, row as f32);
                let is_shaded = u > edge.0 + (v - 0.5) * edge.1;
                let place = row * film.width + column;
                let light = if is_shaded { trial.shade } else { 1.0 } * self.light(place);
                let wave = ((column as f32 / pitch).sin() + (row as f32 / pitch).sin()) * 0.5;
                let screen = 1.0 - trial.grid * (0.5 + 0.5 * wave);
                let mirrored = match trial.glare {
                    strength if strength > 0.0 => glare(strength, lamp_seed, 0, u, v),
                    _ => 0.0,
                };
                let above = grey * light * screen + mirrored;
                film.pixels[place] = film.pixels[place].map(|below| num::mix(below, above, cover));
            }
        }
    }

    /// Lines of print on a sheet: what a reader meets when there is no code.
    fn print(&self, film: &mut Film, trial: &Trial, dice: &mut Dice) {
        let (ink, paper) = trial.greys;
        let letter = num::index(trial.module).max(3);
        for row in film.height / 6..film.height * 5 / 6 {
            let is_line = row / letter % 4 < 2;
            for column in film.width / 4..film.width * 3 / 4 {
                let is_fresh = row % letter == 0 && column % letter == 0;
                let place = row * film.width + column;
                let above = if row % letter > 0 {
                    film.pixels[place - film.width][0]
                } else if column % letter > 0 {
                    film.pixels[place - 1][0]
                } else if is_fresh && is_line && dice.chance(0.55) {
                    ink
                } else {
                    paper
                };
                film.pixels[place] = [above; 3];
            }
        }
    }
}

/// The mean grey of the code under one pixel, and how much of the pixel the sheet covers.
fn pixel(
    sheet: &Sheet,
    perspective: &Perspective,
    trial: &Trial,
    column: f32,
    row: f32,
) -> (f32, f32) {
    let (mut sum, mut inside) = (0.0, 0_u16);
    for step in 0..SAMPLES * SAMPLES {
        let offset = |part: u16| (f32::from(part) + 0.5) / f32::from(SAMPLES);
        let x = column + offset(step % SAMPLES);
        let y = row + offset(step / SAMPLES);
        let (u, v) = bent(perspective.back(x, y), trial.bend);
        if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
            inside += 1;
            sum += if sheet.is_ink(u, v) {
                trial.greys.0
            } else {
                trial.greys.1
            };
        }
    }
    let grey = sum / f32::from(inside.max(1));
    (grey, f32::from(inside) / f32::from(SAMPLES * SAMPLES))
}

/// From the plane that is seen to the paper on a cylinder, seen a little from above.
fn bent((u, v): (f32, f32), bend: f32) -> (f32, f32) {
    if bend == 0.0 {
        return (u, v);
    }
    let across = (2.0 * u - 1.0) * bend.sin();
    if across.abs() >= 1.0 {
        return (-1.0, v);
    }
    let angle = across.asin();
    let sag = 0.18 * (angle.cos() - bend.cos());
    ((angle / bend + 1.0) * 0.5, v + sag - 0.04)
}

fn corners(side: f32, trial: &Trial, dice: &mut Dice) -> [(f32, f32); 4] {
    let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
    let half = (side * 0.75).min(height * 0.5);
    let centre = (
        dice.range(half, (width - half).max(half + 1.0)),
        dice.range(half, (height - half).max(half + 1.0)),
    );
    let (sine, cosine) = trial.turn.sin_cos();
    [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(u, v): (f32, f32)| {
        let near = 1.0 + trial.lean.0 * u + trial.lean.1 * v;
        // Seen from the side, a code is also narrower.
        let narrow = 1.0 - trial.lean.0.abs() * 0.6;
        let (x, y) = (u * side * near * narrow, v * side * near);
        (
            centre.0 + x * cosine - y * sine,
            centre.1 + x * sine + y * cosine,
        )
    })
}

fn finished(frame: &RgbImage, trial: &Trial) -> GrayImage {
    let grey = imageops::grayscale(frame);
    let size = (grey.width() / trial.shrink, grey.height() / trial.shrink);
    let small = match trial.shrink {
        1 => grey,
        _ => resize(&grey, size.0, size.1, FilterType::Triangle),
    };
    match trial.quality {
        Some(quality) => compressed(&small, quality).unwrap_or(small),
        None => small,
    }
}

fn compressed(picture: &GrayImage, quality: u8) -> Option<GrayImage> {
    let (width, height) = picture.dimensions();
    let narrow = |side: u32| u16::try_from(side).ok();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, quality)
        .encode(
            picture.as_raw(),
            narrow(width)?,
            narrow(height)?,
            jpeg_encoder::ColorType::Luma,
        )
        .ok()?;
    let luma = sceau_vision::jpeg::luma(&file).ok()?;
    GrayImage::from_raw(width, height, luma.view().pixels().to_vec())
}
