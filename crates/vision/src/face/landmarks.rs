//! FaceMesh: 468 landmarks on a face, with their depth (Kartynnik et al., 2019, arXiv 1907.06724).

use super::geometry::Point;
use super::models::FaceFault;
use super::net::{Net, logistic, operators_of_coaching};
use super::window::Window;
use crate::jpeg::Rgb;
use rten::ThreadPool;
use std::sync::Arc;

/// Number of landmarks.
pub const LANDMARKS: usize = 468;
/// The side of the square that the network looks at, in pixels.
const SIZE: usize = 192;
/// How much wider than the landmarks the next window is, so that the head may move between frames.
const MARGIN: f32 = 1.5;

/// The points of one face. Numbers of landmarks are those of the FaceMesh topology.
#[derive(Clone, PartialEq)]
pub struct Landmarks(Vec<Point>);

/// Landmarks of one eye: both corners, then pairs of upper and lower lid.
pub(super) struct EyePoints {
    pub(super) corners: [usize; 2],
    pub(super) lids: [(usize, usize); 3],
}

pub(super) const RIGHT_EYE: EyePoints = EyePoints {
    corners: [33, 133],
    lids: [(160, 144), (159, 145), (158, 153)],
};
pub(super) const LEFT_EYE: EyePoints = EyePoints {
    corners: [263, 362],
    lids: [(387, 373), (386, 374), (385, 380)],
};
pub(super) const MOUTH_CORNERS: [usize; 2] = [61, 291];
/// Upper and lower edge of the opening between the lips.
pub(super) const INNER_LIPS: [(usize, usize); 3] = [(81, 178), (13, 14), (311, 402)];
pub(super) const NOSE_TIP: usize = 1;
pub(super) const CHIN: usize = 152;
pub(super) const FOREHEAD: usize = 10;
/// Contour from temple to temple along the jaw, and the brows: the region that ISO/IEC 29794-5
/// calls landmarked, which holds no hair.
pub(super) const FACE_REGION: [usize; 37] = [
    127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288,
    361, 323, 454, 356, 300, 293, 334, 296, 336, 107, 66, 105, 63, 70, 46, 276, 9, 8,
];

impl Landmarks {
    /// Takes points in the order of the topology; `None` unless there are [`LANDMARKS`].
    pub fn new(points: Vec<Point>) -> Option<Self> {
        (points.len() == LANDMARKS).then_some(Self(points))
    }

    /// All points.
    pub fn points(&self) -> &[Point] {
        &self.0
    }

    /// One point; one outside the topology lies at the origin.
    pub(super) fn at(&self, number: usize) -> Point {
        self.0.get(number).copied().unwrap_or_default()
    }

    /// Middle between the corners of an eye.
    pub(super) fn centre_of(&self, eye: &EyePoints) -> Point {
        self.at(eye.corners[0]).middle(self.at(eye.corners[1]))
    }

    /// Middle of the right and of the left eye, tip of the nose, right and left corner of the mouth: the five
    /// points that faces are brought to one place by.
    pub(super) fn five(&self) -> [Point; 5] {
        let [right_corner, left_corner] = MOUTH_CORNERS.map(|number| self.at(number));
        [
            self.centre_of(&RIGHT_EYE),
            self.centre_of(&LEFT_EYE),
            self.at(NOSE_TIP),
            right_corner,
            left_corner,
        ]
    }

    /// Distance between the eyes in space, in pixels: a turn of the head does not shorten it.
    pub(super) fn eye_distance(&self) -> f32 {
        self.centre_of(&RIGHT_EYE)
            .distance(self.centre_of(&LEFT_EYE))
    }

    /// Left, top, right and bottom of what the picture shows of them.
    pub(super) fn bounds(&self) -> [f32; 4] {
        let nothing = [
            f32::INFINITY,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
        ];
        self.0
            .iter()
            .fold(nothing, |[left, top, right, bottom], point| {
                [
                    left.min(point.x),
                    top.min(point.y),
                    right.max(point.x),
                    bottom.max(point.y),
                ]
            })
    }

    /// Where to look for them in the next frame.
    pub(super) fn window(&self) -> Window {
        let [left, top, right, bottom] = self.bounds();
        let eyes = self.centre_of(&LEFT_EYE) - self.centre_of(&RIGHT_EYE);
        Window {
            centre: Point::flat((left + right) / 2.0, (top + bottom) / 2.0),
            side: (right - left).max(bottom - top) * MARGIN,
            turn: eyes.y.atan2(eyes.x),
        }
    }
}

// Landmarks are a face: only their number is ever printed.
impl core::fmt::Debug for Landmarks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Landmarks({})", self.0.len())
    }
}

/// The network.
pub(super) struct Mesh {
    net: Net<2>,
}

impl Mesh {
    pub(super) fn load(bytes: &[u8], pool: &Arc<ThreadPool>) -> Result<Self, FaceFault> {
        let net = Net::load(
            bytes,
            SIZE,
            ["landmarks", "presence"],
            operators_of_coaching(),
            pool,
        )?;
        Ok(Self { net })
    }

    /// The landmarks in the window, and how sure the network is that there is a face at all, 0 to 1.
    pub(super) fn read(
        &self,
        picture: &Rgb,
        window: &Window,
    ) -> Result<(Landmarks, f32), FaceFault> {
        let planes = window.planes(picture, self.net.size(), 1.0, 0.0);
        let [numbers, presence] = self.net.run(&planes)?;
        let size = SIZE as f32;
        let place = |number: &[f32]| Point {
            z: number[2] / size * window.side,
            ..window.on_picture(number[0] / size, number[1] / size)
        };
        let points = numbers.chunks_exact(3).map(place).collect();
        let landmarks = Landmarks::new(points).ok_or(FaceFault::Failed)?;
        let raw = presence.first().copied().ok_or(FaceFault::Failed)?;
        Ok((landmarks, logistic(raw)))
    }
}
