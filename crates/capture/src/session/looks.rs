//! Whether a camera that gives frames gives pictures: a closed cover and a hanging sensor do not.

use crate::frame::{Frame, FrameImage};
use core::time::Duration;

/// What is wrong with a camera that streams. A finding: the session goes on, the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CameraFinding {
    /// Every picture is black: a cover, a finger, a privacy switch.
    Black,
    /// The same picture again and again: the sensor or its driver hangs.
    Frozen,
}

impl CameraFinding {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Black => "camera.black",
            Self::Frozen => "camera.frozen",
        }
    }
}

/// The same bytes for so long are a frozen picture: a sensor's noise changes every one.
const FROZEN_AFTER: Duration = Duration::from_secs(3);
/// Black for so long is said: cameras start with a few dark frames.
const BLACK_AFTER: Duration = Duration::from_millis(1_500);
/// Luma costs two milliseconds: looked at this often only.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Luma of black, of 255: 16 in the range of video, and the noise of a covered sensor.
const BLACK_BELOW: u8 = 28;
/// One pixel in so many may be brighter: a hot pixel is no picture.
const BRIGHT_ONES: usize = 200;

/// Watches the frames of one session.
#[derive(Default)]
pub(super) struct Looks {
    bytes: Option<(u64, Duration)>,
    black_since: Option<Duration>,
    looked_at: Option<Duration>,
    is_black: bool,
}

impl Looks {
    /// Looks at a frame. `must_move` is false for pictures that stand still by design.
    pub(super) fn at(&mut self, frame: &Frame, must_move: bool) -> Option<CameraFinding> {
        let sum = sum_of(frame);
        let since = match self.bytes {
            Some((before, since)) if before == sum => since,
            _ => frame.at,
        };
        self.bytes = Some((sum, since));
        let is_due = self
            .looked_at
            .is_none_or(|looked| frame.at >= looked + LOOK_EVERY);
        if is_due {
            self.looked_at = Some(frame.at);
            self.is_black = is_black(frame);
            self.black_since = match self.black_since {
                Some(since) if self.is_black => Some(since),
                _ => self.is_black.then_some(frame.at),
            };
        }
        // A covered camera often gives equal frames: black says more.
        if self.is_black {
            let since = self.black_since.unwrap_or(frame.at);
            return (frame.at >= since + BLACK_AFTER).then_some(CameraFinding::Black);
        }
        (must_move && frame.at >= since + FROZEN_AFTER).then_some(CameraFinding::Frozen)
    }
}

/// A sum over some of the bytes (FNV-1a): enough to tell two frames of a live sensor apart.
fn sum_of(frame: &Frame) -> u64 {
    let bytes: &[u8] = match &frame.image {
        FrameImage::Jpeg(bytes) => bytes,
        FrameImage::Rgb(picture) => &picture.pixels,
        FrameImage::Yuv(planes) => &planes.planes,
    };
    // About four thousand bytes, at a distance that falls on every column and channel.
    let step = (bytes.len() / 4_096).max(1) | 1;
    bytes
        .iter()
        .step_by(step)
        .fold(0xCBF2_9CE4_8422_2325, |sum, &byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        })
}

fn is_black(frame: &Frame) -> bool {
    let Ok(luma) = frame.luma() else {
        return false;
    };
    let pixels = luma.view().pixels();
    let seen = pixels.iter().step_by(13);
    let count = seen.len();
    let bright = seen.filter(|&&light| light >= BLACK_BELOW).count();
    bright * BRIGHT_ONES <= count
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// A frame of one light with a little noise that depends on `noise`.
    fn frame(light: u8, noise: u8, millis: u64) -> Frame {
        let luma: Vec<u8> = (0..64 * 48_u32)
            .map(|n| light + u8::try_from(n % 7).unwrap() * noise % 5)
            .collect();
        let planes = crate::yuv::of_grey(64, 48, &luma).unwrap();
        Frame::of_yuv(Arc::new(planes), Duration::from_millis(millis))
    }

    /// What is found after frames every tenth of a second.
    fn after(
        seconds: u64,
        must_move: bool,
        light: u8,
        noise: impl Fn(u64) -> u8,
    ) -> Option<CameraFinding> {
        let mut looks = Looks::default();
        let found =
            (0..=seconds * 10).map(|n| looks.at(&frame(light, noise(n), n * 100), must_move));
        found.last().flatten()
    }

    #[test]
    fn equal_frames_for_three_seconds_are_a_frozen_picture() {
        assert_eq!(after(2, true, 120, |_| 0), None);
        assert_eq!(after(4, true, 120, |_| 0), Some(CameraFinding::Frozen));
        assert_eq!(after(4, true, 120, |n| u8::from(n % 2 == 0)), None);
        assert_eq!(after(4, false, 120, |_| 0), None, "a still may stand still");
    }

    #[test]
    fn a_covered_camera_is_black_and_a_dark_room_is_not() {
        assert_eq!(after(1, true, 17, |n| u8::from(n % 2 == 0)), None);
        assert_eq!(
            after(2, true, 17, |n| u8::from(n % 2 == 0)),
            Some(CameraFinding::Black)
        );
        assert_eq!(
            after(5, true, 17, |_| 0),
            Some(CameraFinding::Black),
            "rather than frozen"
        );
        assert_eq!(after(5, true, 35, |n| u8::from(n % 2 == 0)), None);
    }

    #[test]
    fn a_picture_that_moves_again_is_none_any_more() {
        let mut looks = Looks::default();
        for n in 0..50 {
            looks.at(&frame(120, 0, n * 100), true);
        }
        assert_eq!(looks.at(&frame(120, 1, 5_000), true), None);
        assert_eq!(CameraFinding::Black.code(), "camera.black");
        assert_eq!(CameraFinding::Frozen.code(), "camera.frozen");
    }
}
