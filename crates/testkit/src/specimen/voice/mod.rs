//! The voice of the clip: French digits, by our own synthesis or by `espeak-ng` when it is there.

mod espeak;
mod sounds;
mod synthesis;
mod wav;

pub(super) use sounds::{length, sounds_of};
pub use wav::to_wav;

use super::Sex;
use super::SpecimenError;
use super::face::SpokenDigit;
use super::num;
use super::person::SpecimenPerson;
use super::random::Dice;

/// Samples per second of every track (16-bit mono).
pub const RATE: u32 = 48_000;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Our synthesis: vowels and hisses of each digit, enough for a level meter or a voice detector.
    BuiltIn,
    /// `espeak-ng -v fr`, understandable; the programme must be installed.
    Espeak,
    /// Room noise only.
    Silent,
}

/// The sound of a clip: the digits at their times over a faint room noise, -1.0..=1.0 at [`RATE`].
///
/// # Errors
/// [`SpecimenError::NoSpeech`] when `espeak-ng` is asked for and cannot speak.
pub fn track(
    person: &SpecimenPerson,
    digits: &[SpokenDigit],
    seconds: f32,
    voice: Voice,
) -> Result<Vec<f32>, SpecimenError> {
    let mut dice = Dice::new(person.seed, "room noise");
    let total = num::index(seconds * RATE as f32);
    let mut samples: Vec<f32> = (0..total).map(|_| 0.0015 * dice.normal()).collect();
    for spoken in digits {
        let burst = match voice {
            Voice::Silent => continue,
            Voice::BuiltIn => synthesis::say(spoken.digit, pitch(person), person.seed),
            Voice::Espeak => espeak::say(spoken.digit, person.sex)?,
        };
        let start = num::index(spoken.at * RATE as f32);
        for (target, sound) in samples.iter_mut().skip(start).zip(burst) {
            *target = (*target + sound).clamp(-1.0, 1.0);
        }
    }
    Ok(samples)
}

/// Basic frequency of the person's voice, in hertz.
fn pitch(person: &SpecimenPerson) -> f32 {
    let base = match person.sex {
        Sex::Female => 205.0,
        Sex::Male => 118.0,
    };
    base * Dice::new(person.seed, "pitch").range(0.9, 1.12)
}
