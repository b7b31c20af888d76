//! The face brought to the place and size at which the standard measures it.

use super::super::geometry::Point;
use super::super::landmarks::{FACE_REGION, Landmarks};
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
        let seen = landmarks.five();
        let side = SIDE as f32;
        let window = Window::fitted(&seen, &REFERENCE, side);
        let place = |point: Point| window.place(point, side);
        let [right_eye, left_eye, _, right_corner, left_corner] = seen;
        Self {
            right_eye: place(right_eye),
            left_eye: place(left_eye),
            mouth: place(right_corner.middle(left_corner)),
            region: Region::around(FACE_REGION.iter().map(|&at| place(landmarks.at(at)))),
            window,
        }
    }

    /// Gives column, row and colour of each pixel in the face's region. The others, most of them, are not
    /// worked out.
    pub(super) fn each(&self, picture: &Rgb, mut take: impl FnMut(usize, usize, [f32; 3])) {
        let spans: Vec<_> = (0..SIDE)
            .map(|row| self.region.span(row as f32 + 0.5))
            .collect();
        let is_face = |at: usize| {
            let x = (at % SIDE) as f32 + 0.5;
            spans[at / SIDE].is_some_and(|(enter, leave)| enter <= x && x < leave)
        };
        self.window.some(picture, SIDE, is_face, |at, colour| {
            take(at % SIDE, at / SIDE, colour);
        });
    }
}
