//! The inbox: what the server put into its local outbox, shown as a mailbox and a telephone.

mod mail;
mod outbox;
mod routes;
mod sms;

use std::path::PathBuf;

pub use mail::Mail;
pub use outbox::Outbox;
pub use routes::router;
pub use sms::Sms;

/// The folder that is watched: read anew for each page, nothing is kept.
#[derive(Debug)]
pub struct InboxState {
    outbox: Outbox,
}

impl InboxState {
    /// Watches this folder; it need not exist yet.
    pub const fn new(folder: PathBuf) -> Self {
        Self {
            outbox: Outbox::new(folder),
        }
    }
}
