//! Points of a picture, and the perspective that lays a grid of modules over it.

use core::ops::{Add, Mul, Sub};

/// A place in a picture in pixels, or on a code in modules.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

impl Point {
    pub(super) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(super) fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    pub(super) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    pub(super) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// A plane seen in perspective: from the unit square to four points.
#[derive(Clone, Copy)]
pub(super) struct Perspective([f32; 9]);

impl Perspective {
    /// The square's corners (0,0), (1,0), (1,1), (0,1) come to lie on these points; none when three
    /// of them are on a line.
    pub(super) fn of_square(to: [Point; 4]) -> Option<Self> {
        let [a, b, c, d] = to;
        let (right, down, rest) = (b - c, d - c, a - b + c - d);
        let area = right.cross(down);
        if area.abs() < 1e-6 {
            return None;
        }
        let (g, h) = (rest.cross(down) / area, right.cross(rest) / area);
        Some(Self([
            b.x - a.x + g * b.x,
            d.x - a.x + h * d.x,
            a.x,
            b.y - a.y + g * b.y,
            d.y - a.y + h * d.y,
            a.y,
            g,
            h,
            1.0,
        ]))
    }

    /// The same plane measured anew: what was 0 is at `from`, what was 1 is `length` further.
    pub(super) fn rescaled(self, from: f32, length: f32) -> Self {
        let Self([a, b, c, d, e, f, g, h, i]) = self;
        let moved = |x: f32, y: f32, one: f32| one - (x + y) * from / length;
        Self([
            a / length,
            b / length,
            moved(a, b, c),
            d / length,
            e / length,
            moved(d, e, f),
            g / length,
            h / length,
            moved(g, h, i),
        ])
    }

    /// Where a point of the square's plane lies.
    pub(super) fn at(&self, u: f32, v: f32) -> Point {
        let m = &self.0;
        let w = 1.0 / (m[6] * u + m[7] * v + m[8]);
        Point::new(
            (m[0] * u + m[1] * v + m[2]) * w,
            (m[3] * u + m[4] * v + m[5]) * w,
        )
    }
}

/// A number as an index: negative and NaN become 0.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; pictures are small"
)]
pub(super) fn index(value: f32) -> usize {
    // By way of 32 bits: one instruction instead of five.
    (value.max(0.0) as i32).cast_unsigned() as usize
}

/// A number as a pixel's coordinate, rounded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate; pictures are small"
)]
pub(super) fn pixel(value: f32) -> i32 {
    value.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_square_come_to_lie_on_the_given_points() {
        let corners = [(10.0, 20.0), (90.0, 25.0), (80.0, 95.0), (5.0, 70.0)];
        let corners = corners.map(|(x, y)| Point::new(x, y));
        let plane = Perspective::of_square(corners).unwrap();
        for ((u, v), wanted) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
            .into_iter()
            .zip(corners)
        {
            assert!((plane.at(u, v) - wanted).length() < 1e-3);
        }
    }

    #[test]
    fn points_on_a_line_span_no_plane() {
        let line = [0.0, 1.0, 2.0, 3.0].map(|x| Point::new(x, x));
        assert!(Perspective::of_square(line).is_none());
    }
}
