//! The domain's names as they travel: each list is total in both directions, so that a name added
//! in the domain does not compile until it is here.

use sceau_domain as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! mirror {
    ($($(#[$doc:meta])* $name:ident of $domain:path { $($variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each name is that of the domain's value")]
        pub enum $name { $($variant),+ }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $domain {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => <$domain>::$variant),+ }
            }
        }
    )+};
}

mirror! {
    /// Where a person stands on the journey.
    StateName of domain::journey::StateName {
        Terms, Conditions, Ineligible, Overview, PhoneIntro, PhoneNumber, PhoneCode, DocumentIntro,
        DocumentOrigin, NoFrenchDocument, DocumentChoice, DocumentData, Birthplace, Review,
        VerificationIntro, Method, InPerson, LetterConsent, LetterSent, Identification, Tasks,
        CaptureChoice, DataAgain, PhotoTips, Photo, PhotoReceived, FaceVideo, Processing, Redo,
        Refused, Activation, Active, Closed,
    }
    /// What may happen next.
    EventName of domain::journey::EventName {
        TermsAccepted, ConditionsAnswered, Continued, WentBack, PhoneGiven, PhoneProved,
        OriginAnswered, KindChosen, DocumentDeclared, BirthplaceDeclared, DocumentReopened,
        BirthplaceReopened, DeclarationConfirmed, MethodChosen, LetterAgreed, LetterAccepted,
        LetterRefused, LetterExpired, TasksChosen, DataCorrected, EvidenceAttached, Approved,
        AskedAgain, Refused, Appealed, Activated, StartedOver, Abandoned,
    }
    /// Who acts next.
    Actor of domain::journey::Actor { Applicant, Mailbox, Operator, Nobody }
    /// The five parts of the progress bar.
    Chapter of domain::journey::Chapter { Number, Document, Letter, Capture, Decision }
    /// One thing the camera must give.
    Part of domain::journey::Part { Front, Back, Video }
    /// A kind of document.
    DocumentKind of domain::document::DocumentKind {
        IdentityCard, OldIdentityCard, Passport, ResidencePermit,
    }
    /// A field that a machine-readable zone can fill.
    ZoneField of domain::document::ZoneField {
        Number, Sex, GivenNames, BirthName, BirthDate, Nationality, ExpiryDate,
    }
    /// Female or male, as documents and registers write it.
    Sex of domain::document::Sex { Female, Male }
    /// Speaking or writing the digits.
    DigitsWay of domain::challenge::DigitsWay { Speak, Write }
    /// What follows the digits.
    ThirdTask of domain::challenge::ThirdTask { TurnLeft, TurnRight, ShowDocument }
}
