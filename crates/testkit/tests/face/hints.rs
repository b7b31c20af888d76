//! What is said about a face that is not well placed or not well lit.

use crate::stage::{Clip, codes, reader, smeared, straight, toned, warped};
use sceau_testkit::specimen::face::{Third, moment};
use sceau_vision::face::FaceReader;
use sceau_vision::jpeg::Rgb;

#[test]
fn drawn_people_are_found_in_every_frame_and_alone() {
    for seed in [42, 1, 2, 3, 4, 5] {
        let Some(mut reader) = reader() else { return };
        let clip = Clip::of(seed, Third::TurnLeft);
        let frames = clip.frames(0.0, clip.script.seconds, 4.0);
        reader.read_still(&frames[0]).unwrap();
        for (number, frame) in frames.iter().enumerate() {
            let facts = reader.read(frame).unwrap();
            assert_eq!(facts.count, 1, "person {seed}, frame {number}");
        }
    }
}

#[test]
fn a_good_picture_of_a_face_has_nothing_to_say() {
    let Some(mut reader) = reader() else { return };
    // Every tone of skin and cut of hair is among them.
    for seed in 1..=16 {
        let picture = Clip::of(seed, Third::Nothing).frame(0.4);
        assert_eq!(codes(&mut reader, &picture), Vec::<&str>::new(), "{seed}");
    }
}

#[test]
fn a_wall_holds_no_face() {
    let Some(mut reader) = reader() else { return };
    let wall = toned(&straight(), |column, _| 90.0 + column as f32 / 8.0);
    assert_eq!(codes(&mut reader, &wall), ["face.none"]);
}

#[test]
fn a_face_far_away_is_found_and_asked_closer() {
    let Some(mut reader) = reader() else { return };
    let far = warped(&straight(), |x, y| {
        ((x - 320.0) * 3.2 + 320.0, (y - 180.0) * 3.2 + 180.0)
    });
    assert_eq!(codes(&mut reader, &far)[0], "face.small");
}

#[test]
fn a_face_at_the_edge_is_off() {
    let Some(mut reader) = reader() else { return };
    let aside = warped(&straight(), |x, y| (x - 170.0, y));
    assert_eq!(codes(&mut reader, &aside), ["face.off"]);
}

#[test]
fn two_people_are_told_whether_alone_or_followed() {
    let Some(mut reader) = reader() else { return };
    let alone = straight();
    // The middle of the picture twice, side by side.
    let both = warped(&alone, |x, y| {
        (if x < 320.0 { x + 160.0 } else { x - 160.0 }, y)
    });
    assert_eq!(codes(&mut reader, &both)[0], "face.multi");
    // A second person who comes while the first is followed is noticed within eight frames.
    let mut counts = Vec::new();
    reader.read_still(&alone).unwrap();
    for _ in 0..9 {
        counts.push(reader.read(&both).unwrap().count);
    }
    assert!(counts.contains(&2), "{counts:?}");
}

#[test]
fn darkness_glare_and_a_shadow_on_one_side_are_told() {
    let Some(mut reader) = reader() else { return };
    let picture = straight();
    let mut first = |tone: &dyn Fn(usize, u8) -> f32| {
        let said = codes(&mut reader, &toned(&picture, tone));
        said.first().copied().unwrap_or_default()
    };
    assert_eq!(first(&|_, part| f32::from(part) * 0.14), "dark");
    assert_eq!(first(&|_, part| f32::from(part) * 0.25 + 205.0), "bright");
    let shaded = |column: usize, part: u8| f32::from(part) * if column < 320 { 0.25 } else { 1.0 };
    assert_eq!(first(&shaded), "face.shadow");
}

#[test]
fn a_head_that_moved_is_blurred() {
    let Some(mut reader) = reader() else { return };
    assert_eq!(codes(&mut reader, &smeared(&straight(), 14)), ["blur"]);
}

#[test]
fn a_blink_is_told_and_open_eyes_never_are() {
    for seed in [42, 1, 2, 3] {
        let Some(mut reader) = reader() else { return };
        let clip = Clip::of(seed, Third::Nothing);
        let frames = clip.frames(0.0, 6.0, 10.0);
        let (mut told, mut before) = (0, reader.read_still(&frames[0]).unwrap().main);
        for (frame, number) in frames.iter().zip(0_u8..).skip(1) {
            let blink = moment(&clip.script, seed, f32::from(number) / 10.0)
                .pose
                .blink;
            let main = reader.read(frame).unwrap().main;
            // A frame that counted faces tells of the frame before.
            if main != before {
                let eyes = main.as_ref().unwrap().eyes;
                told += usize::from(!eyes.are_open());
                assert!(
                    blink > 0.1 || eyes.are_open(),
                    "person {seed}, {number}: {eyes:?}"
                );
            }
            before = main;
        }
        assert!(told > 0, "person {seed}");
    }
}

#[test]
fn a_turned_head_is_told() {
    let Some(mut reader) = reader() else { return };
    let clip = Clip::of(42, Third::TurnLeft);
    let turned = clip.frame(clip.script.third_at + 1.4);
    assert_eq!(codes(&mut reader, &turned), ["face.turned"]);
}

/// What is said first of each frame of two seconds of a usual camera.
fn followed(reader: &mut FaceReader, picture: &Rgb) -> Vec<Option<&'static str>> {
    let said = |reader: &mut FaceReader| {
        let facts = reader.read(picture).unwrap();
        facts.findings().first().map(|finding| finding.code())
    };
    (0..60).map(|_| said(reader)).collect()
}

#[test]
fn a_face_on_its_head_or_on_its_side_is_told_whether_alone_or_followed() {
    let Some(mut reader) = reader() else { return };
    for seed in [42, 1, 2, 3] {
        let upright = Clip::of(seed, Third::Nothing).frame(3.2);
        let overturned = [
            warped(&upright, |x, y| (639.0 - x, 359.0 - y)),
            warped(&upright, |x, y| (320.0 + (y - 180.0), 180.0 - (x - 320.0))),
            warped(&upright, |x, y| (320.0 - (y - 180.0), 180.0 + (x - 320.0))),
        ];
        for (turn, picture) in overturned.iter().enumerate() {
            reader.read_still(&upright).unwrap();
            let said = followed(&mut reader, picture);
            let first = said
                .iter()
                .position(|code| *code == Some("face.overturned"));
            assert!(
                first.is_some_and(|frame| said[frame..].iter().all(|code| *code == said[frame])),
                "person {seed}, turn {turn}: {said:?}"
            );
            // The picture is turned upright while the reader goes on.
            let back = followed(&mut reader, &upright);
            assert_eq!(back[20..], [back[59]; 40], "person {seed}, turn {turn}");
            assert_ne!(
                back[59],
                Some("face.overturned"),
                "person {seed}, turn {turn}"
            );
        }
    }
}

#[test]
fn a_face_far_away_is_never_called_overturned() {
    let Some(mut reader) = reader() else { return };
    for seed in [42, 1, 2, 3] {
        let near = Clip::of(seed, Third::Nothing).frame(3.2);
        let far = warped(&near, |x, y| {
            ((x - 320.0) * 3.2 + 320.0, (y - 180.0) * 3.2 + 180.0)
        });
        reader.read_still(&near).unwrap();
        let said = followed(&mut reader, &far);
        assert!(
            !said.contains(&Some("face.overturned")),
            "person {seed}: {said:?}"
        );
    }
}

#[test]
fn a_face_is_upright_in_every_frame_of_every_film() {
    for seed in [42, 1, 2, 3] {
        let Some(mut reader) = reader() else { return };
        let clip = Clip::of(seed, Third::TurnLeft);
        for frame in clip.frames(0.0, clip.script.seconds, 10.0) {
            let facts = reader.read(&frame).unwrap();
            let codes: Vec<_> = facts.findings().iter().map(|each| each.code()).collect();
            assert!(
                !codes.contains(&"face.overturned"),
                "person {seed}: {codes:?}"
            );
        }
    }
}

#[test]
fn a_picture_of_one_pixel_holds_no_face() {
    let Some(mut reader) = reader() else { return };
    let pixel = Rgb {
        width: 1,
        height: 1,
        pixels: vec![200; 3],
    };
    assert_eq!(codes(&mut reader, &pixel), ["face.none"]);
}

#[test]
fn a_face_that_left_is_lost_and_found_again_elsewhere() {
    let Some(mut reader) = reader() else { return };
    let here = straight();
    let there = warped(&here, |x, y| (x - 150.0, y));
    let empty = toned(&here, |_, _| 120.0);
    assert_eq!(reader.read_still(&here).unwrap().count, 1);
    assert_eq!(reader.read(&empty).unwrap().count, 0);
    assert_eq!(reader.read(&there).unwrap().count, 0);
    let again = reader.read(&there).unwrap().main.unwrap();
    assert!(again.offset.0 > 0.15, "{:?}", again.offset);
}

#[test]
fn no_frame_of_a_film_costs_more_than_one_network() {
    let Some(mut reader) = reader() else { return };
    let clip = Clip::of(42, Third::TurnLeft);
    let mut film = clip.frames(0.0, 2.0, 15.0);
    // Somebody comes beside, leaves, then nobody is there, then the first is back elsewhere.
    let beside = warped(&film[0], |x, y| {
        (if x < 320.0 { x + 160.0 } else { x - 160.0 }, y)
    });
    film.extend(core::iter::repeat_n(beside, 10));
    film.extend(core::iter::repeat_n(toned(&film[0], |_, _| 120.0), 6));
    film.extend(core::iter::repeat_n(
        warped(&film[0], |x, y| (x - 150.0, y)),
        12,
    ));
    let mut before = reader.runs();
    let mut detections = 0;
    for (number, frame) in film.iter().enumerate() {
        reader.read(frame).unwrap();
        let now = reader.runs();
        let ran = (
            now.detector - before.detector,
            now.landmarks - before.landmarks,
        );
        assert!([(1, 0), (0, 1)].contains(&ran), "frame {number}: {ran:?}");
        // Followed for two seconds, a face is searched for once; then others are counted.
        detections += u32::from(number < 30) * ran.0;
        before = now;
    }
    assert_eq!(detections, 1 + 28 / 8, "{before:?}");
}
