//! What a document lies on: wood, cloth or a plain table.

use super::super::num;
use super::super::random::Dice;

/// Smooth random values on a lattice.
struct Grain(u64);

impl Grain {
    fn corner(&self, x: i32, y: i32) -> f32 {
        let key = (i64::from(x) << 32 ^ i64::from(y)).cast_unsigned();
        let mut dice = Dice::new(self.0 ^ key, "");
        dice.unit()
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (num::floor(x), num::floor(y));
        let ease = |t: f32| t * t * (3.0 - 2.0 * t);
        let (fx, fy) = (ease(x - left as f32), ease(y - top as f32));
        let upper = num::mix(self.corner(left, top), self.corner(left + 1, top), fx);
        let lower = num::mix(
            self.corner(left, top + 1),
            self.corner(left + 1, top + 1),
            fx,
        );
        num::mix(upper, lower, fy)
    }
}

/// One colour per pixel, 0..255, row by row.
pub(super) fn paint(seed: u64, width: u32, height: u32) -> Vec<[f32; 3]> {
    let mut dice = Dice::new(seed, "surface");
    let kind = dice.below(3);
    let grain = Grain(dice.bits());
    let (shift, turn) = (dice.range(0.0, 50.0), dice.range(-0.12, 0.12));
    let mut pixels = Vec::with_capacity((width * height) as usize);
    for row in 0..height {
        for column in 0..width {
            let (x, y) = (column as f32 / 720.0, row as f32 / 720.0);
            let (x, y) = (x - turn * y + shift, y + turn * x);
            pixels.push(match kind {
                0 => wood(&grain, x, y),
                1 => cloth(&grain, x, y),
                _ => table(&grain, x, y),
            });
        }
    }
    pixels
}

fn tinted(base: [f32; 3], light: f32) -> [f32; 3] {
    base.map(|channel| channel * light)
}

fn wood(grain: &Grain, x: f32, y: f32) -> [f32; 3] {
    let plank = num::floor(y * 2.6);
    let inside = y * 2.6 - plank as f32;
    let offset = grain.corner(plank, 901) * 20.0;
    let warp = grain.at(x * 1.3 + offset, y * 9.0) * 1.4;
    let ring = ((y * 34.0 + warp * 5.0 + offset).sin() * 0.5 + 0.5).powf(1.6);
    let fibre = grain.at(x * 7.0 + offset, y * 190.0);
    let seam = num::smoothstep(0.0, 0.018, inside) * num::smoothstep(0.0, 0.012, 1.0 - inside);
    let tone = 0.84 + 0.14 * grain.corner(plank, 77);
    let light = (tone + 0.13 * ring - 0.12 * fibre) * (0.45 + 0.55 * seam);
    tinted([176.0, 128.0, 84.0], light)
}

fn cloth(grain: &Grain, x: f32, y: f32) -> [f32; 3] {
    let (warp, weft) = ((x * 620.0).sin(), (y * 620.0).sin());
    let thread = if warp > weft {
        0.04 * warp
    } else {
        0.04 * weft
    };
    let slub = 0.07 * grain.at(x * 4.0, y * 120.0) + 0.07 * grain.at(x * 120.0, y * 4.0);
    let fold = 0.10 * grain.at(x * 1.1, y * 1.6 + 40.0);
    let stripe = if (x * 2.4).rem_euclid(1.0) < 0.07 {
        0.84
    } else {
        1.0
    };
    tinted(
        [104.0, 118.0, 138.0],
        (0.82 + thread + slub + fold) * stripe,
    )
}

fn table(grain: &Grain, x: f32, y: f32) -> [f32; 3] {
    let cloud = 0.08 * grain.at(x * 2.0, y * 2.0) + 0.05 * grain.at(x * 9.0, y * 9.0);
    let speck = if grain.at(x * 260.0, y * 260.0) > 0.83 {
        -0.09
    } else {
        0.0
    };
    tinted([112.0, 106.0, 99.0], 0.92 + cloud + speck)
}
