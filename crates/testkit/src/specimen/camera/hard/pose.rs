//! How the document is held before a pinhole camera.

use super::super::super::random::Dice;
use super::super::SIZE;
use super::HardCase;

/// Where the document is.
pub(super) struct Pose {
    /// Its corners in pixels, from its own top left clockwise.
    pub(super) corners: [(f32, f32); 4],
    /// Pixels per document height, about.
    pub(super) scale: f32,
}

/// A document before a camera that looks straight ahead; lengths in document heights.
struct Camera {
    ratio: f32,
    /// Focal length in frame widths: 42° to 58° across.
    focal: f32,
    /// Tilt, direction of its axis, turn in the plane of the picture, in radians.
    steep: f32,
    axis: f32,
    turn: f32,
    distance: f32,
    /// Where the document's middle is seen, in pixels.
    middle: (f32, f32),
}

/// Draws a pose: turn, tilt, focal length, size, place.
pub(super) fn draw(case: HardCase, ratio: f32, dice: &mut Dice) -> Pose {
    let mut camera = Camera {
        ratio,
        focal: dice.range(0.9, 1.3),
        steep: match case {
            HardCase::Tilted => dice.range(0.28, 0.61),
            _ => dice.range(0.0, 0.26),
        },
        axis: dice.range(0.0, 6.3),
        turn: if dice.chance(0.5) {
            dice.range(-0.5, 0.5)
        } else {
            dice.range(-3.15, 3.15)
        },
        distance: 4.0,
        middle: (SIZE.0 as f32 / 2.0, SIZE.1 as f32 / 2.0),
    };
    let fill = match case {
        HardCase::Small => dice.range(0.34, 0.44),
        HardCase::AtEdge => dice.range(0.75, 0.92),
        _ => dice.range(0.58, 0.94),
    };
    let mut share = [dice.unit(), dice.unit()];
    let edge = (dice.below(2), dice.chance(0.5));
    let over = dice.range(0.03, 0.06);
    // Size and place follow from distance and middle only roughly: a few steps come close enough.
    for _ in 0..8 {
        let (low, high) = bounds(&camera.corners());
        let sides = [high.0 - low.0, high.1 - low.1];
        let frame = [SIZE.0 as f32, SIZE.1 as f32];
        camera.distance *= (sides[0] / frame[0]).max(sides[1] / frame[1]) / fill;
        if case == HardCase::AtEdge {
            let beyond = over * sides[edge.0] / (frame[edge.0] - sides[edge.0]).max(1.0);
            share[edge.0] = if edge.1 { -beyond } else { 1.0 + beyond };
        }
        camera.middle.0 += (frame[0] - sides[0]) * share[0] - low.0;
        camera.middle.1 += (frame[1] - sides[1]) * share[1] - low.1;
    }
    let corners = camera.corners();
    let side =
        |a: usize, b: usize| (corners[a].0 - corners[b].0).hypot(corners[a].1 - corners[b].1);
    Pose {
        corners,
        scale: (side(0, 3) + side(1, 2)) / 2.0,
    }
}

impl Camera {
    fn corners(&self) -> [(f32, f32); 4] {
        let focal = self.focal * SIZE.0 as f32;
        let centre = (SIZE.0 as f32 / 2.0, SIZE.1 as f32 / 2.0);
        [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(u, v)| {
            let (sine, cosine) = self.turn.sin_cos();
            let (x, y) = (u * self.ratio, v);
            let (x, y) = (x * cosine - y * sine, x * sine + y * cosine);
            // Turned about an axis in its own plane (Rodrigues).
            let (ax, ay) = (self.axis.cos(), self.axis.sin());
            let (along, across) = (x * ax + y * ay, x * ay - y * ax);
            let flat = across * self.steep.cos();
            let depth = self.distance + across * self.steep.sin();
            let scale = focal / depth;
            let reach = self.distance / focal;
            (
                centre.0 + (along * ax + flat * ay + (self.middle.0 - centre.0) * reach) * scale,
                centre.1 + (along * ay - flat * ax + (self.middle.1 - centre.1) * reach) * scale,
            )
        })
    }
}

fn bounds(points: &[(f32, f32); 4]) -> ((f32, f32), (f32, f32)) {
    let start = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    points.iter().fold(start, |(low, high), point| {
        (
            (low.0.min(point.0), low.1.min(point.1)),
            (high.0.max(point.0), high.1.max(point.1)),
        )
    })
}
