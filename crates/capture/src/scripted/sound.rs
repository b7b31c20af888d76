//! A microphone that hears what a scenario says: nothing, a file, or the digit that is asked.

use super::pace::Pace;
use super::scenario::Voice;
use super::wav;
use crate::clock::Monotonic;
use crate::source::{Prompt, SoundChunk, SoundSource, SourceFault};
use core::time::Duration;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

/// Sound comes in pieces of a twentieth of a second.
const EVERY: Duration = Duration::from_millis(50);
/// The rate of tones and silence.
const RATE: u32 = 48_000;
/// A person reads the digit before saying it.
const READING_TIME: Duration = Duration::from_millis(300);
/// How long a digit's tones last.
const TONE_TIME: Duration = Duration::from_millis(400);

pub(super) struct ScriptedMicrophone {
    voice: Voice,
    clock: Arc<dyn Monotonic>,
    pace: Option<Pace>,
    rate: u32,
    /// The file, for a voice that is one.
    file: Vec<i16>,
    /// Samples to come; silence follows.
    coming: VecDeque<i16>,
    given_until: Option<Duration>,
}

impl ScriptedMicrophone {
    pub(super) const fn new(voice: Voice, clock: Arc<dyn Monotonic>) -> Self {
        let coming = VecDeque::new();
        Self {
            voice,
            clock,
            pace: None,
            rate: RATE,
            file: Vec::new(),
            coming,
            given_until: None,
        }
    }

    fn say(&mut self, samples: impl IntoIterator<Item = i16>) {
        let lead = samples_in(READING_TIME, self.rate);
        self.coming.extend(core::iter::repeat_n(0, lead));
        self.coming.extend(samples);
    }
}

impl SoundSource for ScriptedMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        match &self.voice {
            Voice::Silent | Voice::Tones => {}
            Voice::File(path) => {
                (self.rate, self.file) = read(path)?;
                self.coming = self.file.clone().into();
            }
            // All ten speak at one rate; the first one tells it.
            Voice::Digits(folder) => self.rate = read(&folder.join("0.wav"))?.0,
        }
        self.pace = Some(Pace::new(Arc::clone(&self.clock), EVERY));
        self.given_until = Some(self.clock.elapsed());
        Ok(())
    }

    fn next_chunk(&mut self, patience: Duration) -> Result<Option<SoundChunk>, SourceFault> {
        let pace = self.pace.as_mut().ok_or(SourceFault::NoMicrophone)?;
        let Some((_, now)) = pace.next(patience) else {
            return Ok(None);
        };
        let from = self.given_until.unwrap_or(now);
        // All that was heard since the last piece: sound is never skipped.
        let count = samples_in(now.saturating_sub(from), self.rate);
        if count == 0 {
            return Ok(None);
        }
        let samples = (0..count)
            .map(|_| self.coming.pop_front().unwrap_or(0))
            .collect();
        self.given_until =
            Some(from + Duration::from_secs_f64(count as f64 / f64::from(self.rate)));
        Ok(Some(SoundChunk {
            samples,
            rate: self.rate,
            at: from,
        }))
    }

    fn recording_begins(&mut self) {
        if matches!(self.voice, Voice::File(_)) {
            self.coming = self.file.clone().into();
        }
    }

    fn prompted(&mut self, prompt: Prompt) {
        let Prompt::Digit(digit) = prompt else { return };
        match &self.voice {
            Voice::Silent | Voice::File(_) => {}
            Voice::Tones => self.say(tones_of(digit)),
            Voice::Digits(folder) => match read(&folder.join(format!("{digit}.wav"))) {
                Ok((rate, samples)) if rate == self.rate => self.say(samples),
                _ => tracing::warn!(digit, "the scenario has no voice for this digit"),
            },
        }
    }

    fn close(&mut self) {
        self.pace = None;
    }
}

fn samples_in(time: Duration, rate: u32) -> usize {
    usize::try_from(time.as_micros() * u128::from(rate) / 1_000_000).unwrap_or(0)
}

fn read(path: &Path) -> Result<(u32, Vec<i16>), SourceFault> {
    let file = std::fs::read(path).map_err(|_| SourceFault::NoMicrophone)?;
    wav::decode(&file).map_err(|_| SourceFault::Format)
}

/// The row and column tones of a telephone's keys, in hertz (ITU-T Q.23).
fn tones_of(digit: u8) -> Vec<i16> {
    const ROWS: [f32; 4] = [697.0, 770.0, 852.0, 941.0];
    const COLUMNS: [f32; 3] = [1209.0, 1336.0, 1477.0];
    let key = match digit {
        1..=9 => usize::from(digit) - 1,
        _ => 10,
    };
    let (row, column) = (ROWS[key / 3], COLUMNS[key % 3]);
    (0..samples_in(TONE_TIME, RATE))
        .map(|index| {
            let turn = index as f32 / RATE as f32 * core::f32::consts::TAU;
            let wave = ((turn * row).sin() + (turn * column).sin()) * 8_000.0;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "two waves of 8,000 stay in range"
            )]
            let sample = wave as i16;
            sample
        })
        .collect()
}
