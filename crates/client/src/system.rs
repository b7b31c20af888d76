//! The system's randomness and calendar, for the hosts.

use crate::ports::Calendar;
use jiff::Timestamp;
use sceau_domain::random::Random;

/// The operating system's generator, through the one provider of cryptography.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    /// # Panics
    /// Never in practice: it stops the program when the system gives no randomness at all, because
    /// going on would make keys that anyone can guess.
    #[expect(
        clippy::panic,
        reason = "a predictable key is worse than a stopped program"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        if aws_lc_rs::rand::fill(buffer).is_err() {
            panic!("the system gives no randomness");
        }
    }
}

/// The system's own calendar.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemCalendar;

impl Calendar for SystemCalendar {
    #[expect(
        clippy::disallowed_methods,
        reason = "this adapter is the one place that reads it"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
