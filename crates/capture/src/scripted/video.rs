//! A camera that shows a film over and over: raw planes (`.y4m`) or JPEG after JPEG (`.mjpeg`).

use super::pace::Pace;
use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation, Yuv420};
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) struct VideoCamera {
    path: PathBuf,
    fps: Option<u8>,
    clock: Arc<dyn Monotonic>,
    running: Option<(Pace, Film)>,
    /// The number of the frame that the film gives next, counted over all rounds.
    next: u64,
}

enum Film {
    Planes(Planes),
    Jpegs { frames: Vec<Arc<[u8]>> },
}

impl VideoCamera {
    pub(super) const fn new(path: PathBuf, fps: Option<u8>, clock: Arc<dyn Monotonic>) -> Self {
        Self {
            path,
            fps,
            clock,
            running: None,
            next: 0,
        }
    }
}

impl FrameSource for VideoCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        let is_planes = self
            .path
            .extension()
            .is_some_and(|extension| extension == "y4m");
        let (film, own_rate) = if is_planes {
            let planes = Planes::open(&self.path).ok_or(SourceFault::Format)?;
            let rate = planes.every;
            (Film::Planes(planes), rate)
        } else {
            let bytes = std::fs::read(&self.path).map_err(|_| SourceFault::NoCamera)?;
            // A file of JPEGs has no rate; browsers that are given one as a camera play 30.
            (
                Film::Jpegs {
                    frames: jpegs_of(&bytes),
                },
                Duration::from_secs(1) / 30,
            )
        };
        let every = self.fps.map_or(own_rate, |fps| {
            Duration::from_secs(1) / u32::from(fps.max(1))
        });
        self.next = 0;
        self.running = Some((Pace::new(Arc::clone(&self.clock), every), film));
        Ok(())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let (pace, film) = self.running.as_mut().ok_or(SourceFault::NoCamera)?;
        let Some((number, at)) = pace.next(patience) else {
            return Ok(None);
        };
        match film {
            Film::Jpegs { frames } => {
                let count = u64::try_from(frames.len()).unwrap_or(1).max(1);
                let index = usize::try_from(number % count).map_err(|_| SourceFault::Format)?;
                let bytes = frames.get(index).ok_or(SourceFault::Format)?;
                let frame = Frame::of_jpeg(Arc::clone(bytes), at, Rotation::None);
                frame.map(Some).map_err(|_| SourceFault::Format)
            }
            Film::Planes(planes) => {
                // Frames whose time has passed are read over: a camera does not wait either.
                let skipped = number.saturating_sub(self.next);
                for _ in 0..skipped.min(MOST_SKIPPED) {
                    planes.next().ok_or(SourceFault::Format)?;
                }
                self.next = number + 1;
                let picture = planes.next().ok_or(SourceFault::Format)?;
                Ok(Some(Frame::of_yuv(Arc::new(picture), at)))
            }
        }
    }

    fn recording_begins(&mut self) {
        let Some((pace, film)) = &mut self.running else {
            return;
        };
        pace.restart();
        self.next = 0;
        if let Film::Planes(planes) = film {
            planes.rewind();
        }
    }

    fn close(&mut self) {
        self.running = None;
    }
}

/// More frames behind than this: go on from here instead of reading them all.
const MOST_SKIPPED: u64 = 60;
/// Sides of a film that a camera could give.
const SIDES: core::ops::RangeInclusive<u16> = 16..=4_096;

/// A film of raw planes in the form of the MPEG tools (YUV4MPEG2, 4:2:0).
struct Planes {
    file: BufReader<File>,
    start: u64,
    width: u16,
    height: u16,
    every: Duration,
}

impl Planes {
    fn open(path: &Path) -> Option<Self> {
        let mut file = BufReader::new(File::open(path).ok()?);
        let mut header = String::new();
        file.by_ref().take(512).read_line(&mut header).ok()?;
        let mut words = header.trim_end().split(' ');
        (words.next() == Some("YUV4MPEG2")).then_some(())?;
        let (mut width, mut height, mut every) = (0, 0, Duration::from_millis(40));
        for word in words {
            let (key, value) = word.split_at_checked(1)?;
            match key {
                "W" => width = value.parse().ok()?,
                "H" => height = value.parse().ok()?,
                "F" => every = frame_time(value)?,
                "C" if !value.starts_with("420") || value.starts_with("420p1") => return None,
                _ => {}
            }
        }
        let is_possible = |side: u16| SIDES.contains(&side) && side.is_multiple_of(2);
        (is_possible(width) && is_possible(height)).then_some(())?;
        let start = file.stream_position().ok()?;
        Some(Self {
            file,
            start,
            width,
            height,
            every,
        })
    }

    /// The next frame; after the last, the first again. `None` when there is not one whole frame.
    fn next(&mut self) -> Option<Yuv420> {
        if let Some(frame) = self.read() {
            return Some(frame);
        }
        self.rewind();
        self.read()
    }

    fn rewind(&mut self) {
        // A file that cannot be sought gives no frame next, which is told then.
        let _ = self.file.seek(SeekFrom::Start(self.start));
    }

    fn read(&mut self) -> Option<Yuv420> {
        let mut line = Vec::new();
        self.file
            .by_ref()
            .take(256)
            .read_until(b'\n', &mut line)
            .ok()?;
        line.starts_with(b"FRAME").then_some(())?;
        let mut planes = vec![0; usize::from(self.width) * usize::from(self.height) * 3 / 2];
        self.file.read_exact(&mut planes).ok()?;
        Some(Yuv420 {
            width: self.width,
            height: self.height,
            planes,
        })
    }
}

fn frame_time(rate: &str) -> Option<Duration> {
    let (count, seconds) = rate.split_once(':')?;
    let (count, seconds) = (count.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?);
    let is_possible = seconds > 0 && count / seconds <= 120 && count > 0;
    is_possible.then(|| Duration::from_secs(seconds.into()) / count)
}

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
