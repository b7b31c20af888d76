//! Each finding is found where it belongs, and nothing is found on a good picture.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use sceau_vision::{Finding, Luma, Quality};
use support::{drawn, lit, print, smeared};

fn findings(picture: &Luma) -> Vec<Finding> {
    Quality::of(picture.view()).findings()
}

/// A card on a darker table, as a person holds the camera over it.
fn card_on_table() -> Luma {
    let card = print(1600, 1000, 40, 225);
    let view = card.view();
    drawn(1920, 1080, |x, y| {
        if (160..1760).contains(&x) && (40..1040).contains(&y) {
            view.pixels()[((y - 40) * 1600 + x - 160) as usize]
        } else {
            90
        }
    })
}

#[test]
fn a_good_picture_has_no_finding() {
    assert_eq!(findings(&card_on_table()), []);
}

#[test]
fn a_picture_in_the_dark_is_dark_and_not_blamed_for_blur() {
    let dark = lit(&card_on_table(), |_, _, pixel| pixel / 6);
    assert_eq!(findings(&dark), [Finding::Dark]);
}

#[test]
fn a_moved_picture_is_blurred() {
    assert_eq!(findings(&smeared(&card_on_table(), 24)), [Finding::Blur]);
}

#[test]
fn a_little_movement_is_forgiven() {
    assert_eq!(findings(&smeared(&card_on_table(), 3)), []);
}

#[test]
fn a_reflection_over_print_is_glare() {
    let shiny = lit(&card_on_table(), |x, y, pixel| {
        let is_spot = x.abs_diff(900).pow(2) + y.abs_diff(500).pow(2) < 140_u32.pow(2);
        if is_spot { 255 } else { pixel }
    });
    assert_eq!(findings(&shiny), [Finding::Glare]);
}

#[test]
fn the_white_around_a_scan_is_no_reflection() {
    let scan = print(1400, 900, 30, 255);
    let view = scan.view();
    let sheet = drawn(1800, 1700, |x, y| {
        if x < 1400 && y < 900 {
            view.pixels()[(y * 1400 + x) as usize]
        } else {
            255
        }
    });
    assert_eq!(findings(&sheet), []);
}

#[test]
fn sharpness_falls_with_every_step_of_movement() {
    let sharpness = |reach| Quality::of(smeared(&card_on_table(), reach).view()).sharpness;
    let steps = [1, 4, 8, 16, 32].map(sharpness);
    assert!(steps.windows(2).all(|pair| pair[0] > pair[1]), "{steps:?}");
}

#[test]
fn a_picture_of_the_preview_s_size_is_small() {
    assert_eq!(findings(&card_on_table().view().halved()), [Finding::Small]);
}

#[test]
fn codes_are_those_of_the_hints() {
    let codes = [Finding::Dark, Finding::Blur, Finding::Glare, Finding::Small].map(Finding::code);
    assert_eq!(codes, ["dark", "blur", "glare", "small"]);
}

#[test]
fn a_single_pixel_can_be_measured() {
    let quality = Quality::of(drawn(1, 1, |_, _| 9).view());
    assert_eq!(
        (quality.brightness, quality.sharpness, quality.long_side),
        (9.0, 0.0, 1)
    );
}
