//! The rules an installation sets. Numbers that only one paper gives live here, not in the code.

use jiff::SignedDuration;
use sceau_domain::otp::OtpPolicy;
use sceau_domain::private::Secret;
use std::collections::BTreeMap;
use url::Url;

/// Everything the use cases read of the installation.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The installation's name, as people read it.
    pub name: String,
    /// The address under which everything is reached, ending with `/`. Also the issuer (without the slash).
    pub base_url: Url,
    /// Where people find help: a whole address, since mails and SMS print it.
    pub help_url: String,
    /// The e-mail address that people may write to.
    pub contact: Option<String>,
    /// Where the sandbox's mailbox is, in test installations.
    pub mailbox_url: Option<String>,
    /// Whether this is a test installation.
    pub is_test: bool,
    /// Codes by e-mail.
    pub email_code: OtpPolicy,
    /// Codes by SMS.
    pub sms_code: OtpPolicy,
    /// Codes by SMS that leave within a day, to all numbers together: what strangers can make the host pay.
    pub sms_codes_per_day: u32,
    /// A session's life without use.
    pub session_life: SignedDuration,
    /// Wrong secret codes before a device rests, and the rest.
    pub secret_code_tries: u8,
    /// How long it rests.
    pub secret_code_rest: SignedDuration,
    /// A letter link's life (at most 24 h).
    pub letter_link_life: SignedDuration,
    /// Between two notices.
    pub notice_resend_after: SignedDuration,
    /// Photographs per case.
    pub photos_per_case: u8,
    /// Videos per case.
    pub videos_per_case: u8,
    /// Bytes of a picture.
    pub picture_limit: u64,
    /// Bytes of a clip or video.
    pub video_limit: u64,
    /// An unfinished upload is kept this long.
    pub upload_life: SignedDuration,
    /// Whether pictures may come from a file.
    pub upload_allowed: bool,
    /// An operator's lock on a case.
    pub assignment_life: SignedDuration,
    /// An operator's session.
    pub operator_session_life: SignedDuration,
    /// Between asking for a recovery and another device holding the identity: time to hear of it and stop it.
    pub recovery_delay: SignedDuration,
    /// The handoff's code.
    pub handoff_code_life: SignedDuration,
    /// The handoff's page.
    pub handoff_life: SignedDuration,
    /// For how long things are kept, in days.
    pub retention: RetentionPolicy,
    /// The texts people consent to.
    pub texts: Vec<ConsentText>,
    /// Texts that are asked for no longer, or not here: whoever agreed to one can still read it.
    pub other_texts: Vec<ConsentText>,
    /// Registered OpenID Connect clients, by their id.
    pub clients: BTreeMap<String, sceau_oidc::client::Client>,
    /// Salt of pairwise subjects.
    pub subject_salt: Secret<Vec<u8>>,
    /// The rules of login requests and tokens.
    pub login: LoginPolicy,
    /// The rules of the operators' room.
    pub review: ReviewPolicy,
}

/// The installation's own page of help, under its address.
pub const HELP_PAGE: &str = "aide";

/// The rules of login requests and tokens.
#[derive(Debug, Clone, Copy)]
pub struct LoginPolicy {
    /// The life of the code in a login page's QR code and link; the page renews it.
    pub code_life: SignedDuration,
    /// Requests by phone number that may wait for one account at the same time.
    pub waiting_at_once: u8,
    /// Requests by phone number for one account within an hour; further ones reach no app.
    pub requests_per_hour: u8,
    /// For how long « Ce n'est pas moi » keeps requests by phone number from the account.
    pub quiet_after_disowning: SignedDuration,
    /// Login requests stay in the account's history for this many days.
    pub history_days: u32,
    /// For how many days a key signs, before the next one takes over.
    pub signing_key_days: u32,
    /// Codes and tokens, in seconds.
    pub tokens: sceau_oidc::code::Lifetimes,
}

impl Default for LoginPolicy {
    fn default() -> Self {
        Self {
            code_life: SignedDuration::from_secs(60),
            waiting_at_once: 2,
            requests_per_hour: 10,
            quiet_after_disowning: SignedDuration::from_hours(1),
            history_days: 90,
            signing_key_days: 90,
            tokens: sceau_oidc::code::Lifetimes::default(),
        }
    }
}

/// The rules of the operators' room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPolicy {
    /// Of a hundred approvals, how many a second operator looks at, drawn at random.
    pub second_look_percent: u8,
    /// The server assigns at random among this many of the oldest cases.
    pub assignment_pool: u8,
    /// In how many hours people are told that a case is decided: at the soonest, at the latest. Nothing enforces it.
    pub decision_hours: [u16; 2],
    /// For so many seconds the console keeps a confirmed decision, which can be taken back; 0 sends it at once.
    pub undo_seconds: u16,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self {
            second_look_percent: 5,
            assignment_pool: 5,
            decision_hours: [24, 72],
            undo_seconds: 10,
        }
    }
}

/// Days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionPolicy {
    /// An unfinished case.
    pub unfinished_days: u32,
    /// A refused case.
    pub refused_days: u32,
    /// Pictures and video of an accepted case.
    pub media_days: u32,
    /// The record of a decision.
    pub decision_days: u32,
}

impl Default for RetentionPolicy {
    fn default() -> Self {
        Self {
            unfinished_days: 30,
            refused_days: 30,
            media_days: 90,
            decision_days: 6 * 365,
        }
    }
}

/// A text to consent to.
#[derive(Debug, Clone)]
pub struct ConsentText {
    /// What for.
    pub purpose: crate::records::ConsentPurpose,
    /// Its version.
    pub version: String,
    /// SHA-256 of French summary and body, then English ones, with a line feed between each.
    pub hash: [u8; 32],
    /// Plain-language summary, French then English.
    pub summary: [String; 2],
    /// The whole text, French then English.
    pub body: [String; 2],
}
