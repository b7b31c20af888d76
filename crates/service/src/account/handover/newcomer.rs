//! The device that came by a handover, once it chose its secret code.

use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{Device, Giver, Handoff, Identity};
use crate::time::before;

/// The device bound to the session that a handover opened; none before its secret code was chosen,
/// after it signed out, or once revoked.
pub(super) async fn newcomer_of(
    tx: &mut dyn Transaction,
    handoff: &Handoff,
) -> Result<Option<Device>, Failure> {
    let Some(session_hash) = handoff.session_hash else {
        return Ok(None);
    };
    let session = tx.session(&session_hash).await?;
    let Some(device) = session.and_then(|session| session.device) else {
        return Ok(None);
    };
    let device = tx.device(device).await?;
    Ok(device.filter(|device| device.revoked_at.is_none()))
}

/// The handover that opened the caller's session, while its hour lasts.
pub(crate) async fn opened(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
) -> Result<Option<Handoff>, Failure> {
    let now = world.clock.now();
    let since = before(now, world.configuration.handoff_life);
    let given = tx.handoffs_given_by(by.account.id, since).await?;
    let is_ours = |handoff: &Handoff| handoff.session_hash == Some(by.session.token_hash);
    Ok(given.into_iter().find(is_ours))
}

/// Whether the device that recovers an identity is the one that gave this handover: the new device then recovers it
/// in its place.
pub(crate) fn gave_recovery(handoff: Option<&Handoff>, identity: &Identity) -> bool {
    let recovering = identity.recovery.as_ref().and_then(|it| it.device);
    handoff.is_some_and(|handoff| match handoff.giver {
        Giver::App { device, .. } => recovering == Some(device),
        Giver::Browser { .. } => false,
    })
}

/// Whether the device that holds an identity is the one that gave this handover: only then may a new
/// device wait for its approval.
pub(crate) fn may_succeed(handoff: Option<&Handoff>, identity: &Identity) -> bool {
    handoff.is_some_and(|handoff| match handoff.giver {
        Giver::App { device, .. } => device == identity.device,
        Giver::Browser { .. } => false,
    })
}
