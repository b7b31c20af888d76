//! Where a sound stands out of what is around it: by its level alone, whoever or whatever makes it.

use sceau_domain::examination::SoundHeard;

/// A level is taken of so many parts of a second.
const LEVELS_A_SECOND: usize = 50;
/// Never louder than a quiet room, in decibels under full scale, whatever is around it.
const QUIET_DB: f32 = -50.0;
/// So much more than what is around it stands out, in decibels. A voice at arm's length has twenty and more.
const STANDS_OUT_DB: f32 = 10.0;
/// What is around: the level that a fifth of the film stays under. People who say three digits in ten seconds are
/// silent most of the time.
const AROUND: usize = 5;
/// A gap within a word, in milliseconds: the closed lips of a « p » or « t ».
const GAP_MS: u32 = 200;
/// Shorter than this is a click.
const SHORTEST_MS: u32 = 60;
/// More stretches than any film of digits has: the rest is left out.
const MOST_STRETCHES: usize = 500;
/// This near full scale a sample is cut off.
const FULL: f32 = 0.985;
/// So many cut samples in one level, and so many such levels, are no chance.
const CUT_SAMPLES: usize = 4;
const CUT_LEVELS: u32 = 5;

/// The levels of a sound, one after the other.
#[derive(Default)]
pub(super) struct Levels {
    /// When each begins, in milliseconds, and how loud it is.
    levels: Vec<(u32, f32)>,
    /// How long the last one is.
    last_ms: u32,
    cut: u32,
}

impl Levels {
    /// Takes a piece of one channel, −1 to 1, that begins at `at_ms`.
    pub(super) fn push(&mut self, at_ms: u32, samples: &[f32], rate: u32) {
        let rate = usize::try_from(rate).unwrap_or(0).max(LEVELS_A_SECOND);
        let length = rate / LEVELS_A_SECOND;
        for (number, part) in samples.chunks(length).enumerate() {
            let millis = |samples: usize| u32::try_from(samples * 1_000 / rate).unwrap_or(u32::MAX);
            self.last_ms = millis(part.len());
            let at_ms = at_ms.saturating_add(millis(number * length));
            self.levels.push((at_ms, level(part)));
            let cut = part.iter().filter(|sample| sample.abs() >= FULL).count();
            self.cut += u32::from(cut >= CUT_SAMPLES);
        }
    }

    /// Where it stands out.
    pub(super) fn heard(self) -> SoundHeard {
        let mut sorted: Vec<f32> = self.levels.iter().map(|(_, level)| *level).collect();
        sorted.sort_by(f32::total_cmp);
        let around = sorted.get(sorted.len() / AROUND).copied();
        let least = around.map_or(QUIET_DB, |around| (around + STANDS_OUT_DB).max(QUIET_DB));
        let ends = self.levels.iter().skip(1).map(|(at_ms, _)| *at_ms);
        let end = self.levels.last();
        let end = end.map(|(at_ms, _)| at_ms.saturating_add(self.last_ms));
        let mut loud_ms: Vec<[u32; 2]> = Vec::new();
        for ((from, level), until) in self.levels.iter().zip(ends.chain(end)) {
            if *level < least {
                continue;
            }
            match loud_ms.last_mut() {
                Some(last) if *from <= last[1].saturating_add(GAP_MS) => {
                    last[1] = until.max(last[1]);
                }
                // Times that run backwards are a stranger's.
                _ => loud_ms.push([*from, until.max(*from)]),
            }
        }
        loud_ms.retain(|[from, until]| until.saturating_sub(*from) >= SHORTEST_MS);
        loud_ms.truncate(MOST_STRETCHES);
        SoundHeard::Heard {
            loud_ms,
            is_clipped: self.cut >= CUT_LEVELS,
        }
    }
}

/// In decibels under full scale, of what moves between one sample and the next and the one after: a hum and an
/// offset say little.
fn level(part: &[f32]) -> f32 {
    let steps = part
        .windows(2)
        .map(|pair| (pair[1] - 0.9 * pair[0]).powi(2));
    let mean = steps.sum::<f32>() / (part.len().max(2) - 1) as f32;
    // The steps of a voice are about a fifth of its swing at the rates that films have.
    10.0 * (mean * 25.0).max(1e-12).log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 48_000;

    /// A room with noise of this swing, and a tone of 200 Hz with this swing while it is loud.
    fn listened(noise: f32, tone: f32, loud: &[[usize; 2]]) -> SoundHeard {
        let mut seed = 1_u32;
        let samples: Vec<f32> = (0..480_000_usize)
            .map(|number| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let hiss = noise * ((seed >> 8) as f32 / 8_388_608.0 - 1.0);
                let is_loud = loud
                    .iter()
                    .any(|[from, until]| (from * 48..until * 48).contains(&number));
                let phase = number as f32 * 200.0 / RATE as f32 * core::f32::consts::TAU;
                let voice: f32 = (1..12).map(|part| (phase * part as f32).sin() / 4.0).sum();
                (hiss + if is_loud { tone * voice } else { 0.0 }).clamp(-1.0, 1.0)
            })
            .collect();
        let mut levels = Levels::default();
        for (number, piece) in samples.chunks(960).enumerate() {
            levels.push(u32::try_from(number * 20).unwrap(), piece, RATE);
        }
        levels.heard()
    }

    fn loud(heard: &SoundHeard) -> Vec<[u32; 2]> {
        match heard {
            SoundHeard::Heard { loud_ms, .. } => loud_ms.clone(),
            SoundHeard::NoTrack | SoundHeard::Unreadable => Vec::new(),
        }
    }

    #[test]
    fn three_words_in_a_quiet_room_stand_out_where_they_are() {
        let words = [[1_500, 1_900], [4_000, 4_300], [7_000, 7_500]];
        let found = loud(&listened(0.001, 0.2, &words));
        assert_eq!(found, [[1_500, 1_900], [4_000, 4_300], [7_000, 7_500]]);
    }

    #[test]
    fn a_word_with_closed_lips_is_one_and_a_click_is_none() {
        let found = loud(&listened(
            0.001,
            0.2,
            &[[1_500, 1_640], [1_780, 1_900], [5_000, 5_030]],
        ));
        assert_eq!(found, [[1_500, 1_900]]);
    }

    #[test]
    fn silence_a_quiet_room_and_an_even_noise_stand_out_nowhere() {
        assert_eq!(loud(&Levels::default().heard()), [[0_u32; 2]; 0]);
        for noise in [0.0, 0.0005, 0.2] {
            assert_eq!(loud(&listened(noise, 0.0, &[])), [[0_u32; 2]; 0], "{noise}");
        }
    }

    #[test]
    fn what_a_strangers_film_says_of_its_times_leaves_the_stretches_in_order() {
        let mut levels = Levels::default();
        let mut push = |at_ms: u32, millis: u32, swing: f32| {
            let sample = |number: u32| if number % 96 < 48 { swing } else { -swing };
            let samples: Vec<f32> = (0..millis * 48).map(sample).collect();
            levels.push(at_ms, &samples, RATE);
        };
        push(0, 5_000, 0.0);
        push(5_000, 100, 0.5);
        push(5_100, 900, 0.0);
        // Back: what began last ends before it begins.
        push(6_000, 20, 0.5);
        push(3_000, 300, 0.0);
        push(3_300, 100, 0.5);
        push(3_400, 100, 0.0);
        push(u32::MAX - 5, 100, 0.5);
        let found = loud(&levels.heard());
        assert_eq!(found.first(), Some(&[5_000, 5_100]));
        assert!(found.as_flattened().is_sorted(), "{found:?}");
    }

    #[test]
    fn a_voice_that_is_cut_off_at_the_top_is_told() {
        let is_clipped = |swing| {
            matches!(
                listened(0.001, swing, &[[1_000, 2_000]]),
                SoundHeard::Heard {
                    is_clipped: true,
                    ..
                }
            )
        };
        assert!(is_clipped(6.0));
        assert!(!is_clipped(0.3));
    }
}
