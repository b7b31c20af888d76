//! Speech by `espeak-ng`, for tests in which a listener must understand the digits.

use std::process::Command;

use super::super::Sex;
use super::super::SpecimenError;
use super::super::num;
use super::RATE;

const WORDS: [&str; 10] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
];

/// One digit as samples at [`RATE`].
///
/// # Errors
/// [`SpecimenError::NoSpeech`].
pub(super) fn say(digit: u8, sex: Sex) -> Result<Vec<f32>, SpecimenError> {
    let word = WORDS
        .get(usize::from(digit))
        .ok_or(SpecimenError::NoSpeech)?;
    let voice = match sex {
        Sex::Female => "fr+f2",
        Sex::Male => "fr+m3",
    };
    let said = Command::new("espeak-ng")
        .args(["-v", voice, "-s", "135", "--stdout", word])
        .output()
        .map_err(|_| SpecimenError::NoSpeech)?;
    let (rate, samples) = read_wav(&said.stdout).ok_or(SpecimenError::NoSpeech)?;
    Ok(resampled(trimmed(&samples), rate))
}

/// Rate and samples of a 16-bit mono file whose data chunk may have no true length (a pipe).
fn read_wav(bytes: &[u8]) -> Option<(u32, Vec<f32>)> {
    let rate = u32::from_le_bytes(bytes.get(24..28)?.try_into().ok()?);
    let data = bytes.windows(4).position(|window| window == b"data")? + 8;
    let pairs = bytes.get(data..)?.chunks_exact(2);
    let samples: Vec<f32> = pairs
        .map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0)
        .collect();
    (rate > 0 && !samples.is_empty()).then_some((rate, samples))
}

/// Without the silence before and after the word.
fn trimmed(samples: &[f32]) -> &[f32] {
    let loud = |sample: &f32| sample.abs() > 0.01;
    let first = samples.iter().position(loud).unwrap_or(0);
    let last = samples
        .iter()
        .rposition(loud)
        .map_or(samples.len(), |last| last + 1);
    &samples[first..last]
}

fn resampled(samples: &[f32], rate: u32) -> Vec<f32> {
    let step = rate as f32 / RATE as f32;
    let count = num::index(samples.len() as f32 / step);
    (0..count)
        .map(|index| {
            let place = index as f32 * step;
            let left = num::index(place).min(samples.len() - 1);
            let right = (left + 1).min(samples.len() - 1);
            num::mix(samples[left], samples[right], place.fract()) * 0.8
        })
        .collect()
}
