//! Files from outside: each kind of bad one is refused for its own reason, before it costs memory.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use image::{ExtendedColorType, ImageEncoder};
use sceau_vision::jpeg::{self, Rgb};
use sceau_vision::{OtherKind, PictureFault, PictureLimits, clean_picture};
use support::Numbers;

/// Left half red, right half blue, a little noise so that it does not vanish when compressed.
fn half_and_half(width: u16, height: u16) -> Rgb {
    let mut numbers = Numbers(5);
    let mut pixels = Vec::new();
    for _ in 0..height {
        for x in 0..width {
            let noise = u8::try_from(numbers.below(20)).unwrap();
            let is_left = x < width / 2;
            pixels.extend(if is_left {
                [220, noise, noise]
            } else {
                [noise, noise, 220]
            });
        }
    }
    Rgb {
        width,
        height,
        pixels,
    }
}

fn jpeg_file(width: u16, height: u16) -> Vec<u8> {
    jpeg::encode(&half_and_half(width, height), 90).unwrap()
}

fn png_file(width: u16, height: u16) -> Vec<u8> {
    let picture = half_and_half(width, height);
    let mut file = Vec::new();
    image::codecs::png::PngEncoder::new(&mut file)
        .write_image(
            &picture.pixels,
            width.into(),
            height.into(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    file
}

/// An EXIF segment with an orientation and a place where the picture was taken.
fn with_exif(file: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x0E, 0x01, 2, 0, 20, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"48.8566N 2.3522E....\0");
    let body = [b"Exif\0\0".to_vec(), tiff].concat();
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&file[..2], &[0xFF, 0xE1], &length, &body, &file[2..]].concat()
}

fn clean(file: &[u8]) -> Result<sceau_vision::CleanPicture, PictureFault> {
    clean_picture(file, PictureLimits::DOCUMENT)
}

#[test]
fn a_jpeg_and_a_png_are_taken() {
    for file in [jpeg_file(1200, 800), png_file(1200, 800)] {
        let picture = clean(&file).unwrap();
        assert_eq!((picture.width, picture.height), (1200, 800));
        assert_eq!(jpeg::size(&picture.jpeg), Ok((1200, 800)));
    }
}

#[test]
fn a_large_picture_is_shrunk_to_the_limit() {
    let picture = clean(&jpeg_file(3600, 2400)).unwrap();
    assert_eq!((picture.width, picture.height), (2400, 1600));
}

#[test]
fn a_picture_taken_sideways_is_turned_upright() {
    // 6: the camera was turned right; the left half of the file is the top of the picture.
    let picture = clean(&with_exif(&jpeg_file(300, 200), 6)).unwrap();
    assert_eq!((picture.width, picture.height), (200, 300));
    let upright = jpeg::rgb(&picture.jpeg).unwrap();
    let pixel = |x: usize, y: usize| &upright.pixels[(y * 200 + x) * 3..][..3];
    assert!(
        pixel(100, 40)[0] > 180 && pixel(100, 40)[2] < 60,
        "red on top"
    );
    assert!(
        pixel(100, 260)[2] > 180 && pixel(100, 260)[0] < 60,
        "blue below"
    );
}

#[test]
fn nothing_of_the_metadata_is_left() {
    let file = with_exif(&jpeg_file(300, 200), 1);
    assert!(file.windows(4).any(|part| part == b"Exif"));
    let picture = clean(&file).unwrap();
    assert!(
        !picture
            .jpeg
            .windows(4)
            .any(|part| part == b"Exif" || part == b"48.8")
    );
}

#[test]
fn a_text_file_called_jpg_is_no_picture() {
    assert_eq!(
        clean(b"Bonjour, ceci est ma carte."),
        Err(PictureFault::NotAPicture)
    );
    assert_eq!(clean(b""), Err(PictureFault::NotAPicture));
}

#[test]
fn a_jpeg_cut_anywhere_is_damaged_and_never_half_grey() {
    let file = jpeg_file(640, 480);
    for part in [10, 50, 200, 5_000, file.len() / 2, file.len() - 2] {
        assert_eq!(
            clean(&file[..part]),
            Err(PictureFault::Damaged),
            "{part} bytes"
        );
    }
}

#[test]
fn a_cut_jpeg_is_not_saved_by_the_whole_thumbnail_inside_it() {
    let thumbnail = jpeg_file(32, 32);
    let whole = jpeg_file(640, 480);
    let length = u16::try_from(thumbnail.len() + 2).unwrap().to_be_bytes();
    let file = [&whole[..2], &[0xFF, 0xE3], &length, &thumbnail, &whole[2..]].concat();
    assert!(clean(&file).is_ok());
    assert_eq!(clean(&file[..file.len() / 2]), Err(PictureFault::Damaged));
}

#[test]
fn a_cut_png_is_damaged() {
    let file = png_file(640, 480);
    assert_eq!(clean(&file[..file.len() / 2]), Err(PictureFault::Damaged));
    assert_eq!(clean(&file[..20]), Err(PictureFault::Damaged));
}

#[test]
fn a_png_of_50_000_by_50_000_is_refused_by_its_header() {
    let side = 50_000_u32.to_be_bytes();
    let header = [
        b"IHDR".to_vec(),
        side.to_vec(),
        side.to_vec(),
        vec![8, 2, 0, 0, 0],
    ]
    .concat();
    let checksum = crc(&header).to_be_bytes();
    let start = b"\x89PNG\r\n\x1A\n\0\0\0\x0D".to_vec();
    let data = b"\0\0\0\x04IDAT\x78\x9C\x03\0\0\0\0\0";
    let file = [start, header, checksum.to_vec(), data.to_vec()].concat();
    assert_eq!(clean(&file), Err(PictureFault::TooManyPixels));
}

#[test]
fn a_jpeg_that_announces_too_many_pixels_is_refused_by_its_header() {
    let mut file = jpeg_file(64, 64);
    let frame = file
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .unwrap();
    file[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xF0, 0xFF, 0xF0]);
    assert_eq!(clean(&file), Err(PictureFault::TooManyPixels));
}

#[test]
fn a_file_of_more_than_ten_megabytes_is_too_heavy() {
    assert_eq!(clean(&vec![0; 10_000_001]), Err(PictureFault::TooHeavy));
}

#[test]
fn other_kinds_of_pictures_are_named_as_such() {
    for (file, kind) in [
        (&b"%PDF-1.7\n%\xE2\xE3"[..], OtherKind::Pdf),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", OtherKind::Heic),
        (b"\0\0\0\x18ftyphevc\0\0\0\0", OtherKind::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0heic", OtherKind::Heic),
        (b"GIF89a\x01\0\x01\0", OtherKind::Gif),
        (b"RIFF\0\0\0\0WEBPVP8 ", OtherKind::Rare),
        (b"\0\0\0\x1Cftypavif\0\0\0\0", OtherKind::Rare),
        (b"II*\0\x08\0\0\0", OtherKind::Rare),
        (b"MM\0*\0\0\0\x08", OtherKind::Rare),
    ] {
        assert_eq!(clean(file), Err(PictureFault::OtherKind(kind)), "{file:?}");
    }
    let film = b"\0\0\0\x18ftypisom\0\0\0\0";
    assert_eq!(clean(film), Err(PictureFault::NotAPicture));
}

#[test]
fn a_flipped_byte_anywhere_gives_a_picture_or_a_closed_reason_and_never_a_panic() {
    let mut numbers = Numbers(11);
    for file in [jpeg_file(96, 64), png_file(96, 64)] {
        for _ in 0..120 {
            let mut broken = file.clone();
            let at = usize::try_from(numbers.below(file.len() as u64)).unwrap();
            broken[at] ^= 1 << numbers.below(8);
            if let Err(fault) = clean(&broken) {
                assert!(fault.code().starts_with("picture."));
            }
        }
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}
