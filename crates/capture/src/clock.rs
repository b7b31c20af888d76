//! Elapsed time for pictures and sound: frames are stamped against one start, never against the
//! calendar.

use core::time::Duration;

/// A clock that only goes forward, counted from its own start.
pub trait Monotonic: Send + Sync {
    /// Time since the start.
    fn elapsed(&self) -> Duration;

    /// Waits; a test's clock jumps instead.
    fn pause(&self, time: Duration);
}

/// What is left of this time, asked again and again from now on.
pub(crate) fn left_of(time: Duration, clock: &dyn Monotonic) -> impl Fn() -> Duration {
    let until = clock.elapsed().saturating_add(time);
    move || until.saturating_sub(clock.elapsed())
}

/// The machine's steady clock, started when it is made.
#[derive(Debug, Clone, Copy)]
pub struct SystemMonotonic(std::time::Instant);

impl SystemMonotonic {
    /// Starts counting now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this adapter is the one place that reads it"
    )]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
}

impl Monotonic for SystemMonotonic {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
