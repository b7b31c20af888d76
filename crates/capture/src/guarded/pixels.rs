//! From a driver's bytes to a frame, without the way over colours.

use super::{Layout, RawPicture};
use crate::frame::{Frame, Rotation};
use crate::yuv;
use core::time::Duration;
use std::sync::Arc;

/// The frame of a picture, taken at this time of the session's clock; `None` when its bytes cannot be
/// one. A JPEG is copied up to its end mark, raw pixels are sorted into planes.
pub fn frame_of(picture: RawPicture<'_>, at: Duration) -> Option<Frame> {
    let frame = match picture.layout {
        Layout::Jpeg => Frame::of_jpeg(jpeg_in(picture.bytes)?.into(), at, Rotation::None).ok()?,
        Layout::Yuyv => planes(picture, at, yuv::of_yuyv)?,
        Layout::Nv12 => planes(picture, at, yuv::of_nv12)?,
        Layout::Grey => planes(picture, at, yuv::of_grey)?,
    };
    Some(Frame {
        rotation: picture.rotation,
        ..frame
    })
}

/// The longest side of a camera, in pixels (8K video is 7,680 wide).
const MOST_SIDE: u32 = 8_192;

fn planes(
    picture: RawPicture<'_>,
    at: Duration,
    sort: fn(u16, u16, &[u8]) -> Option<crate::Yuv420>,
) -> Option<Frame> {
    let side = |side: u32| {
        let is_possible = (1..=MOST_SIDE).contains(&side);
        is_possible.then(|| u16::try_from(side).ok()).flatten()
    };
    let planes = sort(side(picture.width)?, side(picture.height)?, picture.bytes)?;
    Some(Frame::of_yuv(Arc::new(planes), at))
}

/// The JPEG at the start of a buffer, to its end mark (ITU-T T.81, annex B). Drivers give the whole
/// buffer: megabytes of older pictures would travel to the screen behind it. A file without an end
/// mark is given as it is; `None` when there is no JPEG.
fn jpeg_in(buffer: &[u8]) -> Option<&[u8]> {
    buffer.starts_with(&[0xFF, 0xD8]).then_some(())?;
    let mut at = 2;
    // Headers have lengths, and may hold a small JPEG of their own: they are stepped over.
    loop {
        let marker = *buffer.get(at + 1)?;
        if buffer[at] != 0xFF {
            return None;
        }
        let length = u16::from_be_bytes([*buffer.get(at + 2)?, *buffer.get(at + 3)?]);
        at += 2 + usize::from(length);
        if marker == 0xDA {
            break;
        }
    }
    // In the pixels no byte 255 is followed by 217 but at the end.
    let pixels = buffer.get(at..)?;
    let end = pixels.windows(2).position(|pair| pair == [0xFF, 0xD9]);
    Some(end.map_or(buffer, |end| &buffer[..at + end + 2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(bytes: &[u8], layout: Layout, width: u32, height: u32) -> RawPicture<'_> {
        RawPicture {
            bytes,
            layout,
            width,
            height,
            rotation: Rotation::None,
        }
    }

    fn is_frame(picture: RawPicture<'_>) -> bool {
        frame_of(picture, Duration::ZERO).is_some()
    }

    #[test]
    fn raw_pixels_become_frames_and_rubbish_does_not() {
        let frame = frame_of(raw(&[128; 16], Layout::Yuyv, 4, 2), Duration::ZERO).unwrap();
        assert_eq!((frame.width, frame.height), (4, 2));
        assert!(is_frame(raw(&[128; 12], Layout::Nv12, 4, 2)));
        assert!(is_frame(raw(&[128; 8], Layout::Grey, 4, 2)));
        assert!(!is_frame(raw(&[128; 15], Layout::Yuyv, 4, 2)));
        assert!(!is_frame(raw(&[], Layout::Nv12, 0, 0)));
        assert!(!is_frame(raw(&[0; 64], Layout::Yuyv, 70_000, 2)));
        assert!(!is_frame(raw(b"not a jpeg", Layout::Jpeg, 4, 2)));
        assert!(!is_frame(raw(&[0xFF, 0xD8, 0xFF], Layout::Jpeg, 4, 2)));
    }

    #[test]
    fn a_jpeg_ends_at_its_end_mark_whatever_the_buffer_held_before() {
        let picture = sceau_vision::jpeg::Rgb {
            width: 32,
            height: 16,
            pixels: vec![90; 32 * 16 * 3],
        };
        let jpeg = sceau_vision::jpeg::encode(&picture, 80).unwrap();
        let mut buffer = jpeg.clone();
        buffer.extend([7; 5_000]);
        buffer.extend([0xFF, 0xD9]);
        assert_eq!(jpeg_in(&buffer), Some(jpeg.as_slice()));
        assert_eq!(
            jpeg_in(&jpeg[..jpeg.len() - 2]),
            Some(&jpeg[..jpeg.len() - 2])
        );
        // A small picture inside a header does not end the large one.
        let mut nested = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9];
        nested.extend(&jpeg[2..]);
        assert_eq!(jpeg_in(&nested), Some(nested.as_slice()));
    }
}
