//! Files that strangers send.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use image::{ImageFormat, Rgb, RgbImage};
use sceau_checks::FileInspector;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::MediaInspector;
use std::io::Cursor;

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let shade = |at: u32| u8::try_from(at % 256).unwrap();
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x), shade(y), 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn atom(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 8).unwrap();
    [&size.to_be_bytes(), kind.as_slice(), body].concat()
}

fn numbers(values: &[u32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

/// A film of one track whose header says `seconds` and whose handler is `handler`.
fn film(handler: &[u8; 4], seconds: u32) -> Vec<u8> {
    let header = atom(b"mvhd", &numbers(&[0, 0, 0, 1000, seconds * 1000]));
    [
        atom(b"ftyp", b"isom\0\0\0\0"),
        movie(handler, &header, &[]),
        atom(b"mdat", b"data"),
    ]
    .concat()
}

fn movie(handler: &[u8; 4], header: &[u8], extends: &[u8]) -> Vec<u8> {
    let media = [
        atom(b"mdhd", &numbers(&[0, 0, 0, 1000, 0])),
        atom(b"hdlr", &[numbers(&[0, 0]).as_slice(), handler].concat()),
    ]
    .concat();
    let track = [
        atom(b"tkhd", &numbers(&[0, 0, 0, 1])),
        atom(b"mdia", &media),
    ]
    .concat();
    atom(b"moov", &[header, &atom(b"trak", &track), extends].concat())
}

/// A film whose length only its fragments tell: `samples` of 40 ms.
fn fragmented(samples: u32) -> Vec<u8> {
    let header = atom(b"mvhd", &numbers(&[0, 0, 0, 1000, 0]));
    let extends = atom(b"mvex", &atom(b"trex", &numbers(&[0, 1, 1, 40, 0, 0])));
    let run = atom(b"trun", &numbers(&[0, samples]));
    let part = atom(b"traf", &[atom(b"tfhd", &numbers(&[0, 1])), run].concat());
    [
        atom(b"ftyp", b"isom\0\0\0\0"),
        movie(b"vide", &header, &extends),
        atom(b"moof", &part),
        atom(b"mdat", b"data"),
    ]
    .concat()
}

fn check(bytes: &[u8]) -> Result<(), Refusal> {
    FileInspector::default().check_video(bytes)
}

#[test]
fn a_jpeg_and_a_png_come_back_as_jpeg_without_metadata() {
    let inspector = FileInspector::default();
    let mut jpeg = picture(800, 600, ImageFormat::Jpeg);
    let exif = [b"\xFF\xE1\x00\x16Exif\0\0".as_slice(), b"48.8566N 2.35E"].concat();
    jpeg.splice(2..2, exif);
    for bytes in [jpeg, picture(800, 600, ImageFormat::Png)] {
        let clean = inspector.clean_picture(&bytes).unwrap();
        assert!(clean.starts_with(b"\xFF\xD8\xFF"));
        assert!(
            !clean
                .windows(4)
                .any(|window| window == b"Exif" || window == b"48.8")
        );
        let decoded = image::load_from_memory(&clean).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (800, 600));
    }
}

#[test]
fn each_wrong_picture_is_refused_for_its_own_reason() {
    let inspector = FileInspector::default();
    let whole = picture(800, 600, ImageFormat::Jpeg);
    for (bytes, refusal) in [
        (picture(640, 479, ImageFormat::Jpeg), Refusal::FileTooSmall),
        (
            b"a text file called .jpg".to_vec(),
            Refusal::FileNotAPicture,
        ),
        (b"%PDF-1.7".to_vec(), Refusal::FileNotAPicture),
        (whole[..whole.len() / 2].to_vec(), Refusal::FileDamaged),
        (vec![0xFF; 10_000_001], Refusal::FileTooBig),
    ] {
        let refused = inspector.clean_picture(&bytes);
        assert!(matches!(refused, Err(Failure::Refusal(found)) if found == refusal));
    }
}

#[test]
fn a_film_of_fifteen_seconds_is_taken_whole_or_in_fragments() {
    assert_eq!(check(&film(b"vide", 15)), Ok(()));
    assert_eq!(check(&fragmented(25 * 15)), Ok(()));
}

#[test]
fn a_film_that_is_too_long_is_refused_whatever_its_header_hides() {
    assert_eq!(check(&film(b"vide", 121)), Err(Refusal::FileTooBig));
    assert_eq!(check(&fragmented(25 * 121)), Err(Refusal::FileTooBig));
    assert_eq!(check(&fragmented(u32::MAX)), Err(Refusal::FileTooBig));
}

#[test]
fn sound_alone_or_another_file_is_no_video() {
    assert_eq!(check(&film(b"soun", 15)), Err(Refusal::FileNotAVideo));
    for bytes in [b"".as_slice(), b"RIFF....AVI ", b"\x1A\x45\xDF\xA3webm"] {
        assert_eq!(check(bytes), Err(Refusal::FileNotAVideo));
    }
}

#[test]
fn a_film_cut_off_anywhere_or_without_length_is_damaged() {
    let whole = film(b"vide", 15);
    for length in 8..whole.len() {
        assert_eq!(
            check(&whole[..length]),
            Err(Refusal::FileDamaged),
            "cut at {length}"
        );
    }
    assert_eq!(check(&film(b"vide", 0)), Err(Refusal::FileDamaged));
}

#[test]
fn boxes_that_lie_about_their_size_never_panic() {
    let whole = fragmented(100);
    for at in 0..whole.len() {
        for value in [0, 1, 7, 0x7F, 0xFF] {
            let mut changed = whole.clone();
            changed[at] = value;
            let _ = check(&changed);
        }
    }
}
