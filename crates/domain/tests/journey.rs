//! The journey's table, held on samples of every state and every event.

use sceau_domain::journey::{Actor, EventName, Rejection, StateName, transition, view};
use sceau_testkit::diagram;
use sceau_testkit::samples::{events, state, states, walked_states};
use std::path::Path;

/// What operators and jobs cause, never the person.
const NOT_THE_PERSONS: [EventName; 5] = [
    EventName::LetterExpired,
    EventName::Approved,
    EventName::AskedAgain,
    EventName::Refused,
    EventName::Abandoned,
];

#[test]
fn a_person_may_do_exactly_what_the_view_allows() {
    for state in states().into_iter().chain(walked_states()) {
        let allowed = view(&state).allowed;
        for name in EventName::ALL {
            let is_taken = events()
                .into_iter()
                .filter(|event| event.name() == *name)
                .any(|event| transition(state.clone(), event).is_ok());
            let is_offered = allowed.contains(name);
            if NOT_THE_PERSONS.contains(name) {
                assert!(!is_offered, "{name:?} is offered in {:?}", state.name());
            } else {
                assert_eq!(is_taken, is_offered, "{name:?} in {:?}", state.name());
            }
        }
    }
}

#[test]
fn the_view_offers_nothing_twice() {
    for state in states() {
        let mut allowed = view(&state).allowed;
        let offered = allowed.len();
        allowed.sort_unstable();
        allowed.dedup();
        assert_eq!(allowed.len(), offered, "{:?}", state.name());
    }
}

#[test]
fn a_rejection_says_where_and_what_and_changes_nothing() {
    let mut rejected = 0;
    for state in states() {
        for event in events() {
            let expected = Rejection {
                state: state.name(),
                event: event.name(),
            };
            let before = (state.clone(), view(&state));
            if let Err(rejection) = transition(state.clone(), event) {
                assert_eq!(rejection, expected);
                assert_eq!((state.clone(), view(&state)), before);
                rejected += 1;
            }
        }
    }
    assert!(
        rejected > 1_000,
        "only {rejected} rejections were looked at"
    );
}

#[test]
fn the_same_event_gives_the_same_answer() {
    for state in states() {
        for event in events() {
            let [first, second] = [0, 1].map(|_| transition(state.clone(), event.clone()));
            assert_eq!(first, second);
        }
    }
}

#[test]
fn every_state_is_reached_from_the_terms() {
    let reached = walked_states();
    for name in StateName::ALL {
        assert!(
            reached.iter().any(|state| state.name() == *name),
            "{name:?} is never reached"
        );
    }
}

#[test]
fn whoever_comes_back_finds_where_they_stand_and_something_to_do_or_someone_to_wait_for() {
    for state in walked_states().into_iter().chain(states()) {
        let view = view(&state);
        assert_eq!(view.at, state.name());
        assert!(
            (8..=33).contains(&view.step),
            "{:?} is step {}",
            view.at,
            view.step
        );
        let waits = matches!(view.actor, Actor::Operator | Actor::Nobody);
        assert!(
            waits || !view.allowed.is_empty(),
            "{:?} is a dead end",
            view.at
        );
    }
}

#[test]
fn going_on_and_back_returns_to_the_same_state() {
    use sceau_domain::journey::Event;
    for name in [StateName::Overview, StateName::PhoneIntro] {
        let on = transition(state(name), Event::Continued).unwrap().state;
        let back = transition(on, Event::WentBack).unwrap().state;
        assert_eq!(back, state(name));
    }
}

#[test]
fn the_committed_picture_is_what_the_journey_does() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/journey.md");
    let drawn = diagram::render();
    if std::env::var_os("SCEAU_GEN").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == drawn,
        "docs/journey.md is old: SCEAU_GEN=1 cargo test -p sceau-domain --test journey"
    );
}
