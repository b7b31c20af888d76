//! Frames at their time: a scripted camera gives as many per second as a real one.

use crate::clock::Monotonic;
use core::time::Duration;
use std::sync::Arc;

/// Counts frames of a fixed length from the moment it is started.
pub(super) struct Pace {
    clock: Arc<dyn Monotonic>,
    every: Duration,
    started_at: Duration,
    given: Option<u64>,
}

impl Pace {
    pub(super) fn new(clock: Arc<dyn Monotonic>, every: Duration) -> Self {
        let started_at = clock.elapsed();
        Self {
            clock,
            every: every.max(Duration::from_millis(1)),
            started_at,
            given: None,
        }
    }

    /// Counts from zero again, from now on.
    pub(super) fn restart(&mut self) {
        self.started_at = self.clock.elapsed();
        self.given = None;
    }

    /// Waits for the next frame's time, at most `patience`; gives its number and its time. Numbers
    /// whose time passed meanwhile are skipped, as a camera's are.
    pub(super) fn next(&mut self, patience: Duration) -> Option<(u64, Duration)> {
        let wanted = self.given.map_or(0, |given| given + 1);
        let due = self.started_at + self.time_of(wanted);
        let wait = due.saturating_sub(self.clock.elapsed());
        self.clock.pause(wait.min(patience));
        if wait > patience {
            return None;
        }
        let now = self.clock.elapsed();
        let passed = now.saturating_sub(self.started_at).as_nanos() / self.every.as_nanos();
        let number = u64::try_from(passed).unwrap_or(u64::MAX).max(wanted);
        self.given = Some(number);
        Some((number, now.max(due)))
    }

    fn time_of(&self, number: u64) -> Duration {
        let nanos = self.every.as_nanos().saturating_mul(number.into());
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }
}
