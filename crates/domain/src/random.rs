//! Randomness is an argument: codes, digits and identifiers are tested from a seed.

/// A source of random bytes. The binaries give the system's; tests give a seeded one.
pub trait Random: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// A number drawn evenly from `0..bound` (bound at least 1), by rejection so that no value is favoured.
pub fn draw_below(random: &dyn Random, bound: u32) -> u32 {
    let bound = bound.max(1);
    let fair_end = u32::MAX - (u32::MAX % bound);
    loop {
        let mut bytes = [0; 4];
        random.fill(&mut bytes);
        let value = u32::from_le_bytes(bytes);
        if value < fair_end {
            return value % bound;
        }
    }
}

/// A code of six decimal digits, each of the million equally likely.
pub fn draw_six_digits(random: &dyn Random) -> String {
    format!("{:06}", draw_below(random, 1_000_000))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use core::sync::atomic::{AtomicU64, Ordering};

    /// SplitMix64 from a seed: even enough for tests, never for secrets.
    pub(crate) struct Seeded(AtomicU64);

    impl Seeded {
        pub(crate) const fn new(seed: u64) -> Self {
            Self(AtomicU64::new(seed))
        }
    }

    impl Random for Seeded {
        fn fill(&self, buffer: &mut [u8]) {
            for chunk in buffer.chunks_mut(8) {
                let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                let bytes = (z ^ (z >> 31)).to_le_bytes();
                chunk.copy_from_slice(&bytes[..chunk.len()]);
            }
        }
    }

    #[test]
    fn every_digit_is_drawn_about_as_often_as_the_others() {
        let random = Seeded::new(7);
        let mut counts = [0_u32; 10];
        for _ in 0..10_000 {
            counts[draw_below(&random, 10) as usize] += 1;
        }
        assert!(counts.iter().all(|n| (850..1150).contains(n)), "{counts:?}");
    }

    #[test]
    fn a_code_keeps_its_leading_zeros() {
        let random = Seeded::new(3);
        assert!((0..500).all(|_| draw_six_digits(&random).len() == 6));
    }
}
