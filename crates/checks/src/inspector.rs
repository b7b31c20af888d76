//! The port's inspector of files.

use crate::mp4::{self, Mp4Fault};
use bytes::Bytes;
use core::time::Duration;
use sceau_domain::document::PICTURE_SHORT_SIDE;
use sceau_service::failure::Refusal;
use sceau_service::ports::MediaInspector;
use sceau_vision::decode::{PictureFault, PictureLimits, clean_picture};

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    /// Of pictures.
    pub picture: PictureLimits,
    /// Shortest side of a picture in pixels; [`PICTURE_SHORT_SIDE`] by default, the app's own rule.
    pub picture_short_side: u16,
    /// Most bytes of a video.
    pub video_bytes: usize,
    /// Longest video. Two minutes by default: the three tasks take about fifteen seconds, and a
    /// person who needs much longer is not cut off.
    pub video_length: Duration,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            picture: PictureLimits::DOCUMENT,
            picture_short_side: PICTURE_SHORT_SIDE,
            video_bytes: 50_000_000,
            video_length: Duration::from_secs(120),
        }
    }
}

/// Looks at files within limits.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileInspector {
    limits: FileLimits,
}

impl FileInspector {
    /// An inspector with these limits.
    pub const fn new(limits: FileLimits) -> Self {
        Self { limits }
    }
}

impl MediaInspector for FileInspector {
    fn clean_picture(&self, bytes: &[u8]) -> Result<Bytes, Refusal> {
        let picture = clean_picture(bytes, self.limits.picture).map_err(refusal_of_picture)?;
        if picture.width.min(picture.height) < self.limits.picture_short_side {
            return Err(Refusal::FileTooSmall);
        }
        Ok(Bytes::from(picture.jpeg))
    }

    fn check_video(&self, bytes: &[u8]) -> Result<(), Refusal> {
        if bytes.len() > self.limits.video_bytes {
            return Err(Refusal::FileTooBig);
        }
        let film = mp4::read(bytes).map_err(refusal_of_video)?;
        if !film.has_video {
            Err(Refusal::FileNotAVideo)
        } else if film.length.is_zero() {
            Err(Refusal::FileDamaged)
        } else if film.length > self.limits.video_length {
            Err(Refusal::FileTooBig)
        } else {
            Ok(())
        }
    }
}

const fn refusal_of_picture(fault: PictureFault) -> Refusal {
    match fault {
        PictureFault::TooHeavy => Refusal::FileTooBig,
        PictureFault::NotAPicture | PictureFault::OtherKind(_) => Refusal::FileNotAPicture,
        PictureFault::TooManyPixels => Refusal::FileTooManyPixels,
        PictureFault::Damaged => Refusal::FileDamaged,
    }
}

const fn refusal_of_video(fault: Mp4Fault) -> Refusal {
    match fault {
        Mp4Fault::NotAnMp4 => Refusal::FileNotAVideo,
        Mp4Fault::Damaged => Refusal::FileDamaged,
    }
}
