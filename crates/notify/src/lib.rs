//! Mail and SMS leave here: over SMTP, over an HTTP gateway, or into a folder that a person reads.
//!
//! What this room deliberately does not know: why a message is sent, and what to do when it cannot
//! be: it says *not now* or *refused*, the outbox decides.

mod compose;
mod http_sms;
mod local_outbox;
mod smtp;
#[cfg(test)]
mod testing;

pub use compose::{Letterhead, LetterheadError};
pub use http_sms::{HttpSms, HttpSmsError, HttpSmsSettings};
pub use local_outbox::LocalOutbox;
pub use smtp::{SmtpError, SmtpMailer, SmtpSecurity, SmtpSettings};
