//! The one `match` from state and event to the next state.

use super::capture::{
    after_capture_choice, after_correction, after_photo, asks_for, begin_capture, begin_redo,
    is_needed, is_other_document, resume_capture, without_redone,
};
use super::event::{Effect, Event, EventName, Method};
use super::facts::{Gathered, Part};
use super::stage::{
    Agreed, Consented, Declared, Documented, Eligible, Lettered, Locked, Opened, Prepared,
    Reachable,
};
use super::state::{AtDesk, Closing, Draft, Ineligibility, Ineligible, State, StateName};
use super::view::may_start_over;
use crate::birthplace::Birthplace;
use crate::document::Declaration;
use crate::reason::RedoPart;

/// The next state, and what must be done in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Where the person stands now.
    pub state: State,
    /// What the service does about it.
    pub effects: Vec<Effect>,
}

/// An event that the state does not take; nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} is not possible in {state:?}")]
pub struct Rejection {
    /// Where the person stands.
    pub state: StateName,
    /// What was tried.
    pub event: EventName,
}

impl From<State> for Transition {
    fn from(state: State) -> Self {
        Self {
            state,
            effects: Vec::new(),
        }
    }
}

impl State {
    pub(super) fn with<const N: usize>(self, effects: [Effect; N]) -> Transition {
        Transition {
            state: self,
            effects: effects.to_vec(),
        }
    }
}

/// Takes one event.
///
/// # Errors
/// [`Rejection`] when the state does not allow the event; a repeated event is rejected too, the caller
/// recognises a repetition by its idempotency key before it asks here.
#[expect(
    clippy::too_many_lines,
    reason = "the journey is one readable match, in one place"
)]
pub fn transition(state: State, event: Event) -> Result<Transition, Rejection> {
    use {Event as E, State as S};
    let rejection = Rejection {
        state: state.name(),
        event: event.name(),
    };
    let next = match (state, event) {
        // 8, 9, 10 – terms, conditions, overview
        (S::Terms, E::TermsAccepted(terms)) => S::Conditions(Agreed { terms }).into(),
        (S::Conditions(agreed), E::ConditionsAnswered { adult, document }) => {
            after_conditions(agreed, adult, document).into()
        }
        (S::Conditions(_), E::WentBack) => S::Terms.into(),
        (S::Ineligible(ineligible), E::WentBack) => back_to_answer(ineligible).into(),
        (S::Overview(eligible), E::Continued) => S::PhoneIntro(eligible).into(),
        (S::Overview(eligible), E::WentBack) => S::Conditions(eligible.agreed).into(),

        // 11, 12, 13 – the phone number
        (S::PhoneIntro(eligible), E::Continued) => S::PhoneNumber(eligible, None).into(),
        (S::PhoneIntro(eligible), E::WentBack) => S::Overview(eligible).into(),
        (S::PhoneNumber(eligible, _) | S::PhoneCode(eligible, _), E::PhoneGiven(number)) => {
            S::PhoneCode(eligible, number).into()
        }
        (S::PhoneNumber(eligible, _), E::WentBack) => S::PhoneIntro(eligible).into(),
        (S::PhoneCode(eligible, number), E::PhoneProved(phone)) if phone.number == number => {
            S::DocumentIntro(Reachable { eligible, phone }, Draft::default()).into()
        }
        (S::PhoneCode(eligible, number), E::WentBack) => {
            S::PhoneNumber(eligible, Some(number)).into()
        }

        // 14 to 19 – the document, the birthplace, the confirmation
        (S::DocumentIntro(reachable, draft), E::Continued) => {
            S::DocumentOrigin(reachable, draft).into()
        }
        (S::DocumentOrigin(reachable, draft), E::OriginAnswered { french: true }) => {
            S::DocumentChoice(reachable, draft).into()
        }
        (S::DocumentOrigin(reachable, draft), E::OriginAnswered { french: false }) => {
            S::NoFrenchDocument(reachable, draft).into()
        }
        (S::DocumentOrigin(reachable, draft), E::WentBack) => {
            S::DocumentIntro(reachable, draft).into()
        }
        (S::NoFrenchDocument(reachable, draft), E::WentBack) => {
            S::DocumentOrigin(reachable, draft).into()
        }
        (S::DocumentChoice(reachable, draft), E::KindChosen(kind)) => {
            S::DocumentData(reachable, kind, draft).into()
        }
        (S::DocumentChoice(reachable, draft), E::WentBack) => {
            S::DocumentOrigin(reachable, draft).into()
        }
        (S::DocumentData(reachable, kind, draft), E::DocumentDeclared(declaration))
            if declaration.kind() == kind =>
        {
            after_document(reachable, declaration, draft).into()
        }
        (S::DocumentData(reachable, kind, draft), E::MinorDeclared) => {
            S::Ineligible(Ineligible::ByBirthDate(reachable, kind, draft.into())).into()
        }
        (S::DocumentData(reachable, _, draft), E::WentBack) => {
            S::DocumentChoice(reachable, draft).into()
        }
        (S::Birthplace(documented, _), E::BirthplaceDeclared(birthplace)) => S::Review(Declared {
            documented,
            birthplace,
        })
        .into(),
        (S::Birthplace(documented, birthplace), E::WentBack) => {
            reopen_document(documented, birthplace).into()
        }
        (S::Review(declared), E::DocumentReopened) => {
            reopen_document(declared.documented, Some(declared.birthplace)).into()
        }
        (S::Review(declared), E::BirthplaceReopened | E::WentBack) => {
            S::Birthplace(declared.documented, Some(declared.birthplace)).into()
        }
        (S::Review(declared), E::DeclarationConfirmed(at)) => {
            S::VerificationIntro(Locked { declared, at }).into()
        }

        // 20 to 24 – the method and the letter
        (S::VerificationIntro(locked), E::Continued) => S::Method(locked).into(),
        (S::Method(locked), E::MethodChosen(Method::Online)) => S::LetterConsent(locked).into(),
        (S::Method(locked), E::MethodChosen(Method::InPerson)) => {
            S::InPerson(AtDesk::BeforeLetter(locked)).into()
        }
        (S::Method(locked), E::WentBack) => S::VerificationIntro(locked).into(),
        (S::InPerson(desk), E::WentBack) => back_from_desk(desk).into(),
        (S::InPerson(desk), E::Approved) => after_desk(desk),
        (
            S::LetterConsent(locked),
            E::LetterAgreed {
                terms,
                receipt,
                letter,
            },
        ) => {
            let consented = Consented {
                locked,
                terms,
                receipt,
            };
            S::LetterSent(Lettered { consented, letter }).with([Effect::SendLetter(letter)])
        }
        (S::LetterConsent(locked), E::WentBack) => S::Method(locked).into(),
        (S::LetterSent(lettered), E::LetterAccepted(at)) => {
            S::Identification(Opened { lettered, at }, Gathered::new()).into()
        }
        (S::LetterSent(_), E::LetterRefused) => {
            S::Closed(Closing::LetterRefused).with([Effect::StartRetention])
        }
        (S::LetterSent(_), E::LetterExpired) => {
            S::Closed(Closing::LetterExpired).with([Effect::StartRetention])
        }

        // 25 to 32 – identification on line
        (S::Identification(opened, gathered), E::MethodChosen(Method::Online)) => {
            S::Tasks(opened, gathered).into()
        }
        (S::Identification(opened, gathered), E::MethodChosen(Method::InPerson)) => {
            S::InPerson(AtDesk::Identifying(opened, gathered)).into()
        }
        (
            S::Tasks(opened, gathered),
            E::TasksChosen {
                way,
                movement_is_difficult,
            },
        ) => {
            let prepared = Prepared {
                opened,
                way,
                movement_is_difficult,
            };
            S::CaptureChoice(prepared, gathered).into()
        }
        (S::Tasks(opened, gathered), E::WentBack) => S::Identification(opened, gathered).into(),
        (S::CaptureChoice(prepared, gathered), E::KindChosen(kind)) => {
            after_capture_choice(prepared, gathered, kind).into()
        }
        (S::CaptureChoice(prepared, gathered), E::WentBack) => {
            S::Tasks(prepared.opened, gathered).into()
        }
        (
            S::DataAgain(prepared, gathered, kind),
            E::DataCorrected {
                declaration,
                birthplace,
                at,
            },
        ) if declaration.kind() == kind => {
            after_correction(prepared, gathered, declaration, birthplace, at)
        }
        (S::DataAgain(prepared, gathered, kind), E::WentBack)
            if is_other_document(&prepared, kind) =>
        {
            S::CaptureChoice(prepared, gathered).into()
        }
        (S::DataAgain(prepared, gathered, kind), E::MethodChosen(Method::InPerson)) => {
            S::InPerson(AtDesk::Correcting(prepared, gathered, kind)).into()
        }
        (S::PhotoTips(prepared, gathered), E::Continued) => S::Photo(prepared, gathered).into(),
        (S::PhotoTips(prepared, gathered), E::WentBack) => {
            S::CaptureChoice(prepared, gathered).into()
        }
        (S::Photo(prepared, gathered), E::EvidenceAttached(part, evidence))
            if part.is_document() && is_needed(&prepared, part) =>
        {
            after_photo(prepared, gathered.with(part, evidence))
        }
        // The picture shows what was mistyped: it is mended before an operator has to ask.
        (S::Photo(prepared, gathered), E::DocumentReopened) => {
            let kind = prepared.locked().document_kind();
            S::DataAgain(prepared, gathered, kind).into()
        }
        (S::Photo(prepared, gathered), E::WentBack) => S::PhotoTips(prepared, gathered).into(),
        // A side taken again leaves a video that was good alone.
        (S::PhotoReceived(prepared, gathered), E::Continued) => resume_capture(prepared, gathered),
        (S::FaceVideo(prepared, gathered), E::EvidenceAttached(Part::Video, evidence)) => {
            resume_capture(prepared, gathered.with(Part::Video, evidence))
        }
        (
            S::FaceVideo(prepared, gathered),
            E::TasksChosen {
                way,
                movement_is_difficult,
            },
        ) => S::FaceVideo(
            Prepared {
                way,
                movement_is_difficult,
                ..prepared
            },
            gathered,
        )
        .into(),
        (
            S::PhotoTips(prepared, gathered)
            | S::Photo(prepared, gathered)
            | S::FaceVideo(prepared, gathered),
            E::MethodChosen(Method::InPerson),
        ) => S::InPerson(AtDesk::Capturing(prepared, gathered)).into(),

        // 33 – the decision, and what follows it
        (S::Processing(submitted, _), E::Approved) => {
            S::Activation(submitted.reopen().0.opened.lettered.consented.locked).with([
                Effect::LeaveQueue,
                Effect::HandOverLetter,
                Effect::TellDecision,
                Effect::StartRetention,
            ])
        }
        (S::Processing(submitted, _), E::AskedAgain(requests)) if !requests.is_empty() => {
            let (prepared, gathered) = submitted.reopen();
            S::Redo(prepared, without_redone(gathered, &requests), requests)
                .with([Effect::LeaveQueue, Effect::TellDecision])
        }
        (S::Processing(submitted, appeal), E::Refused) => S::Refused(submitted, appeal).with([
            Effect::LeaveQueue,
            Effect::TellDecision,
            Effect::StartRetention,
        ]),
        (S::Redo(prepared, gathered, requests), E::Continued) => {
            begin_redo(prepared, gathered, &requests)
        }
        (S::Redo(prepared, gathered, requests), E::KindChosen(kind))
            if asks_for(&requests, RedoPart::OtherDocument) =>
        {
            S::DataAgain(prepared, gathered, kind).into()
        }
        (S::Refused(submitted, false), E::Appealed) => {
            S::Processing(submitted, true).with([Effect::QueueForReview])
        }
        (S::Activation(_), E::Activated(identity)) => S::Active(identity).into(),

        // at any time before the letter left, and when a case is over
        (state, E::StartedOver) if may_start_over(&state) => S::Terms.into(),
        (state, E::Abandoned) if may_be_abandoned(&state) => {
            S::Closed(Closing::Abandoned).with([Effect::LeaveQueue, Effect::StartRetention])
        }
        _ => return Err(rejection),
    };
    Ok(next)
}

fn after_conditions(agreed: Agreed, adult: bool, document: bool) -> State {
    let ineligible = |agreed, why| State::Ineligible(Ineligible::ByAnswer(agreed, why));
    match (adult, document) {
        (true, true) => State::Overview(Eligible { agreed }),
        (false, _) => ineligible(agreed, Ineligibility::Minor),
        (true, false) => ineligible(agreed, Ineligibility::NoDocument),
    }
}

fn back_to_answer(ineligible: Ineligible) -> State {
    match ineligible {
        Ineligible::ByAnswer(agreed, _) => State::Conditions(agreed),
        Ineligible::ByBirthDate(reachable, kind, draft) => {
            State::DocumentData(reachable, kind, *draft)
        }
    }
}

/// A birthplace given before is kept only while it still fits the birth date.
fn after_document(reachable: Reachable, declaration: Declaration, draft: Draft) -> State {
    let birthplace = draft.birthplace;
    let still_fits = draft
        .declaration
        .is_some_and(|before| before.birth_date() == declaration.birth_date());
    let documented = Documented {
        reachable,
        declaration,
    };
    match birthplace {
        Some(birthplace) if still_fits => State::Review(Declared {
            documented,
            birthplace,
        }),
        birthplace => State::Birthplace(documented, birthplace),
    }
}

fn reopen_document(documented: Documented, birthplace: Option<Birthplace>) -> State {
    let Documented {
        reachable,
        declaration,
    } = documented;
    let kind = declaration.kind();
    State::DocumentData(
        reachable,
        kind,
        Draft {
            declaration: Some(declaration),
            birthplace,
        },
    )
}

/// Before the letter, the choice of the method; after it never again, because that way leads to a
/// second letter.
fn back_from_desk(desk: AtDesk) -> State {
    match desk {
        AtDesk::BeforeLetter(locked) => State::Method(locked),
        AtDesk::Identifying(opened, gathered) => State::Identification(opened, gathered),
        AtDesk::Correcting(prepared, gathered, kind) => State::DataAgain(prepared, gathered, kind),
        AtDesk::Capturing(prepared, gathered) => begin_capture(prepared, gathered),
    }
}

/// Whoever accepted the letter has now been identified too: it is handed over.
fn after_desk(desk: AtDesk) -> Transition {
    let is_after_letter = desk.is_after_letter();
    let state = State::Activation(desk.locked().clone());
    if is_after_letter {
        state.with([
            Effect::HandOverLetter,
            Effect::TellDecision,
            Effect::StartRetention,
        ])
    } else {
        state.with([Effect::TellDecision, Effect::StartRetention])
    }
}

const fn may_be_abandoned(state: &State) -> bool {
    !matches!(
        state.name(),
        StateName::Processing
            | StateName::Refused
            | StateName::Activation
            | StateName::Active
            | StateName::Closed
    )
}
