//! The person's own page: what they see of their identity, and what they decide about it.
//!
//! Deeds that cannot be undone, or that a thief would like, are signed by the device that holds the
//! identity, over a nonce that works once; whoever asks must type the secret code for that. Blocking needs
//! none of it: saying no must never be hard. What this room deliberately does not know: how a login goes,
//! and how long things are kept.

mod block;
mod block_link;
mod change_number;
mod deed;
mod erase;
mod export;
mod lost_device;
mod recover;
mod recovery_link;
mod remove_device;
mod report_login;
mod unblock;
mod view_consents;

pub use block::{BlockPage, block_by_link, block_identity, look_at_block};
pub use block_link::block_link;
pub use change_number::{NewNumber, ask_number_code, change_number};
pub use deed::{DeedNonce, GivenProof, draw_deed_nonce};
pub use erase::erase_account;
pub(crate) use erase::erase_left;
pub use export::{Export, ExportedCase, export};
pub use lost_device::{block_for, erase_for};
pub use recover::{
    RecoveryDelay, RecoveryOutlook, begin_recovery, foresee_recovery, look_at_recovery,
    stop_recovery,
};
pub(crate) use recover::{
    delay_of, end_recovery, finish_recovery, names_its_person, recovered_by, recovery_of,
};
pub(crate) use recovery_link::recovery_link;
pub use remove_device::remove_device;
pub use report_login::report_login;
pub use unblock::{CodeOnItsWay, ask_unblock_code, unblock_identity};
pub use view_consents::{ShownConsent, view_consents};
