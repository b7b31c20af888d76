//! Reproducible randomness for drawings: the same seed and label give the same numbers for ever.

use super::num;

/// SplitMix64. Not for secrets: it only makes pictures vary.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// A stream of its own for each `label`, so that adding a draw in one drawing never moves
    /// another.
    pub(super) fn new(seed: u64, label: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in label.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash);
        dice.bits();
        dice
    }

    /// 64 fresh bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0.0..1.0.
    pub(super) fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / 16_777_216.0
    }

    /// Uniform in `from..to`.
    pub(super) fn range(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.unit()
    }

    /// Uniform integer in `0..count` (0 when `count` is 0).
    pub(super) fn below(&mut self, count: usize) -> usize {
        num::index(self.unit() * count as f32).min(count.saturating_sub(1))
    }

    /// One of `items`, which must not be empty.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// True with the given probability.
    pub(super) fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// Close to a normal law of mean 0 and deviation 1.
    pub(super) fn normal(&mut self) -> f32 {
        let sum: f32 = (0..6).map(|_| self.unit()).sum();
        (sum - 3.0) * std::f32::consts::SQRT_2
    }

    /// `count` decimal digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b"0123456789"[self.below(10)]))
            .collect()
    }

    /// `count` capital letters that cannot be mistaken for digits.
    pub(super) fn letters(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b"ACEFHJKLMNPRTVWXY"[self.below(17)]))
            .collect()
    }
}
