//! How the points of a face moved against each other between two moments of a turn: on a head they
//! do by their depth, on a picture of a head they cannot. A finding for the operator, never a
//! verdict: a bent sheet, a mask or a made-up film moves as it likes.

use super::geometry::Point;
use super::homography::Homography;
use super::landmarks::Landmarks;
use super::pose::HeadPose;

/// What two moments of a turn show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parallax {
    /// Difference of both yaws, in degrees.
    pub turn: f32,
    /// How far the points are from where they would be on a flat picture that was moved and tilted
    /// in the best possible way: root mean square, as a share of the distance between the eyes.
    pub residual: f32,
}

/// Below this turn, in degrees, nothing can be told.
const TURN_FROM: f32 = 15.0;
/// Below this residual the points moved as those of a flat picture do. Drawn heads that turn by 30°
/// give 0.08 to 0.14; flat pictures of drawn and real faces, tilted by up to 45°, 0.004 to 0.05.
const FLAT_BELOW: f32 = 0.05;

/// Points that speech, a blink or a smile do not move: brows, corners of the eyes, the ridge, tip and
/// wings of the nose, cheekbones, and the sides of the face.
const RIGID: [usize; 30] = [
    10, 9, 8, 168, 6, 197, 195, 5, 4, 1, 19, 94, 98, 327, 48, 278, 33, 133, 263, 362, 70, 300, 105,
    334, 50, 280, 127, 356, 234, 454,
];

impl Parallax {
    /// `parallax.flat` when a wide turn moved the points as those of a flat picture.
    pub fn finding(&self) -> Option<&'static str> {
        (self.turn >= TURN_FROM && self.residual < FLAT_BELOW).then_some("parallax.flat")
    }
}

/// Compares the face looking straight with the same face turned. `None` when the points of one of
/// them lie in a line.
pub fn parallax(straight: &Landmarks, turned: &Landmarks) -> Option<Parallax> {
    let (from, to) = (centred(straight), centred(turned));
    let map = Homography::fitted(&from, &to)?;
    let squares = from.iter().zip(&to).map(|(from, to)| {
        let (x, y) = map.at(*from);
        (x - f64::from(to.x)).powi(2) + (y - f64::from(to.y)).powi(2)
    });
    let mean = squares.sum::<f64>() / RIGID.len() as f64;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share needs no double precision"
    )]
    let residual = mean.sqrt() as f32;
    Some(Parallax {
        turn: (HeadPose::of(turned).yaw - HeadPose::of(straight).yaw).abs(),
        residual,
    })
}

/// The rigid points around their middle, with the distance between the eyes as the unit.
fn centred(landmarks: &Landmarks) -> Vec<Point> {
    let points = RIGID.map(|number| landmarks.at(number));
    let sum = points
        .iter()
        .fold(Point::default(), |sum, &point| sum + point);
    let middle = sum * (1.0 / RIGID.len() as f32);
    let unit = 1.0 / landmarks.eye_distance().max(1.0);
    points
        .iter()
        .map(|&point| (point - middle) * unit)
        .collect()
}
