//! Documents are found in scenes made hard on purpose, cut out straight, and nothing hostile harms.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
#[path = "support/papers.rs"]
mod papers;
mod support;

use papers::{grey, papers, somebody};
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::hard::{HardCase, HardScenes};
use sceau_testkit::specimen::camera::{Condition, SIZE};
use sceau_testkit::specimen::card;
use sceau_vision::Luma;
use sceau_vision::document::{
    DocumentShape, Point, Quad, Scratch, assess_document, find_document, rectify, rectify_rgb,
};
use sceau_vision::jpeg::Rgb;
use support::{Numbers, drawn};

#[test]
fn nine_of_ten_hard_scenes_give_their_corners() {
    let (who, fonts) = somebody();
    let scenes = HardScenes::new(&who, &fonts).unwrap();
    let mut scratch = Scratch::default();
    let (mut found, mut all) = (0, 0);
    for case in HardCase::ALL {
        for index in 0..4 {
            let scene = scenes.scene(case, index, 303);
            let truth = Quad {
                corners: scene.corners.map(|(x, y)| Point::new(x, y)),
            };
            let frame = grey(&scene.picture);
            let shape = DocumentShape::of(scene.kind);
            let seen = find_document(frame.view(), shape, &mut scratch);
            found +=
                usize::from(seen.is_some_and(|seen| seen.quad.overlap_in(&truth, SIZE) > 0.95));
            all += 1;
        }
    }
    assert!(found * 10 >= all * 9, "{found} of {all}");
}

#[test]
fn a_rectified_document_is_the_document() {
    let (who, fonts) = somebody();
    let card = card::render(&who, DocumentKind::IdentityCard, Side::Front, &fonts).unwrap();
    let papers = papers();
    let paper = &papers[0];
    let frame = paper.shot(Condition::Good, 0);
    let facts = paper.facts(&frame).unwrap();
    let flat = rectify(frame.view(), &facts.quad, DocumentShape::Id1, 300.0).unwrap();
    assert_eq!(
        (flat.picture.view().width(), flat.picture.view().height()),
        (1011, 638)
    );
    assert!(
        (240.0..260.0).contains(&flat.effective_dpi),
        "{}",
        flat.effective_dpi
    );
    let wanted = grey(&image::imageops::resize(
        &card,
        1011,
        638,
        image::imageops::FilterType::Triangle,
    ));
    assert!(likeness(&flat.picture, &wanted) > 0.9);
    let twisted = rectify(
        frame.view(),
        &facts.quad.starting_at(2),
        DocumentShape::Id1,
        300.0,
    );
    assert!(likeness(&twisted.unwrap().picture, &wanted) < 0.3);
}

/// Correlation of two pictures of one size.
fn likeness(a: &Luma, b: &Luma) -> f64 {
    let values = |picture: &Luma| -> Vec<f64> {
        let pixels = picture.view().pixels();
        let sum: f64 = pixels.iter().map(|&pixel| f64::from(pixel)).sum();
        let mean = sum / pixels.len() as f64;
        pixels
            .iter()
            .map(|&pixel| f64::from(pixel) - mean)
            .collect()
    };
    let (a, b) = (values(a), values(b));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

#[test]
fn colours_are_cut_out_like_greys() {
    let quad = Quad::of_frame(60, 40);
    let pixels = (0..60 * 40).flat_map(|n| [u8::try_from(n % 60 * 4).unwrap(), 10, 200]);
    let frame = Rgb {
        width: 60,
        height: 40,
        pixels: pixels.collect(),
    };
    let flat = rectify_rgb(&frame, &quad, DocumentShape::Id1, 50.0)
        .unwrap()
        .picture;
    assert_eq!((flat.width, flat.height), (169, 106));
    let middle = &flat.pixels[(53 * 169 + 84) * 3..][..3];
    assert!(
        (110..=128).contains(&middle[0]) && middle[1..] == [10, 200],
        "{middle:?}"
    );
}

#[test]
fn frames_of_nothing_have_no_document_and_take_no_time() {
    let mut numbers = Numbers(5);
    let mut noise = |width, height| drawn(width, height, |_, _| numbers.next().to_le_bytes()[0]);
    let frames = [
        noise(1280, 720),
        noise(3840, 2160),
        noise(16, 9000),
        noise(9000, 16),
        noise(1, 1),
        noise(2, 400),
        drawn(1280, 720, |_, _| 0),
        drawn(1280, 720, |_, _| 255),
        drawn(
            1280,
            720,
            |x, y| if (x / 16 + y / 16) % 2 == 0 { 0 } else { 255 },
        ),
        drawn(1280, 720, |x, _| if (x / 5) % 2 == 0 { 0 } else { 255 }),
    ];
    let mut scratch = Scratch::default();
    for frame in &frames {
        for shape in DocumentShape::ALL {
            let (facts, took) =
                timed(|| assess_document(frame.view(), shape, Side::Front, &mut scratch));
            assert!(
                facts.is_none_or(|facts| facts.confidence < 0.9),
                "{frame:?}"
            );
            assert!(took.as_millis() < 1_000, "{frame:?}: {took:?}");
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the time of a frame is what is tested"
)]
fn timed<T>(run: impl FnOnce() -> T) -> (T, core::time::Duration) {
    let begun = std::time::Instant::now();
    let value = run();
    (value, begun.elapsed())
}

#[test]
fn overlap_is_that_of_the_parts_inside_the_frame() {
    let square = |left: f32, top: f32| Quad {
        corners: [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
            .map(|(x, y)| Point::new(left + x, top + y)),
    };
    let near = |value: f32, wanted: f32| (value - wanted).abs() < 1e-4;
    assert!(near(
        square(5.0, 5.0).overlap_in(&square(5.0, 5.0), (100, 100)),
        1.0
    ));
    assert!(near(
        square(0.0, 0.0).overlap_in(&square(5.0, 0.0), (100, 100)),
        1.0 / 3.0
    ));
    assert!(near(
        square(0.0, 0.0).overlap_in(&square(50.0, 0.0), (100, 100)),
        0.0
    ));
    assert!(near(
        square(-5.0, 0.0).overlap_in(&square(-9.0, 0.0), (100, 100)),
        0.2
    ));
}

#[test]
fn no_quadrilateral_is_no_document() {
    let bent = Quad {
        corners: [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]
            .map(|(x, y)| Point::new(x, y)),
    };
    let frame = drawn(20, 20, |_, _| 90);
    assert!(rectify(frame.view(), &bent, DocumentShape::Id1, 300.0).is_none());
}

#[test]
fn nobody_is_told_of_fingers_that_are_not_there() {
    let (who, fonts) = somebody();
    let scenes = HardScenes::new(&who, &fonts).unwrap();
    let mut scratch = Scratch::default();
    let mut seen = 0;
    for case in HardCase::ALL
        .into_iter()
        .filter(|case| *case != HardCase::Fingers)
    {
        for index in 0..6 {
            let scene = scenes.scene(case, index, 505);
            let shape = DocumentShape::of(scene.kind);
            if shape.zone_side() != scene.side {
                continue;
            }
            let frame = grey(&scene.picture);
            let facts = assess_document(frame.view(), shape, scene.side, &mut scratch);
            if let Some(facts) = facts.filter(|facts| facts.hidden.is_some()) {
                assert!(!facts.is_hidden(), "{case:?} {index}: {:?}", facts.hidden);
                seen += 1;
            }
        }
    }
    assert!(seen >= 20, "{seen} zones");
}
