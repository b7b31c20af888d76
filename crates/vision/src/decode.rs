//! Pictures from outside: bounded before a pixel is decoded, turned upright, freed of every
//! metadata, encoded anew. What leaves this file was written by our own encoder.

use crate::jpeg::{self, Rgb};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use std::io::Cursor;

/// What a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureLimits {
    /// Most bytes of the file.
    pub bytes: usize,
    /// Most pixels announced by the header, width times height.
    pub pixels: u64,
    /// Longest side of the result in pixels, at most 65,535.
    pub long_side: u16,
    /// JPEG quality of the result, 1 to 100.
    pub quality: u8,
}

impl PictureLimits {
    /// A picture of a document: 10 MB, 64 megapixels (the largest common phone sensor), result of
    /// at most 2,400 pixels at quality 85, which is 0.6 to 1.5 MB.
    pub const DOCUMENT: Self = Self {
        bytes: 10_000_000,
        pixels: 64_000_000,
        long_side: 2_400,
        quality: 85,
    };
}

/// Kinds of pictures that people keep and that are not read here. Each has another way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherKind {
    /// A scan or a letter (ISO 32000).
    Pdf,
    /// What iPhones keep unless told otherwise (ISO/IEC 23008-12).
    Heic,
    /// GIF.
    Gif,
    /// WebP, AVIF or TIFF.
    Rare,
}

/// Why a file is not taken. Closed: each has its own sentence on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PictureFault {
    /// More bytes than allowed.
    #[error("the file is too heavy")]
    TooHeavy,
    /// Neither JPEG nor PNG: a text file called .jpg, an empty file.
    #[error("the file is not a picture")]
    NotAPicture,
    /// A picture, of a kind that is not read.
    #[error("this kind of picture is not read")]
    OtherKind(OtherKind),
    /// The header announces more pixels than allowed; nothing was decoded.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// The file ends before the picture does, or its content is broken.
    #[error("the picture is cut off or damaged")]
    Damaged,
}

impl PictureFault {
    /// The stable code shown to the person's interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooHeavy => "picture.too_heavy",
            Self::NotAPicture => "picture.not_a_picture",
            Self::OtherKind(_) => "picture.other_kind",
            Self::TooManyPixels => "picture.too_many_pixels",
            Self::Damaged => "picture.damaged",
        }
    }
}

/// A picture that may be kept: upright, without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct CleanPicture {
    /// A JPEG file of ours.
    pub jpeg: Vec<u8>,
    /// Width in pixels after turning and shrinking.
    pub width: u16,
    /// Height in pixels after turning and shrinking.
    pub height: u16,
}

impl core::fmt::Debug for CleanPicture {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "CleanPicture({}×{}, {} bytes)",
            self.width,
            self.height,
            self.jpeg.len()
        )
    }
}

enum Kind {
    Jpeg,
    Png,
}

/// Decodes a JPEG or PNG file that may be hostile, turns it as its EXIF orientation says (CIPA
/// DC-008, tag 0112h), shrinks it to the limit, and encodes it without any metadata. Colours are
/// taken as sRGB: a colour profile is dropped with the rest.
///
/// # Errors
/// [`PictureFault`], each for its own reason; the size is checked before pixels are allocated.
pub fn clean_picture(bytes: &[u8], limits: PictureLimits) -> Result<CleanPicture, PictureFault> {
    let picture = upright_picture(bytes, limits)?;
    let jpeg = jpeg::encode(&picture, limits.quality).map_err(|_| PictureFault::Damaged)?;
    Ok(CleanPicture {
        jpeg,
        width: picture.width,
        height: picture.height,
    })
}

/// The same before it is encoded: its pixels.
///
/// # Errors
/// As [`clean_picture`].
pub fn upright_picture(bytes: &[u8], limits: PictureLimits) -> Result<Rgb, PictureFault> {
    if bytes.len() > limits.bytes {
        return Err(PictureFault::TooHeavy);
    }
    let upright = match kind_of(bytes)? {
        Kind::Jpeg => {
            if !reaches_its_end(bytes) {
                return Err(PictureFault::Damaged);
            }
            let decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(bytes));
            decode(decoder.map_err(|_| PictureFault::Damaged)?, limits)?
        }
        Kind::Png => {
            let decoder = image::codecs::png::PngDecoder::new(Cursor::new(bytes));
            decode(decoder.map_err(|fault| png_fault(&fault))?, limits)?
        }
    };
    shrunk(&upright, limits)
}

fn kind_of(bytes: &[u8]) -> Result<Kind, PictureFault> {
    // A film begins with `ftyp` too: the brand after it tells.
    const OTHERS: [(usize, &[u8], OtherKind); 9] = [
        (0, b"%PDF-", OtherKind::Pdf),
        (4, b"ftyphe", OtherKind::Heic),
        (4, b"ftypmif1", OtherKind::Heic),
        (4, b"ftypmsf1", OtherKind::Heic),
        (0, b"GIF8", OtherKind::Gif),
        (4, b"ftypavi", OtherKind::Rare),
        (8, b"WEBP", OtherKind::Rare),
        (0, b"II*\0", OtherKind::Rare),
        (0, b"MM\0*", OtherKind::Rare),
    ];
    let has = |at: usize, magic: &[u8]| bytes.get(at..at + magic.len()) == Some(magic);
    if has(0, b"\xFF\xD8\xFF") {
        return Ok(Kind::Jpeg);
    }
    if has(0, b"\x89PNG\r\n\x1A\n") {
        return Ok(Kind::Png);
    }
    let other = OTHERS.iter().find(|(at, magic, _)| has(*at, magic));
    Err(other.map_or(PictureFault::NotAPicture, |(_, _, kind)| {
        PictureFault::OtherKind(*kind)
    }))
}

/// The decoder fills what a cut-off file lacks with grey and says nothing, so the end-of-image
/// marker is looked for after the first start of scan; in coded data FF is never followed by D9.
fn reaches_its_end(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        if marker == 0xFF {
            at += 1;
            continue;
        }
        if marker == 0xDA {
            return bytes[at..].windows(2).any(|pair| pair == [0xFF, 0xD9]);
        }
        let Some(&[high, low]) = bytes.get(at + 2..at + 4) else {
            return false;
        };
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

fn png_fault(fault: &image::ImageError) -> PictureFault {
    match fault {
        image::ImageError::Limits(_) => PictureFault::TooManyPixels,
        _ => PictureFault::Damaged,
    }
}

fn decode(
    mut decoder: impl ImageDecoder,
    limits: PictureLimits,
) -> Result<DynamicImage, PictureFault> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels || width > u32::from(u16::MAX) || height > u32::from(u16::MAX) {
        return Err(PictureFault::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| PictureFault::Damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn shrunk(upright: &DynamicImage, limits: PictureLimits) -> Result<Rgb, PictureFault> {
    let side = u32::from(limits.long_side);
    let is_larger = upright.width() > side || upright.height() > side;
    let rgb = if is_larger {
        upright
            .resize(side, side, FilterType::CatmullRom)
            .into_rgb8()
    } else {
        upright.to_rgb8()
    };
    let narrow = |side: u32| u16::try_from(side).map_err(|_| PictureFault::TooManyPixels);
    Ok(Rgb {
        width: narrow(rgb.width())?,
        height: narrow(rgb.height())?,
        pixels: rgb.into_raw(),
    })
}
