//! What the loop says of specimen documents held before a camera, frame after frame.

use super::{Advice, Direction, Guide, Hint, Subject};
use crate::frame::{Frame, Rotation};
use core::time::Duration;
use image::imageops;
use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::hard::{HardCase, HardScenes};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, Style, card, mrz, person};
use sceau_vision::jpeg::Rgb;
use std::sync::Arc;

/// Frames a second of the camera in these stories.
const EVERY: Duration = Duration::from_millis(100);

/// What is said of a side held under one condition after the other, so many frames each.
fn looks(kind: DocumentKind, side: Side, shown: &[(Condition, u32)]) -> Vec<Advice> {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let picture = card::render(&who, kind, side, &fonts).unwrap();
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&picture);
    let mut guide = Guide::of(Subject::Document(kind, side));
    let shots = shown
        .iter()
        .flat_map(|&(condition, frames)| (0..frames).map(move |index| (condition, index)));
    shots
        .zip(0_u32..)
        .map(|((condition, index), n)| {
            let shot = scene.shot(&subject, condition, index);
            guide.look(&frame_of(shot, EVERY * n)).unwrap()
        })
        .collect()
}

fn frame_of(shot: image::RgbImage, at: Duration) -> Frame {
    let rgb = Rgb {
        width: u16::try_from(shot.width()).unwrap(),
        height: u16::try_from(shot.height()).unwrap(),
        pixels: shot.into_raw(),
    };
    Frame::of_rgb(Arc::new(rgb), at)
}

fn is_ripe(advice: &Advice) -> bool {
    advice.progress >= 1.0
}

#[test]
fn a_side_held_well_takes_itself_within_a_second_and_a_half() {
    for kind in DocumentKind::ALL {
        for &side in kind.sides() {
            let advice = looks(kind, side, &[(Condition::Good, 8), (Condition::Good, 8)]);
            let ripe = advice.iter().position(is_ripe);
            assert!(
                ripe.is_some_and(|frame| frame <= 15),
                "{kind:?} {side:?}: {:?}",
                advice
                    .iter()
                    .map(|each| each.hint.code())
                    .collect::<Vec<_>>()
            );
        }
    }
}

/// What is said while a good picture is held so many pixels beside its place, right and down.
fn looks_at_places(places: impl Iterator<Item = (i64, i64)>) -> Vec<Advice> {
    let (kind, side) = (DocumentKind::IdentityCard, Side::Front);
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let card = card::render(&who, kind, side, &Fonts::from_system().unwrap()).unwrap();
    let scene = Scene::new(42, SIZE);
    let still = scene.shot(&scene.subject(&card), Condition::Good, 0);
    let mut guide = Guide::of(Subject::Document(kind, side));
    places
        .zip(0_u32..)
        .map(|((right, down), n)| {
            let mut moved = still.clone();
            imageops::replace(&mut moved, &still, right, down);
            guide.look(&frame_of(moved, EVERY * n)).unwrap()
        })
        .collect()
}

#[test]
fn a_hand_that_trembles_gets_its_picture_as_soon_as_a_steady_one() {
    // Three millimetres to and fro, six times a second, at ten frames a second: the sharpness of each says whether it
    // hurts.
    let tremor = [(0, 14), (12, -8), (-14, -2), (9, 11), (-1, -14)];
    let advice = looks_at_places(tremor.into_iter().cycle().take(16));
    let ripe = advice.iter().position(is_ripe);
    assert!(ripe.is_some_and(|frame| frame <= 9), "{ripe:?}");
}

#[test]
fn a_document_that_is_still_being_moved_does_not_take_itself() {
    for (right, down) in [(30, 0), (0, 30), (-22, 22)] {
        // To and fro within the frame, four tenths of a second each way.
        let way = |n: i64| (n % 8).min(8 - n % 8) - 2;
        let advice = looks_at_places((0..24).map(|n| (right * way(n), down * way(n))));
        assert!(advice.iter().any(|each| each.hint == Hint::Hold));
        assert!(!advice.iter().any(is_ripe), "{right} {down}");
    }
}

#[test]
fn a_bad_picture_is_told_what_is_wrong_and_never_takes_itself() {
    for (condition, code) in [
        (Condition::Dark, "dark"),
        (Condition::Glare, "glare"),
        (Condition::Blur, "blur"),
        (Condition::Cut, "cut"),
        (Condition::Far, "closer"),
        (Condition::None, "none"),
    ] {
        let advice = looks(DocumentKind::IdentityCard, Side::Front, &[(condition, 12)]);
        let codes: Vec<_> = advice.iter().map(|each| each.hint.code()).collect();
        let told = codes.iter().filter(|told| **told == code).count();
        assert!(told * 4 >= codes.len() * 3, "{condition:?}: {codes:?}");
        assert!(!advice.iter().any(is_ripe), "{condition:?}: {codes:?}");
        assert!(
            advice.iter().all(|each| each.score.is_none()),
            "{condition:?}: {codes:?}"
        );
    }
}

#[test]
fn fingers_over_the_zone_are_told_and_no_picture_takes_itself_until_they_are_gone() {
    let under = [(Condition::Fingers, 12), (Condition::Good, 16)];
    let advice = looks(DocumentKind::IdentityCard, Side::Back, &under);
    let codes: Vec<_> = advice.iter().map(|each| each.hint.code()).collect();
    assert!(
        codes[..12].iter().all(|code| *code == "fingers"),
        "{codes:?}"
    );
    let ripe = advice.iter().position(is_ripe).unwrap();
    assert!(ripe >= 12, "taken at frame {ripe}: {codes:?}");
}

#[test]
fn the_other_side_is_asked_to_be_turned_over() {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let back = card::render(&who, DocumentKind::IdentityCard, Side::Back, &fonts).unwrap();
    let scene = Scene::new(42, SIZE);
    let shot = scene.shot(&scene.subject(&back), Condition::Good, 0);
    let mut guide = Guide::of(Subject::Document(DocumentKind::IdentityCard, Side::Front));
    let advice = guide.look(&frame_of(shot, EVERY)).unwrap();
    assert_eq!(advice.hint.code(), "side");
}

#[test]
fn a_sensor_that_stands_turned_in_its_case_is_guided_as_the_screen_shows_it() {
    let (kind, side) = (DocumentKind::IdentityCard, Side::Front);
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let card = card::render(&who, kind, side, &Fonts::from_system().unwrap()).unwrap();
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&card);
    // A wide picture with the card at its left: what lies at the right of it is table.
    let mut upright = image::RgbImage::new(1_590, SIZE.1);
    let shot = scene.shot(&subject, Condition::Good, 0);
    imageops::replace(
        &mut upright,
        &scene.shot(&subject, Condition::None, 0),
        310,
        0,
    );
    imageops::replace(
        &mut upright,
        &imageops::crop_imm(&shot, 190, 0, 900, SIZE.1).to_image(),
        0,
        0,
    );
    let advice = |shot: image::RgbImage, rotation| {
        let frame = Frame {
            rotation,
            ..frame_of(shot, EVERY)
        };
        Guide::of(Subject::Document(kind, side))
            .look(&frame)
            .unwrap()
    };
    let seen = advice(upright.clone(), Rotation::None);
    assert_eq!(seen.hint, Hint::Center(Direction::Right));
    for (rotation, lying) in [
        (Rotation::Right, imageops::rotate270(&upright)),
        (Rotation::Half, imageops::rotate180(&upright)),
        (Rotation::Left, imageops::rotate90(&upright)),
    ] {
        assert_eq!(advice(lying, rotation), seen, "{rotation:?}");
    }
}

#[test]
fn from_the_dark_through_a_reflection_to_a_good_picture() {
    let advice = looks(
        DocumentKind::IdentityCard,
        Side::Front,
        &[
            (Condition::Dark, 4),
            (Condition::Glare, 4),
            (Condition::Good, 8),
            (Condition::Good, 8),
        ],
    );
    let codes: Vec<_> = advice.iter().map(|each| each.hint.code()).collect();
    assert_eq!(
        (codes[1], codes[5], codes[10]),
        ("dark", "glare", "hold"),
        "{codes:?}"
    );
    let ripe = advice.iter().position(is_ripe).unwrap();
    assert!((8..=23).contains(&ripe), "taken at frame {ripe}: {codes:?}");
}

#[test]
fn a_frame_that_is_kept_or_taken_was_searched_as_a_whole() {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    for kind in DocumentKind::ALL {
        let side = kind.sides()[0];
        let scene = Scene::new(42, SIZE);
        let subject = scene.subject(&card::render(&who, kind, side, &fonts).unwrap());
        let mut guide = Guide::of(Subject::Document(kind, side));
        let (mut decided, mut searched) = (0, 0);
        for n in 0..16 {
            let shot = scene.shot(&subject, Condition::Good, n % 8);
            let advice = guide.look(&frame_of(shot, EVERY * n)).unwrap();
            let looks = guide.looks().unwrap();
            if is_ripe(&advice) || advice.score.is_some() {
                decided += 1;
                assert_eq!(looks.searched, searched + 1, "{kind:?} frame {n}");
            }
            searched = looks.searched;
        }
        let looks = guide.looks().unwrap();
        assert!(decided > 0 && looks.followed >= 3, "{kind:?}: {looks:?}");
    }
}

#[test]
fn no_frame_is_followed_and_searched_for_a_picture_that_is_hardly_better() {
    let fonts = Fonts::from_system().unwrap();
    let who = person(5, jiff::civil::date(2026, 11, 2));
    for kind in DocumentKind::ALL {
        let side = kind.sides()[0];
        let scene = Scene::new(5, SIZE);
        let subject = scene.subject(&card::render(&who, kind, side, &fonts).unwrap());
        let mut guide = Guide::of(Subject::Document(kind, side));
        // Longer than a picture stays the best: when it is too old, the next is searched at once.
        for n in 0..24 {
            let before = guide.looks().unwrap();
            let shot = scene.shot(&subject, Condition::Good, n % 8);
            guide.look(&frame_of(shot, EVERY * n)).unwrap();
            let after = guide.looks().unwrap();
            let both = after.searched > before.searched && after.followed > before.followed;
            assert!(!both, "{kind:?} frame {n}");
        }
        assert!(guide.looks().unwrap().followed >= 4, "{kind:?}");
    }
}

#[test]
fn a_frame_that_is_clearly_sharper_than_the_one_kept_is_kept_in_its_stead() {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let (kind, side) = (DocumentKind::IdentityCard, Side::Front);
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&card::render(&who, kind, side, &fonts).unwrap());
    let sharp = scene.shot(&subject, Condition::Good, 0);
    let soft = imageops::fast_blur(&sharp, 0.6);
    let mut guide = Guide::of(Subject::Document(kind, side));
    let mut look =
        |shot: &image::RgbImage, n| guide.look(&frame_of(shot.clone(), EVERY * n)).unwrap();
    let kept = look(&soft, 0).score.unwrap();
    for n in 1..4 {
        look(&soft, n);
    }
    // Where the soft ones were followed, this one is searched.
    let better = look(&sharp, 4).score.unwrap();
    assert!(better > kept * 1.1, "{kept} and then {better}");
}

/// Another document held where a side of the declared one is asked for.
fn looks_at_other(held: (DocumentKind, Side), asked: (DocumentKind, Side)) -> Vec<Advice> {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&card::render(&who, held.0, held.1, &fonts).unwrap());
    let mut guide = Guide::of(Subject::Document(asked.0, asked.1));
    let look = |n: u32| {
        let shot = scene.shot(&subject, Condition::Good, n % 8);
        guide.look(&frame_of(shot, EVERY * n)).unwrap()
    };
    (0..10).map(look).collect()
}

#[test]
fn another_document_than_the_declared_one_is_told_and_never_takes_itself() {
    for held in DocumentKind::ALL {
        for asked in DocumentKind::ALL.into_iter().filter(|kind| *kind != held) {
            for &side in asked.sides() {
                let advice = looks_at_other((held, held.mrz_side()), (asked, side));
                let code = format!("kind.{}", held.as_str());
                let codes: Vec<_> = advice.iter().map(|each| each.hint.code()).collect();
                let first = codes.iter().position(|told| *told == code);
                assert!(
                    first.is_some_and(|frame| frame <= 6),
                    "{held:?} for the {side:?} of {asked:?}: {codes:?}"
                );
                assert!(
                    !advice.iter().any(is_ripe),
                    "{held:?} for {asked:?}: {codes:?}"
                );
            }
        }
    }
}

#[test]
fn a_passport_of_another_state_is_told_for_what_it_is_where_a_french_one_is_asked() {
    let lines = [
        "P<SENDIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "12AB345673SEN9007138F3002119<<<<<<<<<<<<<<02",
    ];
    let fonts = Fonts::from_system().unwrap();
    let zone = mrz::picture(&lines, Style::OcrB, &fonts).unwrap();
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&zone);
    let mut guide = Guide::of(Subject::Document(DocumentKind::Passport, Side::Front));
    let hints = (0..10).map(|n: u32| {
        let shot = scene.shot(&subject, Condition::Good, n % 8);
        let advice = guide.look(&frame_of(shot, EVERY * n)).unwrap();
        advice.hint.code()
    });
    let hints: Vec<_> = hints.collect();
    assert!(hints.contains(&"kind.foreign_passport"), "{hints:?}");
}

#[test]
fn the_declared_document_is_never_called_another_one_however_it_is_held() {
    let fonts = Fonts::from_system().unwrap();
    let mut frames = 0;
    for (seed, kind) in (1..).zip(DocumentKind::ALL) {
        let who = person(seed, jiff::civil::date(2026, 11, 2));
        for &side in kind.sides() {
            let scene = Scene::new(seed, SIZE);
            let subject = scene.subject(&card::render(&who, kind, side, &fonts).unwrap());
            for condition in Condition::ALL {
                // Far enough apart that the zone of each may be looked at.
                let mut guide = Guide::of(Subject::Document(kind, side));
                for n in 0..4 {
                    let frame = frame_of(scene.shot(&subject, condition, n), EVERY * 5 * n);
                    let advice = guide.look(&frame).unwrap();
                    assert!(
                        !matches!(advice.hint, Hint::Kind(_)),
                        "{kind:?} {side:?} {condition:?}: {}",
                        advice.hint.code()
                    );
                    frames += 1;
                }
            }
        }
    }
    assert!(frames > 200, "{frames}");
}

#[test]
fn nor_among_books_at_a_slant_or_in_the_dark() {
    let fonts = Fonts::from_system().unwrap();
    let who = person(11, jiff::civil::date(2026, 11, 2));
    let scenes = HardScenes::new(&who, &fonts).unwrap();
    for case in HardCase::ALL {
        for index in 0..4 {
            let scene = scenes.scene(case, index, 36);
            let mut guide = Guide::of(Subject::Document(scene.kind, scene.side));
            for n in 0..2 {
                let frame = frame_of(scene.picture.clone(), EVERY * 5 * n);
                let hint = guide.look(&frame).unwrap().hint;
                assert!(!matches!(hint, Hint::Kind(_)), "{case:?} {index}: {hint:?}");
            }
        }
    }
}
