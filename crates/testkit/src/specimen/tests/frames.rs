//! Camera frames.

use super::super::camera::{Condition, SIZE, Scene, frame, qr_frame};
use super::super::measure::{Measures, measure};
use super::super::{Kind, Side, SpecimenError, card, person};
use super::{TODAY, fonts};

fn measured(condition: Condition, index: u32) -> Measures {
    let document = card::render(&person(3, TODAY), Kind::Passport, Side::Front, &fonts());
    measure(&frame(&document.expect("drawn"), condition, index, 3))
}

#[test]
fn each_condition_shows_in_the_measures_a_quality_check_uses() {
    let good = measured(Condition::Good, 0);
    let dark = measured(Condition::Dark, 0);
    let glare = measured(Condition::Glare, 0);
    let none = measured(Condition::None, 0);
    assert!(good.luma > 90.0 && good.saturated < 0.001, "{good:?}");
    assert!(dark.luma < 0.3 * good.luma, "{dark:?}");
    assert!(glare.saturated > 0.02, "{glare:?}");
    for index in [0, 1] {
        let blur = measured(Condition::Blur, index);
        assert!(blur.sharpness < 0.3 * good.sharpness, "{index}: {blur:?}");
    }
    assert!(none.sharpness < 0.3 * good.sharpness, "{none:?}");
    let far = measured(Condition::Far, 0);
    assert!(
        far.luma < good.luma && far.sharpness > none.sharpness,
        "{far:?}"
    );
}

#[test]
fn a_cut_document_reaches_the_edge_and_a_whole_one_does_not() {
    let white = image::RgbImage::from_pixel(1200, 757, image::Rgb([250, 250, 250]));
    let bright_edge = |condition| {
        let picture = frame(&white, condition, 0, 9);
        (0..SIZE.1)
            .filter(|y| picture.get_pixel(SIZE.0 - 1, *y).0[2] > 140)
            .count()
    };
    assert!(bright_edge(Condition::Cut) > 300);
    assert_eq!(bright_edge(Condition::Good), 0);
}

#[test]
fn a_screen_is_bluer_than_paper_and_rippled() {
    let white = image::RgbImage::from_pixel(1200, 757, image::Rgb([250, 250, 250]));
    let centre = |condition| {
        let picture = frame(&white, condition, 0, 9);
        image::imageops::crop_imm(&picture, 540, 310, 200, 100).to_image()
    };
    let (paper, screen) = (centre(Condition::Good), centre(Condition::Screen));
    assert!(measure(&screen).sharpness > 3.0 * measure(&paper).sharpness);
    let blue = |picture: &image::RgbImage| {
        picture
            .pixels()
            .map(|p| i64::from(p.0[2]) - i64::from(p.0[0]))
            .sum::<i64>()
    };
    assert!(blue(&screen) > blue(&paper));
}

#[test]
fn the_hand_shakes_between_frames_but_the_same_frame_stays_the_same() {
    let white = image::RgbImage::from_pixel(300, 190, image::Rgb([240, 240, 240]));
    let scene = Scene::new(4, (320, 180));
    let subject = scene.subject(&white);
    let shot = |index| scene.shot(&subject, Condition::Good, index);
    assert_ne!(shot(0), shot(1));
    assert_eq!(shot(1), shot(1));
}

#[test]
fn a_photographed_qr_code_is_read_by_a_decoder() {
    let text = "http://127.0.0.1:8080/a/SPECIMEN-1234";
    let read = (0..4).filter(|index| {
        let picture = image::DynamicImage::from(qr_frame(text, *index, 42).expect("fits"));
        let luma = picture.to_luma8();
        let (width, height) = (luma.width() as usize, luma.height() as usize);
        let pixel = |x: usize, y: usize| luma.as_raw()[y * width + x];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
        let found = prepared.detect_grids();
        found
            .iter()
            .any(|grid| grid.decode().is_ok_and(|(_, content)| content == text))
    });
    assert!(read.count() >= 3);
}

#[test]
fn a_text_too_long_for_a_qr_code_is_refused() {
    let refused = qr_frame(&"A".repeat(5_000), 0, 1);
    assert!(matches!(refused, Err(SpecimenError::QrTooLong)));
}
