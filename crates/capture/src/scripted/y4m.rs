//! A file of raw planes (YUV4MPEG2), read frame by frame.

use crate::frame::Yuv420;
use core::time::Duration;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Sides of a film that a camera could give.
const SIDES: core::ops::RangeInclusive<u16> = 16..=4_096;

/// A film of raw planes in the form of the MPEG tools (YUV4MPEG2, 4:2:0).
pub(super) struct Planes {
    file: BufReader<File>,
    start: u64,
    width: u16,
    height: u16,
    pub(super) every: Duration,
}

impl Planes {
    pub(super) fn open(path: &Path) -> Option<Self> {
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
    pub(super) fn next(&mut self) -> Option<Yuv420> {
        if let Some(frame) = self.read() {
            return Some(frame);
        }
        self.rewind();
        self.read()
    }

    pub(super) fn rewind(&mut self) {
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
