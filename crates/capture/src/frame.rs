//! One picture of a camera, kept in the form it came in until somebody needs another.

use crate::recorder::VideoSettings;
use core::time::Duration;
use image::imageops;
use sceau_vision::jpeg::{self, Rgb};
use sceau_vision::{Luma, LumaView};
use std::sync::Arc;

/// Quarter turns clockwise that make the picture upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// Upright as it is.
    #[default]
    None,
    /// One quarter turn clockwise.
    Right,
    /// Upside down.
    Half,
    /// One quarter turn counter-clockwise.
    Left,
}

impl Rotation {
    /// So many quarter turns clockwise; four are none.
    pub const fn of_quarters(quarters: u8) -> Self {
        match quarters % 4 {
            0 => Self::None,
            1 => Self::Right,
            2 => Self::Half,
            _ => Self::Left,
        }
    }

    /// In quarter turns clockwise, 0 to 3.
    pub const fn quarters(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Right => 1,
            Self::Half => 2,
            Self::Left => 3,
        }
    }

    /// This turn, then another.
    #[must_use]
    pub const fn then(self, other: Self) -> Self {
        Self::of_quarters(self.quarters() + other.quarters())
    }
}

/// Planes of luma and chroma, chroma at half the size each way, video range (ITU-R BT.601).
#[derive(Clone, PartialEq, Eq)]
pub struct Yuv420 {
    /// Width in pixels, even.
    pub width: u16,
    /// Height in pixels, even.
    pub height: u16,
    /// The luma plane, then both chroma planes: `width × height × 3 / 2` bytes.
    pub planes: Vec<u8>,
}

/// The pixels of a frame.
#[derive(Clone)]
pub enum FrameImage {
    /// A JPEG file, as most cameras and webviews give it.
    Jpeg(Arc<[u8]>),
    /// Colours, from a still picture on disk.
    Rgb(Arc<Rgb>),
    /// Planes, from raw cameras and videos.
    Yuv(Arc<Yuv420>),
}

/// One picture of a camera.
#[derive(Clone)]
pub struct Frame {
    /// The pixels; cloning shares them.
    pub image: FrameImage,
    /// Width in pixels before [`Frame::rotation`] is applied.
    pub width: u16,
    /// Height in pixels before [`Frame::rotation`] is applied.
    pub height: u16,
    /// When it was taken, counted from the start of the session's [`crate::Monotonic`].
    pub at: Duration,
    /// What makes it upright.
    pub rotation: Rotation,
}

/// The pixels of a frame cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the frame cannot be read")]
pub struct UnreadableFrame;

impl From<jpeg::JpegFault> for UnreadableFrame {
    fn from(_: jpeg::JpegFault) -> Self {
        Self
    }
}

impl Frame {
    /// A frame of a JPEG file; its size is read from the header.
    ///
    /// # Errors
    /// [`UnreadableFrame`] when the bytes have no JPEG header of a bounded size.
    pub fn of_jpeg(
        bytes: Arc<[u8]>,
        at: Duration,
        rotation: Rotation,
    ) -> Result<Self, UnreadableFrame> {
        let (width, height) = jpeg::size(&bytes)?;
        Ok(Self {
            image: FrameImage::Jpeg(bytes),
            width,
            height,
            at,
            rotation,
        })
    }

    /// A frame of colours.
    pub fn of_rgb(picture: Arc<Rgb>, at: Duration) -> Self {
        let (width, height) = (picture.width, picture.height);
        Self {
            image: FrameImage::Rgb(picture),
            width,
            height,
            at,
            rotation: Rotation::None,
        }
    }

    /// A frame of planes.
    pub fn of_yuv(planes: Arc<Yuv420>, at: Duration) -> Self {
        let (width, height) = (planes.width, planes.height);
        Self {
            image: FrameImage::Yuv(planes),
            width,
            height,
            at,
            rotation: Rotation::None,
        }
    }

    /// Width and height in pixels once it is upright.
    pub const fn upright_size(&self) -> (u16, u16) {
        match self.rotation {
            Rotation::None | Rotation::Half => (self.width, self.height),
            Rotation::Right | Rotation::Left => (self.height, self.width),
        }
    }

    /// The grey picture, upright: what people are told directions by.
    ///
    /// # Errors
    /// As [`Frame::luma`].
    pub fn upright_luma(&self) -> Result<Luma, UnreadableFrame> {
        turn_luma(self.luma()?, self.rotation)
    }

    /// The grey picture, not turned: what codes and qualities are measured on.
    ///
    /// # Errors
    /// [`UnreadableFrame`] when the JPEG is broken.
    pub fn luma(&self) -> Result<Luma, UnreadableFrame> {
        match &self.image {
            FrameImage::Jpeg(bytes) => Ok(jpeg::luma(bytes)?),
            FrameImage::Rgb(picture) => grey_of(picture),
            FrameImage::Yuv(planes) => {
                let (width, height) = (u32::from(planes.width), u32::from(planes.height));
                let length = width as usize * height as usize;
                let luma = planes.planes.get(..length).ok_or(UnreadableFrame)?;
                Ok(LumaView::new(width, height, luma)
                    .map_err(|_| UnreadableFrame)?
                    .to_owned())
            }
        }
    }

    /// The picture in colours, upright, shrunk so that it fits `most_width × most_height`.
    ///
    /// # Errors
    /// [`UnreadableFrame`] when the JPEG is broken or planes are missing.
    pub fn upright_rgb(&self, most_width: u16, most_height: u16) -> Result<Rgb, UnreadableFrame> {
        let colours = match &self.image {
            FrameImage::Jpeg(bytes) => jpeg::rgb(bytes)?,
            FrameImage::Rgb(picture) => Rgb::clone(picture),
            FrameImage::Yuv(planes) => crate::yuv::to_rgb(planes).ok_or(UnreadableFrame)?,
        };
        fit(turn(colours, self.rotation)?, most_width, most_height)
    }

    /// Whether there is less of it that still fills a film of this size.
    pub(crate) fn shrinks_to(&self, film: VideoSettings) -> bool {
        matches!(self.image, FrameImage::Yuv(_)) && self.times_larger(film) > 1
    }

    /// The frame made smaller by a whole number of times, so that it still fills a film of this size. `None` where it
    /// does not shrink, or planes are missing.
    pub(crate) fn shrunk_to(&self, film: VideoSettings) -> Option<Self> {
        let FrameImage::Yuv(planes) = &self.image else {
            return None;
        };
        let times = self.times_larger(film);
        let smaller = crate::yuv::shrunk(planes, times).filter(|_| times > 1)?;
        Some(Self {
            rotation: self.rotation,
            ..Self::of_yuv(Arc::new(smaller), self.at)
        })
    }

    fn times_larger(&self, film: VideoSettings) -> u16 {
        let (long, short) = (self.width.max(self.height), self.width.min(self.height));
        (long / film.long_side.max(1)).min(short / film.short_side.max(1))
    }

    /// How many bytes its pixels take: what is kept of the past is bounded by it.
    pub(crate) fn weight(&self) -> usize {
        match &self.image {
            FrameImage::Jpeg(bytes) => bytes.len(),
            FrameImage::Rgb(picture) => picture.pixels.len(),
            FrameImage::Yuv(planes) => planes.planes.len(),
        }
    }
}

// A frame shows a face or a document: only its size and time are ever printed.
impl core::fmt::Debug for Frame {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Frame({}×{} at {:?})", self.width, self.height, self.at)
    }
}

fn grey_of(picture: &Rgb) -> Result<Luma, UnreadableFrame> {
    let pixels = picture
        .pixels
        .chunks_exact(3)
        .map(crate::yuv::full_range_luma)
        .collect();
    Luma::new(picture.width.into(), picture.height.into(), pixels).map_err(|_| UnreadableFrame)
}

fn buffer_of(picture: Rgb) -> Result<image::RgbImage, UnreadableFrame> {
    let (width, height) = (u32::from(picture.width), u32::from(picture.height));
    image::RgbImage::from_raw(width, height, picture.pixels).ok_or(UnreadableFrame)
}

fn rgb_of(buffer: image::RgbImage) -> Result<Rgb, UnreadableFrame> {
    let narrow = |side: u32| u16::try_from(side).map_err(|_| UnreadableFrame);
    let (width, height) = (narrow(buffer.width())?, narrow(buffer.height())?);
    Ok(Rgb {
        width,
        height,
        pixels: buffer.into_raw(),
    })
}

pub(crate) fn turn(picture: Rgb, rotation: Rotation) -> Result<Rgb, UnreadableFrame> {
    let turn_with: fn(&image::RgbImage) -> image::RgbImage = match rotation {
        Rotation::None => return Ok(picture),
        Rotation::Right => imageops::rotate90,
        Rotation::Half => imageops::rotate180,
        Rotation::Left => imageops::rotate270,
    };
    rgb_of(turn_with(&buffer_of(picture)?))
}

fn turn_luma(luma: Luma, rotation: Rotation) -> Result<Luma, UnreadableFrame> {
    let turn_with: fn(&image::GrayImage) -> image::GrayImage = match rotation {
        Rotation::None => return Ok(luma),
        Rotation::Right => imageops::rotate90,
        Rotation::Half => imageops::rotate180,
        Rotation::Left => imageops::rotate270,
    };
    let view = luma.view();
    let lying = image::GrayImage::from_raw(view.width(), view.height(), view.pixels().to_vec());
    let upright = turn_with(&lying.ok_or(UnreadableFrame)?);
    let (width, height) = upright.dimensions();
    Luma::new(width, height, upright.into_raw()).map_err(|_| UnreadableFrame)
}

fn fit(mut picture: Rgb, most_width: u16, most_height: u16) -> Result<Rgb, UnreadableFrame> {
    // Halving is several times cheaper than scaling by any number, and often all that is needed.
    while picture.width / 2 >= most_width || picture.height / 2 >= most_height {
        picture = halved(&picture);
    }
    if picture.width <= most_width && picture.height <= most_height {
        return Ok(picture);
    }
    let (width, height) = (u32::from(picture.width), u32::from(picture.height));
    let (most_width, most_height) = (u32::from(most_width), u32::from(most_height));
    // The side that is too long by more decides; the other keeps the ratio and at least a pixel.
    let (new_width, new_height) = if width * most_height >= height * most_width {
        (most_width, (height * most_width / width).max(1))
    } else {
        ((width * most_height / height).max(1), most_height)
    };
    rgb_of(imageops::thumbnail(
        &buffer_of(picture)?,
        new_width,
        new_height,
    ))
}

/// Half the size, each pixel the mean of four; an odd last row or column is dropped.
fn halved(picture: &Rgb) -> Rgb {
    let (width, height) = ((picture.width / 2).max(1), (picture.height / 2).max(1));
    let stride = usize::from(picture.width) * 3;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for rows in picture.pixels.chunks(stride * 2).take(height.into()) {
        let (upper, lower) = rows.split_at(stride);
        let lower = if lower.is_empty() { upper } else { lower };
        for (one, other) in upper.chunks(6).zip(lower.chunks(6)).take(width.into()) {
            for colour in 0..3 {
                let next = if one.len() == 6 { colour + 3 } else { colour };
                let parts = [one[colour], one[next], other[colour], other[next]];
                let sum: u32 = parts.iter().map(|&part| u32::from(part)).sum();
                pixels.push(u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX));
            }
        }
    }
    Rgb {
        width,
        height,
        pixels,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of(width: u16, height: u16, most: (u16, u16)) -> (u16, u16, usize) {
        let pixels = vec![7; usize::from(width) * usize::from(height) * 3];
        let fitted = fit(
            Rgb {
                width,
                height,
                pixels,
            },
            most.0,
            most.1,
        )
        .unwrap();
        assert!(fitted.pixels.iter().all(|&part| part == 7));
        (fitted.width, fitted.height, fitted.pixels.len())
    }

    #[test]
    fn a_picture_is_fitted_into_any_box_and_keeps_its_ratio() {
        assert_eq!(
            size_of(1280, 720, (640, u16::MAX)),
            (640, 360, 640 * 360 * 3)
        );
        assert_eq!(size_of(801, 601, (200, 200)), (200, 150, 200 * 150 * 3));
        assert_eq!(size_of(100, 50, (640, 640)), (100, 50, 100 * 50 * 3));
        assert_eq!(size_of(1000, 1, (10, 10)), (10, 1, 30));
        assert_eq!(size_of(1, 999, (10, 10)), (1, 10, 30));
    }

    #[test]
    fn a_turned_picture_changes_its_sides() {
        let picture = Rgb {
            width: 2,
            height: 1,
            pixels: vec![1, 1, 1, 2, 2, 2],
        };
        let turned = |rotation| turn(picture.clone(), rotation).unwrap();
        assert_eq!(turned(Rotation::Right).pixels, [1, 1, 1, 2, 2, 2]);
        assert_eq!(turned(Rotation::Left).pixels, [2, 2, 2, 1, 1, 1]);
        assert_eq!(turned(Rotation::Half).pixels, [2, 2, 2, 1, 1, 1]);
        assert_eq!(
            (turned(Rotation::Left).width, turned(Rotation::None).width),
            (1, 2)
        );
    }
}
