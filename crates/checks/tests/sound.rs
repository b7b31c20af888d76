//! What is heard on films that the recorder made of a drawn person with a synthesised voice.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use sceau_checks::FilmsHere;
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{
    FilmRecord, FilmSound, SoundFinding, SoundHeard, judge_sound, stretches,
};
use sceau_service::ports::{FilmAsked, FilmExaminer as _};
use sceau_testkit::specimen::face::{
    Mode, Recorded, Script, SpokenDigit, Studio, Third, recorded, recorded_aloud,
};
use sceau_testkit::specimen::voice::{Voice, track};
use sceau_testkit::specimen::{SpecimenPerson, person};

const SIZE: (u16, u16) = (160, 96);
const FPS: u32 = 10;

fn who() -> SpecimenPerson {
    person(42, jiff::civil::date(2026, 1, 1))
}

fn script() -> Script {
    Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft).unwrap()
}

/// A film of the script in which these digits are said by this voice, this much louder.
fn spoken(digits: &[SpokenDigit], voice: Voice, louder: f32) -> Recorded {
    let (who, script) = (who(), script());
    let studio = Studio::new(&who, (SIZE.0.into(), SIZE.1.into()), None).unwrap();
    let mut sound = track(&who, digits, script.seconds, voice).unwrap();
    for sample in &mut sound {
        *sample = (*sample * louder).clamp(-1.0, 1.0);
    }
    recorded_aloud(&studio, &script, SIZE, FPS, &sound).unwrap()
}

fn listened(film: &Recorded) -> (SoundHeard, FilmSound) {
    let record = FilmRecord {
        way: DigitsWay::Speak,
        prompts_ms: &film.prompts_ms,
        duration_ms: film.duration_ms,
        has_sound: true,
    };
    let asked = FilmAsked {
        stretches: stretches(&record),
        task: ThirdTask::TurnLeft,
        kind: DocumentKind::Passport,
    };
    let facts = FilmsHere::new(None)
        .examine_film(&film.mp4, &asked)
        .unwrap();
    let heard = facts.sound.unwrap();
    let judged = judge_sound(&record, &heard);
    (heard, judged)
}

#[test]
fn three_digits_are_heard_where_they_are_said() {
    let script = script();
    let (heard, judged) = listened(&spoken(&script.digits, Voice::BuiltIn, 1.0));
    assert_eq!(judged.findings, [], "{heard:?}");
    assert_eq!(judged.voices_ms.len(), 3);
    for (found, said) in judged.voices_ms.iter().zip(&script.digits) {
        let [from, until] = found.unwrap();
        let said = said.at * 1_000.0;
        assert!((from as f32 - said).abs() < 120.0, "{from} for {said}");
        assert!((100..900).contains(&(until - from)), "{from} to {until}");
    }
}

#[test]
fn a_digit_that_nobody_says_is_named() {
    let mut digits = script().digits;
    digits.remove(1);
    let (_, judged) = listened(&spoken(&digits, Voice::BuiltIn, 1.0));
    assert_eq!(judged.findings, [SoundFinding::VoiceMissing]);
    let heard: Vec<bool> = judged.voices_ms.iter().map(Option::is_some).collect();
    assert_eq!(heard, [true, false, true]);
}

#[test]
fn a_room_in_which_nobody_speaks_is_silent() {
    let (_, judged) = listened(&spoken(&script().digits, Voice::Silent, 1.0));
    assert_eq!(judged.findings, [SoundFinding::Silent]);
}

#[test]
fn a_voice_too_loud_for_its_microphone_is_told() {
    let (_, judged) = listened(&spoken(&script().digits, Voice::BuiltIn, 40.0));
    assert!(
        judged.findings.contains(&SoundFinding::Clipped),
        "{judged:?}"
    );
}

#[test]
fn a_film_without_sound_where_the_device_announces_some_is_told() {
    let (who, script) = (who(), script());
    let studio = Studio::new(&who, (SIZE.0.into(), SIZE.1.into()), None).unwrap();
    let film = recorded(&studio, &script, SIZE, FPS).unwrap();
    let (heard, judged) = listened(&film);
    assert_eq!(heard, SoundHeard::NoTrack);
    assert_eq!(judged.findings, [SoundFinding::Missing]);
}
