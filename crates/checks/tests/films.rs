//! What is seen on films that the recorder made of a drawn person.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use sceau_checks::FilmsHere;
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::examination::{
    FilmRecord, LookFinding, Moment, Sight, Stretch, Turn, judge_look, stretches,
};
use sceau_service::ports::{FilmAsked, FilmExaminer as _, FilmFacts};
use sceau_testkit::specimen::face::{Mode, Recorded, Script, Studio, Third, recorded};
use sceau_testkit::specimen::{Fonts, card, person};
use sceau_testkit::world::networks_or_not_run;
use sceau_vision::jpeg;

const SIZE: (u16, u16) = (640, 360);
const FPS: u32 = 15;

/// A film of the drawn person who does this third task.
fn filmed(third: Third) -> Recorded {
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let script = Script::usual(&[3, 7, 0], Mode::Speak, third).unwrap();
    let fonts = Fonts::from_system().unwrap();
    let front = card::render(&who, DocumentKind::IdentityCard, Side::Front, &fonts).unwrap();
    let size = (SIZE.0.into(), SIZE.1.into());
    let studio = Studio::new(&who, size, Some(&front)).unwrap();
    recorded(&studio, &script, SIZE, FPS).unwrap()
}

fn asked(film: &Recorded, task: ThirdTask) -> FilmAsked {
    let stretches = stretches(&FilmRecord {
        way: DigitsWay::Speak,
        prompts_ms: &film.prompts_ms,
        duration_ms: film.duration_ms,
        has_sound: true,
    });
    FilmAsked {
        stretches,
        task,
        kind: DocumentKind::IdentityCard,
    }
}

/// `None`, and said so, where the networks were not fetched.
fn looked(film: &Recorded, task: ThirdTask) -> Option<(FilmFacts, Vec<LookFinding>)> {
    let networks = networks_or_not_run()?;
    let asked = asked(film, task);
    let facts = FilmsHere::new(Some(networks))
        .examine_film(&film.mp4, &asked)
        .unwrap();
    let judged = judge_look(facts.track.reveal(), &asked.stretches, &facts.seen, task);
    Some((facts, judged.findings))
}

fn within(stretches: &[Stretch], moment: Moment, at_ms: u32) -> bool {
    let of = stretches.iter().find(|of| of.moment == moment).unwrap();
    (of.from_ms..of.until_ms).contains(&at_ms)
}

#[test]
fn the_best_frame_of_every_stretch_is_kept_and_the_turn_is_seen() {
    let film = filmed(Third::TurnLeft);
    let Some((facts, findings)) = looked(&film, ThirdTask::TurnLeft) else {
        return;
    };
    assert_eq!((facts.trouble, findings), (None, vec![]));
    assert_eq!(facts.seen.turn, Some(Turn::Done));
    assert_eq!(facts.seen.is_flat, Some(false), "a head has depth");
    let moments: Vec<Moment> = facts.frames.iter().map(|frame| frame.moment).collect();
    assert_eq!(moments, Moment::ALL[1..]);
    let stretches = asked(&film, ThirdTask::TurnLeft).stretches;
    for frame in &facts.frames {
        assert!(within(&stretches, frame.moment, frame.at_ms), "{frame:?}");
        let (width, height) = jpeg::size(frame.jpeg.reveal()).unwrap();
        assert!(
            width > 100 && height > width && height < 361,
            "a face: {width} × {height}"
        );
    }
    let track = facts.track.reveal();
    assert!(
        track.len() > 50 && track.iter().all(|sight| sight.faces == 1),
        "{track:?}"
    );
    assert!(
        !format!("{facts:?}").contains("yaw_tenths"),
        "nothing of the person is printed"
    );
}

#[test]
fn the_head_is_followed_closely_until_it_has_turned_and_come_back() {
    let film = filmed(Third::TurnLeft);
    let Some((facts, _)) = looked(&film, ThirdTask::TurnLeft) else {
        return;
    };
    let track = facts.track.reveal();
    let is_turned = |sight: &Sight| sight.yaw_tenths.is_some_and(|yaw| yaw > 60);
    let first = track.iter().position(is_turned).unwrap();
    let last = track.iter().rposition(is_turned).unwrap();
    let gaps = |part: &[Sight]| -> Vec<u32> {
        part.windows(2)
            .map(|pair| pair[1].at_ms - pair[0].at_ms)
            .collect()
    };
    let turning = gaps(&track[first..=last]);
    assert!(turning.iter().all(|gap| *gap < 150), "{turning:?}");
    let after = gaps(&track[last + 2..]);
    assert!(
        after.len() > 1 && after.iter().all(|gap| *gap >= 250),
        "{after:?}"
    );
}

#[test]
fn a_turn_to_the_wrong_side_and_one_that_is_not_done_are_found() {
    let film = filmed(Third::TurnRight);
    let Some((facts, findings)) = looked(&film, ThirdTask::TurnLeft) else {
        return;
    };
    assert_eq!(findings, [LookFinding::TurnOtherSide]);
    assert_eq!(facts.seen.turn, Some(Turn::OtherSide));
    let (_, still) = looked(&filmed(Third::Nothing), ThirdTask::TurnRight).unwrap();
    assert_eq!(still, [LookFinding::TurnNotSeen]);
}

#[test]
fn a_document_that_is_shown_again_is_seen_and_one_that_is_not_is_missed() {
    let film = filmed(Third::ShowDocument);
    let Some((facts, findings)) = looked(&film, ThirdTask::ShowDocument) else {
        return;
    };
    assert_eq!(findings, [], "{:?}", facts.seen);
    let stretches = asked(&film, ThirdTask::ShowDocument).stretches;
    assert!(within(
        &stretches,
        Moment::Task,
        facts.seen.document_ms.unwrap()
    ));
    let shown = facts.frames.last().unwrap();
    assert_eq!(
        jpeg::size(shown.jpeg.reveal()).unwrap(),
        SIZE,
        "the whole frame"
    );
    let (_, empty) = looked(&filmed(Third::Nothing), ThirdTask::ShowDocument).unwrap();
    assert_eq!(empty, [LookFinding::DocumentNotSeen]);
}

#[test]
fn a_film_of_an_empty_room_shows_nobody() {
    let film = empty_room();
    let Some((facts, findings)) = looked(&film, ThirdTask::TurnLeft) else {
        return;
    };
    assert_eq!(findings, [LookFinding::Nobody, LookFinding::TurnNotSeen]);
    assert!(facts.frames.is_empty());
}

#[test]
fn without_networks_it_is_said_that_nobody_was_looked_for() {
    let film = empty_room();
    let asked = asked(&film, ThirdTask::TurnLeft);
    let facts = FilmsHere::new(None)
        .examine_film(&film.mp4, &asked)
        .unwrap();
    assert_eq!(facts.trouble, Some(LookFinding::NotLooked));
    assert!(facts.track.reveal().is_empty() && facts.seen.turn.is_none());
}

#[test]
fn what_is_no_film_or_was_cut_off_is_unreadable_or_as_long_as_it_is() {
    let film = empty_room();
    let asked = asked(&film, ThirdTask::TurnLeft);
    let trouble = |bytes: &[u8]| {
        FilmsHere::new(None)
            .examine_film(bytes, &asked)
            .unwrap()
            .trouble
    };
    assert_eq!(trouble(b"une image"), Some(LookFinding::Unreadable));
    assert_eq!(trouble(&[]), Some(LookFinding::Unreadable));
    assert_eq!(trouble(&film.mp4[..900]), Some(LookFinding::Unreadable));
    let half = &film.mp4[..film.mp4.len() / 2];
    assert!(trouble(half).is_some(), "cut off in the middle");
    let mut broken = film.mp4.clone();
    let middle = broken.len() / 2;
    broken[middle..middle + 4_000].fill(0x55);
    assert_eq!(
        trouble(&broken),
        Some(LookFinding::NotLooked),
        "the rest is seen"
    );
}

/// Two seconds of a wall.
fn empty_room() -> Recorded {
    use core::time::Duration;
    use sceau_capture::Frame;
    use sceau_capture::recorder::{Film, VideoSettings};
    let mut film = Film::new(VideoSettings::FACE, false, Vec::new()).unwrap();
    for number in 0_u8..40 {
        let at = Duration::from_millis(66) * u32::from(number);
        let grain =
            |place: usize| 90 + u8::try_from((place * 7 + usize::from(number)) % 23).unwrap();
        let pixels = (0..usize::from(SIZE.0) * usize::from(SIZE.1) * 3)
            .map(grain)
            .collect();
        let picture = jpeg::Rgb {
            width: SIZE.0,
            height: SIZE.1,
            pixels,
        };
        film.frame(&Frame::of_rgb(picture.into(), at)).unwrap();
    }
    Recorded {
        mp4: film.finish().unwrap().sink,
        prompts_ms: vec![100, 700, 1_300, 1_900],
        duration_ms: 2_640,
    }
}
