//! A person goes on at another device: the app they are signed in to gives their account to the app
//! that takes its code.
//!
//! Where an identity is active, the new device may not act until the one that holds it approves it by
//! its key; from then on the new one holds it. Where an identity is recovered, the recovery goes to the new device
//! alone, once that has a secret code.
//!
//! Code, claim and number are those of every handoff ([`crate::login`]). Only here does one open a
//! session. Both sides follow it, and each learns whether the other is still there. What this room
//! deliberately does not know: what the person does on either device.

mod approve;
mod end;
mod join;
mod newcomer;
mod offer;
mod watch;

pub use approve::approve_handover;
pub use end::end_handover;
pub use join::join_handover;
pub use offer::offer_handover;
pub use watch::{Handover, watch_handover};

pub(super) use newcomer::{gave_recovery, may_succeed, opened};

use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{Giver, Handoff, HandoffState};
use crate::time::before;

/// Which end of a handover a caller holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Shows the code.
    Giver,
    /// Was signed in by it.
    Taker,
}

/// Whether it may still open a session.
fn is_open(handoff: &Handoff) -> bool {
    handoff.state != HandoffState::Ended && handoff.session_hash.is_none()
}

/// The newest handover that the caller's device gave, or that opened the caller's session. One that is
/// over is still found for as long again, so that both sides can be told.
async fn current(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
) -> Result<Option<(Handoff, Side)>, Failure> {
    let since = before(world.clock.now(), world.configuration.handoff_life * 2);
    let here = by.device.as_ref().map(|device| device.id);
    let side_of = |handoff: &Handoff| match handoff.giver {
        Giver::App { device, .. } if Some(device) == here => Some(Side::Giver),
        _ if handoff.session_hash == Some(by.session.token_hash) => Some(Side::Taker),
        _ => None,
    };
    let given = tx.handoffs_given_by(by.account.id, since).await?;
    Ok(given
        .into_iter()
        .find_map(|handoff| side_of(&handoff).map(|side| (handoff, side))))
}
