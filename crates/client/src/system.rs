//! The system's randomness, for the hosts.

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
