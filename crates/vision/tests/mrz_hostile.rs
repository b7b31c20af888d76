//! Pictures made to harm the reader of zones: it neither stops nor says that any of them is a zone.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_testkit::specimen::{Fonts, Style, mrz};
use sceau_vision::mrz::{Votes, ZoneReader};
use sceau_vision::{Luma, jpeg};
use support::{Numbers, drawn};

const SIGNS: &[u8] = b"<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

fn enough() -> Duration {
    Duration::from_secs(60)
}

fn between(numbers: &mut Numbers, low: u32, high: u32) -> u32 {
    low + u32::try_from(numbers.below(u64::from(high - low + 1))).unwrap()
}

fn byte(numbers: &mut Numbers) -> u8 {
    numbers.next().to_le_bytes()[0]
}

/// The lines a zone would be accepted with, had three frames shown just this picture.
fn accepted(reader: &ZoneReader, picture: &Luma) -> Option<Vec<String>> {
    let mut votes = Votes::new();
    for _ in 0..3 {
        votes.add(&reader.read(picture.view(), None, &enough)?);
    }
    Some(votes.accepted()?.lines.into_inner())
}

/// Noise, stripes, checks or steps, of any size.
fn hostile(numbers: &mut Numbers) -> Luma {
    let size = |numbers: &mut Numbers| match numbers.below(4) {
        0 => between(numbers, 1, 9),
        1 => between(numbers, 1, 64),
        2 => between(numbers, 60, 700),
        _ => between(numbers, 600, 1500),
    };
    let (width, height) = (size(numbers), size(numbers));
    let (kind, across, down) = (
        numbers.below(5),
        between(numbers, 1, 40),
        between(numbers, 1, 40),
    );
    drawn(width, height, |x, y| match kind {
        0 => byte(numbers),
        1 => u8::try_from((x / across + y) % 2).unwrap() * 255,
        2 => u8::try_from((x / across + y / down) % 2).unwrap() * 255,
        3 => (x.wrapping_mul(across) ^ y.wrapping_mul(down)).to_le_bytes()[0],
        _ => 255 * u8::from(x == across || y == down),
    })
}

#[test]
fn no_picture_without_print_harms_or_is_taken_for_a_zone() {
    let reader = ZoneReader::new().unwrap();
    let mut numbers = Numbers(4);
    for number in 0..60 {
        let picture = hostile(&mut numbers);
        let size = (picture.view().width(), picture.view().height());
        assert_eq!(accepted(&reader, &picture), None, "{number}: {size:?}");
    }
}

#[test]
fn lines_of_any_length_and_any_characters_are_taken_only_as_they_are_printed() {
    let fonts = Fonts::from_system().unwrap();
    let reader = ZoneReader::new().unwrap();
    let mut numbers = Numbers(5);
    for number in 0..40 {
        let count = between(&mut numbers, 1, 5);
        let lines: Vec<String> = (0..count)
            .map(|_| {
                let length = *[1, 20, 29, 30, 31, 35, 36, 37, 43, 44, 45, 70]
                    .get(usize::try_from(numbers.below(12)).unwrap())
                    .unwrap();
                let sign = |_| char::from(SIGNS[usize::try_from(numbers.below(37)).unwrap()]);
                (0..length).map(sign).collect()
            })
            .collect();
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let picture = mrz::picture(&texts, Style::OcrB, &fonts).unwrap();
        let grey = image::DynamicImage::from(picture).to_luma8();
        let picture = Luma::new(grey.width(), grey.height(), grey.into_raw()).unwrap();
        // Random lines have no check digits that agree: nothing may be taken.
        assert_eq!(accepted(&reader, &picture), None, "{number}: {lines:?}");
    }
}

#[test]
fn a_picture_of_which_any_bytes_are_changed_or_missing_harms_nothing() {
    let fonts = Fonts::from_system().unwrap();
    let lines = [
        "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
        "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02",
    ];
    let picture = mrz::picture(&lines, Style::OcrB, &fonts).unwrap();
    let mut whole = Vec::new();
    let small = image::imageops::thumbnail(&picture, 640, 100);
    image::codecs::jpeg::JpegEncoder::new(&mut whole)
        .encode_image(&small)
        .unwrap();
    let reader = ZoneReader::new().unwrap();
    let mut numbers = Numbers(6);
    for _ in 0..120 {
        let mut bytes = whole.clone();
        let length = u64::try_from(bytes.len()).unwrap();
        for _ in 0..between(&mut numbers, 1, 8) {
            let at = usize::try_from(numbers.below(length)).unwrap();
            bytes[at] = byte(&mut numbers);
        }
        if numbers.below(3) == 0 {
            bytes.truncate(usize::try_from(numbers.below(length)).unwrap());
        }
        // The head may ask for a size no machine has: the decoder bounds it.
        if let Ok(picture) = jpeg::luma(&bytes) {
            let sight = reader.read(picture.view(), None, &enough);
            assert!(sight.is_none_or(|sight| (0.0..=1.0).contains(&sight.confidence())));
        }
    }
}
