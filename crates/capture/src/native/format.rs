//! Which of a camera's formats is asked for.

use crate::guarded::Layout;
use crate::source::CameraUse;
use nokhwa::utils::{CameraFormat, FrameFormat};

/// The formats read here; colours are not, they are three times as heavy and no camera needs them.
pub(super) const READ: [FrameFormat; 4] = [
    FrameFormat::MJPEG,
    FrameFormat::NV12,
    FrameFormat::YUYV,
    FrameFormat::GRAY,
];

/// How a format lies in memory.
pub(super) const fn layout_of(format: FrameFormat) -> Option<Layout> {
    match format {
        FrameFormat::MJPEG => Some(Layout::Jpeg),
        FrameFormat::YUYV => Some(Layout::Yuyv),
        FrameFormat::NV12 => Some(Layout::Nv12),
        FrameFormat::GRAY => Some(Layout::Grey),
        FrameFormat::RAWRGB | FrameFormat::RAWBGR => None,
    }
}

/// The formats worth asking for, best first.
pub(super) fn ranked(all: &[CameraFormat], purpose: CameraUse) -> Vec<CameraFormat> {
    let mut formats: Vec<CameraFormat> = all
        .iter()
        .filter(|format| READ.contains(&format.format()))
        .copied()
        .collect();
    formats.sort_by_key(|format| rank(*format, purpose));
    formats.dedup();
    formats
}

/// Less is better: no colour last; then rate, size, what a frame costs, and frames nobody asked for.
fn rank(format: CameraFormat, purpose: CameraUse) -> (bool, u8, u32, u8, u32) {
    let fps = format.frame_rate();
    let is_still = matches!(purpose, CameraUse::DocumentFront | CameraUse::DocumentBack);
    // A movement shows from 24 frames on; under ten nobody can aim. A document lies still.
    let slow = match fps {
        24.. => 0,
        10.. if is_still => 0,
        15.. => 1,
        10.. => 2,
        _ => 3,
    };
    (
        format.format() == FrameFormat::GRAY,
        slow,
        distance(format, purpose),
        cost(format.format()),
        fps.abs_diff(30),
    )
}

/// How far from the wanted size: codes and faces at 720p, documents with the pixels of 300 dpi. Too
/// few pixels count three times, they cannot be made up for.
fn distance(format: CameraFormat, purpose: CameraUse) -> u32 {
    let (width, height) = match purpose {
        CameraUse::Code | CameraUse::Face => (1280, 720),
        CameraUse::DocumentFront | CameraUse::DocumentBack => (1920, 1080),
    };
    let apart = |is: u32, wanted: u32| {
        if is < wanted {
            (wanted - is) * 3
        } else {
            is - wanted
        }
    };
    apart(format.width(), width).saturating_add(apart(format.height(), height))
}

/// By the measures of `./dev bench capture` (`frame_path`): the work of one frame for preview and
/// luma. NV12 is a copy; packed pixels are sorted; a JPEG is decoded, but passes on to the screen.
const fn cost(format: FrameFormat) -> u8 {
    match format {
        FrameFormat::NV12 => 0,
        FrameFormat::MJPEG => 1,
        FrameFormat::YUYV => 2,
        FrameFormat::GRAY | FrameFormat::RAWRGB | FrameFormat::RAWBGR => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nokhwa::utils::Resolution;

    fn format(kind: FrameFormat, width: u32, height: u32, fps: u32) -> CameraFormat {
        CameraFormat::new(Resolution::new(width, height), kind, fps)
    }

    /// What a common webcam on a cable offers: raw pixels are slow at large sizes.
    fn webcam() -> Vec<CameraFormat> {
        vec![
            format(FrameFormat::YUYV, 640, 480, 30),
            format(FrameFormat::YUYV, 1280, 720, 10),
            format(FrameFormat::YUYV, 1920, 1080, 5),
            format(FrameFormat::MJPEG, 640, 480, 30),
            format(FrameFormat::MJPEG, 1280, 720, 30),
            format(FrameFormat::MJPEG, 1280, 720, 60),
            format(FrameFormat::MJPEG, 1920, 1080, 30),
            format(FrameFormat::MJPEG, 3840, 2160, 30),
        ]
    }

    #[test]
    fn a_face_is_asked_at_720p_and_a_document_with_more_pixels() {
        let best = |purpose| ranked(&webcam(), purpose)[0];
        assert_eq!(
            best(CameraUse::Face),
            format(FrameFormat::MJPEG, 1280, 720, 30)
        );
        let document = format(FrameFormat::MJPEG, 1920, 1080, 30);
        assert_eq!(best(CameraUse::DocumentFront), document);
    }

    #[test]
    fn a_document_may_be_slow_and_a_face_may_not() {
        let raw = [
            format(FrameFormat::YUYV, 640, 480, 30),
            format(FrameFormat::YUYV, 1280, 720, 10),
            format(FrameFormat::YUYV, 1920, 1080, 5),
        ];
        assert_eq!(ranked(&raw, CameraUse::Face)[0], raw[0]);
        assert_eq!(ranked(&raw, CameraUse::DocumentFront)[0], raw[1]);
    }

    #[test]
    fn of_two_that_are_alike_the_cheaper_is_asked_for() {
        let all = [FrameFormat::YUYV, FrameFormat::MJPEG, FrameFormat::NV12]
            .map(|kind| format(kind, 1280, 720, 30));
        let kinds: Vec<_> = ranked(&all, CameraUse::Face)
            .iter()
            .map(CameraFormat::format)
            .collect();
        assert_eq!(
            kinds,
            [FrameFormat::NV12, FrameFormat::MJPEG, FrameFormat::YUYV]
        );
    }

    #[test]
    fn a_camera_with_strange_sizes_only_is_still_taken() {
        let portrait = [format(FrameFormat::YUYV, 720, 1280, 15)];
        assert_eq!(ranked(&portrait, CameraUse::Face), portrait);
        let huge = [format(FrameFormat::MJPEG, 3840, 2160, 90)];
        assert_eq!(ranked(&huge, CameraUse::Code), huge);
        let slow = [format(FrameFormat::MJPEG, 640, 480, 1)];
        assert_eq!(ranked(&slow, CameraUse::Code), slow);
        let colours = [format(FrameFormat::RAWRGB, 1280, 720, 30)];
        assert!(ranked(&colours, CameraUse::Face).is_empty());
    }
}
