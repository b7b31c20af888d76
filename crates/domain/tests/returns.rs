//! « Retour » leads back where the person was, and never costs what was gathered.

use sceau_domain::document::{Declaration, DocumentKind};
use sceau_domain::journey::{
    AtDesk, Chapter, Effect, Event, EventName, Gathered, Method, Part, State, StateName,
    transition, view,
};
use sceau_testkit::samples::{
    at, birthplace, declaration, evidence_id, gathered_documents, locked, opened, prepared, state,
};

const CARD: DocumentKind = DocumentKind::IdentityCard;

fn after(state: State, event: Event) -> State {
    let name = (state.name(), event.name());
    match transition(state, event) {
        Ok(next) => next.state,
        Err(_) => unreachable!("{name:?}"),
    }
}

fn to_the_desk_and_back(from: State) -> State {
    let desk = after(from, Event::MethodChosen(Method::InPerson));
    assert_eq!(desk.name(), StateName::InPerson);
    after(desk, Event::WentBack)
}

fn corrected(declaration: Declaration) -> Event {
    Event::DataCorrected {
        declaration,
        birthplace: birthplace(),
        at: at(9),
    }
}

fn front() -> Gathered {
    Gathered::new().with(Part::Front, evidence_id(Part::Front))
}

#[test]
fn whoever_turns_back_from_the_desk_after_the_letter_is_where_they_were_and_sends_no_second_one() {
    for from in [
        State::Identification(opened(CARD), Gathered::new()),
        State::Identification(opened(CARD), front()),
        State::PhotoTips(prepared(CARD), front()),
        State::FaceVideo(prepared(CARD), gathered_documents(CARD)),
    ] {
        assert_eq!(to_the_desk_and_back(from.clone()), from);
    }
    assert_eq!(
        to_the_desk_and_back(State::Photo(prepared(CARD), front())),
        State::PhotoTips(prepared(CARD), front()),
        "inside a capture, « Retour » goes to its start"
    );
}

#[test]
fn before_the_letter_the_desk_leads_back_to_the_method() {
    let method = state(StateName::Method);
    assert_eq!(to_the_desk_and_back(method.clone()), method);
}

#[test]
fn starting_over_is_offered_at_the_desk_only_before_the_letter() {
    let before = view(&State::InPerson(AtDesk::BeforeLetter(locked(CARD))));
    assert!(before.allowed.contains(&EventName::StartedOver));
    assert_eq!((before.step, before.chapter), (21, Chapter::Letter));
    for desk in [
        AtDesk::Identifying(opened(CARD), Gathered::new()),
        AtDesk::Correcting(prepared(CARD), front(), DocumentKind::Passport),
        AtDesk::Capturing(prepared(CARD), front()),
    ] {
        let here = State::InPerson(desk);
        let shown = view(&here);
        assert_eq!(shown.allowed, [EventName::WentBack]);
        assert_eq!((shown.step, shown.chapter), (25, Chapter::Capture));
        assert!(transition(here, Event::StartedOver).is_err());
    }
}

#[test]
fn a_letter_that_was_accepted_is_handed_over_when_the_desk_identifies_the_person() {
    for (desk, expected) in [
        (AtDesk::BeforeLetter(locked(CARD)), false),
        (AtDesk::Identifying(opened(CARD), Gathered::new()), true),
        (AtDesk::Capturing(prepared(CARD), front()), true),
        (AtDesk::Correcting(prepared(CARD), front(), CARD), true),
    ] {
        let approved = transition(State::InPerson(desk), Event::Approved).unwrap();
        assert_eq!(approved.state, State::Activation(locked(CARD)));
        let is_handed_over = approved.effects.contains(&Effect::HandOverLetter);
        assert_eq!(is_handed_over, expected);
    }
}

#[test]
fn going_all_the_way_back_and_forth_keeps_the_photographs() {
    let start = State::PhotoTips(prepared(CARD), front());
    let choice = after(start.clone(), Event::WentBack);
    assert_eq!(choice, State::CaptureChoice(prepared(CARD), front()));
    assert_eq!(view(&choice).missing, [Part::Back, Part::Video]);
    let again = after(choice.clone(), Event::KindChosen(CARD));
    assert_eq!(again, start);

    let tasks = after(choice, Event::WentBack);
    let identification = after(tasks, Event::WentBack);
    assert_eq!(identification.name(), StateName::Identification);
    let tasks = after(identification, Event::MethodChosen(Method::Online));
    let choice = after(tasks, sceau_testkit::samples::event(EventName::TasksChosen));
    assert_eq!(after(choice, Event::KindChosen(CARD)), start);
}

#[test]
fn another_document_drops_the_photographs_of_the_first_but_not_a_good_video() {
    let gathered = front().with(Part::Video, evidence_id(Part::Video));
    let choice = State::CaptureChoice(prepared(CARD), gathered);
    let asked = after(choice, Event::KindChosen(DocumentKind::Passport));
    let data = declaration(DocumentKind::Passport);
    let State::PhotoTips(_, kept) = after(asked, corrected(data)) else {
        unreachable!("the new document is photographed");
    };
    assert_eq!(
        kept,
        Gathered::new().with(Part::Video, evidence_id(Part::Video))
    );
}

#[test]
fn whoever_thinks_better_of_another_document_finds_the_photographs_of_the_first() {
    let choice = State::CaptureChoice(prepared(CARD), front());
    let asked = after(choice.clone(), Event::KindChosen(DocumentKind::Passport));
    assert!(view(&asked).allowed.contains(&EventName::WentBack));
    assert_eq!(after(asked, Event::WentBack), choice);
}

#[test]
fn data_that_an_operator_asked_for_can_be_given_at_the_desk_but_not_walked_around() {
    let asked = State::DataAgain(prepared(CARD), front(), CARD);
    assert!(!view(&asked).allowed.contains(&EventName::WentBack));
    assert!(transition(asked.clone(), Event::WentBack).is_err());
    assert_eq!(to_the_desk_and_back(asked.clone()), asked);
}

#[test]
fn whoever_mistyped_their_birth_date_comes_back_to_the_document_with_a_number_still_proved() {
    let data = state(StateName::DocumentData);
    let told = after(data.clone(), Event::MinorDeclared);
    let shown = view(&told);
    assert_eq!(shown.at, StateName::Ineligible);
    assert_eq!((shown.step, shown.chapter), (17, Chapter::Document));
    assert_eq!(after(told, Event::WentBack), data);
    let asked = after(
        state(StateName::Conditions),
        Event::ConditionsAnswered {
            adult: false,
            document: true,
        },
    );
    assert_eq!(
        (view(&asked).step, view(&asked).chapter),
        (9, Chapter::Number)
    );
    assert_eq!(after(asked, Event::WentBack), state(StateName::Conditions));
}
