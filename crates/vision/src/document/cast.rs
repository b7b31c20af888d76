//! The few narrowing casts that measuring needs, each saturating and named in one place.

/// The whole part of a number that is never negative (negative and NaN become 0).
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; the index is checked against a length where it is used"
)]
pub(crate) const fn index(value: f32) -> usize {
    // By way of 32 bits, one instruction instead of five: no index here comes near two billions.
    (value.max(0.0) as i32).cast_unsigned() as usize
}

/// The same as a count of pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; pictures are small"
)]
pub(crate) const fn pixels(value: f32) -> u32 {
    value.max(0.0) as u32
}

/// The whole part of a number of either sign (NaN becomes 0).
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; places in a frame are small"
)]
pub(crate) const fn whole(value: f32) -> i32 {
    value as i32
}
