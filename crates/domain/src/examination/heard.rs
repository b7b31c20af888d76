//! What was heard of a film when somebody listened to its sound: where it stands out, held against what was asked.
//! Facts for the operator: nothing is decided by them.
//!
//! What this room deliberately does not know: what was said, and whether a voice said it. A door that slams stands
//! out too.

use super::film::FilmRecord;
use super::look::{Moment, Stretch, stretches};
use crate::challenge::DigitsWay;

/// A digit takes about three tenths of a second; less than this within its stretch is a click.
const SHORTEST_MS: u32 = 80;

/// The sound of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoundHeard {
    /// The film has none.
    NoTrack,
    /// It could not be decoded here.
    Unreadable,
    /// It was listened to.
    Heard {
        /// Where it stands out of what is around it, from when to when, in milliseconds from the film's beginning: in
        /// order, apart from each other.
        loud_ms: Vec<[u32; 2]>,
        /// Whether it is cut off at the top: too loud for the microphone.
        is_clipped: bool,
    },
}

/// What the sound shows that an operator should listen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SoundFinding {
    /// The device says that the film has sound, and the film has none.
    Missing,
    /// The device says that the film has no sound, and something is heard.
    Unannounced,
    /// The sound could not be decoded here.
    Unreadable,
    /// Digits were to be said, and nothing stands out in the whole film.
    Silent,
    /// Digits were to be said, and nothing stands out while one of them was asked for.
    VoiceMissing,
    /// The sound is cut off at the top.
    Clipped,
}

impl SoundFinding {
    /// Every finding.
    pub const ALL: [Self; 6] = [
        Self::Missing,
        Self::Unannounced,
        Self::Unreadable,
        Self::Silent,
        Self::VoiceMissing,
        Self::Clipped,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "film.sound_missing",
            Self::Unannounced => "film.sound_unannounced",
            Self::Unreadable => "film.sound_unreadable",
            Self::Silent => "film.sound_silent",
            Self::VoiceMissing => "film.voice_missing",
            Self::Clipped => "film.sound_clipped",
        }
    }
}

/// What was heard, beside what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilmSound {
    /// In the order of [`SoundFinding::ALL`].
    pub findings: Vec<SoundFinding>,
    /// For each digit that was to be said, in order, from when to when the sound stands out first, in milliseconds;
    /// `None` where it does not. Empty where no digit was to be said, where the film's record does not hold the
    /// prompts, and where nothing was listened to.
    pub voices_ms: Vec<Option<[u32; 2]>>,
}

/// Holds what was heard against the film's own record.
pub fn judge_sound(record: &FilmRecord<'_>, sound: &SoundHeard) -> FilmSound {
    let is_spoken = record.way == DigitsWay::Speak;
    let (loud_ms, is_clipped) = match sound {
        SoundHeard::NoTrack => {
            return FilmSound::of(record.has_sound.then_some(SoundFinding::Missing));
        }
        SoundHeard::Unreadable => return FilmSound::of(Some(SoundFinding::Unreadable)),
        SoundHeard::Heard {
            loud_ms,
            is_clipped,
        } => (loud_ms.as_slice(), *is_clipped),
    };
    let stretches = stretches(record);
    let digits = stretches.iter().filter(|of| {
        is_spoken && matches!(of.moment, Moment::First | Moment::Second | Moment::Third)
    });
    let voices_ms: Vec<Option<[u32; 2]>> = digits.map(|of| first_within(loud_ms, of)).collect();
    let is_silent = loud_ms.is_empty();
    let holds = |finding: &SoundFinding| match finding {
        SoundFinding::Missing | SoundFinding::Unreadable => false,
        SoundFinding::Unannounced => !record.has_sound && !is_silent,
        SoundFinding::Silent => is_spoken && is_silent,
        SoundFinding::VoiceMissing => !is_silent && voices_ms.contains(&None),
        SoundFinding::Clipped => is_clipped,
    };
    FilmSound {
        findings: SoundFinding::ALL.into_iter().filter(holds).collect(),
        voices_ms,
    }
}

impl FilmSound {
    fn of(finding: Option<SoundFinding>) -> Self {
        Self {
            findings: finding.into_iter().collect(),
            voices_ms: Vec::new(),
        }
    }
}

fn first_within(loud_ms: &[[u32; 2]], of: &Stretch) -> Option<[u32; 2]> {
    let within = loud_ms
        .iter()
        .map(|[from, until]| [(*from).max(of.from_ms), (*until).min(of.until_ms)]);
    within
        .into_iter()
        .find(|[from, until]| until.saturating_sub(*from) >= SHORTEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SoundFinding as F;

    const PROMPTS: [u32; 4] = [1_000, 3_000, 5_000, 7_000];

    fn record(way: DigitsWay, has_sound: bool) -> FilmRecord<'static> {
        FilmRecord {
            way,
            prompts_ms: &PROMPTS,
            duration_ms: 12_000,
            has_sound,
        }
    }

    fn heard(loud_ms: &[[u32; 2]]) -> SoundHeard {
        SoundHeard::Heard {
            loud_ms: loud_ms.to_vec(),
            is_clipped: false,
        }
    }

    #[test]
    fn three_voices_are_found_beside_their_prompts() {
        let sound = heard(&[
            [1_400, 1_800],
            [3_500, 3_900],
            [5_600, 6_000],
            [9_000, 9_400],
        ]);
        let judged = judge_sound(&record(DigitsWay::Speak, true), &sound);
        assert_eq!(judged.findings, []);
        let found = [[1_400, 1_800], [3_500, 3_900], [5_600, 6_000]];
        assert_eq!(judged.voices_ms, found.map(Some));
    }

    #[test]
    fn a_digit_in_silence_is_named_and_a_click_is_no_voice() {
        let sound = heard(&[[1_400, 1_800], [3_500, 3_550], [5_600, 6_000]]);
        let judged = judge_sound(&record(DigitsWay::Speak, true), &sound);
        assert_eq!(judged.findings, [F::VoiceMissing]);
        assert_eq!(
            judged.voices_ms,
            [Some([1_400, 1_800]), None, Some([5_600, 6_000])]
        );
    }

    #[test]
    fn a_voice_across_a_prompt_counts_where_enough_of_it_lies() {
        let sound = heard(&[[2_600, 3_040], [4_700, 5_300]]);
        let judged = judge_sound(&record(DigitsWay::Speak, true), &sound);
        assert_eq!(
            judged.voices_ms,
            [
                Some([2_600, 3_000]),
                Some([4_700, 5_000]),
                Some([5_000, 5_300])
            ]
        );
    }

    #[test]
    fn a_silent_film_says_so_once() {
        let judged = judge_sound(&record(DigitsWay::Speak, true), &heard(&[]));
        assert_eq!(judged.findings, [F::Silent]);
        assert_eq!(judged.voices_ms, [None, None, None]);
        let written = judge_sound(&record(DigitsWay::Write, true), &heard(&[]));
        assert_eq!(written, FilmSound::default());
    }

    #[test]
    fn what_the_device_says_and_what_the_film_holds_may_differ() {
        let judged = |has_sound, sound: &SoundHeard| {
            judge_sound(&record(DigitsWay::Write, has_sound), sound).findings
        };
        assert_eq!(judged(true, &SoundHeard::NoTrack), [F::Missing]);
        assert_eq!(judged(false, &SoundHeard::NoTrack), []);
        assert_eq!(judged(false, &heard(&[[0, 500]])), [F::Unannounced]);
        assert_eq!(judged(true, &SoundHeard::Unreadable), [F::Unreadable]);
        let clipped = SoundHeard::Heard {
            loud_ms: vec![[0, 500]],
            is_clipped: true,
        };
        assert_eq!(judged(true, &clipped), [F::Clipped]);
    }

    #[test]
    fn a_film_whose_record_holds_no_prompts_has_no_voices() {
        let without = FilmRecord {
            prompts_ms: &[],
            ..record(DigitsWay::Speak, true)
        };
        let judged = judge_sound(&without, &heard(&[[1_400, 1_800]]));
        assert_eq!(judged, FilmSound::default());
    }
}
