//! Points and quadrilaterals in a frame. `x` runs to the right and `y` down, in pixels; pixel `n`
//! covers `n` to `n + 1`.

use super::homography::Homography;

/// A place in a frame, in pixels. It may lie outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

impl Point {
    /// A point.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Distance in pixels.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at `share` of the way to `other`, 0 here to 1 there.
    pub fn towards(self, other: Self, share: f32) -> Self {
        Self::new(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }
}

/// Four corners, clockwise as seen in the frame. Side `n` runs from corner `n` to corner `n + 1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quad {
    /// The corners. In [`super::DocumentFacts`] the first is the document's own top left.
    pub corners: [Point; 4],
}

impl Quad {
    /// The whole frame of this size in pixels.
    pub fn of_frame(width: u32, height: u32) -> Self {
        let (right, bottom) = (width as f32, height as f32);
        Self {
            corners: [
                Point::new(0.0, 0.0),
                Point::new(right, 0.0),
                Point::new(right, bottom),
                Point::new(0.0, bottom),
            ],
        }
    }

    /// Where a place of the document is seen, given as shares of its width and height, 0 to 1. `None`
    /// when three corners lie on a line.
    pub fn place(&self, across: f32, down: f32) -> Option<Point> {
        Some(Homography::of(self)?.line(down).at(across))
    }

    /// Length of side `n` (0 to 3) in pixels.
    pub fn side(&self, n: usize) -> f32 {
        self.corners[n % 4].distance(self.corners[(n + 1) % 4])
    }

    /// Area in square pixels; negative when the corners run anticlockwise.
    pub fn area(&self) -> f32 {
        polygon_area(&self.corners)
    }

    /// The mean of the corners.
    pub fn centre(&self) -> Point {
        let sum = self.corners.iter().fold((0.0, 0.0), |sum, corner| {
            (sum.0 + corner.x, sum.1 + corner.y)
        });
        Point::new(sum.0 / 4.0, sum.1 / 4.0)
    }

    /// Whether the corners run clockwise around a convex shape.
    pub fn is_convex(&self) -> bool {
        (0..4).all(|n| {
            let [a, b, c] = [0, 1, 2].map(|step| self.corners[(n + step) % 4]);
            turn(a, b, c) > 0.0
        })
    }

    /// Whether a point lies inside or on a side, of a convex clockwise quadrilateral.
    pub fn contains(&self, point: Point) -> bool {
        (0..4).all(|n| turn(self.corners[n], self.corners[(n + 1) % 4], point) >= 0.0)
    }

    /// Drawn towards its centre by this share, 0 to 1.
    pub fn shrunk(&self, share: f32) -> Self {
        let centre = self.centre();
        Self {
            corners: self.corners.map(|corner| corner.towards(centre, share)),
        }
    }

    /// The same quadrilateral with its corner `n` first.
    pub fn starting_at(&self, n: usize) -> Self {
        let mut corners = self.corners;
        corners.rotate_left(n % 4);
        Self { corners }
    }

    /// Intersection over union of two convex quadrilaterals, 0 to 1, of what lies in a frame of
    /// `size` (width, height) pixels.
    pub fn overlap_in(&self, other: &Self, size: (u32, u32)) -> f32 {
        let frame = Self::of_frame(size.0, size.1);
        let seen = |quad: &Self| clipped(quad.corners.to_vec(), &frame);
        let (mine, theirs) = (seen(self), seen(other));
        let common = polygon_area(&clipped(mine.clone(), other));
        let union = polygon_area(&mine) + polygon_area(&theirs) - common;
        if union > 0.0 { common / union } else { 0.0 }
    }
}

/// Twice the signed area of a triangle: positive when `c` lies to the right of the way from `a` to
/// `b` as seen on a screen.
fn turn(a: Point, b: Point, c: Point) -> f32 {
    (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
}

fn polygon_area(points: &[Point]) -> f32 {
    let pairs = points.iter().zip(points.iter().cycle().skip(1));
    pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f32>() / 2.0
}

/// What of a polygon lies inside a convex clockwise quadrilateral (Sutherland and Hodgman, 1974).
fn clipped(mut points: Vec<Point>, by: &Quad) -> Vec<Point> {
    for n in 0..4 {
        let (from, to) = (by.corners[n], by.corners[(n + 1) % 4]);
        let mut kept = Vec::with_capacity(points.len() + 1);
        for (at, &point) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            let (d0, d1) = (turn(from, to, before), turn(from, to, point));
            if (d0 >= 0.0) != (d1 >= 0.0) {
                kept.push(before.towards(point, d0 / (d0 - d1)));
            }
            if d1 >= 0.0 {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}
