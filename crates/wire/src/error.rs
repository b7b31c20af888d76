//! The closed list of error codes that people, apps and testers may meet.
//!
//! `docs/error-codes.md` gives each its cause, its remedy and who can mend it; a test compares the
//! two lists. The interface has one total table from code to sentence and way on.

use crate::personal::Personal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $status:literal;)+) => {
        /// A stable code. Rich causes stay inside; this is all that crosses a boundary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name),+
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it travels.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The HTTP status that goes with it; 0 for codes that only arise on the device.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }
        }
    };
}

error_codes! {
    /// Some fields need mending; the findings say which and why.
    FieldsInvalid = "fields.invalid", 422;
    /// The request has not the form of the contract: an older or foreign client.
    RequestMalformed = "request.malformed", 400;
    /// Too many requests; the wait is given.
    TooManyRequests = "request.too_many", 429;
    /// The same idempotency key came with another content.
    IdempotencyConflict = "request.conflict", 409;
    /// Nothing under that name.
    NotFound = "not_found", 404;
    /// Something failed inside; nothing that was acknowledged is lost.
    Internal = "server.failed", 500;
    /// The service is under maintenance.
    Unavailable = "server.unavailable", 503;
    /// This app is too old for this server.
    AppTooOld = "app.too_old", 426;

    /// The e-mail address has no usable form.
    EmailInvalid = "email.invalid", 422;
    /// Not the code that was sent; tries remain.
    CodeWrong = "code.wrong", 422;
    /// The right code, too late.
    CodeExpired = "code.expired", 410;
    /// Too many wrong tries.
    CodeExhausted = "code.exhausted", 429;
    /// Another code may be asked for later.
    CodeTooSoon = "code.too_soon", 429;
    /// No code was asked for, or it was already used.
    CodeUnknown = "code.unknown", 404;

    /// Not signed in, or signed out meanwhile.
    SessionMissing = "session.missing", 401;
    /// This device may not act for an account that has an active identity on another.
    DeviceNotTrusted = "device.not_trusted", 403;
    /// Not a device of this account, or removed from it.
    DeviceUnknown = "device.unknown", 404;
    /// Too many wrong secret codes: the device is blocked for a while.
    DeviceBlocked = "device.blocked", 429;
    /// Not the secret code; tries remain.
    SecretCodeWrong = "secret_code.wrong", 422;
    /// Not six digits.
    SecretCodeShape = "secret_code.shape", 422;
    /// A code that anyone would try first.
    SecretCodeSimple = "secret_code.simple", 422;
    /// The birth date.
    SecretCodeBirthDate = "secret_code.birth_date", 422;
    /// The signature does not fit the device's key.
    SignatureInvalid = "signature.invalid", 403;

    /// The journey is elsewhere: look at it again.
    NotPossibleHere = "journey.not_possible_here", 409;
    /// The terms changed meanwhile: read them again.
    TermsOutdated = "terms.outdated", 409;
    /// A box is not ticked.
    ConsentMissing = "consent.missing", 422;

    /// The letter's link or code is unknown or replaced by a newer one.
    LetterLinkUnknown = "letter.link_unknown", 404;
    /// The link's day is over; another may be asked for.
    LetterLinkExpired = "letter.link_expired", 410;
    /// The letter was already accepted or refused.
    LetterAnswered = "letter.answered", 409;
    /// Nobody answered the letter in time, or its case ended before.
    LetterOver = "letter.over", 410;

    /// Larger than ten megabytes.
    FileTooBig = "file.too_big", 413;
    /// Not a JPEG or PNG picture, whatever its name says.
    FileNotAPicture = "file.not_a_picture", 415;
    /// A picture that ends too early or cannot be read.
    FileDamaged = "file.damaged", 422;
    /// Too few pixels to read anything.
    FileTooSmall = "file.too_small", 422;
    /// More pixels than any camera gives.
    FileTooManyPixels = "file.too_many_pixels", 422;
    /// Not the video format asked for.
    FileNotAVideo = "file.not_a_video", 415;
    /// The upload does not continue where it stopped.
    UploadOffset = "upload.offset", 409;
    /// No such upload, or it was discarded.
    UploadUnknown = "upload.unknown", 404;
    /// Not all bytes are there yet.
    UploadIncomplete = "upload.incomplete", 409;
    /// The bytes are not those announced.
    UploadHash = "upload.hash", 422;
    /// Twenty photographs or five videos were already taken for this case.
    AttemptsExhausted = "attempts.exhausted", 409;
    /// The digits' five minutes are over: new ones are drawn.
    ChallengeExpired = "challenge.expired", 410;
    /// The digits were already used for another video.
    ChallengeUsed = "challenge.used", 409;

    /// The QR code or typed code is not one of this service.
    HandoffForeign = "handoff.foreign", 404;
    /// Older than a minute, or used.
    HandoffExpired = "handoff.expired", 410;
    /// Not the number on the computer: both sides end.
    HandoffMismatch = "handoff.mismatch", 409;

    /// The login request is older than two minutes.
    LoginExpired = "login.expired", 410;
    /// It was already answered.
    LoginAnswered = "login.answered", 409;
    /// Not the number in the browser: the request ends.
    LoginMismatch = "login.mismatch", 409;
    /// The level asked for is out of reach of a key that is not in secure hardware.
    LoginLevel = "login.level", 409;

    /// The person blocked their identity: nothing can be approved until they unblock it.
    IdentityBlocked = "identity.blocked", 403;
    /// The delay after saying that the identity's device is lost is not over: the instant is given.
    RecoveryTooEarly = "recovery.too_early", 409;

    /// The operator's key is unknown.
    OperatorUnknown = "operator.unknown", 401;
    /// The case is no longer assigned to this operator.
    CaseNotAssigned = "case.not_assigned", 409;
    /// The case was already decided.
    CaseDecided = "case.decided", 409;
    /// The checklist or the reason is incomplete.
    DecisionIncomplete = "decision.incomplete", 422;

    /// No connection to the server.
    Offline = "network.offline", 0;
    /// The server's answer was not understood.
    AnswerMalformed = "network.answer", 0;
    /// No camera was found.
    CameraNone = "camera.none", 0;
    /// Another program uses the camera.
    CameraBusy = "camera.busy", 0;
    /// The camera is refused to the app.
    CameraDenied = "camera.denied", 0;
    /// The camera was unplugged, and did not come back.
    CameraLost = "camera.lost", 0;
    /// The camera is open and gives no pictures.
    CameraSilent = "camera.silent", 0;
    /// The camera gives something that cannot be read.
    CameraFormat = "camera.format", 0;
    /// The camera works, and no film can be made of it in the one format that the server reads.
    CameraFilm = "camera.film", 0;
    /// A film that was being made of this camera could not be encoded or put together.
    CameraRecorder = "camera.recorder", 0;
    /// No microphone was found.
    MicrophoneNone = "microphone.none", 0;
    /// Another program uses the microphone.
    MicrophoneBusy = "microphone.busy", 0;
    /// The microphone is open and gives no sound.
    MicrophoneSilent = "microphone.silent", 0;
    /// The microphone is refused to the app.
    MicrophoneDenied = "microphone.denied", 0;
    /// The capture that was asked for is not there any more.
    CaptureUnknown = "capture.unknown", 0;
    /// A QR code that is not ours.
    QrForeign = "qr.foreign", 0;
    /// A PDF, where a picture is expected.
    FilePdf = "file.pdf", 0;
    /// A HEIC picture, as iPhones keep them unless told otherwise.
    FileHeic = "file.heic", 0;
    /// A GIF picture.
    FileGif = "file.gif", 0;
    /// One of our codes, of a computer that hands over, where another is expected.
    CodeForComputer = "code.for_computer", 0;
    /// One of our codes, of a login, where another is expected.
    CodeForLogin = "code.for_login", 0;
    /// One of our codes, of a letter, where another is expected.
    CodeForLetter = "code.for_letter", 0;
    /// The disk cannot be written.
    StorageFailed = "storage.failed", 0;
    /// No room is left on the device; what was being recorded is not kept.
    StorageFull = "storage.full", 0;
    /// Nothing to unlock on this device: sign in first.
    DeviceEmpty = "device.empty", 0;
    /// This device's key holds something up for another account: nothing is erased before a yes.
    AccountAnother = "account.another", 0;
}

/// A finding about one field: both are stable codes, worded by the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldFindingView {
    /// Which field, as in the request.
    pub field: String,
    /// What is wrong with it.
    pub code: String,
    /// The last day on which an expired document was accepted, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Personal>,
}

impl FieldFindingView {
    /// A finding with nothing more to say.
    pub fn new(field: &str, code: &str) -> Self {
        Self {
            field: field.to_owned(),
            code: code.to_owned(),
            until: None,
        }
    }
}

/// An error as it travels (RFC 9457 shape: `application/problem+json`), without any server's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{}", code.as_str())]
pub struct Problem {
    /// What happened.
    pub code: ErrorCode,
    /// Which fields, for `fields.invalid`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFindingView>,
    /// Tries that remain, where tries are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tries_left: Option<u8>,
    /// When it is worth trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
}

impl Problem {
    /// A code with nothing more to say.
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            tries_left: None,
            until: None,
        }
    }

    /// With the fields to mend.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldFindingView>) -> Self {
        self.fields = fields;
        self
    }

    /// With the tries that remain.
    #[must_use]
    pub const fn with_tries_left(mut self, tries: u8) -> Self {
        self.tries_left = Some(tries);
        self
    }

    /// With the instant from which it is worth trying again.
    #[must_use]
    pub const fn with_until(mut self, until: Timestamp) -> Self {
        self.until = Some(until);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_have_an_error_status() {
        let mut texts: Vec<_> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), ErrorCode::ALL.len());
        assert!(
            ErrorCode::ALL
                .iter()
                .all(|code| matches!(code.status(), 0 | 400..=599))
        );
    }

    #[test]
    fn a_code_travels_as_its_text() {
        for code in ErrorCode::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.as_str()));
            assert_eq!(serde_json::from_str::<ErrorCode>(&json).unwrap(), *code);
        }
    }
}
