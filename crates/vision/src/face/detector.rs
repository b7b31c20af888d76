//! BlazeFace, short range: where faces are (Bazarevsky et al., 2019, arXiv 1907.05047).

use super::geometry::Point;
use super::models::FaceFault;
use super::net::{Net, logistic, operators_of_coaching};
use super::window::Window;
use crate::jpeg::Rgb;
use rten::ThreadPool;
use std::sync::Arc;

/// From this score on a detection is a face. Walls and hands reach 0.5 to 0.7.
const FACE_FROM: f32 = 0.75;
/// Two detections that share more than this of their union are one face.
const SAME_FACE: f32 = 0.3;
/// The side of the square that the network looks at, in pixels.
const SIZE: usize = 128;
/// Numbers per anchor: box, then six points.
const NUMBERS: usize = 16;

/// One face that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Detection {
    /// How sure the network is, 0.75 to 1.
    pub(super) score: f32,
    /// Centre of the box, in pixels of the picture.
    pub(super) centre: Point,
    /// Side of the box, in pixels of the picture.
    pub(super) side: f32,
    /// Middle of the person's right eye.
    pub(super) right_eye: Point,
    /// Middle of the person's left eye.
    pub(super) left_eye: Point,
}

impl Detection {
    /// The window in which the landmarks are looked for: half as large again as the face, upright as
    /// the eyes are.
    pub(super) fn window(&self) -> Window {
        let eyes = self.left_eye - self.right_eye;
        Window {
            centre: self.centre,
            side: self.side * 1.5,
            turn: eyes.y.atan2(eyes.x),
        }
    }

    /// Share of the union of both boxes that lies in both, 0 to 1.
    fn overlap(&self, other: &Self) -> f32 {
        let reach = (self.side + other.side) / 2.0;
        let shared =
            |one: f32, two: f32| (reach - (one - two).abs()).clamp(0.0, self.side.min(other.side));
        let both = shared(self.centre.x, other.centre.x) * shared(self.centre.y, other.centre.y);
        both / (self.side * self.side + other.side * other.side - both).max(1.0)
    }
}

/// The network and its grid of anchors.
pub(super) struct Detector {
    net: Net<2>,
    anchors: Vec<(f32, f32)>,
}

impl Detector {
    pub(super) fn load(bytes: &[u8], pool: &Arc<ThreadPool>) -> Result<Self, FaceFault> {
        Ok(Self {
            net: Net::load(
                bytes,
                SIZE,
                ["boxes", "scores"],
                operators_of_coaching(),
                pool,
            )?,
            anchors: anchors(),
        })
    }

    /// The faces in a window of the picture, the largest first.
    pub(super) fn find(&self, picture: &Rgb, window: &Window) -> Result<Vec<Detection>, FaceFault> {
        let planes = window.planes(picture, self.net.size(), 2.0, -1.0);
        let [boxes, scores] = self.net.run(&planes)?;
        let anchored = boxes.chunks_exact(NUMBERS).zip(&scores).zip(&self.anchors);
        let mut found: Vec<Detection> = anchored
            .filter_map(|((numbers, &raw), anchor)| {
                let score = logistic(raw);
                (score >= FACE_FROM).then(|| detection(score, numbers, *anchor, window))
            })
            .collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        let mut faces: Vec<Detection> = Vec::new();
        for next in found {
            if faces.iter().all(|face| face.overlap(&next) < SAME_FACE) {
                faces.push(next);
            }
        }
        faces.sort_by(|one, other| other.side.total_cmp(&one.side));
        Ok(faces)
    }
}

/// Centres of the network's anchors in the window, 0 to 1: two per cell of a grid of 16, then six per
/// cell of a grid of 8.
fn anchors() -> Vec<(f32, f32)> {
    let grid = |cells: u8, each: usize| {
        let place = move |cell: u8| (f32::from(cell) + 0.5) / f32::from(cells);
        (0..cells).flat_map(move |row| {
            (0..cells)
                .flat_map(move |column| core::iter::repeat_n((place(column), place(row)), each))
        })
    };
    grid(16, 2).chain(grid(8, 6)).collect()
}

fn detection(score: f32, numbers: &[f32], anchor: (f32, f32), window: &Window) -> Detection {
    let size = SIZE as f32;
    let place = |index: usize| {
        window.on_picture(
            numbers[index] / size + anchor.0,
            numbers[index + 1] / size + anchor.1,
        )
    };
    Detection {
        score,
        centre: place(0),
        side: numbers[2].max(numbers[3]) / size * window.side,
        right_eye: place(4),
        left_eye: place(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_anchors_as_the_network_has_answers() {
        let anchors = anchors();
        assert_eq!(anchors.len(), 896);
        assert_eq!(anchors[2], (1.5 / 16.0, 0.5 / 16.0));
        assert_eq!(anchors[895], (7.5 / 8.0, 7.5 / 8.0));
    }

    #[test]
    fn the_window_of_a_tilted_face_is_tilted_with_the_eyes() {
        let face = |x: f32, side: f32| Detection {
            score: 1.0,
            centre: Point::flat(x, 100.0),
            side,
            right_eye: Point::flat(90.0, 90.0),
            left_eye: Point::flat(110.0, 110.0),
        };
        let window = face(100.0, 60.0).window();
        assert!((window.turn.to_degrees() - 45.0).abs() < 1e-3);
        assert!((window.side - 90.0).abs() < 1e-3);
        assert!(face(100.0, 60.0).overlap(&face(100.0, 60.0)) > 0.99);
        assert!(face(100.0, 60.0).overlap(&face(161.0, 60.0)) < 0.01);
    }
}
