//! The port's inspector of files.

use super::order::{Order, read_upright, send_order};
use crate::apart::{Apart, Broken};
use crate::mp4::{self, Mp4Fault};
use bytes::Bytes;
use core::time::Duration;
use sceau_domain::document::PICTURE_SHORT_SIDE;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::MediaInspector;
use sceau_vision::decode::{PictureFault, PictureLimits, upright_picture};
use sceau_vision::jpeg::{self, Rgb};

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
#[derive(Debug, Default)]
pub struct FileInspector {
    limits: FileLimits,
    /// Without it pictures are decoded in the caller's own process.
    apart: Option<Apart>,
}

impl FileInspector {
    /// Decodes in the caller's own process: for tests, whose files are their own.
    pub const fn here(limits: FileLimits) -> Self {
        Self {
            limits,
            apart: None,
        }
    }

    /// Decodes each picture in a process of its own, one that calls [`super::look_at_picture`]. Of films the boxes
    /// alone are read, here.
    pub const fn apart(limits: FileLimits, apart: Apart) -> Self {
        Self {
            limits,
            apart: Some(apart),
        }
    }

    fn upright(&self, bytes: &[u8]) -> Result<Rgb, Failure> {
        let limits = self.limits.picture;
        if bytes.len() > limits.bytes {
            return Err(Refusal::FileTooBig.into());
        }
        let upright = match &self.apart {
            None => upright_picture(bytes, limits),
            Some(apart) => {
                let order = Order::Upright(limits);
                let answer = apart.answer(|to| send_order(to, &order, bytes));
                read_upright(&mut &*answer.map_err(failure_of)?, limits)
                    .unwrap_or(Err(PictureFault::Damaged))
            }
        };
        Ok(upright.map_err(refusal_of_picture)?)
    }
}

/// A process that died of a picture is the picture's fault; one that never lived is ours.
const fn failure_of(broken: Broken) -> Failure {
    match broken {
        Broken::NotStarted => Failure::Inconsistent("no process looks at pictures"),
        Broken::Died => Failure::Refusal(Refusal::FileDamaged),
        Broken::OutOfLimits => Failure::Refusal(Refusal::FileTooManyPixels),
    }
}

impl MediaInspector for FileInspector {
    fn clean_picture(&self, bytes: &[u8]) -> Result<Bytes, Failure> {
        let picture = self.upright(bytes)?;
        if picture.width.min(picture.height) < self.limits.picture_short_side {
            return Err(Refusal::FileTooSmall.into());
        }
        let jpeg = jpeg::encode(&picture, self.limits.picture.quality);
        Ok(Bytes::from(jpeg.map_err(|_| Refusal::FileDamaged)?))
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
