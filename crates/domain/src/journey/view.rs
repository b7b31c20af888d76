//! What the person is shown of the journey: where, what is allowed, what is missing, who acts next.

use super::capture::is_other_document;
use super::event::EventName;
use super::facts::{Part, Request};
use super::state::{Ineligible, State, StateName};
use crate::reason::RedoPart;

/// The five parts of the progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chapter {
    /// « Votre numéro »: steps 8 to 13.
    Number,
    /// « Votre pièce d'identité »: steps 14 to 19.
    Document,
    /// « Votre lettre recommandée »: steps 20 to 24.
    Letter,
    /// « Votre pièce et votre visage »: steps 25 to 32.
    Capture,
    /// « La décision »: step 33.
    Decision,
}

/// Who acts next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// « À vous ».
    Applicant,
    /// An e-mail is awaited.
    Mailbox,
    /// An operator examines.
    Operator,
    /// Nobody: it is over.
    Nobody,
}

/// The view of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Where.
    pub at: StateName,
    /// The step of the guide, 8 to 33.
    pub step: u8,
    /// Which part of the progress bar.
    pub chapter: Chapter,
    /// Events that a person may cause now; those of operators and jobs are not among them.
    pub allowed: Vec<EventName>,
    /// What the camera must still give.
    pub missing: Vec<Part>,
    /// Who acts next.
    pub actor: Actor,
}

/// Describes a state.
pub fn view(state: &State) -> View {
    let at = state.name();
    View {
        at,
        step: step_in(state),
        chapter: chapter_of(step_in(state)),
        allowed: allowed_in(state),
        missing: missing_in(state),
        actor: actor_in(at),
    }
}

/// At the desk, and where someone cannot go on, the step from which the person came there.
const fn step_in(state: &State) -> u8 {
    match state {
        State::InPerson(desk) if desk.is_after_letter() => step_of(StateName::Identification),
        State::Ineligible(Ineligible::ByBirthDate(..)) => step_of(StateName::DocumentData),
        _ => step_of(state.name()),
    }
}

const fn step_of(at: StateName) -> u8 {
    use StateName as S;
    match at {
        S::Terms => 8,
        S::Conditions | S::Ineligible => 9,
        S::Overview => 10,
        S::PhoneIntro => 11,
        S::PhoneNumber => 12,
        S::PhoneCode => 13,
        S::DocumentIntro => 14,
        S::DocumentOrigin | S::NoFrenchDocument => 15,
        S::DocumentChoice => 16,
        S::DocumentData => 17,
        S::Birthplace => 18,
        S::Review => 19,
        S::VerificationIntro => 20,
        S::Method | S::InPerson => 21,
        S::LetterConsent => 22,
        S::LetterSent => 23,
        S::Identification => 25,
        S::Tasks => 26,
        S::CaptureChoice | S::DataAgain => 27,
        S::PhotoTips => 28,
        S::Photo => 29,
        S::PhotoReceived => 31,
        S::FaceVideo => 32,
        S::Processing | S::Redo | S::Refused | S::Activation | S::Active | S::Closed => 33,
    }
}

const fn chapter_of(step: u8) -> Chapter {
    match step {
        0..=13 => Chapter::Number,
        14..=19 => Chapter::Document,
        20..=24 => Chapter::Letter,
        25..=32 => Chapter::Capture,
        _ => Chapter::Decision,
    }
}

const fn actor_in(at: StateName) -> Actor {
    match at {
        StateName::LetterSent => Actor::Mailbox,
        StateName::Processing | StateName::InPerson => Actor::Operator,
        StateName::Active | StateName::Closed => Actor::Nobody,
        _ => Actor::Applicant,
    }
}

fn missing_in(state: &State) -> Vec<Part> {
    match state {
        State::CaptureChoice(prepared, gathered)
        | State::DataAgain(prepared, gathered, _)
        | State::PhotoTips(prepared, gathered)
        | State::Photo(prepared, gathered)
        | State::PhotoReceived(prepared, gathered)
        | State::FaceVideo(prepared, gathered)
        | State::Redo(prepared, gathered, _) => gathered.missing(prepared.locked().document_kind()),
        _ => Vec::new(),
    }
}

/// The person's events in a state; a test holds this list against [`super::transition`].
fn allowed_in(state: &State) -> Vec<EventName> {
    use EventName as E;
    let mut allowed = match state {
        State::Terms => vec![E::TermsAccepted],
        State::Conditions(_) => vec![E::ConditionsAnswered, E::WentBack],
        State::Ineligible(_) | State::NoFrenchDocument(..) | State::InPerson(_) => {
            vec![E::WentBack]
        }
        State::Overview(_) | State::PhoneIntro(_) => vec![E::Continued, E::WentBack],
        State::PhotoTips(..) => vec![E::Continued, E::MethodChosen, E::WentBack],
        State::DocumentIntro(..) | State::VerificationIntro(_) | State::PhotoReceived(..) => {
            vec![E::Continued]
        }
        State::PhoneNumber(..) => vec![E::PhoneGiven, E::WentBack],
        State::PhoneCode(..) => vec![E::PhoneGiven, E::PhoneProved, E::WentBack],
        State::DocumentOrigin(..) => vec![E::OriginAnswered, E::WentBack],
        State::DocumentChoice(..) | State::CaptureChoice(..) => vec![E::KindChosen, E::WentBack],
        State::DocumentData(..) => vec![E::DocumentDeclared, E::WentBack],
        State::Birthplace(..) => vec![E::BirthplaceDeclared, E::WentBack],
        State::Review(_) => vec![
            E::DocumentReopened,
            E::BirthplaceReopened,
            E::DeclarationConfirmed,
            E::WentBack,
        ],
        State::Method(_) => vec![E::MethodChosen, E::WentBack],
        State::LetterConsent(_) => vec![E::LetterAgreed, E::WentBack],
        State::LetterSent(_) => vec![E::LetterAccepted, E::LetterRefused],
        State::Identification(..) => vec![E::MethodChosen],
        State::Tasks(..) => vec![E::TasksChosen, E::WentBack],
        State::DataAgain(prepared, _, kind) if is_other_document(prepared, *kind) => {
            vec![E::DataCorrected, E::MethodChosen, E::WentBack]
        }
        State::DataAgain(..) => vec![E::DataCorrected, E::MethodChosen],
        State::Photo(..) => vec![
            E::EvidenceAttached,
            E::DocumentReopened,
            E::MethodChosen,
            E::WentBack,
        ],
        State::FaceVideo(..) => vec![E::EvidenceAttached, E::TasksChosen, E::MethodChosen],
        State::Redo(_, _, requests) if asks_for_another_document(requests) => {
            vec![E::Continued, E::KindChosen]
        }
        State::Redo(..) => vec![E::Continued],
        State::Refused(_, false) => vec![E::Appealed],
        State::Activation(_) => vec![E::Activated],
        State::Processing(..) | State::Refused(_, true) | State::Active(_) | State::Closed(_) => {
            Vec::new()
        }
    };
    if may_start_over(state) {
        allowed.push(E::StartedOver);
    }
    allowed
}

fn asks_for_another_document(requests: &[Request]) -> bool {
    let other = Some(RedoPart::OtherDocument);
    requests
        .iter()
        .any(|request| request.reason.redo() == other)
}

/// « Tout recommencer » is offered until the letter left, and once a case is over.
pub(super) const fn may_start_over(state: &State) -> bool {
    matches!(step_in(state), 9..=22) || matches!(state, State::Refused(..) | State::Closed(_))
}
