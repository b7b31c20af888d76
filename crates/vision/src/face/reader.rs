//! Reads face after face of a film, and follows the one it found.

use super::detector::Detection;
use super::facts::{Face, FaceFacts};
use super::geometry::Point;
use super::models::{FaceFault, FaceModels};
use super::window::Window;
use crate::jpeg::Rgb;
use core::f32::consts::{FRAC_PI_2, PI};
use std::sync::Arc;

/// From this presence on there is a face in the window.
const PRESENT_FROM: f32 = 0.5;
/// While a face is followed, the whole picture is searched for others after so many frames.
const COUNT_AFTER: u32 = 7;
/// Below this score a face may stand on its side or on its head: the network takes those for upright ones now and then,
/// and scores 0.65 to 0.8; upright it gives them 0.9 and more.
const UPRIGHT_FROM: f32 = 0.85;
/// The turns under which a face that may stand otherwise is looked at: on its head, then on either side.
const TURNS: [f32; 3] = [PI, FRAC_PI_2, -FRAC_PI_2];

/// How often each network ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NetworkRuns {
    /// The one that finds faces.
    pub detector: u32,
    /// The one that lays landmarks, which takes half as long again.
    pub landmarks: u32,
}

/// Follows the main face from frame to frame. Each frame costs one network, so that coaching keeps
/// up with the camera: the detector while nobody is followed, and now and then to count; the landmarks
/// of the face, in the window where the frame before had it, in all other frames.
#[derive(Debug)]
pub struct FaceReader {
    models: Arc<FaceModels>,
    /// Where the landmarks are looked for next.
    window: Option<Window>,
    /// The main face of the frame before.
    last: Option<Face>,
    /// Faces beside the main one, when they were last counted.
    others: usize,
    /// Area of the largest of them over that of the main one.
    second_share: f32,
    frames_since_count: u32,
    /// The score of the main face when it was found or counted, where that is too low for an upright one.
    doubt: Option<f32>,
    /// Which of the turns it is looked at under next.
    turn: usize,
    /// Which part of the picture is searched next.
    look: usize,
    runs: NetworkRuns,
}

impl FaceReader {
    /// A reader that follows nobody yet.
    pub fn new(models: Arc<FaceModels>) -> Self {
        Self {
            models,
            window: None,
            last: None,
            others: 0,
            second_share: 0.0,
            frames_since_count: 0,
            doubt: None,
            turn: 0,
            look: 0,
            runs: NetworkRuns::default(),
        }
    }

    /// How often the networks ran for this reader: what a frame costs, whatever the machine. A frame
    /// of a film takes one run of one of them, never more.
    pub const fn runs(&self) -> NetworkRuns {
        self.runs
    }

    /// Reads the next frame of a film, upright and not mirrored; 640 × 360 pixels are enough to coach
    /// by. A face is told from the frame after the one that found it. Every eighth frame counts the
    /// faces, and tells of the main one what the frame before did; where that may stand on its head, the count
    /// after it looks at it turned instead. A frame without a followed face searches one part of the picture: the
    /// whole, or a square of it, in which a small face is larger, or the whole turned.
    ///
    /// # Errors
    /// [`FaceFault::Failed`] when a network failed.
    pub fn read(&mut self, frame: &Rgb) -> Result<FaceFacts, FaceFault> {
        match self.window {
            None => self.search(frame)?,
            Some(window) if self.last.is_some() && self.frames_since_count >= COUNT_AFTER => {
                match self.doubt.take() {
                    None => self.count(frame, &window)?,
                    Some(score) => self.look_turned(frame, &window, score)?,
                }
            }
            Some(window) => self.follow(frame, &window)?,
        }
        let others = if self.last.is_some() { self.others } else { 0 };
        Ok(FaceFacts {
            count: usize::from(self.last.is_some()) + others,
            second_share: if others > 0 { self.second_share } else { 0.0 },
            main: self.last.clone(),
        })
    }

    /// Reads one picture by itself: searches every part until a face is found. A film may go on from
    /// there.
    ///
    /// # Errors
    /// As [`FaceReader::read`].
    pub fn read_still(&mut self, picture: &Rgb) -> Result<FaceFacts, FaceFault> {
        let runs = self.runs;
        *self = Self::new(Arc::clone(&self.models));
        self.runs = runs;
        let mut facts = FaceFacts::default();
        // Each part takes the detector, and the landmarks when it found something.
        let looks = looks(picture).len();
        for _ in 0..2 * looks {
            facts = self.read(picture)?;
            if facts.main.is_some() || (self.look >= looks && self.window.is_none()) {
                break;
            }
        }
        Ok(facts)
    }

    fn follow(&mut self, frame: &Rgb, window: &Window) -> Result<(), FaceFault> {
        self.runs.landmarks += 1;
        let (landmarks, presence) = self.models.mesh.read(frame, window)?;
        self.frames_since_count += 1;
        if presence < PRESENT_FROM {
            // What looked like a face and is none must not hide one elsewhere, or under another turn.
            self.look = if self.last.is_some() && self.doubt.is_none() {
                0
            } else {
                self.look + 1
            };
            (self.window, self.last) = (None, None);
            return Ok(());
        }
        self.window = Some(landmarks.window());
        let mut face = Face::of(frame, landmarks, presence);
        if let Some(last) = &self.last {
            face.eyes.after(last.eyes.usual);
        }
        self.last = Some(face);
        Ok(())
    }

    fn detect(&mut self, frame: &Rgb, window: &Window) -> Result<Vec<Detection>, FaceFault> {
        self.runs.detector += 1;
        self.models.detector.find(frame, window)
    }

    /// Counts the faces beside the main one.
    fn count(&mut self, frame: &Rgb, main: &Window) -> Result<(), FaceFault> {
        let found = self.detect(frame, &Window::around(frame))?;
        let face = found.iter().find(|face| is_in(main, face));
        self.doubt = face.map_or(Some(0.0), doubt);
        // It stood otherwise, and is upright now.
        if let (Some(face), None) = (face, self.doubt)
            && main.turn.cos() < 0.5
        {
            self.window = Some(face.window());
        }
        self.count_beside(main, &found);
        Ok(())
    }

    /// Follows the main face under another turn from now on where it is more of a face then.
    fn look_turned(&mut self, frame: &Rgb, main: &Window, score: f32) -> Result<(), FaceFault> {
        let turn = TURNS[self.turn % TURNS.len()];
        self.turn += 1;
        self.frames_since_count = 0;
        let found = self.detect(frame, &Window::around(frame).turned(turn))?;
        let better = found
            .iter()
            .find(|face| is_in(main, face) && face.score > score.max(UPRIGHT_FROM));
        if let Some(face) = better {
            self.window = Some(face.window());
        }
        Ok(())
    }

    fn search(&mut self, frame: &Rgb) -> Result<(), FaceFault> {
        let looks = looks(frame);
        let window = &looks[self.look % looks.len()];
        let found = self.detect(frame, window)?;
        self.window = found.first().map(Detection::window);
        self.doubt = found.first().and_then(doubt);
        match self.window {
            Some(main) => self.count_beside(&main, &found),
            None => self.look += 1,
        }
        Ok(())
    }

    fn count_beside(&mut self, main: &Window, found: &[Detection]) {
        let beside = found.iter().filter(|face| !is_in(main, face));
        let mut sides = beside.map(|face| face.side);
        // The largest comes first; a window is half as large again as its face.
        let second = sides.next();
        self.others = usize::from(second.is_some()) + sides.count();
        self.second_share = second.map_or(0.0, |side| (1.5 * side / main.side).powi(2));
        self.frames_since_count = 0;
    }
}

/// Its score, where that is too low for an upright face.
fn doubt(face: &Detection) -> Option<f32> {
    (face.score < UPRIGHT_FROM).then_some(face.score)
}

/// Whether it is the face of this window.
fn is_in(window: &Window, face: &Detection) -> bool {
    face.centre.flat_distance(window.centre) <= window.side / 3.0
}

/// The parts that are searched in turn: the whole picture, then the squares of its shorter side in
/// the middle and at both ends of the longer one, then the whole picture turned.
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
    let whole = Window::around(picture);
    let upright = [whole, square(0.5), square(0.0), square(1.0)];
    let turned = TURNS.map(|turn| whole.turned(turn));
    [&upright[..], &turned].concat()
}
