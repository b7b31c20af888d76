//! The face video and its sound.

use super::super::face::{Mode, Script, SpokenDigit, Studio, Third, moment, to_y4m};
use super::super::voice::{RATE, Voice, to_wav, track};
use super::super::{SpecimenError, num, person};
use super::TODAY;

#[test]
fn the_mouth_moves_while_a_digit_is_said_and_the_head_turns_afterwards() {
    let script = Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft).expect("digits");
    let at = |second: f32| moment(&script, 42, second).pose;
    assert!(at(1.5).mouth < 0.01 && at(script.digits[0].at + 0.25).mouth > 0.4);
    assert!(at(1.5).yaw.abs() < 0.06 && at(script.third_at + 1.6).yaw > 0.45);
    let right = Script {
        third: Third::TurnRight,
        ..script.clone()
    };
    assert!(moment(&right, 42, script.third_at + 1.6).pose.yaw < -0.45);
    let blinks = (0..300)
        .filter(|n| at(*n as f32 / 30.0).blink > 0.9)
        .count();
    assert!(
        (3..60).contains(&blinks),
        "{blinks} pictures with closed eyes"
    );
}

#[test]
fn a_hasty_turn_is_there_in_three_tenths_and_the_slow_one_follows() {
    let script = Script::only_third(Third::TurnRight, true);
    let yaw = |second: f32| moment(&script, 42, second).pose.yaw;
    let begun = script.third_at;
    assert!(yaw(begun).abs() < 0.1 && yaw(begun + 0.3) < -0.45);
    assert!(yaw(begun + 1.5).abs() < 0.1, "straight in between");
    let slow = begun + script.third_seconds() - Script::THIRD_SECONDS;
    assert!(yaw(slow + 0.3).abs() < 0.2 && yaw(slow + 1.6) < -0.45);
    assert!(Script::only_third(Third::TurnRight, false).seconds < script.seconds);
}

#[test]
fn a_digit_that_is_none_or_outside_the_clip_is_refused() {
    assert!(Script::usual(&[1, 10, 2], Mode::Speak, Third::Nothing).is_err());
    let script = Script::usual(&[1], Mode::Speak, Third::Nothing).expect("digits");
    let late = Script {
        digits: vec![SpokenDigit { digit: 4, at: 60.0 }],
        ..script
    };
    assert!(matches!(
        late.checked(),
        Err(SpecimenError::BadDigit { digit: 4, .. })
    ));
}

#[test]
fn the_sound_is_loud_at_the_digits_and_quiet_between() {
    let who = person(42, TODAY);
    let script = Script::usual(&[7, 3, 9], Mode::Speak, Third::TurnLeft).expect("digits");
    let sound = track(&who, &script.digits, script.seconds, Voice::BuiltIn).expect("built in");
    let loudness = |from: f32, to: f32| {
        let place = |second: f32| num::index(second * RATE as f32);
        let part = &sound[place(from)..place(to)];
        (part.iter().map(|s| s * s).sum::<f32>() / part.len() as f32).sqrt()
    };
    for spoken in &script.digits {
        assert!(loudness(spoken.at, spoken.at + 0.35) > 0.05, "{spoken:?}");
        assert!(loudness(spoken.at - 0.8, spoken.at) < 0.005, "{spoken:?}");
    }
    let file = to_wav(&sound);
    assert_eq!(&file[..4], b"RIFF");
    assert_eq!(file.len(), 44 + sound.len() * 2);
    assert_eq!(file[24..28], RATE.to_le_bytes());
}

#[test]
fn a_y4m_stream_has_the_header_chromium_takes_and_whole_frames() {
    let who = person(42, TODAY);
    let script = Script::usual(&[1], Mode::Speak, Third::Nothing).expect("digits");
    let studio = Studio::new(&who, (64, 36), None).expect("a size");
    let pictures = [studio.picture(&script, 0.0), studio.picture(&script, 0.1)];
    let stream = to_y4m(&pictures, 15);
    let header = b"YUV4MPEG2 W64 H36 F15:1 Ip A1:1 C420\n";
    assert!(stream.starts_with(header));
    assert_eq!(stream.len(), header.len() + 2 * (6 + 64 * 36 * 3 / 2));
}
