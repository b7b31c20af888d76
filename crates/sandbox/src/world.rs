//! Where time and randomness come from: the system in the binary, whatever a test wants elsewhere.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use sceau_oidc::UnixSeconds;

type Clock = dyn Fn() -> UnixSeconds + Send + Sync;
type Random = dyn Fn(&mut [u8]) + Send + Sync;

/// The clock and the randomness of the process. Cheap to clone.
#[derive(Clone)]
pub struct World {
    clock: Arc<Clock>,
    random: Arc<Random>,
}

/// The system gave no randomness: nothing secret can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct NoRandomness;

impl World {
    /// A world of the caller's making.
    pub fn new(
        clock: impl Fn() -> UnixSeconds + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self {
            clock: Arc::new(clock),
            random: Arc::new(random),
        }
    }

    /// The system's.
    ///
    /// # Errors
    /// [`NoRandomness`] when a first draw fails.
    pub fn of_system() -> Result<Self, NoRandomness> {
        draw(&mut [0; 8])?;
        // After a first draw the generator is seeded and further ones cannot fail (getrandom(2)).
        Ok(Self::new(system_time, |buffer| {
            let _ = draw(buffer);
        }))
    }

    /// Unix seconds.
    pub fn now(&self) -> UnixSeconds {
        (self.clock)()
    }

    /// Fills the buffer with random bytes.
    pub fn fill(&self, buffer: &mut [u8]) {
        (self.random)(buffer);
    }

    /// 32 random bytes in hexadecimal: the `state` and `nonce` of FranceConnect+.
    pub fn make_hex_token(&self) -> String {
        sceau_oidc::encoding::make_hex_token(32, &|buffer| self.fill(buffer))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one clock of the binary")]
fn system_time() -> UnixSeconds {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_secs()).ok())
        .unwrap_or_default()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one source of randomness of the binary"
)]
fn draw(buffer: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(buffer).map_err(|_| NoRandomness)
}
