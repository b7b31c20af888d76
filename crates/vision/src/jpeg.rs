//! JPEG (ITU-T T.81) in and out: what a camera gives, what the screen and the vault take.

use crate::luma::Luma;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// An RGB picture: three bytes per pixel, rows from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Rgb {
    /// Width in pixels, 1 to 65,535.
    pub width: u16,
    /// Height in pixels, 1 to 65,535.
    pub height: u16,
    /// `width × height × 3` bytes.
    pub pixels: Vec<u8>,
}

impl core::fmt::Debug for Rgb {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Rgb({}×{})", self.width, self.height)
    }
}

/// Why bytes could not become a picture, or a picture bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JpegFault {
    /// The bytes are no JPEG picture, or a broken one.
    #[error("not a whole JPEG picture")]
    Broken,
    /// A side is 0 or longer than the caller allows.
    #[error("the picture is larger than allowed")]
    TooLarge,
}

/// The longest side of a camera frame, in pixels (8K video is 7,680 wide).
const MOST_SIDE: usize = 8_192;

/// The size announced in the header, without decoding a pixel.
///
/// # Errors
/// [`JpegFault::Broken`] when there is no header, [`JpegFault::TooLarge`] for a side over 8,192.
pub fn size(bytes: &[u8]) -> Result<(u16, u16), JpegFault> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options(ColorSpace::Luma));
    decoder.decode_headers().map_err(|_| JpegFault::Broken)?;
    let info = decoder.info().ok_or(JpegFault::Broken)?;
    bounded(info.width, info.height)
}

/// The grey picture alone: about half the work of the colours.
///
/// # Errors
/// As [`size`].
pub fn luma(bytes: &[u8]) -> Result<Luma, JpegFault> {
    let (width, height, pixels) = decode(bytes, ColorSpace::Luma)?;
    Luma::new(width.into(), height.into(), pixels).map_err(|_| JpegFault::Broken)
}

/// The picture in colours.
///
/// # Errors
/// As [`size`].
pub fn rgb(bytes: &[u8]) -> Result<Rgb, JpegFault> {
    let (width, height, pixels) = decode(bytes, ColorSpace::RGB)?;
    if pixels.len() != usize::from(width) * usize::from(height) * 3 {
        return Err(JpegFault::Broken);
    }
    Ok(Rgb {
        width,
        height,
        pixels,
    })
}

/// The picture as it is stored: luma and both chromas of every pixel, three bytes each, over the
/// full range (JFIF). Spares the way over colours to whoever encodes a film.
///
/// # Errors
/// As [`size`].
pub fn ycbcr(bytes: &[u8]) -> Result<(u16, u16, Vec<u8>), JpegFault> {
    let (width, height, pixels) = decode(bytes, ColorSpace::YCbCr)?;
    if pixels.len() != usize::from(width) * usize::from(height) * 3 {
        return Err(JpegFault::Broken);
    }
    Ok((width, height, pixels))
}

/// Encodes with chroma at half the size. `quality` runs from 1 to 100.
///
/// # Errors
/// [`JpegFault::Broken`] when the pixels do not fill the size.
pub fn encode(picture: &Rgb, quality: u8) -> Result<Vec<u8>, JpegFault> {
    encode_as(picture, jpeg_encoder::ColorType::Rgb, quality)
}

/// As [`encode`], of pixels that are luma and both chromas already, as [`ycbcr`] gives them.
///
/// # Errors
/// As [`encode`].
pub fn encode_ycbcr(picture: &Rgb, quality: u8) -> Result<Vec<u8>, JpegFault> {
    encode_as(picture, jpeg_encoder::ColorType::Ycbcr, quality)
}

fn encode_as(
    picture: &Rgb,
    space: jpeg_encoder::ColorType,
    quality: u8,
) -> Result<Vec<u8>, JpegFault> {
    if picture.pixels.len() != usize::from(picture.width) * usize::from(picture.height) * 3 {
        return Err(JpegFault::Broken);
    }
    let mut bytes = Vec::with_capacity(picture.pixels.len() / 10);
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder
        .encode(&picture.pixels, picture.width, picture.height, space)
        .map_err(|_| JpegFault::Broken)?;
    Ok(bytes)
}

fn decode(bytes: &[u8], space: ColorSpace) -> Result<(u16, u16, Vec<u8>), JpegFault> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options(space));
    let pixels = decoder.decode().map_err(|_| JpegFault::Broken)?;
    let info = decoder.info().ok_or(JpegFault::Broken)?;
    let (width, height) = bounded(info.width, info.height)?;
    Ok((width, height, pixels))
}

fn options(space: ColorSpace) -> DecoderOptions {
    DecoderOptions::default()
        .jpeg_set_out_colorspace(space)
        .set_max_width(MOST_SIDE)
        .set_max_height(MOST_SIDE)
}

fn bounded(width: u16, height: u16) -> Result<(u16, u16), JpegFault> {
    let is_bounded = |side: u16| side > 0 && usize::from(side) <= MOST_SIDE;
    if is_bounded(width) && is_bounded(height) {
        Ok((width, height))
    } else {
        Err(JpegFault::TooLarge)
    }
}
