//! A computer hands over to a phone: number to match, one-use codes, a live list of progress, and the
//! way back to the service.
//!
//! A browser gives nothing but the way back; an app that is signed in also gives its account
//! ([`crate::account::offer_handover`] and what follows). Codes, claim and number are the same for both.

mod attach;
mod claim;
mod confirm;
mod offer;
mod resume;
mod show;
mod step;

pub use attach::attach_handoff;
pub(crate) use attach::claimed;
pub use claim::{ClaimedHandoff, claim_handoff};
pub use confirm::confirm_handoff;
pub(crate) use offer::make_handoff;
pub use offer::offer_handoff;
pub use resume::resume_interaction;
pub(crate) use show::page_of;
pub use show::{HandoffPage, HandoffProgress, show_handoff, watch_handoff};
pub(crate) use step::{Step, entry_of};

/// What the handoff's codes are derived for.
const PURPOSE: &[u8] = b"handoff-code";
