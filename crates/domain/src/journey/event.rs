//! What happens on the journey, in the past tense, and what the service must do about it.

use super::facts::{Consent, Part, Request, VerifiedPhone};
use crate::birthplace::Birthplace;
use crate::challenge::DigitsWay;
use crate::document::{Declaration, DocumentKind};
use crate::id::{EvidenceId, IdentityId, LetterId};
use crate::phone::PhoneNumber;
use jiff::Timestamp;

/// How the identity is verified (step 21).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Letter, photographs, face video.
    Online,
    /// At a desk, with the document in hand.
    InPerson,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// 8 – the terms were accepted.
    TermsAccepted(Consent),
    /// 9 – both questions were answered.
    ConditionsAnswered {
        /// Of age.
        adult: bool,
        /// Has a valid document.
        document: bool,
    },
    /// An introduction was read.
    Continued,
    /// « Retour »: nothing entered is lost.
    WentBack,
    /// 12 – a number was given and a code left for it.
    PhoneGiven(PhoneNumber),
    /// 13 – its code came back.
    PhoneProved(VerifiedPhone),
    /// 15 – the document is, or is not, issued by France.
    OriginAnswered {
        /// Issued by France.
        french: bool,
    },
    /// 16, 27 – this kind of document.
    KindChosen(DocumentKind),
    /// 17 – its data, already checked.
    DocumentDeclared(Declaration),
    /// 17 – its data say that the person is under eighteen, and nothing else is wrong with them.
    MinorDeclared,
    /// 18 – born there.
    BirthplaceDeclared(Birthplace),
    /// 19 – « Modifier » on the document's rows.
    DocumentReopened,
    /// 19 – « Modifier » on the birthplace.
    BirthplaceReopened,
    /// 19 – confirmed.
    DeclarationConfirmed(Timestamp),
    /// 21 – online or in person.
    MethodChosen(Method),
    /// 22 – both consents; the letter that will be sent.
    LetterAgreed {
        /// To the letter service's terms.
        terms: Consent,
        /// To receiving it electronically.
        receipt: Consent,
        /// The letter made for this case.
        letter: LetterId,
    },
    /// 24 – « Confirmer mon identité ».
    LetterAccepted(Timestamp),
    /// The letter was refused.
    LetterRefused,
    /// The fifteen days passed.
    LetterExpired,
    /// 26 – the tasks are understood, and how they will be done.
    TasksChosen {
        /// Spoken or written digits.
        way: DigitsWay,
        /// « Mouvement difficile ».
        movement_is_difficult: bool,
    },
    /// After a request for other data, or another document: both are there, checked.
    DataCorrected {
        /// The document's data.
        declaration: Declaration,
        /// Born there.
        birthplace: Birthplace,
        /// Confirmed then.
        at: Timestamp,
    },
    /// 29 to 32 – a piece of evidence is stored.
    EvidenceAttached(Part, EvidenceId),
    /// 33 – an operator accepted.
    Approved,
    /// 33 – an operator asks for something again.
    AskedAgain(Vec<Request>),
    /// 33 – an operator refused.
    Refused,
    /// The person appeals.
    Appealed,
    /// 33 – the device signed the activation.
    Activated(IdentityId),
    /// « Tout recommencer ».
    StartedOver,
    /// Kept as long as unfinished cases are, then closed.
    Abandoned,
}

/// What the service must do in the same transaction as the new state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Deposit the letter and send its notice.
    SendLetter(LetterId),
    /// Put the case into the operators' queue.
    QueueForReview,
    /// Take the case out of the queue.
    LeaveQueue,
    /// Hand over the letter: `received`.
    HandOverLetter,
    /// Tell the person that a decision was taken.
    TellDecision,
    /// Start the retention timers.
    StartRetention,
}

macro_rules! event_names {
    ($($name:ident => $text:literal, $pattern:pat),+ $(,)?) => {
        /// An event without what it carries.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each name is that of the event it names")]
        pub enum EventName { $($name),+ }

        impl EventName {
            /// Every event.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }

        impl Event {
            /// The event's name: never its contents.
            pub const fn name(&self) -> EventName {
                match self { $($pattern => EventName::$name),+ }
            }
        }
    };
}

event_names! {
    TermsAccepted => "terms_accepted", Self::TermsAccepted(..),
    ConditionsAnswered => "conditions_answered", Self::ConditionsAnswered { .. },
    Continued => "continued", Self::Continued,
    WentBack => "went_back", Self::WentBack,
    PhoneGiven => "phone_given", Self::PhoneGiven(..),
    PhoneProved => "phone_proved", Self::PhoneProved(..),
    OriginAnswered => "origin_answered", Self::OriginAnswered { .. },
    KindChosen => "kind_chosen", Self::KindChosen(..),
    DocumentDeclared => "document_declared", Self::DocumentDeclared(..) | Self::MinorDeclared,
    BirthplaceDeclared => "birthplace_declared", Self::BirthplaceDeclared(..),
    DocumentReopened => "document_reopened", Self::DocumentReopened,
    BirthplaceReopened => "birthplace_reopened", Self::BirthplaceReopened,
    DeclarationConfirmed => "declaration_confirmed", Self::DeclarationConfirmed(..),
    MethodChosen => "method_chosen", Self::MethodChosen(..),
    LetterAgreed => "letter_agreed", Self::LetterAgreed { .. },
    LetterAccepted => "letter_accepted", Self::LetterAccepted(..),
    LetterRefused => "letter_refused", Self::LetterRefused,
    LetterExpired => "letter_expired", Self::LetterExpired,
    TasksChosen => "tasks_chosen", Self::TasksChosen { .. },
    DataCorrected => "data_corrected", Self::DataCorrected { .. },
    EvidenceAttached => "evidence_attached", Self::EvidenceAttached(..),
    Approved => "approved", Self::Approved,
    AskedAgain => "asked_again", Self::AskedAgain(..),
    Refused => "refused", Self::Refused,
    Appealed => "appealed", Self::Appealed,
    Activated => "activated", Self::Activated(..),
    StartedOver => "started_over", Self::StartedOver,
    Abandoned => "abandoned", Self::Abandoned,
}
