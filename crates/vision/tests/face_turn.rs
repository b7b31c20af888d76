//! The turn of the head, from yaws alone: what fills the arc, and what is said when it does not.

use core::time::Duration;
use sceau_vision::face::{Side, TurnHint, TurnProgress, TurnStep};

/// Feeds a turn at 15 frames a second and gives every step.
fn steps(side: Side, yaws: impl IntoIterator<Item = Option<f32>>) -> Vec<TurnStep> {
    let mut progress = TurnProgress::new(side);
    let frames = (0_u32..).map(|frame| Duration::from_millis(1_000) * frame / 15);
    let pairs = frames.zip(yaws);
    pairs.map(|(at, yaw)| progress.take(at, yaw)).collect()
}

/// Straight for half a second, then evenly to `widest` in `frames` frames, and evenly back.
fn turn(widest: f32, frames: u16) -> Vec<Option<f32>> {
    let way = |frame: u16| widest * f32::from(frame) / f32::from(frames);
    let there = (0..=frames).map(way);
    let back = (0..frames).rev().map(way);
    let yaws = core::iter::repeat_n(0.0, 8).chain(there).chain(back);
    yaws.map(Some).collect()
}

fn hints(steps: &[TurnStep]) -> Vec<TurnHint> {
    let mut said: Vec<TurnHint> = steps.iter().filter_map(|step| step.hint).collect();
    said.dedup();
    said
}

#[test]
fn a_slow_turn_fills_the_arc_steadily_and_stays_done() {
    let steps = steps(Side::Left, turn(25.0, 15));
    assert!(steps.windows(2).all(|pair| pair[0].arc <= pair[1].arc));
    assert!(steps[14].arc > 0.3 && !steps[14].is_done);
    assert!(steps.last().unwrap().is_done);
    assert_eq!(hints(&steps), []);
}

#[test]
fn a_turn_to_the_right_counts_when_the_right_was_asked() {
    let mirrored = turn(25.0, 15).into_iter().map(|yaw| yaw.map(|yaw| -yaw));
    assert!(steps(Side::Right, mirrored).last().unwrap().is_done);
}

#[test]
fn a_turn_to_the_wrong_side_is_said_until_the_head_is_straight_again() {
    let steps = steps(Side::Right, turn(25.0, 15));
    assert_eq!(hints(&steps), [TurnHint::WrongWay]);
    assert!(steps.iter().all(|step| step.arc == 0.0 && !step.is_done));
    assert_eq!(steps.last().unwrap().hint, None);
}

#[test]
fn a_head_that_snaps_round_is_asked_to_go_slower_and_may_begin_again() {
    let mut yaws = turn(30.0, 2);
    yaws.extend(turn(25.0, 15));
    let steps = steps(Side::Left, yaws);
    assert_eq!(hints(&steps), [TurnHint::Fast]);
    let first = steps.iter().position(|step| step.hint.is_some()).unwrap();
    assert!(steps[first].arc == 0.0 && !steps[first].is_done);
    // The hint is still there when the head is back, so that it can be read.
    assert_eq!(steps[first + 6].hint, Some(TurnHint::Fast));
    assert!(steps.last().unwrap().is_done);
}

#[test]
fn a_turn_that_is_too_narrow_is_said_when_the_head_comes_back() {
    let steps = steps(Side::Left, turn(13.0, 10));
    assert_eq!(hints(&steps), [TurnHint::Short]);
    assert!(steps[18].arc > 0.5 && steps[18].hint.is_none());
    assert!(!steps.last().unwrap().is_done);
}

#[test]
fn swaying_is_no_turn() {
    let yaws = (0..60_u8).map(|frame| Some(5.0 * f32::from(frame).sin()));
    let steps = steps(Side::Left, yaws);
    assert!(steps.iter().all(|step| *step == steps[0]));
}

#[test]
fn a_turn_that_began_before_the_film_does_not_count() {
    let turned = (0..30_u8).map(|_| Some(28.0));
    assert!(!steps(Side::Left, turned).last().unwrap().is_done);
}

#[test]
fn a_face_that_is_lost_is_said_and_found_again() {
    let mut yaws = turn(25.0, 15);
    yaws.insert(12, None);
    let steps = steps(Side::Left, yaws);
    assert_eq!(hints(&steps), [TurnHint::Lost]);
    assert_eq!(
        (steps[12].hint, steps[13].hint),
        (Some(TurnHint::Lost), None)
    );
    assert!(steps.last().unwrap().is_done);
}
