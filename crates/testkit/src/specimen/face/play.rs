//! Where head, eyes and mouth are at each moment of the script.

use super::super::num;
use super::super::portrait::Pose;
use super::super::random::Dice;
use super::super::voice;
use super::{Mode, Script, Third};

/// Largest turn of the head, in radians (about 33°).
const TURN: f32 = 0.58;

/// Second at which the written sheet begins to be held up.
pub(super) const SHEET_AT: f32 = 1.0;

/// One moment: pose, sway of the body, and how far sheet and document are held up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Head.
    pub pose: Pose,
    /// Shift of the body in head units.
    pub sway: (f32, f32),
    /// The written sheet: 0 out of sight to 1 held up.
    pub sheet: f32,
    /// The document: 0 out of sight to 1 held up.
    pub document: f32,
}

/// The moment `second` of the script; `seed` makes small movements personal.
#[must_use]
pub fn moment(script: &Script, seed: u64, second: f32) -> Moment {
    let mut dice = Dice::new(seed, "habits");
    let phases: [f32; 4] = std::array::from_fn(|_| dice.range(0.0, 6.0));
    let wave = |rate: f32, k: usize| (second * rate + phases[k]).sin();
    let held = held(script, second);
    let yaw = match script.third {
        Third::TurnLeft => TURN * held,
        Third::TurnRight => -TURN * held,
        Third::ShowDocument | Third::Nothing => 0.0,
    };
    let (mouth, spread) = lips(script, second);
    let sheet = match script.mode {
        Mode::Paper => hold(second, SHEET_AT, script.third_at - SHEET_AT - 0.2),
        Mode::Speak => 0.0,
    };
    Moment {
        pose: Pose {
            yaw: yaw + 0.035 * wave(0.9, 0) + 0.015 * wave(2.3, 1),
            pitch: 0.03 * wave(0.7, 2) + 0.02 * mouth,
            roll: 0.018 * wave(0.6, 3) + 0.03 * yaw,
            blink: blink(seed, second),
            mouth,
            spread,
            smile: 0.4,
        },
        sway: (0.02 * wave(0.5, 1), 0.012 * wave(1.4, 2)),
        sheet,
        document: if script.third == Third::ShowDocument {
            held
        } else {
            0.0
        },
    }
}

/// How far the third task is done: 0 not at all, 1 wholly.
fn held(script: &Script, second: f32) -> f32 {
    let slow_at = script.third_at + script.third_seconds() - Script::THIRD_SECONDS;
    let slow = hold(second, slow_at, Script::THIRD_SECONDS);
    if script.is_hasty {
        // There within two tenths of a second, and back.
        slow.max(hold(second, script.third_at, 0.6))
    } else {
        slow
    }
}

/// Up within a third of `length`, held, then down again.
fn hold(second: f32, start: f32, length: f32) -> f32 {
    let up = num::smoothstep(start, start + (length * 0.33).min(1.0), second);
    let down = num::smoothstep(
        start + length - (length * 0.3).min(0.9),
        start + length,
        second,
    );
    up * (1.0 - down)
}

/// Opening and spread of the lips, a little smoothed over time.
fn lips(script: &Script, second: f32) -> (f32, f32) {
    if script.mode == Mode::Paper {
        return (0.0, 0.0);
    }
    let moments = [-0.05_f32, -0.025, 0.0, 0.025, 0.05];
    let shapes = moments.map(|shift| shape(script, second + shift));
    let share = 1.0 / moments.len() as f32;
    (
        shapes.iter().map(|shape| shape.0).sum::<f32>() * share,
        shapes.iter().map(|shape| shape.1).sum::<f32>() * share,
    )
}

fn shape(script: &Script, second: f32) -> (f32, f32) {
    for spoken in &script.digits {
        let mut begin = spoken.at;
        for sound in voice::sounds_of(spoken.digit) {
            if second >= begin && second < begin + sound.seconds {
                return (sound.open, sound.spread);
            }
            begin += sound.seconds;
        }
    }
    (0.0, 0.0)
}

/// A blink of a fifth of a second every three to five seconds.
fn blink(seed: u64, second: f32) -> f32 {
    let mut dice = Dice::new(seed, "blinks");
    let mut at = dice.range(0.6, 1.8);
    while at < second + 1.0 {
        let away = (second - at).abs();
        if away < 0.13 {
            return num::smoothstep(0.13, 0.05, away);
        }
        at += dice.range(2.6, 4.6);
    }
    0.0
}
