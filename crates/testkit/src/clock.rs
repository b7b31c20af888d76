//! Time and randomness that tests command.

use core::sync::atomic::{AtomicU64, Ordering};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::random::Random;
use sceau_service::ports::Clock;
use std::sync::{Mutex, PoisonError};

/// A clock that stands until it is told to move.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock at an instant.
    pub const fn new(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves on.
    pub fn advance(&self, by: SignedDuration) {
        let mut at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *at = at.saturating_add(by).unwrap_or(Timestamp::MAX);
    }

    /// Stands elsewhere, in the past if need be.
    pub fn set(&self, to: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The system's clock, for stories whose other side reads its own.
#[derive(Debug, Clone, Copy)]
pub struct RunningClock;

impl Clock for RunningClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "services of other makers read the system's time: theirs and ours must agree"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// SplitMix64 from a seed: the same bytes in the same order every time. Even enough for tests,
/// never for secrets.
#[derive(Debug)]
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    /// A sequence that the seed decides.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for SeededRandom {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
