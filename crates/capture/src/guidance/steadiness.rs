//! When a picture may take itself: good frames, one after the other, for long enough.

use core::time::Duration;

/// So many good frames in a row…
const FRAMES: u8 = 6;
/// …over at least this long, so that a fast camera does not shoot at the first glimpse.
const LEAST: Duration = Duration::from_millis(600);

/// Counts good frames.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Steadiness {
    first: Option<Duration>,
    frames: u8,
}

impl Steadiness {
    /// Takes one frame, with the time it was taken; gives the share that is reached, 0 to 1.
    pub(super) fn push(&mut self, at: Duration, is_good: bool) -> f32 {
        if !is_good {
            *self = Self::default();
            return 0.0;
        }
        // A clock that went back begins again rather than waiting for it to catch up.
        let first = self.first.filter(|first| *first <= at).unwrap_or(at);
        self.first = Some(first);
        self.frames = self.frames.saturating_add(1);
        let counted = f32::from(self.frames) / f32::from(FRAMES);
        let lasted = (at - first).as_secs_f32() / LEAST.as_secs_f32();
        counted.min(lasted).min(1.0)
    }

    /// Whether a good frame taken at this time would be the last that is needed.
    pub(super) fn would_be_whole(mut self, at: Duration) -> bool {
        self.push(at, true) >= 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(frames: u64, every_ms: u64) -> f32 {
        let mut steadiness = Steadiness::default();
        (0..frames).fold(0.0, |_, n| {
            steadiness.push(Duration::from_millis(n * every_ms), true)
        })
    }

    fn is_whole(share: f32) -> bool {
        (share - 1.0).abs() < f32::EPSILON
    }

    #[test]
    fn six_good_frames_over_six_tenths_of_a_second_are_enough() {
        assert!(!is_whole(after(6, 100)), "half a second is too short");
        assert!(is_whole(after(7, 100)));
    }

    #[test]
    fn a_fast_camera_waits_for_the_time_and_a_slow_one_for_the_frames() {
        assert!(
            !is_whole(after(30, 11)),
            "90 frames a second for a third of one"
        );
        assert!(
            !is_whole(after(3, 1_000)),
            "one frame a second, three of them"
        );
        assert!(is_whole(after(6, 1_000)));
    }

    #[test]
    fn one_bad_frame_begins_again() {
        let mut steadiness = Steadiness::default();
        for n in 0..6 {
            steadiness.push(Duration::from_millis(n * 100), true);
        }
        assert!(steadiness.push(Duration::from_millis(600), false) < f32::EPSILON);
        assert!(steadiness.push(Duration::from_millis(700), true) < 0.2);
    }

    #[test]
    fn a_clock_that_jumps_back_neither_panics_nor_shoots() {
        let mut steadiness = Steadiness::default();
        steadiness.push(Duration::from_secs(10), true);
        assert!(!is_whole(steadiness.push(Duration::from_secs(1), true)));
    }
}
