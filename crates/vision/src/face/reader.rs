//! Reads face after face of a film, and follows the one it found.

use super::detector::Detection;
use super::facts::{Face, FaceFacts};
use super::geometry::Point;
use super::models::{FaceFault, FaceModels};
use super::window::Window;
use crate::jpeg::Rgb;
use std::sync::Arc;

/// From this presence on there is a face in the window.
const PRESENT_FROM: f32 = 0.5;
/// While a face is followed, the whole picture is searched for others every so many frames.
const COUNT_EVERY: u32 = 8;

/// Follows the main face from frame to frame: the window of the next frame comes from the landmarks
/// of the last one, and the detector runs only when nothing is followed, or now and then to count.
/// That halves the work.
#[derive(Debug)]
pub struct FaceReader {
    models: Arc<FaceModels>,
    followed: Option<Window>,
    /// How far the person's eyes are open as a rule; 0 when nobody is followed.
    opening: f32,
    /// Faces beside the main one, when they were last counted.
    others: usize,
    /// Area of the largest of them over that of the main one.
    second_share: f32,
    frames_since_count: u32,
    /// Which part of the picture is searched next.
    look: usize,
}

impl FaceReader {
    /// A reader that follows nothing yet.
    pub fn new(models: Arc<FaceModels>) -> Self {
        Self {
            models,
            followed: None,
            opening: 0.0,
            others: 0,
            second_share: 0.0,
            frames_since_count: 0,
            look: 0,
        }
    }

    /// Reads the next frame of a film, upright and not mirrored. 640 × 360 pixels are enough to coach
    /// by. A frame in which nothing is followed searches one part of the picture only: the whole, or
    /// one of its squares, in which a small face is larger; so no frame costs more than two networks.
    ///
    /// # Errors
    /// [`FaceFault::Failed`] when a network failed.
    pub fn read(&mut self, frame: &Rgb) -> Result<FaceFacts, FaceFault> {
        let mut main = match self.followed {
            Some(window) => self.follow(frame, &window)?,
            None => self.search(frame)?,
        };
        if let Some(face) = &mut main {
            face.eyes.after(self.opening);
            self.opening = face.eyes.usual;
            self.followed = Some(face.landmarks.window());
        } else {
            self.forget();
        }
        Ok(FaceFacts {
            count: usize::from(main.is_some()) + self.others,
            second_share: self.second_share,
            main,
        })
    }

    /// Reads one picture by itself: searches every part until a face is found. The film goes on
    /// from there.
    ///
    /// # Errors
    /// As [`FaceReader::read`].
    pub fn read_still(&mut self, picture: &Rgb) -> Result<FaceFacts, FaceFault> {
        self.forget();
        self.look = 0;
        for _ in 1..looks(picture).len() {
            let facts = self.read(picture)?;
            if facts.main.is_some() {
                return Ok(facts);
            }
        }
        self.read(picture)
    }

    fn forget(&mut self) {
        self.followed = None;
        self.opening = 0.0;
        self.others = 0;
        self.second_share = 0.0;
    }

    fn follow(&mut self, frame: &Rgb, window: &Window) -> Result<Option<Face>, FaceFault> {
        let main = self.face_in(frame, window)?;
        self.frames_since_count += 1;
        if self.frames_since_count >= COUNT_EVERY {
            let found = self.models.detector.find(frame, &Window::around(frame))?;
            self.count_beside(window, &found);
        }
        Ok(main)
    }

    fn search(&mut self, frame: &Rgb) -> Result<Option<Face>, FaceFault> {
        let looks = looks(frame);
        let window = &looks[self.look % looks.len()];
        let found = self.models.detector.find(frame, window)?;
        let main = match found.first() {
            Some(largest) => {
                self.count_beside(&largest.window(), &found);
                self.face_in(frame, &largest.window())?
            }
            None => None,
        };
        // What looked like a face and is none must not hide one elsewhere.
        self.look = if main.is_some() { 0 } else { self.look + 1 };
        Ok(main)
    }

    fn face_in(&self, frame: &Rgb, window: &Window) -> Result<Option<Face>, FaceFault> {
        let (landmarks, presence) = self.models.mesh.read(frame, window)?;
        Ok((presence >= PRESENT_FROM).then(|| Face::of(frame, landmarks, presence)))
    }

    fn count_beside(&mut self, main: &Window, found: &[Detection]) {
        let is_beside =
            |face: &&Detection| face.centre.flat_distance(main.centre) > main.side / 3.0;
        let mut sides = found.iter().filter(is_beside).map(|face| face.side);
        // The largest comes first; a window is half as large again as its face.
        let second = sides.next();
        self.others = usize::from(second.is_some()) + sides.count();
        self.second_share = second.map_or(0.0, |side| (1.5 * side / main.side).powi(2));
        self.frames_since_count = 0;
    }
}

/// The parts that are searched in turn: the whole picture, then the squares of its shorter side in
/// the middle and at both ends of the longer one.
fn looks(picture: &Rgb) -> Vec<Window> {
    let (width, height) = (f32::from(picture.width), f32::from(picture.height));
    let side = width.min(height);
    let square = |along: f32| Window {
        centre: Point::flat(
            side / 2.0 + along * (width - side),
            side / 2.0 + along * (height - side),
        ),
        side,
        turn: 0.0,
    };
    vec![
        Window::around(picture),
        square(0.5),
        square(0.0),
        square(1.0),
    ]
}
