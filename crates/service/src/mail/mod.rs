//! The words of every mail and SMS, in French and English.
//!
//! A mail is a short list of blocks from which both the text twin and the HTML are made, so that
//! neither ever says less than the other. One button, no picture, nothing loaded, nobody followed,
//! no personal data in an address.

mod code;
mod decision;
mod device;
mod letter;
mod login;
mod page;
mod person;
mod recovery;
mod sms;
mod unfinished;

pub(crate) use code::{phone_code, sign_in_code};
pub(crate) use decision::{approved, ask_again, refused};
pub(crate) use device::{device_joined, identity_moved};
pub(crate) use letter::{LetterMail, notice, reminder, update};
pub(crate) use login::login_disowned;
pub use login::{LoginMail, login_used};
pub(crate) use person::{
    account_erased, data_exported, device_removed, identity_blocked, identity_unblocked,
    number_changed, number_left, number_taken, unblock_code,
};
pub(crate) use recovery::{
    approved_again, identity_recovered, recovery_asked, recovery_begun, recovery_moved,
};
pub use sms::SEVEN_BITS;
pub(crate) use unfinished::left_unfinished;
