//! A computer hands over to a phone: number to match, one-use codes, a live list of progress, and the
//! way back to the service.

mod attach;
mod claim;
mod confirm;
mod offer;
mod resume;
mod show;

pub use attach::attach_handoff;
pub use claim::{ClaimedHandoff, claim_handoff};
pub use confirm::confirm_handoff;
pub use offer::offer_handoff;
pub use resume::resume_interaction;
pub use show::{HandoffPage, HandoffProgress, show_handoff, watch_handoff};

/// What the handoff's codes are derived for.
const PURPOSE: &[u8] = b"handoff-code";
