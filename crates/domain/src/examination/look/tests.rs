use super::*;
use crate::challenge::DigitsWay;
use LookFinding as F;

fn record(prompts_ms: &[u32]) -> FilmRecord<'_> {
    FilmRecord {
        way: DigitsWay::Write,
        prompts_ms,
        duration_ms: 8_000,
        has_sound: false,
    }
}

/// Four frames a second for eight seconds; `faces` and yaw by the second.
fn track(at: impl Fn(u32) -> (u8, i16)) -> Vec<Sight> {
    let sight = |at_ms: u32| {
        let (faces, yaw) = at(at_ms / 1_000);
        Sight {
            at_ms,
            faces,
            yaw_tenths: (faces > 0).then_some(yaw),
        }
    };
    (0..32).map(|number| sight(number * 250)).collect()
}

fn judged(track: &[Sight], seen: TaskSeen, task: ThirdTask) -> FilmLook {
    let stretches = stretches(&record(&[0, 2_000, 4_000, 6_000]));
    judge_look(track, &stretches, &seen, task)
}

#[test]
fn a_record_without_all_its_prompts_gives_the_whole_film() {
    let moments = |prompts: &[u32]| {
        stretches(&record(prompts))
            .into_iter()
            .map(|of| of.moment)
            .collect::<Vec<_>>()
    };
    assert_eq!(moments(&[0, 2_000, 4_000, 6_000]), Moment::ALL[1..]);
    for odd in [
        &[][..],
        &[0, 2_000],
        &[0, 4_000, 2_000, 6_000],
        &[0, 1, 2, 8_000],
    ] {
        assert_eq!(moments(odd), [Moment::Whole], "{odd:?}");
    }
}

#[test]
fn a_film_of_one_person_who_did_what_was_asked_has_nothing_to_say() {
    let track = track(|second| (1, if second == 6 { 230 } else { -12 }));
    let seen = TaskSeen {
        turn: Some(Turn::Done),
        is_flat: Some(false),
        document_ms: None,
    };
    let look = judged(&track, seen, ThirdTask::TurnLeft);
    assert_eq!(look.findings, []);
    assert_eq!((look.frames, look.widest_tenths), ([32, 0, 0], [230, 12]));
}

#[test]
fn what_should_be_looked_at_is_named() {
    let nothing = TaskSeen::default();
    let look = |faces: fn(u32) -> u8| {
        judged(
            &track(|second| (faces(second), 0)),
            nothing,
            ThirdTask::TurnLeft,
        )
        .findings
    };
    assert_eq!(look(|_| 0), [F::Nobody]);
    assert_eq!(look(|second| u8::from(second < 6)), [F::Absent]);
    assert_eq!(
        look(|second| u8::from(second != 3)),
        [],
        "half a stretch is not most of it"
    );
    assert_eq!(look(|second| 1 + u8::from(second == 3)), [F::Several]);
    let turned = |turn| {
        let seen = TaskSeen {
            turn: Some(turn),
            is_flat: Some(true),
            ..nothing
        };
        judged(&track(|_| (1, 0)), seen, ThirdTask::TurnLeft).findings
    };
    assert_eq!(turned(Turn::OtherSide), [F::TurnOtherSide, F::Flat]);
    assert_eq!(turned(Turn::NotSeen)[0], F::TurnNotSeen);
    assert_eq!(turned(Turn::Unfinished)[0], F::TurnUnfinished);
    let shown = judged(&track(|_| (1, 0)), nothing, ThirdTask::ShowDocument);
    assert_eq!(shown.findings, [F::DocumentNotSeen]);
    let portrait = track(|second| (1 + u8::from(second > 5), 0));
    let seen = TaskSeen {
        document_ms: Some(6_500),
        ..nothing
    };
    assert_eq!(
        judged(&portrait, seen, ThirdTask::ShowDocument).findings,
        []
    );
}

#[test]
fn a_frame_is_a_line_and_back() {
    for sight in track(|second| (u8::from(second > 3), -34)) {
        assert_eq!(Sight::of_line(&sight.to_line()), Some(sight));
    }
    for odd in ["", "12", "a 1 2", "12 10 3", "12 1 3 4", "12 1 x"] {
        assert_eq!(Sight::of_line(odd), None, "{odd}");
    }
}
