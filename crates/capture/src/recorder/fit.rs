//! Frames of any shape brought into the one size a film has.

use super::VideoSettings;
use crate::frame::{Frame, FrameImage, Rotation, UnreadableFrame, Yuv420};
use crate::yuv;
use sceau_vision::jpeg;
use std::borrow::Cow;

/// One block of H.264: smaller pictures are not encoded.
const LEAST_SIDE: u16 = 16;

/// The frame as planes. The first frame (`film` is `None`) decides the film's size within the settings;
/// a later one of another shape – a turned phone, a camera that changed its mode – is fitted into it
/// with black bars: the film goes on, and nothing is stretched.
pub(super) fn planes_of(
    frame: &Frame,
    settings: VideoSettings,
    film: Option<(u16, u16)>,
) -> Result<Cow<'_, Yuv420>, UnreadableFrame> {
    let most = film.unwrap_or_else(|| most_of(frame, settings));
    let fits = frame.rotation == Rotation::None && frame.width <= most.0 && frame.height <= most.1;
    let planes = match &frame.image {
        FrameImage::Yuv(planes) if fits && is_whole(planes) => Some(Cow::Borrowed(&**planes)),
        FrameImage::Jpeg(bytes) if fits => {
            let (width, height, pixels) = jpeg::ycbcr(bytes)?;
            yuv::of_full_range(width, height, &pixels).map(Cow::Owned)
        }
        _ => yuv::of_rgb(&frame.upright_rgb(most.0, most.1)?).map(Cow::Owned),
    };
    let planes = planes
        .filter(|planes| planes.width >= LEAST_SIDE && planes.height >= LEAST_SIDE)
        .ok_or(UnreadableFrame)?;
    match film {
        Some(size) if size != (planes.width, planes.height) => {
            Ok(Cow::Owned(framed(&planes, size).ok_or(UnreadableFrame)?))
        }
        _ => Ok(planes),
    }
}

/// The settings' box, lying or standing as the frame does when it is upright.
fn most_of(frame: &Frame, settings: VideoSettings) -> (u16, u16) {
    let (long, short) = (settings.long_side, settings.short_side);
    let is_upright = matches!(frame.rotation, Rotation::None | Rotation::Half);
    if (frame.width >= frame.height) == is_upright {
        (long, short)
    } else {
        (short, long)
    }
}

fn is_whole(planes: &Yuv420) -> bool {
    planes.width.is_multiple_of(2)
        && planes.height.is_multiple_of(2)
        && planes.planes.len() == usize::from(planes.width) * usize::from(planes.height) * 3 / 2
}

/// A smaller picture in the middle of a black one. Sides and places are even, so that chroma stays
/// with its luma. `None` when it is not smaller.
fn framed(picture: &Yuv420, (width, height): (u16, u16)) -> Option<Yuv420> {
    let size = (usize::from(width), usize::from(height));
    let inner = (usize::from(picture.width), usize::from(picture.height));
    let left = size.0.checked_sub(inner.0)? / 4 * 2;
    let top = size.1.checked_sub(inner.1)? / 4 * 2;
    let (luma, quarter) = (size.0 * size.1, size.0 * size.1 / 4);
    let mut planes = vec![BLACK_LUMA; luma];
    planes.resize(luma + quarter * 2, NO_COLOUR);
    let inner_luma = inner.0 * inner.1;
    let sources = [
        (0, 0, 1),
        (luma, inner_luma, 2),
        (luma + quarter, inner_luma + inner_luma / 4, 2),
    ];
    for (to, from, shrink) in sources {
        let (stride, inner_stride) = (size.0 / shrink, inner.0 / shrink);
        for row in 0..inner.1 / shrink {
            let source = from + row * inner_stride;
            let target = to + (top / shrink + row) * stride + left / shrink;
            planes
                .get_mut(target..target + inner_stride)?
                .copy_from_slice(picture.planes.get(source..source + inner_stride)?);
        }
    }
    Some(Yuv420 {
        width,
        height,
        planes,
    })
}

/// Black in the range of video (ITU-R BT.601).
const BLACK_LUMA: u8 = 16;
const NO_COLOUR: u8 = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_picture_stands_in_the_middle_with_its_colours() {
        let picture = Yuv420 {
            width: 2,
            height: 4,
            planes: vec![200, 201, 202, 203, 204, 205, 206, 207, 90, 91, 190, 191],
        };
        let framed = framed(&picture, (6, 4)).unwrap();
        let rows: Vec<&[u8]> = framed.planes[..24].chunks(6).collect();
        assert_eq!(rows[0], [16, 16, 200, 201, 16, 16]);
        assert_eq!(rows[3], [16, 16, 206, 207, 16, 16]);
        assert_eq!(framed.planes[24..30], [128, 90, 128, 128, 91, 128]);
        assert_eq!(framed.planes[30..], [128, 190, 128, 128, 191, 128]);
    }

    #[test]
    fn a_larger_picture_is_not_framed() {
        let picture = Yuv420 {
            width: 8,
            height: 2,
            planes: vec![0; 24],
        };
        assert!(framed(&picture, (6, 4)).is_none());
    }
}
