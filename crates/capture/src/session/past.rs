//! What the camera showed in the last seconds: for the clip beside a picture, and for the sharpest frame.

use crate::frame::Frame;
use crate::recorder::VideoSettings;
use core::time::Duration;
use std::collections::VecDeque;

/// Frames of the past are kept at most this often: a clip at 10 per second shows movement, and
/// three seconds of raw 720p planes stay under 50 MB.
const EVERY: Duration = Duration::from_millis(95);
/// Of a camera with larger frames the older ones are kept no larger than the clip shows them.
const MOST_BYTES: usize = 96_000_000;

/// Frames of the last seconds, oldest first.
#[derive(Default)]
pub(super) struct Past {
    frames: VecDeque<Frame>,
    bytes: usize,
    is_cut_short: bool,
}

impl Past {
    /// Takes a frame in, where one is due, and lets go of those older than `keep`.
    pub(super) fn remember(&mut self, frame: &Frame, keep: Duration) {
        let is_due = self
            .frames
            .back()
            .is_none_or(|last| frame.at >= last.at + EVERY);
        if !is_due {
            return;
        }
        self.bytes += frame.weight();
        self.frames.push_back(frame.clone());
        let since = frame.at.saturating_sub(keep);
        while self.frames.len() > 1 && self.frames.front().is_some_and(|oldest| oldest.at < since) {
            self.forget_oldest();
        }
    }

    /// The oldest frame that is larger than the clip needs, while all together weigh too much. The newest are the
    /// picture that is kept, at full size: they are the last to be asked for.
    pub(super) fn too_heavy(&self, clip: VideoSettings) -> Option<Frame> {
        let is_over = self.bytes > MOST_BYTES;
        let mut large = self.frames.iter().filter(|frame| frame.shrinks_to(clip));
        is_over.then(|| large.next().cloned()).flatten()
    }

    /// Puts a smaller picture in the place of the frame of that moment; none takes the frame out.
    pub(super) fn replace(&mut self, at: Duration, smaller: Option<Frame>) {
        let Some(place) = self.frames.iter().position(|frame| frame.at == at) else {
            return;
        };
        let before = match smaller {
            Some(smaller) => {
                self.bytes += smaller.weight();
                self.frames
                    .get_mut(place)
                    .map(|frame| core::mem::replace(frame, smaller))
            }
            None => self.frames.remove(place),
        };
        self.bytes -= before.map_or(0, |frame| frame.weight());
    }

    /// Lets the oldest go until what is left is light enough: what cannot be made smaller is a shorter past.
    pub(super) fn cut(&mut self) {
        while self.frames.len() > 1 && self.bytes > MOST_BYTES {
            self.forget_oldest();
            self.is_cut_short = true;
        }
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(super) fn since(&self, since: Duration) -> Vec<Frame> {
        let frames = self.frames.iter();
        frames.filter(|frame| frame.at >= since).cloned().collect()
    }

    /// Whether it is so long, or will never be.
    pub(super) fn is_long_enough(&self, wanted: Duration) -> bool {
        self.is_cut_short || self.length() >= wanted
    }

    fn length(&self) -> Duration {
        match (self.frames.front(), self.frames.back()) {
            (Some(first), Some(last)) => last.at.saturating_sub(first.at),
            _ => Duration::ZERO,
        }
    }

    fn forget_oldest(&mut self) {
        let oldest = self.frames.pop_front();
        self.bytes -= oldest.map_or(0, |oldest| oldest.weight());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::FrameImage;
    use crate::frame::Rotation;
    use crate::yuv;
    use std::sync::Arc;

    const KEEP: Duration = Duration::from_secs(3);
    const CLIP: VideoSettings = VideoSettings::CLIP;

    /// The past after four seconds of a camera at 30 frames a second.
    fn after_four_seconds(image: &FrameImage, width: u16, height: u16) -> Past {
        let mut past = Past::default();
        for number in 0..120 {
            let frame = Frame {
                image: image.clone(),
                width,
                height,
                at: Duration::from_millis(number * 33),
                rotation: Rotation::Right,
            };
            past.remember(&frame, KEEP);
            while let Some(heavy) = past.too_heavy(CLIP) {
                past.replace(heavy.at, heavy.shrunk_to(CLIP));
            }
            past.cut();
        }
        past
    }

    fn raw(width: u16, height: u16) -> FrameImage {
        let luma = vec![90; usize::from(width) * usize::from(height)];
        FrameImage::Yuv(Arc::new(yuv::of_grey(width, height, &luma).unwrap()))
    }

    #[test]
    fn a_camera_of_any_size_has_its_two_seconds_and_its_newest_frame_at_full_size() {
        for (width, height) in [
            (1280, 720),
            (1920, 1080),
            (2560, 1440),
            (3840, 2160),
            (4096, 3072),
        ] {
            let past = after_four_seconds(&raw(width, height), width, height);
            let weights: usize = past.frames.iter().map(Frame::weight).sum();
            assert_eq!(past.bytes, weights);
            assert!(weights <= MOST_BYTES, "{weights} at {width}");
            assert!(
                past.length() > Duration::from_secs(2),
                "{:?}",
                past.length()
            );
            assert_eq!(past.frames.back().unwrap().width, width);
            let oldest = past.frames.front().unwrap();
            assert!(oldest.width >= CLIP.long_side && oldest.rotation == Rotation::Right);
        }
    }

    #[test]
    fn what_cannot_be_made_smaller_is_a_shorter_past_and_nobody_waits_for_more() {
        let heavy = FrameImage::Jpeg(vec![0; 10_000_000].into());
        let past = after_four_seconds(&heavy, 3840, 2160);
        assert!(past.bytes <= MOST_BYTES && past.frames.len() == 9);
        assert!(past.is_long_enough(Duration::from_secs(2)));
        let light = FrameImage::Jpeg(vec![0; 1_000].into());
        let mut past = after_four_seconds(&light, 3840, 2160);
        assert!(!past.is_long_enough(Duration::from_secs(4)));
        past.forget();
        assert!(!past.is_long_enough(Duration::from_millis(1)) && past.bytes == 0);
    }
}
