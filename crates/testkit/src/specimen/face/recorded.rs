//! The clip as the app's own recorder writes it.

use super::super::voice;
use super::play::SHEET_AT;
use super::{Mode, Script, Studio};
use core::time::Duration;
use sceau_capture::recorder::{Film, VideoSettings};
use sceau_capture::{Frame, SoundChunk};
use sceau_vision::jpeg::Rgb;
use std::sync::Arc;

/// A film and what its record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// MP4 with H.264, and Opus where it has sound.
    pub mp4: Vec<u8>,
    /// When each digit, or the sheet, and the third task were asked for, in milliseconds.
    pub prompts_ms: Vec<u32>,
    /// Its length in milliseconds.
    pub duration_ms: u32,
}

/// The person answers a little after the question.
const PROMPTED_MS: u32 = 250;

/// Films the script with `fps` pictures a second, without sound; `None` when there is nothing to film. `size` is that
/// of the studio.
#[must_use]
pub fn recorded(
    studio: &Studio<'_>,
    script: &Script,
    size: (u16, u16),
    fps: u32,
) -> Option<Recorded> {
    filmed(studio, script, size, fps, None)
}

/// The same with this sound: samples of −1 to 1 at [`voice::RATE`].
#[must_use]
pub fn recorded_aloud(
    studio: &Studio<'_>,
    script: &Script,
    size: (u16, u16),
    fps: u32,
    sound: &[f32],
) -> Option<Recorded> {
    filmed(studio, script, size, fps, Some(sound))
}

fn filmed(
    studio: &Studio<'_>,
    script: &Script,
    (width, height): (u16, u16),
    fps: u32,
    sound: Option<&[f32]>,
) -> Option<Recorded> {
    let mut film = Film::new(VideoSettings::FACE, sound.is_some(), Vec::new()).ok()?;
    let a_picture = usize::try_from(voice::RATE / fps.max(1)).ok()?.max(1);
    let mut pieces = sound.unwrap_or_default().chunks(a_picture);
    for number in 0..script.frames(fps) {
        let at = Duration::from_secs(1) * number / fps.max(1);
        let picture = Rgb {
            width,
            height,
            pixels: studio.picture(script, at.as_secs_f32()).into_raw(),
        };
        film.frame(&Frame::of_rgb(Arc::new(picture), at)).ok()?;
        if let Some(piece) = pieces.next() {
            film.sound(SoundChunk {
                samples: piece.iter().map(|sample| level(*sample)).collect(),
                rate: voice::RATE,
                at,
            })
            .ok()?;
        }
    }
    let ended = film.finish().ok()?;
    let asked =
        |second: f32| super::super::num::pixels(second * 1_000.0).saturating_sub(PROMPTED_MS);
    let digits: Vec<f32> = match script.mode {
        Mode::Speak => script.digits.iter().map(|spoken| spoken.at).collect(),
        Mode::Paper => vec![SHEET_AT],
    };
    Some(Recorded {
        mp4: ended.sink,
        prompts_ms: digits
            .into_iter()
            .chain([script.third_at])
            .map(asked)
            .collect(),
        duration_ms: u32::try_from(ended.measured.duration.as_millis()).ok()?,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to full scale on the line itself"
)]
fn level(sample: f32) -> i16 {
    (sample.clamp(-1.0, 1.0) * 32_767.0) as i16
}
