//! What happens by itself: messages leave, letters expire, idle cases close, old things are erased, keys
//! change.

mod close_idle_cases;
mod erase_left_accounts;
mod erase_marked;
mod erase_what_is_due;
mod expire_letters;
mod remind_of_letters;
mod rotate_signing_keys;
mod run_due;
mod send_due_messages;
mod sweep;
mod tally;
mod tell_services;
mod warn_of_closing;

pub use close_idle_cases::close_idle_cases;
pub use erase_left_accounts::erase_left_accounts;
pub use erase_marked::erase_marked;
pub(crate) use erase_marked::{erase_marked_now, erase_what_came_late};
pub(crate) use erase_what_is_due::erase_case;
pub use erase_what_is_due::erase_what_is_due;
pub use expire_letters::expire_letters;
pub use remind_of_letters::remind_of_letters;
pub use rotate_signing_keys::rotate_signing_keys;
pub use run_due::{Done, run_due, run_round};
pub use send_due_messages::send_due_messages;
pub use sweep::sweep;
pub(crate) use tally::Tally;
pub use tell_services::tell_services;
pub use warn_of_closing::warn_of_closing;
