//! The region of a picture inside the outline of a face.

use super::geometry::Point;

/// The convex outline of some points, as rows of pixels.
pub(super) struct Region(Vec<Point>);

impl Region {
    /// The outline around the points (Andrew's monotone chain).
    pub(super) fn around(points: impl Iterator<Item = Point>) -> Self {
        let mut sorted: Vec<Point> = points.collect();
        sorted.sort_by(|one, other| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)));
        let mut outline = half(sorted.iter());
        outline.extend(half(sorted.iter().rev()));
        Self(outline)
    }

    /// Where the row at height `y` enters and leaves the region; `None` outside.
    pub(super) fn span(&self, y: f32) -> Option<(f32, f32)> {
        let next = self.0.iter().cycle().skip(1);
        let crossings = self.0.iter().zip(next).filter_map(|(from, to)| {
            let is_crossed = (from.y <= y) != (to.y <= y);
            is_crossed.then(|| from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y))
        });
        let (mut enter, mut leave) = (f32::INFINITY, f32::NEG_INFINITY);
        for x in crossings {
            enter = enter.min(x);
            leave = leave.max(x);
        }
        (enter < leave).then_some((enter, leave))
    }
}

/// One side of the outline, without its last point.
fn half<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for &point in points {
        while let [.., before, last] = chain[..]
            && turn(before, last, point) <= 0.0
        {
            chain.pop();
        }
        chain.push(point);
    }
    chain.pop();
    chain
}

/// Positive when the way over the three points turns to one side, negative to the other.
fn turn(one: Point, two: Point, three: Point) -> f32 {
    (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_inside_does_not_bend_the_outline() {
        let corners = [(0.0, 0.0), (8.0, 0.0), (4.0, 3.0), (8.0, 8.0), (0.0, 8.0)];
        let region = Region::around(corners.iter().map(|&(x, y)| Point::flat(x, y)));
        assert_eq!(region.span(4.0), Some((0.0, 8.0)));
        assert_eq!(region.span(9.0), None);
    }
}
