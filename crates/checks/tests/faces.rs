//! How near drawn faces lie. A drawing is no photograph: these tests hold the mechanics, not how well the network
//! tells people apart (`tools/models/README.md`).
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, blur, brighten, resize};
use sceau_checks::PortraitComparer;
use sceau_domain::examination::{FacesCompared, Moment, NoScore};
use sceau_domain::private::Personal;
use sceau_service::ports::{FaceComparer as _, FacePicture};
use sceau_testkit::specimen::{person, portrait};
use sceau_testkit::world::comparer_or_not_run;

/// The identity photograph of a drawn person.
fn photograph(seed: u64) -> RgbImage {
    let who = person(seed, jiff::civil::date(2026, 1, 1));
    portrait::photo(&who.look, 520).unwrap()
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// As another camera would have it: smaller, darker, softer, with grain.
fn seen_again(picture: &RgbImage) -> RgbImage {
    let small = resize(picture, 300, 386, FilterType::Triangle);
    let mut again = blur(&brighten(&small, -18), 0.8);
    for (place, pixel) in again.pixels_mut().enumerate() {
        let grain = u8::try_from((place * 31 + place / 7) % 9).unwrap();
        pixel.0 = pixel.0.map(|light| light.saturating_add(grain));
    }
    again
}

fn frames(pictures: &[&RgbImage]) -> Vec<FacePicture> {
    let moments = Moment::ALL.into_iter().skip(1);
    let frame = |(moment, picture): (Moment, &&RgbImage)| (moment, Personal::new(jpeg(picture)));
    moments.zip(pictures).map(frame).collect()
}

fn thousandths(compared: &FacesCompared) -> i16 {
    compared.middle().unwrap().score.thousandths()
}

fn reason(compared: &FacesCompared) -> Option<NoScore> {
    match compared {
        FacesCompared::None(reason) => Some(*reason),
        FacesCompared::Scores(_) => None,
    }
}

#[test]
fn a_drawn_face_is_nearer_to_itself_in_other_light_than_to_another() {
    let Some(comparer) = comparer_or_not_run() else {
        return;
    };
    for seed in [42, 1_337, 20_261] {
        let (mine, other) = (photograph(seed), photograph(seed + 1));
        let again = seen_again(&mine);
        let same = comparer.compare_faces(&jpeg(&mine), &frames(&[&again]));
        let strange = comparer.compare_faces(&jpeg(&mine), &frames(&[&seen_again(&other)]));
        let (same, strange) = (thousandths(&same), thousandths(&strange));
        assert!(same > strange + 100, "{seed}: {same} and {strange}");
    }
}

#[test]
fn the_same_bytes_have_the_same_score_and_the_same_picture_the_highest() {
    let Some(comparer) = comparer_or_not_run() else {
        return;
    };
    let mine = photograph(42);
    let compare = || comparer.compare_faces(&jpeg(&mine), &frames(&[&mine, &seen_again(&mine)]));
    let first = compare();
    assert_eq!(first, compare());
    let FacesCompared::Scores(scores) = first else {
        panic!("{first:?}");
    };
    let scores: Vec<i16> = scores.iter().map(|of| of.score.thousandths()).collect();
    assert!(scores[0] >= 999 && scores[1] < 999, "{scores:?}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let Some(comparer) = comparer_or_not_run() else {
        return;
    };
    let mine = photograph(42);
    let wall = RgbImage::from_pixel(400, 500, image::Rgb([180, 170, 160]));
    let against = |portrait: &RgbImage, film: &RgbImage| {
        reason(&comparer.compare_faces(&jpeg(portrait), &frames(&[film])))
    };
    assert_eq!(against(&wall, &mine), Some(NoScore::PortraitUnseen));
    assert_eq!(against(&mine, &wall), Some(NoScore::FilmUnseen));
    let tiny = resize(&mine, 88, 113, FilterType::Triangle);
    assert_eq!(against(&tiny, &mine), Some(NoScore::PortraitSmall));
    assert_eq!(against(&mine, &tiny), Some(NoScore::FilmUnseen));
    let smeared = blur(&mine, 8.0);
    assert_eq!(against(&smeared, &mine), Some(NoScore::PortraitBlurred));
    let none = comparer.compare_faces(b"une image", &frames(&[&mine]));
    assert_eq!(reason(&none), Some(NoScore::PortraitUnseen));
    let none = comparer.compare_faces(&jpeg(&mine), &[]);
    assert_eq!(reason(&none), Some(NoScore::FilmUnseen));
}

#[test]
fn what_compared_is_named_with_its_networks_and_nothing_compares_without_them() {
    let without = PortraitComparer::without();
    assert_eq!(without.version(), None);
    assert_eq!(
        reason(&without.compare_faces(&[], &[])),
        Some(NoScore::Failed)
    );
    let Some(comparer) = comparer_or_not_run() else {
        return;
    };
    let version = comparer.version().unwrap();
    assert!(version.ends_with("face_likeness 62dce23d"), "{version}");
}
