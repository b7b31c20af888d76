//! The few narrowing casts that drawing needs, each saturating and named in one place.

/// A channel value in 0..=255, rounded and clamped.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to the target range just before"
)]
pub(super) fn channel(value: f32) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

/// A count or coordinate that is never negative (negative and NaN become 0).
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; pictures are small"
)]
pub(super) fn pixels(value: f32) -> u32 {
    value.max(0.0) as u32
}

/// The same as an index.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; pictures are small"
)]
pub(super) fn index(value: f32) -> usize {
    value.max(0.0) as usize
}

/// The whole part towards minus infinity, as a lattice coordinate.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; lattices are small"
)]
pub(super) fn floor(value: f32) -> i32 {
    value.floor() as i32
}

/// A sound sample from -1.0..=1.0, clamped.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to the target range just before"
)]
pub(super) fn sample(value: f32) -> i16 {
    (value.clamp(-1.0, 1.0) * 32_767.0) as i16
}

/// A length in bytes as the 32-bit field of a file header (larger lengths saturate).
pub(super) fn header_length(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// 0 below `from`, 1 above `to`, a smooth ramp between.
pub(super) fn smoothstep(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Linear mix: `a` at 0, `b` at 1.
pub(super) fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}
