//! A camera that shows the pictures of folders: ten a second, by name, staying on the last.

use super::pace::Pace;
use super::scenario::PictureFolder;
use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation};
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use sceau_vision::jpeg::Rgb;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Ten pictures a second.
const EVERY: Duration = Duration::from_millis(100);
/// A folder is looked through again this often, so that a journey can put a picture there while
/// the camera runs.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

pub(super) struct PictureCamera {
    parts: Vec<(PictureFolder, Option<Duration>)>,
    clock: Arc<dyn Monotonic>,
    pace: Option<Pace>,
    /// When the timeline began: opening the camera again goes on with it.
    began_at: Option<Duration>,
    listing: Option<Listing>,
    shown: Option<(Stamp, Frame)>,
}

struct Listing {
    part: usize,
    at: Duration,
    paths: Vec<PathBuf>,
}

/// Tells a picture that was replaced under its name.
#[derive(PartialEq)]
struct Stamp {
    path: PathBuf,
    length: u64,
    changed: Option<SystemTime>,
}

impl PictureCamera {
    pub(super) const fn new(
        parts: Vec<(PictureFolder, Option<Duration>)>,
        clock: Arc<dyn Monotonic>,
    ) -> Self {
        Self {
            parts,
            clock,
            pace: None,
            began_at: None,
            listing: None,
            shown: None,
        }
    }

    /// Which part is due at this time, and how far into it.
    fn part_at(&self, mut time: Duration) -> (usize, Duration) {
        for (index, (_, length)) in self.parts.iter().enumerate() {
            match length {
                Some(length) if time >= *length && index + 1 < self.parts.len() => time -= *length,
                _ => return (index, time),
            }
        }
        (self.parts.len().saturating_sub(1), time)
    }

    fn path_at(&mut self, now: Duration, since_start: Duration) -> Option<PathBuf> {
        let (part, inside) = self.part_at(since_start);
        let is_fresh = self
            .listing
            .as_ref()
            .is_some_and(|listing| listing.part == part && now < listing.at + LOOK_AGAIN);
        if !is_fresh {
            let (folder, _) = self.parts.get(part)?;
            self.listing = Some(Listing {
                part,
                at: now,
                paths: list(folder),
            });
        }
        let paths = &self.listing.as_ref()?.paths;
        let number = usize::try_from(inside.as_nanos() / EVERY.as_nanos()).unwrap_or(usize::MAX);
        paths.get(number.min(paths.len().checked_sub(1)?)).cloned()
    }

    /// The picture as a frame; one still being written is no picture yet.
    fn show(&mut self, path: PathBuf, at: Duration) -> Option<Frame> {
        let about = std::fs::metadata(&path).ok()?;
        let stamp = Stamp {
            path,
            length: about.len(),
            changed: about.modified().ok(),
        };
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != stamp) {
            let frame = read(&stamp.path)?;
            self.shown = Some((stamp, frame));
        }
        let (_, frame) = self.shown.as_ref()?;
        Some(Frame {
            at,
            ..frame.clone()
        })
    }
}

impl FrameSource for PictureCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.pace = Some(Pace::new(Arc::clone(&self.clock), EVERY));
        let now = self.clock.elapsed();
        self.began_at.get_or_insert(now);
        Ok(())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let pace = self.pace.as_mut().ok_or(SourceFault::NoCamera)?;
        let Some((_, now)) = pace.next(patience) else {
            return Ok(None);
        };
        let since = now.saturating_sub(self.began_at.unwrap_or(now));
        let path = self.path_at(now, since);
        Ok(path.and_then(|path| self.show(path, now)))
    }

    fn pictures_move(&self) -> bool {
        false
    }

    fn close(&mut self) {
        self.pace = None;
    }
}

fn list(wanted: &PictureFolder) -> Vec<PathBuf> {
    let is_wanted = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match (&wanted.extension, extension) {
            (Some(wanted), Some(extension)) => wanted == extension,
            (None, Some(extension)) => matches!(extension, "png" | "jpg" | "jpeg"),
            (_, None) => false,
        }
    };
    let entries = std::fs::read_dir(&wanted.folder)
        .into_iter()
        .flatten()
        .flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(is_wanted)
        .collect();
    paths.sort_unstable();
    paths
}

fn read(path: &Path) -> Option<Frame> {
    let bytes = std::fs::read(path).ok()?;
    if bytes.starts_with(&[0xFF, 0xD8]) {
        return Frame::of_jpeg(bytes.into(), Duration::ZERO, Rotation::None).ok();
    }
    let colours = image::load_from_memory(&bytes).ok()?.into_rgb8();
    let (width, height) = (
        u16::try_from(colours.width()),
        u16::try_from(colours.height()),
    );
    let picture = Rgb {
        width: width.ok()?,
        height: height.ok()?,
        pixels: colours.into_raw(),
    };
    Some(Frame::of_rgb(Arc::new(picture), Duration::ZERO))
}
