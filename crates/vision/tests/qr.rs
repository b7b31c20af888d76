//! Codes are read off paper and screens, foreign light or not, and noise costs nothing.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::cell::Cell;
use core::time::Duration;
use sceau_vision::{Luma, QrReader, read_qr};
use std::time::Instant;
use support::{Numbers, code_on_sheet, drawn, lit, sheet_with, smeared};

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

/// Two sheets side by side.
fn beside(left: &Luma, right: &Luma) -> Luma {
    let (a, b) = (left.view(), right.view());
    let rows = a.rows().zip(b.rows());
    let pixels = rows.flat_map(|(a, b)| [a, b].concat()).collect();
    Luma::new(a.width() + b.width(), a.height(), pixels).unwrap()
}

#[test]
fn a_code_of_someone_else_beside_ours_hides_neither() {
    let ours = code_on_sheet(TEXT, (400, 400), 6, 20, 235);
    let other = code_on_sheet("https://elsewhere.example/menu", (400, 400), 6, 20, 235);
    let mut read = texts(&beside(&ours, &other));
    read.sort();
    assert_eq!(read, [TEXT, "https://elsewhere.example/menu"]);
}

#[test]
fn a_small_faint_code_far_away_is_read() {
    let picture = code_on_sheet(TEXT, (1280, 720), 2, 150, 190);
    assert_eq!(texts(&picture), [TEXT]);
}

#[test]
fn print_hardly_darker_than_its_paper_is_read() {
    assert_eq!(
        texts(&code_on_sheet(TEXT, (1280, 720), 6, 190, 200)),
        [TEXT]
    );
}

#[test]
fn a_code_on_a_bottle_is_read() {
    // The paper turns away to both sides: its columns come closer together.
    let flat = code_on_sheet(TEXT, (600, 600), 8, 20, 235);
    let pixels = flat.view().pixels();
    let bottle = drawn(600, 600, |x, y| {
        let across = (f64::from(x) - 300.0) / 300.0;
        let angle = (across * 0.95).asin() / 0.95_f64.asin();
        let column = (300.0 + angle * 300.0).clamp(0.0, 599.0);
        pixels[y as usize * 600 + index(column)]
    });
    assert_eq!(texts(&bottle), [TEXT]);
}

#[test]
fn the_largest_code_there_is_is_read() {
    // Version 40 (ISO/IEC 18004, table 1): 177 modules along a side.
    let text = "Une lettre entière tient dans un code. ".repeat(57);
    assert_eq!(qrcode::QrCode::new(&text).unwrap().width(), 177);
    assert_eq!(texts(&code_on_sheet(&text, (780, 780), 4, 20, 235)), [text]);
}

#[test]
fn a_code_seen_so_slantwise_that_its_right_angle_is_not_across_the_longest_side_is_read() {
    // Turned by an eighth and leant back by sixty degrees: one corner square is near, one far.
    let flat = code_on_sheet(TEXT, (600, 600), 8, 20, 235);
    let pixels = flat.view().pixels();
    let (sine, cosine, nearness) = (60_f64.to_radians().sin(), 0.5, 0.0012);
    let slantwise = drawn(640, 480, |x, y| {
        let (x, y) = (f64::from(x) - 320.0, f64::from(y) - 270.0);
        let down = y / (cosine + nearness * y * sine);
        let across = x * (1.0 - nearness * down * sine);
        let (u, v) = (
            300.0 + (across - down) * 0.5_f64.sqrt(),
            300.0 + (across + down) * 0.5_f64.sqrt(),
        );
        let is_paper = (0.0..600.0).contains(&u) && (0.0..600.0).contains(&v);
        if is_paper {
            pixels[index(v) * 600 + index(u)]
        } else {
            90
        }
    });
    assert_eq!(texts(&slantwise), [TEXT]);
}

#[test]
fn a_code_of_a_kind_for_machines_is_read() {
    let mut bits = qrcode::bits::Bits::new(qrcode::Version::Normal(3));
    bits.push_fnc1_first_position().unwrap();
    bits.push_optimal_data(b"0109504000059101").unwrap();
    bits.push_terminator(qrcode::EcLevel::M).unwrap();
    let code = qrcode::QrCode::with_bits(bits, qrcode::EcLevel::M).unwrap();
    let read = texts(&sheet_with(&code, (640, 480), 6, 20, 235));
    assert_eq!(read, ["0109504000059101"]);
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a drawn sheet are small and never negative"
)]
fn index(value: f64) -> usize {
    value as usize
}

#[test]
fn one_look_a_frame_reads_in_a_few_frames_what_all_looks_read_in_one() {
    let far = code_on_sheet(TEXT, (1280, 720), 2, 20, 235);
    let mut reader = QrReader::new();
    let frames = (1..=6).find(|_| !reader.step(far.view()).codes.is_empty());
    assert!(frames.is_some_and(|count| count > 1), "{frames:?}");
}

#[test]
fn where_a_code_was_read_is_looked_at_first_and_its_corners_are_those_of_the_frame() {
    let picture = code_on_sheet(TEXT, (1280, 720), 6, 20, 235);
    let mut reader = QrReader::new();
    let plenty = || Duration::from_secs(60);
    let first = reader.read(picture.view(), &plenty).codes[0].corners[0];
    let again = reader.step(picture.view()).codes[0].corners[0];
    assert!(first.0.abs_diff(again.0) <= 3 && first.1.abs_diff(again.1) <= 3);
}

#[test]
fn a_code_that_went_away_does_not_keep_the_reader_from_the_next() {
    let here = code_on_sheet(TEXT, (640, 480), 5, 20, 235);
    let empty = drawn(640, 480, |_, _| 200);
    let there = beside(&empty, &here);
    let gone = beside(&here, &empty);
    let mut reader = QrReader::new();
    assert_eq!(reader.step(gone.view()).codes.len(), 1);
    let frames = (1..=8).find(|_| !reader.step(there.view()).codes.is_empty());
    assert!(frames.is_some(), "the new place is found");
}
