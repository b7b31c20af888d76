//! What the hosts share of their system: randomness, calendar, a device's name, and no notices where none are shown.

use crate::ports::{Calendar, Notifier};
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

/// For hosts that cannot show a notice outside their window: it counts as looked at, so that nobody asks for nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNotices;

impl Notifier for NoNotices {
    fn is_looked_at(&self) -> bool {
        true
    }

    fn show(&self, _: &str) {}
}

/// What a person reads in the list of their devices, by the name that the contract has for the system.
pub fn device_name_on(platform: &str) -> &'static str {
    match platform {
        "android" => "Téléphone Android",
        "ios" => "iPhone",
        "macos" => "Mac",
        "windows" => "Ordinateur Windows",
        _ => "Ordinateur Linux",
    }
}
