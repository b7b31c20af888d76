//! A camera that shows a film over and over: raw planes (`.y4m`), JPEG after JPEG (`.mjpeg`) or H.264
//! (`.mp4`).

use super::film::Film;
use super::pace::Pace;
use super::scenario::AskedFilms;
use super::y4m::Planes;
use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation, Yuv420};
use crate::source::{FrameSource, Prompt, SourceFault};
use core::time::Duration;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) struct VideoCamera {
    path: PathBuf,
    fps: Option<u8>,
    asked: AskedFilms,
    clock: Arc<dyn Monotonic>,
    running: Option<(Pace, Reel)>,
    /// Whether a film of [`AskedFilms`] is shown instead of the first one.
    is_asked: bool,
    /// The number of the frame that the film gives next, counted over all rounds.
    next: u64,
}

enum Reel {
    Planes(Planes),
    Film(Box<Film>),
    Jpegs { frames: Vec<Arc<[u8]>> },
}

impl Reel {
    fn open(path: &Path) -> Result<(Self, Duration), SourceFault> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("y4m") => {
                let planes = Planes::open(path).ok_or(SourceFault::Format)?;
                let every = planes.every;
                Ok((Self::Planes(planes), every))
            }
            Some("mp4") => {
                let film = Film::open(path).ok_or(SourceFault::Format)?;
                let every = film.every;
                Ok((Self::Film(Box::new(film)), every))
            }
            _ => {
                let bytes = std::fs::read(path).map_err(|_| SourceFault::NoCamera)?;
                let frames = jpegs_of(&bytes);
                // A file of JPEGs has no rate; browsers that are given one as a camera play 30.
                Ok((Self::Jpegs { frames }, Duration::from_secs(1) / 30))
            }
        }
    }

    fn rewind(&mut self) {
        match self {
            Self::Planes(planes) => planes.rewind(),
            Self::Film(film) => film.rewind(),
            Self::Jpegs { .. } => {}
        }
    }
}

impl VideoCamera {
    pub(super) const fn new(
        path: PathBuf,
        fps: Option<u8>,
        asked: AskedFilms,
        clock: Arc<dyn Monotonic>,
    ) -> Self {
        Self {
            path,
            fps,
            asked,
            clock,
            running: None,
            is_asked: false,
            next: 0,
        }
    }

    /// Shows a film from its beginning.
    fn start(&mut self, path: &Path) -> Result<(), SourceFault> {
        let (reel, own_rate) = Reel::open(path)?;
        let every = self.fps.map_or(own_rate, |fps| {
            Duration::from_secs(1) / u32::from(fps.max(1))
        });
        self.next = 0;
        self.running = Some((Pace::new(Arc::clone(&self.clock), every), reel));
        Ok(())
    }
}

impl FrameSource for VideoCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.is_asked = false;
        self.start(&self.path.clone())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let (pace, reel) = self.running.as_mut().ok_or(SourceFault::NoCamera)?;
        let Some((number, at)) = pace.next(patience) else {
            return Ok(None);
        };
        match reel {
            Reel::Jpegs { frames } => {
                let count = u64::try_from(frames.len()).unwrap_or(1).max(1);
                let index = usize::try_from(number % count).map_err(|_| SourceFault::Format)?;
                let bytes = frames.get(index).ok_or(SourceFault::Format)?;
                let frame = Frame::of_jpeg(Arc::clone(bytes), at, Rotation::None);
                frame.map(Some).map_err(|_| SourceFault::Format)
            }
            Reel::Planes(planes) => due(&mut self.next, number, at, || planes.next()),
            Reel::Film(film) => due(&mut self.next, number, at, || film.next()),
        }
    }

    fn recording_begins(&mut self) {
        if core::mem::take(&mut self.is_asked) && self.start(&self.path.clone()).is_ok() {
            return;
        }
        let Some((pace, reel)) = &mut self.running else {
            return;
        };
        pace.restart();
        self.next = 0;
        reel.rewind();
    }

    fn prompted(&mut self, prompt: Prompt) {
        let Some(film) = self.asked.of(prompt).map(Path::to_path_buf) else {
            return;
        };
        match self.start(&film) {
            Ok(()) => self.is_asked = true,
            Err(fault) => tracing::warn!(code = fault.code(), "the asked film cannot be shown"),
        }
    }

    /// A film is no sensor: it may hold a picture for as long as it likes.
    fn pictures_move(&self) -> bool {
        false
    }

    fn close(&mut self) {
        self.running = None;
    }
}

/// The frame that is due. Those whose time has passed are read over: a camera does not wait either.
fn due(
    next: &mut u64,
    number: u64,
    at: Duration,
    mut read: impl FnMut() -> Option<Yuv420>,
) -> Result<Option<Frame>, SourceFault> {
    for _ in 0..number.saturating_sub(*next).min(MOST_SKIPPED) {
        read().ok_or(SourceFault::Format)?;
    }
    *next = number + 1;
    let picture = read().ok_or(SourceFault::Format)?;
    Ok(Some(Frame::of_yuv(Arc::new(picture), at)))
}

/// More frames behind than this: go on from here instead of reading them all.
const MOST_SKIPPED: u64 = 60;

/// Cuts a file of JPEGs: each ends where an end mark is followed by the next start, or by nothing.
fn jpegs_of(bytes: &[u8]) -> Vec<Arc<[u8]>> {
    let mut starts: Vec<usize> = Vec::new();
    let is_start = |at: usize| {
        bytes[at..].starts_with(&[0xFF, 0xD8, 0xFF])
            && (at == 0 || bytes[..at].ends_with(&[0xFF, 0xD9]))
    };
    starts.extend((0..bytes.len()).filter(|&at| is_start(at)));
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| bytes[start..end].into())
        .collect()
}
