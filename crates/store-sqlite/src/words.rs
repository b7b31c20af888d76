//! Closed lists and their stored words. A word, once stored, never changes its meaning.

use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::document::{DocumentKind, ZoneField};
use sceau_domain::examination::{Moment, Turn};
use sceau_domain::journey::{Closing, Ineligibility, Part, StateName};
use sceau_domain::letter::{LetterActor, LetterEventKind, LetterState};
use sceau_domain::reason::Reason;
use sceau_domain::seal::SealOutcome;
use sceau_service::records::{
    CheckAnswer, CodePurpose, ConsentPurpose, EvidenceSource, FilmSeal, HandoffState,
    KeyProtection, Verdict,
};

/// One of a closed list, stored as a word.
pub(crate) trait Word: Sized + Copy {
    /// The stored word.
    fn word(self) -> &'static str;
    /// Reads a stored word back.
    fn read(text: &str) -> Option<Self>;
}

macro_rules! words {
    ($($type:ident { $($variant:ident => $text:literal),+ $(,)? })+) => {$(
        impl Word for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            fn read(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

words! {
    KeyProtection { Software => "software", SystemKeyStore => "system_key_store", Hardware => "hardware" }
    CodePurpose { Unblock => "unblock", NewNumber => "new_number" }
    ConsentPurpose {
        Identity => "identity",
        LetterService => "letter_service",
        LetterReceipt => "letter_receipt",
        FaceVideo => "face_video",
    }
    EvidenceSource { Live => "live", Imported => "imported", Scripted => "scripted" }
    FilmSeal { Unsigned => "unsigned", Signed => "signed", Mismatched => "mismatched" }
    HandoffState { Offered => "offered", Claimed => "claimed", Confirmed => "confirmed", Ended => "ended" }
    CheckAnswer { Yes => "yes", No => "no", Unsure => "unsure" }
    Verdict { Approve => "approve", AskAgain => "ask_again", Refuse => "refuse" }
    ZoneField {
        Number => "number",
        Sex => "sex",
        GivenNames => "given_names",
        BirthName => "birth_name",
        BirthDate => "birth_date",
        Nationality => "nationality",
        ExpiryDate => "expiry_date",
    }
    DigitsWay { Speak => "speak", Write => "write" }
    ThirdTask { TurnLeft => "turn_left", TurnRight => "turn_right", ShowDocument => "show_document" }
    Moment {
        Whole => "whole",
        First => "digit-1",
        Second => "digit-2",
        Third => "digit-3",
        Sheet => "sheet",
        Task => "task",
    }
    Turn {
        Done => "done",
        Unfinished => "unfinished",
        OtherSide => "other_side",
        NotSeen => "not_seen",
    }
    MrzFormat {
        Td1 => "td1",
        Td2 => "td2",
        Td3 => "td3",
        MrvA => "mrv_a",
        MrvB => "mrv_b",
        OldCard => "old_card",
    }
    SealOutcome {
        Verified => "verified",
        Wrong => "wrong",
        NotListed => "not_listed",
        OutsideValidity => "outside_validity",
        Undated => "undated",
        Unsigned => "unsigned",
        OtherLayout => "other_layout",
    }
    Part { Front => "front", Back => "back", Video => "video" }
    Ineligibility { Minor => "minor", NoDocument => "no_document" }
    Closing {
        LetterRefused => "letter_refused",
        LetterExpired => "letter_expired",
        Abandoned => "abandoned",
    }
    LetterState {
        Deposited => "deposited",
        NotificationFailed => "notification_failed",
        Available => "available",
        Accepted => "accepted",
        Received => "received",
        Refused => "refused",
        Expired => "expired",
    }
    LetterActor {
        Sender => "sender",
        RecipientByLink => "recipient_by_link",
        RecipientInApp => "recipient_in_app",
        System => "system",
    }
    LetterEventKind {
        Deposited => "EVT_DEPOSITED",
        NotificationSent => "EVT_NOTIFICATION_SENT",
        NotificationFailed => "EVT_NOTIFICATION_FAILED",
        Available => "EVT_AVAILABLE",
        Accepted => "EVT_ACCEPTED",
        Refused => "EVT_REFUSED",
        Received => "EVT_RECEIVED",
        Expired => "EVT_EXPIRED",
        ContentAccessed => "EVT_CONTENT_ACCESSED",
    }
}

impl Word for StateName {
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn read(text: &str) -> Option<Self> {
        Self::from_name(text)
    }
}

impl Word for DocumentKind {
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn read(text: &str) -> Option<Self> {
        Self::from_code(text)
    }
}

impl Word for Reason {
    fn word(self) -> &'static str {
        self.as_str()
    }
    fn read(text: &str) -> Option<Self> {
        Self::from_code(text)
    }
}
