//! What the audit says of a handoff's steps.

use crate::records::{AuditEntry, Giver, Handoff};
use jiff::Timestamp;

/// Something that happened to a handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Offered,
    Claimed,
    Confirmed,
    Disowned,
    Mismatch,
    Joined,
    Approved,
    Ended,
}

/// The entry of a step. An app that gives its account is a matter of that account's devices, and is
/// named and found there.
pub(crate) fn entry_of(handoff: &Handoff, step: Step, now: Timestamp) -> AuditEntry {
    let (of_browser, of_app) = match step {
        Step::Offered => ("handoff.offered", "device.handover_offered"),
        Step::Claimed => ("handoff.claimed", "device.handover_claimed"),
        Step::Confirmed => ("handoff.confirmed", "device.handover_confirmed"),
        Step::Disowned => ("handoff.disowned", "device.handover_disowned"),
        Step::Mismatch => ("handoff.mismatch", "device.handover_mismatch"),
        Step::Joined => ("handoff.attached", "device.handover_joined"),
        Step::Approved => ("handoff.approved", "device.handover_approved"),
        Step::Ended => ("handoff.ended", "device.handover_ended"),
    };
    let detail = handoff.id.to_string();
    match handoff.giver {
        Giver::Browser { .. } => AuditEntry::new(now, of_browser).with_detail(detail),
        Giver::App { account, .. } => AuditEntry::new(now, of_app)
            .of_account(account)
            .with_detail(detail),
    }
}
