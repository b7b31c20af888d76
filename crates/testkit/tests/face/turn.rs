//! The turn of the head in the drawn clip.

use crate::stage::{Clip, reader, straight, warped};
use core::time::Duration;
use sceau_testkit::specimen::face::Third;
use sceau_vision::face::{Landmarks, Side, TurnHint, TurnProgress, TurnStep, parallax};
use sceau_vision::jpeg::Rgb;

/// Reads the third task of a clip frame by frame; `None` without the networks.
fn coached(seed: u64, third: Third, asked: Side) -> Option<Vec<TurnStep>> {
    let mut reader = reader()?;
    let clip = Clip::of(seed, third);
    let begin = clip.script.third_at;
    let mut progress = TurnProgress::new(asked);
    let frames = clip.frames(begin - 0.4, begin + 2.0, 15.0);
    reader.read_still(&frames[0]).unwrap();
    let times = (0_u32..).map(|frame| Duration::from_secs(1) * frame / 15);
    let steps = times.zip(&frames).map(|(at, frame)| {
        let face = reader.read(frame).unwrap().main;
        progress.take(at, face.map(|face| face.pose.yaw))
    });
    Some(steps.collect())
}

#[test]
fn every_drawn_person_who_turns_to_their_left_fills_the_arc() {
    for seed in [42, 1, 2, 3, 4] {
        let Some(steps) = coached(seed, Third::TurnLeft, Side::Left) else {
            return;
        };
        assert!(steps.last().unwrap().is_done, "person {seed}: {steps:?}");
        assert!(
            steps.iter().all(|step| step.hint.is_none()),
            "person {seed}"
        );
    }
}

#[test]
fn a_turn_to_the_right_is_the_wrong_way_when_the_left_was_asked() {
    let Some(steps) = coached(42, Third::TurnRight, Side::Left) else {
        return;
    };
    assert!(
        steps
            .iter()
            .any(|step| step.hint == Some(TurnHint::WrongWay))
    );
    assert!(steps.iter().all(|step| !step.is_done));
    let right = coached(42, Third::TurnRight, Side::Right).unwrap();
    assert!(right.last().unwrap().is_done);
}

#[test]
fn a_person_who_does_not_turn_fills_nothing() {
    let Some(steps) = coached(42, Third::Nothing, Side::Left) else {
        return;
    };
    assert!(
        steps
            .iter()
            .all(|step| step.arc == 0.0 && step.hint.is_none())
    );
}

fn seen(picture: &Rgb) -> Option<(Landmarks, f32)> {
    let face = reader()?.read_still(picture).unwrap().main.unwrap();
    Some((face.landmarks, face.pose.yaw))
}

#[test]
fn the_points_of_a_head_that_turns_move_by_their_depth() {
    let clip = Clip::of(42, Third::TurnLeft);
    let Some((before, _)) = seen(&straight()) else {
        return;
    };
    let (after, _) = seen(&clip.frame(clip.script.third_at + 1.4)).unwrap();
    let found = parallax(&before, &after).unwrap();
    assert!(found.turn > 15.0 && found.residual > 0.06, "{found:?}");
    assert_eq!(found.finding(), None);
}

/// The picture as a sheet turned by so many degrees around its upright middle.
fn sheet(picture: &Rgb, degrees: f32) -> Rgb {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (width, height) = (f32::from(picture.width), f32::from(picture.height));
    let focal = 1.6 * width;
    warped(picture, |x, y| {
        let (x, y) = (x - width / 2.0, y - height / 2.0);
        let along = x * focal / (focal * cosine - x * sine);
        let far = (focal + along * sine) / focal;
        (along + width / 2.0, y * far + height / 2.0)
    })
}

#[test]
fn a_flat_picture_of_a_face_neither_turns_nor_shows_depth() {
    let picture = straight();
    let Some((before, yaw)) = seen(&picture) else {
        return;
    };
    for degrees in [-40.0, 20.0, 40.0] {
        let (after, tilted) = seen(&sheet(&picture, degrees)).unwrap();
        let found = parallax(&before, &after).unwrap();
        assert!((tilted - yaw).abs() < 8.0, "{degrees}°: {tilted}");
        assert!(found.residual < 0.05, "{degrees}°: {found:?}");
    }
}
