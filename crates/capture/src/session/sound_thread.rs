//! The thread that owns the microphone: passes sound to the recording, measures the level.

use super::shared::{News, Shared};
use crate::source::{SoundChunk, SoundSource, SourceFault};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

const PATIENCE: Duration = Duration::from_millis(100);
/// A headset without wires changes its mode before it gives the first sound.
const FIRST_SOUND: Duration = Duration::from_secs(5);
/// Even a silent room has samples: a microphone that gives none was cut off.
const SILENT_AFTER: Duration = Duration::from_secs(2);

pub(crate) fn spawn(mut source: Box<dyn SoundSource>, shared: Arc<Shared>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        if let Err(fault) = pull(source.as_mut(), &shared) {
            tracing::info!(code = fault.code(), "the microphone ended");
            shared.set_sound_fault(fault);
        }
        source.close();
    })
}

fn pull(source: &mut dyn SoundSource, shared: &Shared) -> Result<(), SourceFault> {
    source.open()?;
    let mut silent_at = shared.clock.elapsed() + FIRST_SOUND;
    while !shared.is_stopping() {
        while let Some(news) = shared.next_news_for_sound() {
            match news {
                News::RecordingBegins => source.recording_begins(),
                News::Asked(prompt) => source.prompted(prompt),
            }
        }
        let chunk = source.next_chunk(PATIENCE)?;
        let now = shared.clock.elapsed();
        if chunk.is_none() && now >= silent_at {
            return Err(SourceFault::Silent);
        }
        if let Some(chunk) = chunk {
            silent_at = now + SILENT_AFTER;
            shared.set_level(level_of(&chunk));
            if let Some(recorder) = shared.recorder().as_mut() {
                recorder.sound(chunk);
            }
        }
    }
    Ok(())
}

/// Loudness on a scale that moves with a voice: 0 is silence (−60 dB under full scale), 100 full.
fn level_of(chunk: &SoundChunk) -> u8 {
    let squares: f32 = chunk
        .samples
        .iter()
        .map(|&sample| f32::from(sample).powi(2))
        .sum();
    let root_mean = (squares / chunk.samples.len().max(1) as f32).sqrt();
    let decibels = 20.0 * (root_mean / f32::from(i16::MAX)).max(1e-3).log10();
    let level = ((decibels + 60.0) / 60.0 * 100.0).clamp(0.0, 100.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 just above"
    )]
    let level = level as u8;
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(samples: Vec<i16>) -> u8 {
        level_of(&SoundChunk {
            samples,
            rate: 48_000,
            at: Duration::ZERO,
        })
    }

    #[test]
    fn the_bar_stays_down_in_silence_and_moves_with_a_voice() {
        assert_eq!(level(vec![]), 0);
        assert_eq!(level(vec![0; 480]), 0);
        let voice = (0..480)
            .map(|n| if n % 2 == 0 { 3_000 } else { -3_000 })
            .collect();
        assert!((60..75).contains(&level(voice)));
        assert_eq!(level(vec![i16::MAX; 480]), 100);
    }
}
