//! Signs that the document is shown on a screen: ripples where the screen's pixels and the camera's
//! beat, and a dark, even frame around. Signs only: print has ripples too, and tables are dark.

use super::cast;
use super::geometry::{Point, Quad};
use crate::luma::LumaView;
use core::f32::consts::TAU;

/// Side of the windows that are looked at, in frame pixels.
const SIDE: usize = 64;
/// Ripples are looked for from this frequency on, in waves per window: print is coarser.
const LOWEST: usize = 6;
/// Places of the windows in the document.
const PLACES: [(f32, f32); 8] = [
    (0.5, 0.5),
    (0.2, 0.14),
    (0.8, 0.14),
    (0.65, 0.36),
    (0.86, 0.62),
    (0.55, 0.8),
    (0.5, 0.12),
    (0.9, 0.38),
];
/// Ripples are the same when their waves differ by no more than this, in waves per window.
const ALIKE: f32 = 3.0;

/// The strongest ripple of a window.
#[derive(Debug, Clone, Copy, Default)]
struct Ripple {
    /// How far it stands out of the mean.
    strength: f32,
    /// Waves across and down the window.
    across: f32,
    down: f32,
}

impl Ripple {
    /// Whether the waves are alike; one that runs straight down has no sign.
    fn is_like(&self, other: &Self) -> bool {
        let away =
            |sign: f32| (self.across - other.across * sign).hypot(self.down - other.down * sign);
        away(1.0).min(away(-1.0)) <= ALIKE
    }
}

/// Memory of the measure.
#[derive(Default)]
pub(super) struct ScreenScratch {
    real: Vec<f32>,
    imaginary: Vec<f32>,
    wave: Vec<(f32, f32)>,
}

/// How far a ripple that two windows share stands out of the other waves: about 8 for noise, up to
/// 60 for print, more for a screen. 0 when the document is too small.
pub(super) fn ripple(view: LumaView<'_>, quad: &Quad, scratch: &mut ScreenScratch) -> f32 {
    if scratch.wave.is_empty() {
        let angles = (0..SIDE / 2).map(|n| TAU * n as f32 / SIDE as f32);
        scratch
            .wave
            .extend(angles.map(|angle| (angle.cos(), -angle.sin())));
    }
    let found = PLACES.map(|(u, v)| {
        let [a, b, c, d] = quad.corners;
        let middle = a.towards(b, u).towards(d.towards(c, u), v);
        window(view, middle, scratch).unwrap_or_default()
    });
    let mut shared = 0.0_f32;
    for (at, one) in found.iter().enumerate() {
        for other in found[at + 1..].iter().filter(|other| one.is_like(other)) {
            shared = shared.max(one.strength.min(other.strength));
        }
    }
    shared
}

fn window(view: LumaView<'_>, middle: Point, scratch: &mut ScreenScratch) -> Option<Ripple> {
    let half = SIDE as f32 / 2.0;
    if middle.x < half || middle.y < half {
        return None;
    }
    let (left, top) = (cast::index(middle.x - half), cast::index(middle.y - half));
    if left + SIDE > view.width() as usize || top + SIDE > view.height() as usize {
        return None;
    }
    load(view, left, top, scratch);
    for row in 0..SIDE {
        transform(scratch, row * SIDE, 1);
    }
    // The picture is real: half of the columns say everything.
    for column in 0..=SIDE / 2 {
        transform(scratch, column, SIDE);
    }
    Some(strongest(scratch))
}

/// Loads a window less its mean, faded out towards its edges.
fn load(view: LumaView<'_>, left: usize, top: usize, scratch: &mut ScreenScratch) {
    let rows = || {
        view.rows()
            .skip(top)
            .take(SIDE)
            .map(|row| &row[left..left + SIDE])
    };
    let mean = rows().map(crate::light::mean).sum::<f32>() / SIDE as f32;
    let fade = |n: usize| 0.5 - 0.5 * (TAU * (n as f32 + 0.5) / SIDE as f32).cos();
    let fades: [f32; SIDE] = core::array::from_fn(fade);
    scratch.real.clear();
    for (row, down) in rows().zip(fades) {
        let faded = row.iter().zip(fades);
        scratch
            .real
            .extend(faded.map(|(&pixel, across)| (f32::from(pixel) - mean) * across * down));
    }
    scratch.imaginary.clear();
    scratch.imaginary.resize(SIDE * SIDE, 0.0);
}

/// Fourier transform of 64 values `step` apart (Cooley and Tukey, 1965). A crate for one fixed size
/// would weigh more than these lines.
fn transform(scratch: &mut ScreenScratch, from: usize, step: usize) {
    let (mut real, mut imaginary) = ([0.0_f32; SIDE], [0.0_f32; SIDE]);
    for n in 0..SIDE {
        let place = from + (n.reverse_bits() >> (usize::BITS - SIDE.trailing_zeros())) * step;
        (real[n], imaginary[n]) = (scratch.real[place], scratch.imaginary[place]);
    }
    let mut half = 1;
    while half < SIDE {
        for start in (0..SIDE).step_by(2 * half) {
            for n in 0..half {
                let (cosine, sine) = scratch.wave[n * (SIDE / 2 / half)];
                let (a, b) = (start + n, start + n + half);
                let turned = (
                    real[b] * cosine - imaginary[b] * sine,
                    real[b] * sine + imaginary[b] * cosine,
                );
                (real[b], imaginary[b]) = (real[a] - turned.0, imaginary[a] - turned.1);
                (real[a], imaginary[a]) = (real[a] + turned.0, imaginary[a] + turned.1);
            }
        }
        half *= 2;
    }
    for n in 0..SIDE {
        let place = from + n * step;
        (scratch.real[place], scratch.imaginary[place]) = (real[n], imaginary[n]);
    }
}

/// The strongest wave by the mean of all, each weighted by its frequency: the power of print falls
/// with the square of it.
fn strongest(scratch: &ScreenScratch) -> Ripple {
    let (mut most, mut sum, mut count) = (Ripple::default(), 0.0_f32, 0_u32);
    for row in 0..SIDE {
        let down = row.min(SIDE - row);
        for column in 0..=SIDE / 2 {
            let square = down * down + column * column;
            if !(LOWEST * LOWEST..SIDE * SIDE / 4).contains(&square) {
                continue;
            }
            let at = row * SIDE + column;
            let power = scratch.real[at].powi(2) + scratch.imaginary[at].powi(2);
            let power = power * square as f32;
            if power > most.strength {
                let sign = if row > SIDE / 2 { -1.0 } else { 1.0 };
                most = Ripple {
                    strength: power,
                    across: column as f32,
                    down: down as f32 * sign,
                };
            }
            sum += power;
            count += 1;
        }
    }
    if sum > 0.0 {
        most.strength *= count as f32 / sum;
    }
    most
}
