//! Formant synthesis: pulses of the vocal folds through three resonances, plus hiss.

use std::f32::consts::TAU;

use super::super::num;
use super::super::random::Dice;
use super::RATE;
use super::sounds::{Sound, sounds_of};

/// Two-pole resonator of unit gain at its frequency.
#[derive(Debug, Clone, Copy, Default)]
struct Resonator {
    past: [f32; 2],
}

impl Resonator {
    fn pass(&mut self, input: f32, frequency: f32, width: f32) -> f32 {
        let rate = RATE as f32;
        let radius = (-std::f32::consts::PI * width / rate).exp();
        let turn = 2.0 * radius * (TAU * frequency / rate).cos();
        let gain = (1.0 - radius)
            * (1.0 - 2.0 * radius * (2.0 * TAU * frequency / rate).cos() + radius * radius).sqrt();
        let output = gain * input + turn * self.past[0] - radius * radius * self.past[1];
        self.past = [output, self.past[0]];
        output
    }
}

/// One digit as samples at [`RATE`].
pub(super) fn say(digit: u8, pitch: f32, seed: u64) -> Vec<f32> {
    let mut dice = Dice::new(seed ^ u64::from(digit), "digit");
    let mut resonators = [Resonator::default(); 3];
    let mut hiss = Resonator::default();
    let mut samples = Vec::new();
    let mut phase = 0.0_f32;
    let mut formants = [500.0, 1_500.0, 2_500.0];
    let all = sounds_of(digit);
    let total: f32 = all.iter().map(|sound| sound.seconds).sum();
    for sound in all {
        let count = num::index(sound.seconds * RATE as f32);
        for step in 0..count {
            let along = samples.len() as f32 / (total * RATE as f32);
            phase = (phase + pitch * (1.08 - 0.2 * along) / RATE as f32).fract();
            glide(&mut formants, sound);
            let pulse = if phase < 0.4 {
                (phase / 0.4 * std::f32::consts::PI).sin().powi(2)
            } else {
                0.0
            };
            let voiced: f32 = if sound.formants[0] > 0.0 {
                let parts = resonators.iter_mut().zip(formants).zip([
                    (80.0, 1.0),
                    (110.0, 0.55),
                    (150.0, 0.3),
                ]);
                parts
                    .map(|((resonator, formant), (width, share))| {
                        resonator.pass(pulse - 0.2, formant, width) * share
                    })
                    .sum()
            } else {
                0.0
            };
            let air = hiss.pass(dice.normal(), 5_200.0, 2_600.0) * sound.hiss;
            let edge = envelope(step, count);
            samples.push((voiced * 1.6 + air * 0.5) * edge * 0.8);
        }
    }
    let peak = samples
        .iter()
        .fold(0.001_f32, |peak, sample| peak.max(sample.abs()));
    samples.iter().map(|sample| sample / peak * 0.55).collect()
}

/// Moves the formants towards those of the sound, within some 15 ms.
fn glide(formants: &mut [f32; 3], sound: &Sound) {
    if sound.formants[0] > 0.0 {
        for (now, target) in formants.iter_mut().zip(sound.formants) {
            *now += (target - *now) * 0.0014;
        }
    }
}

/// Rises and falls within 12 ms.
fn envelope(step: usize, count: usize) -> f32 {
    let ramp = 0.012 * RATE as f32;
    let (since, until) = (step as f32, count.saturating_sub(step) as f32);
    (since / ramp).min(until / ramp).min(1.0)
}
