//! Points, and the one narrowing cast that pixels need.

use core::ops::{Add, Mul, Sub};

/// A place on or behind the picture, in pixels: `x` to the right, `y` down, `z` away from the
/// camera, in the same unit, 0 about the middle of the head.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
    /// Away from the camera.
    pub z: f32,
}

impl Point {
    /// A place on the picture itself.
    pub(super) const fn flat(x: f32, y: f32) -> Self {
        Self { x, y, z: 0.0 }
    }

    /// Distance to another point in space.
    pub(super) fn distance(self, other: Self) -> f32 {
        let way = self - other;
        (way.x * way.x + way.y * way.y + way.z * way.z).sqrt()
    }

    /// Distance to another point as the picture shows it.
    pub(super) fn flat_distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Halfway to another point.
    pub(super) fn middle(self, other: Self) -> Self {
        (self + other) * 0.5
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            x: self.x + other.x,
            y: self.y + other.y,
            z: self.z + other.z,
        }
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + other * -1.0
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self {
            x: self.x * by,
            y: self.y * by,
            z: self.z * by,
        }
    }
}

/// The pixel a coordinate falls on; `None` outside `0..length`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be inside the picture on the line before"
)]
pub(super) fn pixel(at: f32, length: usize) -> Option<usize> {
    // By way of 32 bits: one instruction instead of five.
    (at >= 0.0 && at < length as f32).then_some(at as i32 as usize)
}

/// The share `value` is of a whole, as a score of 0 to 100, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a score; a number that is none becomes 0"
)]
pub(super) fn score(value: f32) -> u8 {
    value.round().clamp(0.0, 100.0) as u8
}
