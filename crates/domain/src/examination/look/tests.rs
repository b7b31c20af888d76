use super::*;
use crate::challenge::DigitsWay;
use LookFinding as F;

fn record(way: DigitsWay, prompts_ms: &[u32]) -> FilmRecord<'_> {
    FilmRecord {
        way,
        prompts_ms,
        duration_ms: 8_000,
        has_sound: way == DigitsWay::Speak,
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
    let stretches = stretches(&record(DigitsWay::Speak, &[0, 2_000, 4_000, 6_000]));
    judge_look(track, &stretches, &seen, task)
}

fn moments(way: DigitsWay, prompts: &[u32]) -> Vec<Moment> {
    let stretches = stretches(&record(way, prompts));
    stretches.into_iter().map(|of| of.moment).collect()
}

#[test]
fn a_record_without_all_its_prompts_gives_the_whole_film() {
    let said = moments(DigitsWay::Speak, &[0, 2_000, 4_000, 6_000]);
    assert_eq!(
        said,
        [Moment::First, Moment::Second, Moment::Third, Moment::Task]
    );
    for odd in [
        &[][..],
        &[0, 2_000],
        &[0, 4_000, 2_000, 6_000],
        &[0, 1, 2, 8_000],
    ] {
        assert_eq!(moments(DigitsWay::Speak, odd), [Moment::Whole], "{odd:?}");
    }
}

#[test]
fn a_written_film_shows_the_sheet_and_then_the_task() {
    let of = |moment, from_ms, until_ms| Stretch {
        moment,
        from_ms,
        until_ms,
    };
    assert_eq!(
        stretches(&record(DigitsWay::Write, &[200, 5_000])),
        [
            of(Moment::Sheet, 200, 5_000),
            of(Moment::Task, 5_000, 8_000)
        ]
    );
    for odd in [
        &[][..],
        &[200],
        &[5_000, 200],
        &[200, 8_000],
        &[0, 2_000, 4_000, 6_000],
    ] {
        assert_eq!(moments(DigitsWay::Write, odd), [Moment::Whole], "{odd:?}");
    }
}

#[test]
fn a_second_person_beside_the_sheet_is_told_and_the_portrait_on_the_document_is_none() {
    let stretches = stretches(&record(DigitsWay::Write, &[0, 5_000]));
    let told = |from: u32| {
        let track = track(|second| (1 + u8::from(second >= from), 0));
        let seen = TaskSeen {
            document_ms: Some(6_500),
            ..TaskSeen::default()
        };
        judge_look(&track, &stretches, &seen, ThirdTask::ShowDocument).findings
    };
    assert_eq!(told(5), []);
    assert_eq!(told(3), [F::Several]);
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
