//! Every event, with what a person of the samples would say.

use super::{at, birthplace, consent, declaration, evidence_id, letter_id, phone};
use sceau_domain::challenge::DigitsWay;
use sceau_domain::document::DocumentKind;
use sceau_domain::id::IdentityId;
use sceau_domain::journey::{Event, EventName, Method, Part, Request, VerifiedPhone};
use sceau_domain::reason::Reason;

/// One sample of an event, with a new identity card.
pub fn event(name: EventName) -> Event {
    use EventName as N;
    const CARD: DocumentKind = DocumentKind::IdentityCard;
    match name {
        N::TermsAccepted => Event::TermsAccepted(consent("2026-11")),
        N::ConditionsAnswered => Event::ConditionsAnswered {
            adult: true,
            document: true,
        },
        N::Continued => Event::Continued,
        N::WentBack => Event::WentBack,
        N::PhoneGiven => Event::PhoneGiven(phone()),
        N::PhoneProved => Event::PhoneProved(VerifiedPhone {
            number: phone(),
            at: at(13),
        }),
        N::OriginAnswered => Event::OriginAnswered { french: true },
        N::KindChosen => Event::KindChosen(CARD),
        N::DocumentDeclared => Event::DocumentDeclared(declaration(CARD)),
        N::BirthplaceDeclared => Event::BirthplaceDeclared(birthplace()),
        N::DocumentReopened => Event::DocumentReopened,
        N::BirthplaceReopened => Event::BirthplaceReopened,
        N::DeclarationConfirmed => Event::DeclarationConfirmed(at(19)),
        N::MethodChosen => Event::MethodChosen(Method::Online),
        N::LetterAgreed => Event::LetterAgreed {
            terms: consent("letter-2026-11"),
            receipt: consent("receipt-2026-11"),
            letter: letter_id(),
        },
        N::LetterAccepted => Event::LetterAccepted(at(24)),
        N::LetterRefused => Event::LetterRefused,
        N::LetterExpired => Event::LetterExpired,
        N::TasksChosen => Event::TasksChosen {
            way: DigitsWay::Speak,
            movement_is_difficult: false,
        },
        N::DataCorrected => Event::DataCorrected {
            declaration: declaration(CARD),
            birthplace: birthplace(),
            at: at(27),
        },
        N::EvidenceAttached => Event::EvidenceAttached(Part::Front, evidence_id(Part::Front)),
        N::Approved => Event::Approved,
        N::AskedAgain => Event::AskedAgain(vec![Request {
            reason: Reason::DocGlare,
            part: Some(Part::Front),
        }]),
        N::Refused => Event::Refused,
        N::Appealed => Event::Appealed,
        N::Activated => Event::Activated(IdentityId::from_bytes([0x1D; 16])),
        N::StartedOver => Event::StartedOver,
        N::Abandoned => Event::Abandoned,
    }
}

/// Every event at least once, then the other forms that lead elsewhere or are refused elsewhere.
pub fn events() -> Vec<Event> {
    let mut all: Vec<_> = EventName::ALL.iter().map(|name| event(*name)).collect();
    all.push(Event::ConditionsAnswered {
        adult: false,
        document: true,
    });
    all.push(Event::ConditionsAnswered {
        adult: true,
        document: false,
    });
    all.push(Event::OriginAnswered { french: false });
    all.push(Event::MinorDeclared);
    all.push(Event::MethodChosen(Method::InPerson));
    all.push(Event::TasksChosen {
        way: DigitsWay::Write,
        movement_is_difficult: true,
    });
    for kind in [
        DocumentKind::OldIdentityCard,
        DocumentKind::Passport,
        DocumentKind::ResidencePermit,
    ] {
        all.push(Event::KindChosen(kind));
        all.push(Event::DocumentDeclared(declaration(kind)));
        all.push(Event::DataCorrected {
            declaration: declaration(kind),
            birthplace: birthplace(),
            at: at(27),
        });
    }
    for part in [Part::Back, Part::Video] {
        all.push(Event::EvidenceAttached(part, evidence_id(part)));
    }
    all.push(Event::AskedAgain(vec![]));
    for reason in [
        Reason::DocExpired,
        Reason::DataMismatch,
        Reason::DigitsWrong,
    ] {
        all.push(Event::AskedAgain(vec![Request { reason, part: None }]));
    }
    all
}
