//! The picture for the screen, by the shortest way from what the camera gave.

use crate::frame::{Frame, FrameImage, Rotation, UnreadableFrame, Yuv420, turn};
use sceau_vision::jpeg::{self, Rgb};
use std::sync::Arc;

/// JPEG quality of the picture on the screen: what is kept is encoded apart.
const QUALITY: u8 = 75;
/// A camera's own JPEG up to this width is passed on: the screen scales it for less than it costs
/// to decode and encode it here.
const PASSED_ON: u16 = 1_920;

impl Frame {
    /// The frame as a JPEG file. An upright JPEG is passed on as the camera gave it, up to 1,920
    /// pixels wide; everything else is made no wider than `most_width`, raw planes without the way
    /// over colours.
    ///
    /// # Errors
    /// [`UnreadableFrame`] when the frame cannot be decoded.
    pub fn preview_jpeg(&self, most_width: u16) -> Result<Arc<[u8]>, UnreadableFrame> {
        match &self.image {
            FrameImage::Jpeg(bytes)
                if self.width <= PASSED_ON.max(most_width) && self.rotation == Rotation::None =>
            {
                Ok(Arc::clone(bytes))
            }
            FrameImage::Yuv(planes) => {
                let across = match self.rotation {
                    Rotation::None | Rotation::Half => planes.width,
                    Rotation::Left | Rotation::Right => planes.height,
                };
                let small = shrunk(planes, across.div_ceil(most_width.max(1)).max(1))
                    .ok_or(UnreadableFrame)?;
                Ok(jpeg::encode_ycbcr(&turn(small, self.rotation)?, QUALITY)?.into())
            }
            FrameImage::Jpeg(_) | FrameImage::Rgb(_) => {
                let colours = self.upright_rgb(most_width, u16::MAX)?;
                Ok(jpeg::encode(&colours, QUALITY)?.into())
            }
        }
    }
}

/// Planes made smaller by a whole factor, as luma and both chromas of every pixel over the full
/// range. Luma is the mean of what it covers; chroma is taken where it falls, no eye sees it.
fn shrunk(planes: &Yuv420, factor: u16) -> Option<Rgb> {
    let (stride, rows) = (usize::from(planes.width), usize::from(planes.height));
    let (width, height) = (planes.width / factor, planes.height / factor);
    let (luma, chroma) = planes.planes.split_at_checked(stride * rows)?;
    let half = stride / 2;
    let (blues, reds) = chroma.split_at_checked(half * (rows / 2))?;
    let (wide, step) = (full_range(), usize::from(factor));
    let across = usize::from(width);
    let mut pixels = vec![0; across * usize::from(height) * 3];
    let lines = luma.chunks_exact(stride * step);
    for (y, (lines, row)) in lines.zip(pixels.chunks_exact_mut(across * 3)).enumerate() {
        let at = (y * step / 2).min((rows / 2).saturating_sub(1)) * half;
        let (blues, reds) = (blues.get(at..at + half)?, reds.get(at..at + half)?);
        if step == 2 {
            // The common case, 720p to 360p: a chroma for every pixel, four lumas.
            let (upper, lower) = lines.split_at(stride);
            let lights = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            let colours = blues.iter().zip(reds);
            for (pixel, ((one, two), (blue, red))) in
                row.chunks_exact_mut(3).zip(lights.zip(colours))
            {
                let sum = [one[0], one[1], two[0], two[1]].map(usize::from);
                pixel[0] = wide.luma[(sum.iter().sum::<usize>() + 2) / 4];
                pixel[1] = wide.chroma[usize::from(*blue)];
                pixel[2] = wide.chroma[usize::from(*red)];
            }
            continue;
        }
        for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
            let light = mean(lines, stride, x * step, step);
            let at = (x * step / 2).min(half.saturating_sub(1));
            pixel[0] = wide.luma[usize::from(light)];
            pixel[1] = wide.chroma[usize::from(*blues.get(at)?)];
            pixel[2] = wide.chroma[usize::from(*reds.get(at)?)];
        }
    }
    Some(Rgb {
        width,
        height,
        pixels,
    })
}

/// The mean of a square of `side` pixels whose rows are `stride` apart.
fn mean(lines: &[u8], stride: usize, left: usize, side: usize) -> u8 {
    let sum: usize = lines
        .chunks_exact(stride)
        .map(|line| {
            let part = &line[left..left + side];
            part.iter().map(|&light| usize::from(light)).sum::<usize>()
        })
        .sum();
    u8::try_from((sum + side * side / 2) / (side * side)).unwrap_or(u8::MAX)
}

/// From the range of video to the full byte (ITU-R BT.601 to JFIF).
struct Wide {
    luma: [u8; 256],
    chroma: [u8; 256],
}

fn full_range() -> Wide {
    let stretched = |value: usize, middle: i32, over: i32, to: i32| {
        let value = i32::try_from(value).unwrap_or(0) - middle;
        let moved = value * 255 / over + to;
        u8::try_from(moved.clamp(0, 255)).unwrap_or(0)
    };
    Wide {
        luma: core::array::from_fn(|value| stretched(value, 16, 219, 0)),
        chroma: core::array::from_fn(|value| stretched(value, 128, 224, 128)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;

    fn frame(width: u16, height: u16, colours: [u8; 3]) -> Frame {
        let picture = Rgb {
            width,
            height,
            pixels: colours.repeat(usize::from(width) * usize::from(height)),
        };
        let planes = crate::yuv::of_rgb(&picture).unwrap();
        Frame::of_yuv(Arc::new(planes), Duration::ZERO)
    }

    #[test]
    fn raw_planes_become_a_small_picture_of_the_same_colours() {
        for (width, height, expected) in [
            (1280, 720, (640, 360)),
            (1920, 1080, (640, 360)),
            (720, 1280, (360, 640)),
            (320, 240, (320, 240)),
        ] {
            let jpeg = frame(width, height, [200, 60, 40])
                .preview_jpeg(640)
                .unwrap();
            let seen = jpeg::rgb(&jpeg).unwrap();
            assert_eq!((seen.width, seen.height), expected);
            let is_near = |(one, other): (&u8, &u8)| one.abs_diff(*other) <= 6;
            assert!(
                seen.pixels[..3].iter().zip(&[200, 60, 40]).all(is_near),
                "{:?}",
                &seen.pixels[..3]
            );
        }
    }

    #[test]
    fn a_camera_that_stands_on_its_side_is_shown_upright() {
        let lying = Frame {
            rotation: Rotation::Right,
            ..frame(1280, 720, [90; 3])
        };
        assert_eq!(
            jpeg::size(&lying.preview_jpeg(640).unwrap()),
            Ok((360, 640))
        );
    }

    #[test]
    fn the_camera_s_own_jpeg_is_passed_on_untouched() {
        let bytes: Arc<[u8]> = frame(1280, 720, [90; 3]).preview_jpeg(1280).unwrap();
        let given = Frame::of_jpeg(Arc::clone(&bytes), Duration::ZERO, Rotation::None).unwrap();
        assert!(Arc::ptr_eq(&given.preview_jpeg(640).unwrap(), &bytes));
        let lying = Frame {
            rotation: Rotation::Left,
            ..given
        };
        assert_eq!(
            jpeg::size(&lying.preview_jpeg(640).unwrap()),
            Ok((640, 1137))
        );
    }

    #[test]
    fn missing_planes_are_no_picture() {
        let mut planes = crate::yuv::of_grey(16, 16, &[9; 256]).unwrap();
        planes.planes.truncate(300);
        let broken = Frame::of_yuv(Arc::new(planes), Duration::ZERO);
        assert_eq!(broken.preview_jpeg(640), Err(UnreadableFrame));
    }
}
