//! What a film's own record says of its prompts: which stretch answers which, and what does not fit.
//!
//! What this room deliberately does not know: the pictures and the sound. Whether the digit was said, and
//! by whom, the operator sees and hears.

use super::look::Moment;
use crate::challenge::DigitsWay;

/// Shortest time between a digit's prompt and the next, in milliseconds: nobody reads a digit and says it
/// in less.
const SHORTEST_MS: u32 = 500;

/// The record that came with a film: the device's word, not measured here.
#[derive(Clone, Copy, Debug)]
pub struct FilmRecord<'a> {
    /// How the digits were given.
    pub way: DigitsWay,
    /// When each prompt was shown, in milliseconds from the film's beginning: those of [`Moment::asked`].
    pub prompts_ms: &'a [u32],
    /// The film's length in milliseconds.
    pub duration_ms: u32,
    /// Whether it has sound.
    pub has_sound: bool,
}

/// What does not fit in a film's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilmFinding {
    /// Digits were to be said, and there is no sound.
    NoSound,
    /// What was asked for has not a moment each: every spoken digit, or the sheet; then the task.
    PromptsMissing,
    /// A later prompt has an earlier moment.
    PromptsOutOfOrder,
    /// A digit was on the screen too short to be said.
    PromptTooShort,
    /// A prompt lies behind the film's end.
    PromptAfterEnd,
}

impl FilmFinding {
    /// Every finding.
    pub const ALL: [Self; 5] = [
        Self::NoSound,
        Self::PromptsMissing,
        Self::PromptsOutOfOrder,
        Self::PromptTooShort,
        Self::PromptAfterEnd,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoSound => "film.no_sound",
            Self::PromptsMissing => "film.prompts_missing",
            Self::PromptsOutOfOrder => "film.prompts_out_of_order",
            Self::PromptTooShort => "film.prompt_too_short",
            Self::PromptAfterEnd => "film.prompt_after_end",
        }
    }
}

/// What is to be looked at and listened to, and what does not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilmTimes {
    /// In the order of [`FilmFinding::ALL`].
    pub findings: Vec<FilmFinding>,
    /// From each spoken digit's prompt to the next, in milliseconds: the three stretches with a voice.
    /// Empty where the record does not hold them.
    pub voice_ms: Vec<[u32; 2]>,
    /// The stretch of the third task, in milliseconds, where the record holds it.
    pub task_ms: Option<[u32; 2]>,
}

/// Judges a film's record.
pub fn judge_film(record: &FilmRecord<'_>) -> FilmTimes {
    let prompts = record.prompts_ms;
    let is_spoken = record.way == DigitsWay::Speak;
    let in_order = prompts.is_sorted();
    let is_inside = prompts.iter().all(|at| *at < record.duration_ms);
    let is_whole = prompts.len() == Moment::asked(record.way).len();
    let is_short = |pair: &[u32]| matches!(pair, [a, b] if b.saturating_sub(*a) < SHORTEST_MS);
    let has_short = prompts.windows(2).any(is_short);
    let holds = |finding: &FilmFinding| match finding {
        FilmFinding::NoSound => is_spoken && !record.has_sound,
        FilmFinding::PromptsMissing => !is_whole,
        FilmFinding::PromptsOutOfOrder => !in_order,
        FilmFinding::PromptTooShort => is_spoken && in_order && has_short,
        FilmFinding::PromptAfterEnd => !is_inside,
    };
    let findings = FilmFinding::ALL.into_iter().filter(holds).collect();
    if !in_order || !is_inside || !is_whole {
        return FilmTimes {
            findings,
            ..FilmTimes::default()
        };
    }
    let stretches = prompts.windows(2);
    let voices = stretches.filter_map(|pair| <[u32; 2]>::try_from(pair).ok());
    FilmTimes {
        findings,
        voice_ms: if is_spoken && record.has_sound {
            voices.collect()
        } else {
            Vec::new()
        },
        task_ms: prompts.last().map(|at| [*at, record.duration_ms]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FilmFinding as F;

    fn spoken(prompts_ms: &[u32]) -> FilmTimes {
        judge_film(&FilmRecord {
            way: DigitsWay::Speak,
            prompts_ms,
            duration_ms: 14_000,
            has_sound: true,
        })
    }

    #[test]
    fn a_whole_film_has_three_voices_and_a_task() {
        let times = spoken(&[1_200, 3_900, 6_500, 9_100]);
        assert_eq!(times.findings, []);
        assert_eq!(
            times.voice_ms,
            [[1_200, 3_900], [3_900, 6_500], [6_500, 9_100]]
        );
        assert_eq!(times.task_ms, Some([9_100, 14_000]));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        assert_eq!(spoken(&[]).findings, [F::PromptsMissing]);
        assert_eq!(spoken(&[0, 2_000]).findings, [F::PromptsMissing]);
        let swapped = spoken(&[0, 4_000, 2_000, 9_000]);
        assert_eq!(swapped.findings, [F::PromptsOutOfOrder]);
        assert_eq!((swapped.voice_ms.len(), swapped.task_ms), (0, None));
        assert_eq!(
            spoken(&[0, 200, 4_000, 9_000]).findings,
            [F::PromptTooShort]
        );
        assert_eq!(
            spoken(&[0, 2_000, 4_000, 14_000]).findings,
            [F::PromptAfterEnd]
        );
    }

    #[test]
    fn a_film_without_sound_is_right_where_the_digits_are_written() {
        let film = |way, prompts_ms| {
            judge_film(&FilmRecord {
                way,
                prompts_ms,
                duration_ms: 14_000,
                has_sound: false,
            })
        };
        let silent = film(DigitsWay::Speak, &[0, 2_000, 4_000, 9_000]);
        assert_eq!(silent.findings, [F::NoSound]);
        let written = film(DigitsWay::Write, &[300, 8_000]);
        assert_eq!((written.findings.len(), written.voice_ms.len()), (0, 0));
        assert_eq!(written.task_ms, Some([8_000, 14_000]));
    }

    #[test]
    fn a_written_film_that_did_not_note_the_sheet_and_the_task_says_so() {
        for odd in [&[][..], &[300], &[0, 2_000, 4_000, 9_000]] {
            let times = judge_film(&FilmRecord {
                way: DigitsWay::Write,
                prompts_ms: odd,
                duration_ms: 14_000,
                has_sound: false,
            });
            assert_eq!(times.findings, [F::PromptsMissing], "{odd:?}");
            assert_eq!(times.task_ms, None, "{odd:?}");
        }
    }
}
