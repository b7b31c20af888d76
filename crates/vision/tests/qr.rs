//! Codes are read off paper and screens, foreign light or not, and noise costs nothing.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::cell::Cell;
use core::time::Duration;
use sceau_vision::{Luma, read_qr};
use std::time::Instant;
use support::{Numbers, code_on_sheet, drawn, lit, smeared};

const TEXT: &str = "https://app.sceau.example/courrier?jeton=7hD0k2PqVvXw3LmN";

fn texts(picture: &Luma) -> Vec<String> {
    let plenty = || Duration::from_secs(60);
    read_qr(picture.view(), &plenty)
        .codes
        .into_iter()
        .map(|code| code.text)
        .collect()
}

#[test]
fn a_code_on_a_letter_is_read_with_its_corners() {
    let picture = code_on_sheet(TEXT, (1280, 720), 6, 20, 235);
    let plenty = || Duration::from_secs(60);
    let reading = read_qr(picture.view(), &plenty);
    assert_eq!(reading.codes.len(), 1);
    assert_eq!(reading.codes[0].text, TEXT);
    let (x, y) = reading.codes[0].corners[0];
    assert!(
        (500..640).contains(&x) && (220..360).contains(&y),
        "{x}, {y}"
    );
    assert!(!reading.is_cut_short);
}

#[test]
fn a_code_on_a_dark_screen_is_read() {
    assert_eq!(texts(&code_on_sheet(TEXT, (640, 480), 5, 230, 15)), [TEXT]);
}

#[test]
fn a_shadow_across_the_code_does_not_hide_it() {
    let picture = code_on_sheet(TEXT, (640, 480), 6, 30, 230);
    let shadowed = lit(&picture, |x, _, pixel| {
        u8::try_from(u32::from(pixel) * (900 - x) / 900).unwrap()
    });
    assert_eq!(texts(&shadowed), [TEXT]);
}

#[test]
fn a_moved_picture_of_a_large_code_is_read() {
    let picture = code_on_sheet(TEXT, (1280, 960), 12, 20, 235);
    assert_eq!(texts(&smeared(&picture, 8)), [TEXT]);
}

#[test]
fn a_picture_of_twelve_megapixels_is_read_at_a_smaller_size() {
    let picture = code_on_sheet(TEXT, (4000, 3000), 24, 20, 235);
    let plenty = || Duration::from_secs(60);
    let reading = read_qr(picture.view(), &plenty);
    assert_eq!(reading.codes[0].text, TEXT);
    let (x, _) = reading.codes[0].corners[0];
    assert!(
        (1300..1800).contains(&x),
        "corners are those of the given picture: {x}"
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the time it takes is what is tested"
)]
fn noise_is_recognised_and_skipped_instead_of_searched_for_half_a_minute() {
    let mut numbers = Numbers(3);
    let blocks: Vec<u8> = (0..640 * 360)
        .map(|_| u8::try_from(numbers.below(256)).unwrap())
        .collect();
    // Enlarged noise is the worst there is: blotches of every size that look like corners.
    let noise = drawn(1280, 720, |x, y| blocks[(y / 2 * 640 + x / 2) as usize]);
    let started = Instant::now();
    let plenty = || Duration::from_secs(60);
    let reading = read_qr(noise.view(), &plenty);
    assert!(reading.codes.is_empty());
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn when_the_time_is_spent_no_further_way_is_tried() {
    let sheet = drawn(640, 480, |_, _| 200);
    let asked = Cell::new(0);
    let two_ways = || {
        asked.set(asked.get() + 1);
        if asked.get() > 2 {
            Duration::ZERO
        } else {
            Duration::from_secs(1)
        }
    };
    assert!(read_qr(sheet.view(), &two_ways).is_cut_short);
    assert_eq!(asked.get(), 3);
}

#[test]
fn an_empty_sheet_and_a_single_pixel_hold_no_code() {
    assert!(texts(&drawn(640, 480, |_, _| 255)).is_empty());
    assert!(texts(&drawn(1, 1, |_, _| 0)).is_empty());
    assert!(texts(&drawn(3, 900, |_, y| u8::try_from(y % 256).unwrap())).is_empty());
}

#[test]
fn printing_a_code_does_not_show_its_token() {
    let picture = code_on_sheet(TEXT, (640, 480), 5, 20, 235);
    let plenty = || Duration::from_secs(60);
    assert!(!format!("{:?}", read_qr(picture.view(), &plenty)).contains("jeton"));
}
