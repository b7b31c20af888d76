//! The face brought to the place and size at which the standard measures it.

use super::super::geometry::Point;
use super::super::landmarks::{
    FACE_REGION, LEFT_EYE, Landmarks, MOUTH_CORNERS, NOSE_TIP, RIGHT_EYE,
};
use super::super::region::Region;
use super::super::window::Window;
use crate::jpeg::Rgb;

/// Side of the aligned picture in pixels.
pub(super) const SIDE: usize = 616;

/// Where eyes, nose and corners of the mouth lie on the aligned picture.
const REFERENCE: [(f32, f32); 5] = [
    (251.0, 272.0),
    (364.0, 272.0),
    (308.0, 336.0),
    (262.0, 402.0),
    (355.0, 402.0),
];

/// The aligned picture's frame over the original, and the face's region in it.
pub(super) struct Aligned {
    window: Window,
    pub(super) right_eye: Point,
    pub(super) left_eye: Point,
    pub(super) mouth: Point,
    region: Region,
}

impl Aligned {
    /// The shift, scale and turn that bring five points nearest to their reference.
    pub(super) fn of(landmarks: &Landmarks) -> Self {
        let [right_corner, left_corner] = MOUTH_CORNERS.map(|number| landmarks.at(number));
        let seen = [
            landmarks.centre_of(&RIGHT_EYE),
            landmarks.centre_of(&LEFT_EYE),
            landmarks.at(NOSE_TIP),
            right_corner,
            left_corner,
        ];
        let reference = REFERENCE.map(|(x, y)| Point::flat(x, y));
        let (seen_middle, reference_middle) = (mean(&seen), mean(&reference));
        let (mut along, mut across, mut size) = (0.0, 0.0, 0.0);
        for (seen, reference) in seen.iter().zip(&reference) {
            let (seen, reference) = (*seen - seen_middle, *reference - reference_middle);
            along += reference.x * seen.x + reference.y * seen.y;
            across += reference.x * seen.y - reference.y * seen.x;
            size += reference.x * reference.x + reference.y * reference.y;
        }
        let turn = across.atan2(along);
        let scale = along.hypot(across) / size;
        let half = SIDE as f32 / 2.0;
        let to_middle = (Point::flat(half, half) - reference_middle) * scale;
        let window = Window {
            centre: seen_middle + turned(to_middle, turn),
            side: scale * SIDE as f32,
            turn,
        };
        let place = |point: Point| {
            let way = turned(point - window.centre, -turn) * (1.0 / scale);
            Point::flat(way.x + half, way.y + half)
        };
        Self {
            right_eye: place(seen[0]),
            left_eye: place(seen[1]),
            mouth: place(right_corner.middle(left_corner)),
            region: Region::around(FACE_REGION.iter().map(|&at| place(landmarks.at(at)))),
            window,
        }
    }

    /// Gives each pixel's column, row and colour, and whether it lies in the face's region.
    pub(super) fn each(&self, picture: &Rgb, mut take: impl FnMut(usize, usize, [f32; 3], bool)) {
        let spans: Vec<_> = (0..SIDE)
            .map(|row| self.region.span(row as f32 + 0.5))
            .collect();
        self.window.each(picture, SIDE, |at, colour| {
            let (column, row) = (at % SIDE, at / SIDE);
            let x = column as f32 + 0.5;
            let is_face = spans[row].is_some_and(|(enter, leave)| enter <= x && x < leave);
            take(column, row, colour, is_face);
        });
    }
}

fn mean(points: &[Point; 5]) -> Point {
    points
        .iter()
        .fold(Point::default(), |sum, &point| sum + point)
        * 0.2
}

fn turned(way: Point, by: f32) -> Point {
    let (sine, cosine) = by.sin_cos();
    Point::flat(way.x * cosine - way.y * sine, way.x * sine + way.y * cosine)
}
