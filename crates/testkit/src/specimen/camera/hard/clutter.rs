//! What lies about on a table: sheets, books, a telephone, keys, pens.

use super::super::super::num;
use super::super::super::random::Dice;
use super::super::SIZE;
use super::super::blur::Film;

/// One thing: a turned rectangle with a pattern.
struct Thing {
    centre: (f32, f32),
    half: (f32, f32),
    turn: (f32, f32),
    kind: usize,
    colour: [f32; 3],
    seed: f32,
}

/// Puts `count` things on the table.
pub(super) fn strew(film: &mut Film, count: usize, dice: &mut Dice) {
    for _ in 0..count {
        let thing = thing(dice);
        for row in 0..film.height {
            for column in 0..film.width {
                let (dx, dy) = (
                    column as f32 + 0.5 - thing.centre.0,
                    row as f32 + 0.5 - thing.centre.1,
                );
                let x = dx * thing.turn.1 + dy * thing.turn.0;
                let y = dy * thing.turn.1 - dx * thing.turn.0;
                let outside = (x.abs() - thing.half.0).max(y.abs() - thing.half.1);
                if outside > 14.0 {
                    continue;
                }
                let place = &mut film.pixels[row * film.width + column];
                let shade = num::mix(0.72, 1.0, (outside / 14.0).clamp(0.0, 1.0));
                let cover = (0.5 - outside).clamp(0.0, 1.0);
                let colour = thing.colour_at(x, y);
                *place = std::array::from_fn(|k| num::mix(place[k] * shade, colour[k], cover));
            }
        }
    }
}

fn thing(dice: &mut Dice) -> Thing {
    let kind = dice.below(5);
    let angle = dice.range(-1.6, 1.6);
    let half = match kind {
        0 => (dice.range(180.0, 330.0), dice.range(130.0, 230.0)),
        1 => (dice.range(90.0, 220.0), dice.range(70.0, 160.0)),
        2 => (dice.range(110.0, 150.0), dice.range(55.0, 75.0)),
        3 => (dice.range(200.0, 320.0), dice.range(70.0, 110.0)),
        _ => (dice.range(90.0, 170.0), dice.range(4.0, 8.0)),
    };
    let tone = dice.range(30.0, 215.0);
    Thing {
        centre: (
            dice.range(0.0, SIZE.0 as f32),
            dice.range(0.0, SIZE.1 as f32),
        ),
        half,
        turn: angle.sin_cos(),
        kind,
        colour: [0, 1, 2].map(|_| tone * dice.range(0.8, 1.15)),
        seed: dice.range(0.0, 100.0),
    }
}

impl Thing {
    fn colour_at(&self, x: f32, y: f32) -> [f32; 3] {
        let grey = |level: f32| [level; 3];
        match self.kind {
            // A sheet with lines of words.
            0 => {
                let line = (y / 13.0 + self.seed).rem_euclid(1.0) < 0.42;
                let word = ((x * 0.9 + (y / 13.0 + self.seed).floor() * 37.0) * 0.5).sin() > -0.4;
                let margin = x.abs() > self.half.0 - 26.0 || y.abs() > self.half.1 - 26.0;
                grey(if line && word && !margin { 92.0 } else { 232.0 })
            }
            // A book with a band.
            1 => {
                let band = (y + self.half.1 * 0.4).abs() < self.half.1 * 0.16;
                self.colour.map(|c| if band { 250.0 - c } else { c })
            }
            // A telephone: black, a grey rim.
            2 => {
                let rim = (x.abs() - self.half.0).max(y.abs() - self.half.1) > -5.0;
                grey(if rim { 120.0 } else { 22.0 })
            }
            // Keys.
            3 => {
                let gap = (x / 36.0).rem_euclid(1.0) < 0.14 || (y / 34.0).rem_euclid(1.0) < 0.14;
                grey(if gap { 28.0 } else { 74.0 })
            }
            // A pen.
            _ => self
                .colour
                .map(|c| c * (1.0 - (y / self.half.1).powi(2) * 0.5)),
        }
    }
}
