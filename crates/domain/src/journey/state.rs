//! The states of the journey, each with the stage it stands on.

use super::facts::{Gathered, Request};
use super::stage::{
    Agreed, Declared, Documented, Eligible, Lettered, Locked, Opened, Prepared, Reachable,
    Submitted,
};
use crate::birthplace::Birthplace;
use crate::document::{Declaration, DocumentKind};
use crate::id::IdentityId;
use crate::phone::PhoneNumber;

/// What was entered before and is shown again: never relied upon, only prefilled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The declaration as last accepted.
    pub declaration: Option<Declaration>,
    /// The birthplace as last accepted.
    pub birthplace: Option<Birthplace>,
}

/// Why someone cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ineligibility {
    /// Under eighteen.
    Minor,
    /// No valid document at hand.
    NoDocument,
}

/// Who cannot go on, and where that came out: « Corriger ma réponse » leads back there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ineligible {
    /// At step 9, by their own answer.
    ByAnswer(Agreed, Ineligibility),
    /// At step 17, by the birth date on their document.
    ByBirthDate(Reachable, DocumentKind, Box<Draft>),
}

impl Ineligible {
    /// Why.
    pub const fn why(&self) -> Ineligibility {
        match self {
            Self::ByAnswer(_, why) => *why,
            Self::ByBirthDate(..) => Ineligibility::Minor,
        }
    }
}

/// Why a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The letter was refused.
    LetterRefused,
    /// The letter was not answered within the fifteen days.
    LetterExpired,
    /// Nothing happened for as long as unfinished cases are kept.
    Abandoned,
}

/// Where someone who chose the desk came from: « Retour » leads back there, with all that was gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtDesk {
    /// From step 21: no letter left.
    BeforeLetter(Locked),
    /// From step 25: the letter is accepted and stays so.
    Identifying(Opened, Gathered),
    /// From the data of another document, or of a correction.
    Correcting(Prepared, Gathered, DocumentKind),
    /// From the capture, steps 28 to 32.
    Capturing(Prepared, Gathered),
}

impl AtDesk {
    /// The declaration confirmed, which the desk compares.
    pub const fn locked(&self) -> &Locked {
        match self {
            Self::BeforeLetter(locked) => locked,
            Self::Identifying(opened, _) => &opened.lettered.consented.locked,
            Self::Correcting(prepared, ..) | Self::Capturing(prepared, _) => prepared.locked(),
        }
    }

    /// Whether a letter left for this case: there is no starting over then.
    pub const fn is_after_letter(&self) -> bool {
        !matches!(self, Self::BeforeLetter(_))
    }
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// 8 – the terms.
    Terms,
    /// 9 – of age, with a document?
    Conditions(Agreed),
    /// 9, 17 – not now, and what can be done.
    Ineligible(Ineligible),
    /// 10 – the steps ahead.
    Overview(Eligible),
    /// 11 – why a phone number.
    PhoneIntro(Eligible),
    /// 12 – which number.
    PhoneNumber(Eligible, Option<PhoneNumber>),
    /// 13 – the code sent to it.
    PhoneCode(Eligible, PhoneNumber),
    /// 14 – what will be asked of the document.
    DocumentIntro(Reachable, Draft),
    /// 15 – issued by France?
    DocumentOrigin(Reachable, Draft),
    /// 15 – no: the alternatives.
    NoFrenchDocument(Reachable, Draft),
    /// 16 – which document.
    DocumentChoice(Reachable, Draft),
    /// 17 – its data.
    DocumentData(Reachable, DocumentKind, Draft),
    /// 18 – born where.
    Birthplace(Documented, Option<Birthplace>),
    /// 19 – all of it, to confirm.
    Review(Declared),
    /// 20 – what verification means.
    VerificationIntro(Locked),
    /// 21 – online or in person.
    Method(Locked),
    /// 21, 25 to 32 – in person: the desk's code is shown.
    InPerson(AtDesk),
    /// 22 – the letter service.
    LetterConsent(Locked),
    /// 23, 24 – the mail is on its way, then in the box.
    LetterSent(Lettered),
    /// 25 – how to identify.
    Identification(Opened, Gathered),
    /// 26 – the three tasks; speak or write.
    Tasks(Opened, Gathered),
    /// 27 – the document to photograph.
    CaptureChoice(Prepared, Gathered),
    /// 27 – another document than declared: its data first.
    DataAgain(Prepared, Gathered, DocumentKind),
    /// 28 – good practice.
    PhotoTips(Prepared, Gathered),
    /// 29, 30 – photographs of the sides still missing.
    Photo(Prepared, Gathered),
    /// 31 – received.
    PhotoReceived(Prepared, Gathered),
    /// 32 – the face video.
    FaceVideo(Prepared, Gathered),
    /// 33 – an operator decides; `appeal` when it is the second time.
    Processing(Submitted, bool),
    /// What must be done again, and why.
    Redo(Prepared, Gathered, Vec<Request>),
    /// Refused; an appeal is possible unless this already was one.
    Refused(Submitted, bool),
    /// Accepted: a last step on the device.
    Activation(Locked),
    /// The identity is active.
    Active(IdentityId),
    /// The case ended without a decision.
    Closed(Closing),
}

impl State {
    /// The confirmed declaration, while the case has one: from step 20 until the identity is active or
    /// the case is closed.
    pub const fn locked(&self) -> Option<&Locked> {
        match self {
            Self::Terms
            | Self::Conditions(_)
            | Self::Ineligible(_)
            | Self::Overview(_)
            | Self::PhoneIntro(_)
            | Self::PhoneNumber(..)
            | Self::PhoneCode(..)
            | Self::DocumentIntro(..)
            | Self::DocumentOrigin(..)
            | Self::NoFrenchDocument(..)
            | Self::DocumentChoice(..)
            | Self::DocumentData(..)
            | Self::Birthplace(..)
            | Self::Review(_)
            | Self::Active(_)
            | Self::Closed(_) => None,
            Self::VerificationIntro(locked)
            | Self::Method(locked)
            | Self::LetterConsent(locked)
            | Self::Activation(locked) => Some(locked),
            Self::InPerson(desk) => Some(desk.locked()),
            Self::LetterSent(lettered) => Some(&lettered.consented.locked),
            Self::Identification(opened, _) | Self::Tasks(opened, _) => {
                Some(&opened.lettered.consented.locked)
            }
            Self::CaptureChoice(prepared, _)
            | Self::DataAgain(prepared, ..)
            | Self::PhotoTips(prepared, _)
            | Self::Photo(prepared, _)
            | Self::PhotoReceived(prepared, _)
            | Self::FaceVideo(prepared, _)
            | Self::Redo(prepared, ..) => Some(prepared.locked()),
            Self::Processing(submitted, _) | Self::Refused(submitted, _) => {
                Some(submitted.prepared().locked())
            }
        }
    }
}

macro_rules! state_names {
    ($($name:ident => $text:literal, $pattern:pat),+ $(,)?) => {
        /// A state without what it carries: for logs, diagrams, stored rows and the app.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each name is that of the state it names")]
        pub enum StateName { $($name),+ }

        impl StateName {
            /// Every state, in the order of the guide.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Reads a stable name back.
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|name| name.as_str() == text)
            }
        }

        impl State {
            /// The state's name: never its contents.
            pub const fn name(&self) -> StateName {
                match self { $($pattern => StateName::$name),+ }
            }
        }
    };
}

state_names! {
    Terms => "terms", Self::Terms,
    Conditions => "conditions", Self::Conditions(..),
    Ineligible => "ineligible", Self::Ineligible(..),
    Overview => "overview", Self::Overview(..),
    PhoneIntro => "phone_intro", Self::PhoneIntro(..),
    PhoneNumber => "phone_number", Self::PhoneNumber(..),
    PhoneCode => "phone_code", Self::PhoneCode(..),
    DocumentIntro => "document_intro", Self::DocumentIntro(..),
    DocumentOrigin => "document_origin", Self::DocumentOrigin(..),
    NoFrenchDocument => "no_french_document", Self::NoFrenchDocument(..),
    DocumentChoice => "document_choice", Self::DocumentChoice(..),
    DocumentData => "document_data", Self::DocumentData(..),
    Birthplace => "birthplace", Self::Birthplace(..),
    Review => "review", Self::Review(..),
    VerificationIntro => "verification_intro", Self::VerificationIntro(..),
    Method => "method", Self::Method(..),
    InPerson => "in_person", Self::InPerson(..),
    LetterConsent => "letter_consent", Self::LetterConsent(..),
    LetterSent => "letter_sent", Self::LetterSent(..),
    Identification => "identification", Self::Identification(..),
    Tasks => "tasks", Self::Tasks(..),
    CaptureChoice => "capture_choice", Self::CaptureChoice(..),
    DataAgain => "data_again", Self::DataAgain(..),
    PhotoTips => "photo_tips", Self::PhotoTips(..),
    Photo => "photo", Self::Photo(..),
    PhotoReceived => "photo_received", Self::PhotoReceived(..),
    FaceVideo => "face_video", Self::FaceVideo(..),
    Processing => "processing", Self::Processing(..),
    Redo => "redo", Self::Redo(..),
    Refused => "refused", Self::Refused(..),
    Activation => "activation", Self::Activation(..),
    Active => "active", Self::Active(..),
    Closed => "closed", Self::Closed(..),
}
