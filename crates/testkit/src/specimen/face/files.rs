//! The clip as files that cameras can be faked with.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::super::SpecimenError;
use super::super::num;

/// First line of a YUV4MPEG2 stream. `C420` alone: Chromium refuses the longer names.
#[must_use]
pub fn y4m_header(size: (u32, u32), fps: u32) -> Vec<u8> {
    format!("YUV4MPEG2 W{} H{} F{fps}:1 Ip A1:1 C420\n", size.0, size.1).into_bytes()
}

/// One frame of a YUV4MPEG2 stream: `FRAME`, then Y, U and V planes (BT.601, limited range).
/// Width and height must be even; an odd last row or column has no colour of its own.
#[must_use]
pub fn y4m_frame(picture: &RgbImage) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let mut bytes = b"FRAME\n".to_vec();
    bytes.extend(picture.pixels().map(|pixel| {
        let [r, g, b] = pixel.0.map(f32::from);
        num::channel(16.0 + 0.257 * r + 0.504 * g + 0.098 * b)
    }));
    for weights in [[-0.148, -0.291, 0.439], [0.439, -0.368, -0.071]] {
        for row in (0..height - height % 2).step_by(2) {
            for column in (0..width - width % 2).step_by(2) {
                let mut value = 0.0;
                for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    let colour = picture.get_pixel(column + dx, row + dy).0.map(f32::from);
                    value += weights.iter().zip(colour).map(|(w, c)| w * c).sum::<f32>();
                }
                bytes.push(num::channel(128.0 + value / 4.0));
            }
        }
    }
    bytes
}

/// A whole YUV4MPEG2 stream in memory: 1.4 MB per 720p frame, so rather for short or small clips.
#[must_use]
pub fn to_y4m(pictures: &[RgbImage], fps: u32) -> Vec<u8> {
    let size = pictures.first().map_or((0, 0), RgbImage::dimensions);
    let mut stream = y4m_header(size, fps);
    for picture in pictures {
        stream.extend(y4m_frame(picture));
    }
    stream
}

/// One JPEG of this quality, 1 to 100.
///
/// # Errors
/// [`SpecimenError::Encode`].
pub(in super::super) fn to_jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, SpecimenError> {
    let mut bytes = Vec::new();
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| SpecimenError::Encode);
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let mut encoder = Encoder::new(&mut bytes, quality);
    // Cameras halve the colours in both directions.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(picture.as_raw(), width, height, ColorType::Rgb)
        .map_err(|_| SpecimenError::Encode)?;
    Ok(bytes)
}

/// JPEG after JPEG. The format has no rate and Chromium plays 30 per second, so each picture is
/// written `30 / fps` times.
#[must_use]
pub fn to_mjpeg(jpegs: &[Vec<u8>], fps: u32) -> Vec<u8> {
    let times = (30 / fps.max(1)).max(1) as usize;
    jpegs
        .iter()
        .flat_map(|jpeg| std::iter::repeat_n(jpeg, times))
        .flatten()
        .copied()
        .collect()
}
