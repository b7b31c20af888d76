//! Every state, built stage by stage as a person would.

use super::{at, birthplace, declaration, phone};
use sceau_domain::challenge::DigitsWay;
use sceau_domain::document::DocumentKind;
use sceau_domain::id::{EvidenceId, IdentityId, LetterId};
use sceau_domain::journey::{
    Agreed, AtDesk, Closing, Consent, Consented, Declared, Documented, Draft, Eligible, Gathered,
    Ineligibility, Ineligible, Lettered, Locked, Opened, Part, Prepared, Reachable, Request, State,
    StateName, Submitted, VerifiedPhone,
};
use sceau_domain::reason::Reason;

/// A consent to a text of this version.
pub fn consent(version: &str) -> Consent {
    Consent {
        version: version.to_owned(),
        hash: [0xC0; 32],
        at: at(1),
    }
}

/// Step 8 behind.
pub fn agreed() -> Agreed {
    Agreed {
        terms: consent("2026-11"),
    }
}

/// Step 9 behind.
pub fn eligible() -> Eligible {
    Eligible { agreed: agreed() }
}

/// Step 13 behind.
pub fn reachable() -> Reachable {
    Reachable {
        eligible: eligible(),
        phone: VerifiedPhone {
            number: phone(),
            at: at(13),
        },
    }
}

/// Step 17 behind, with a document of this kind.
pub fn documented(kind: DocumentKind) -> Documented {
    Documented {
        reachable: reachable(),
        declaration: declaration(kind),
    }
}

/// Step 18 behind.
pub fn declared(kind: DocumentKind) -> Declared {
    Declared {
        documented: documented(kind),
        birthplace: birthplace(),
    }
}

/// Step 19 behind.
pub fn locked(kind: DocumentKind) -> Locked {
    Locked {
        declared: declared(kind),
        at: at(19),
    }
}

/// The sample letter.
pub const fn letter_id() -> LetterId {
    LetterId::from_bytes([0x1E; 16])
}

/// Step 23 behind.
pub fn lettered(kind: DocumentKind) -> Lettered {
    let consented = Consented {
        locked: locked(kind),
        terms: consent("letter-2026-11"),
        receipt: consent("receipt-2026-11"),
    };
    Lettered {
        consented,
        letter: letter_id(),
    }
}

/// Step 24 behind.
pub fn opened(kind: DocumentKind) -> Opened {
    Opened {
        lettered: lettered(kind),
        at: at(24),
    }
}

/// Step 26 behind.
pub fn prepared(kind: DocumentKind) -> Prepared {
    Prepared {
        opened: opened(kind),
        way: DigitsWay::Speak,
        movement_is_difficult: false,
    }
}

/// The sample piece of a part.
pub const fn evidence_id(part: Part) -> EvidenceId {
    EvidenceId::from_bytes(match part {
        Part::Front => [0xF0; 16],
        Part::Back => [0xBA; 16],
        Part::Video => [0x71; 16],
    })
}

/// The pictures a kind asks for.
pub fn gathered_documents(kind: DocumentKind) -> Gathered {
    gathered_all(kind).without(|part| part == Part::Video)
}

/// Everything a kind asks for.
pub fn gathered_all(kind: DocumentKind) -> Gathered {
    let parts = Part::needed_for(kind);
    parts.into_iter().fold(Gathered::new(), |all, part| {
        all.with(part, evidence_id(part))
    })
}

/// Step 32 behind.
///
/// # Panics
/// When something is missing.
pub fn submitted(kind: DocumentKind) -> Submitted {
    Submitted::new(prepared(kind), gathered_all(kind)).expect("everything gathered")
}

/// One sample of a state, with a new identity card. Where a state carries something optional, the
/// sample has it; [`states`] has the other forms too.
pub fn state(name: StateName) -> State {
    use StateName as N;
    const CARD: DocumentKind = DocumentKind::IdentityCard;
    match name {
        N::Terms => State::Terms,
        N::Conditions => State::Conditions(agreed()),
        N::Ineligible => State::Ineligible(Ineligible::ByAnswer(agreed(), Ineligibility::Minor)),
        N::Overview => State::Overview(eligible()),
        N::PhoneIntro => State::PhoneIntro(eligible()),
        N::PhoneNumber => State::PhoneNumber(eligible(), Some(phone())),
        N::PhoneCode => State::PhoneCode(eligible(), phone()),
        N::DocumentIntro => State::DocumentIntro(reachable(), Draft::default()),
        N::DocumentOrigin => State::DocumentOrigin(reachable(), Draft::default()),
        N::NoFrenchDocument => State::NoFrenchDocument(reachable(), Draft::default()),
        N::DocumentChoice => State::DocumentChoice(reachable(), draft()),
        N::DocumentData => State::DocumentData(reachable(), CARD, draft()),
        N::Birthplace => State::Birthplace(documented(CARD), Some(birthplace())),
        N::Review => State::Review(declared(CARD)),
        N::VerificationIntro => State::VerificationIntro(locked(CARD)),
        N::Method => State::Method(locked(CARD)),
        N::InPerson => State::InPerson(AtDesk::BeforeLetter(locked(CARD))),
        N::LetterConsent => State::LetterConsent(locked(CARD)),
        N::LetterSent => State::LetterSent(lettered(CARD)),
        _ => later_state(name, CARD),
    }
}

/// The states from the identity check on.
fn later_state(name: StateName, kind: DocumentKind) -> State {
    use StateName as N;
    match name {
        N::Identification => State::Identification(opened(kind), Gathered::new()),
        N::Tasks => State::Tasks(opened(kind), Gathered::new()),
        N::CaptureChoice => State::CaptureChoice(prepared(kind), Gathered::new()),
        N::DataAgain => State::DataAgain(prepared(kind), Gathered::new(), kind),
        N::PhotoTips => State::PhotoTips(prepared(kind), Gathered::new()),
        N::Photo => State::Photo(prepared(kind), Gathered::new()),
        N::PhotoReceived => State::PhotoReceived(prepared(kind), gathered_documents(kind)),
        N::FaceVideo => State::FaceVideo(prepared(kind), gathered_documents(kind)),
        N::Processing => State::Processing(submitted(kind), false),
        N::Redo => State::Redo(
            prepared(kind),
            gathered_documents(kind),
            vec![video_again()],
        ),
        N::Refused => State::Refused(submitted(kind), false),
        N::Activation => State::Activation(locked(kind)),
        N::Active => State::Active(IdentityId::from_bytes([0x1D; 16])),
        N::Closed => State::Closed(Closing::LetterRefused),
        early => panic!("{early:?} is an early state"),
    }
}

fn draft() -> Draft {
    Draft {
        declaration: Some(declaration(DocumentKind::IdentityCard)),
        birthplace: Some(birthplace()),
    }
}

/// Digits that were not those asked for.
const fn video_again() -> Request {
    Request {
        reason: Reason::DigitsWrong,
        part: None,
    }
}

/// Every state at least once, then the other forms that rules or stores treat differently.
pub fn states() -> Vec<State> {
    let mut all: Vec<_> = StateName::ALL.iter().map(|name| state(*name)).collect();
    all.extend(while_declaring());
    all.extend(while_capturing());
    all.extend(after_a_decision());
    all
}

fn while_declaring() -> Vec<State> {
    let mut all = vec![
        State::Ineligible(Ineligible::ByAnswer(agreed(), Ineligibility::NoDocument)),
        State::Ineligible(Ineligible::ByBirthDate(
            reachable(),
            DocumentKind::Passport,
            Box::default(),
        )),
        State::PhoneNumber(eligible(), None),
        State::DocumentData(reachable(), DocumentKind::Passport, Draft::default()),
        State::Birthplace(documented(DocumentKind::Passport), None),
    ];
    all.extend(super::birthplaces().into_iter().map(|birthplace| {
        State::Review(Declared {
            birthplace,
            ..declared(DocumentKind::Passport)
        })
    }));
    all
}

fn while_capturing() -> Vec<State> {
    let card = DocumentKind::IdentityCard;
    let front = Gathered::new().with(Part::Front, evidence_id(Part::Front));
    let written = Prepared {
        way: DigitsWay::Write,
        movement_is_difficult: true,
        ..prepared(card)
    };
    let mut all = vec![
        State::Photo(prepared(card), front.clone()),
        State::Identification(opened(card), front.clone()),
        State::Tasks(opened(card), front.clone()),
        State::CaptureChoice(prepared(card), front.clone()),
        State::DataAgain(prepared(card), front.clone(), DocumentKind::Passport),
        State::FaceVideo(written, gathered_documents(card)),
    ];
    all.extend(DocumentKind::ALL.map(|kind| State::Photo(prepared(kind), Gathered::new())));
    all.extend(
        [
            AtDesk::Identifying(opened(card), Gathered::new()),
            AtDesk::Capturing(prepared(card), front.clone()),
            AtDesk::Correcting(prepared(card), front, DocumentKind::Passport),
        ]
        .map(State::InPerson),
    );
    all
}

fn after_a_decision() -> Vec<State> {
    let card = DocumentKind::IdentityCard;
    let again = |reason, part| {
        let requests = vec![Request { reason, part }, video_again()];
        State::Redo(prepared(card), Gathered::new(), requests)
    };
    let mut all = vec![
        again(Reason::DocGlare, Some(Part::Back)),
        again(Reason::DocExpired, None),
        again(Reason::DataMismatch, None),
        State::Refused(submitted(card), true),
        State::Closed(Closing::LetterExpired),
        State::Closed(Closing::Abandoned),
    ];
    all.extend(DocumentKind::ALL.map(|kind| State::Processing(submitted(kind), true)));
    all
}
