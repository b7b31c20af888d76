//! The system's clock and randomness: the only place on the server that asks for them.

use jiff::Timestamp;
use sceau_domain::random::Random;
use sceau_service::ports::Clock;

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter that everyone else takes"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The system's randomness.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter that everyone else takes"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            // Without randomness no code or key may ever be made: stopping is the only honest answer.
            tracing::error!(%error, "the system gives no randomness");
            std::process::abort();
        }
    }
}
