//! The person goes on here after all.

use super::newcomer::newcomer_of;
use super::{Side, current, is_open};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::handoff::{Step, entry_of};
use crate::ports::{Transaction, World};
use crate::records::{Handoff, HandoffState};

/// Ends the newest offer of the caller's device: its codes lead nowhere any more. A phone that joined
/// stays signed in, unless it waits for the approval that is refused hereby: then its session and its
/// device end too. Ending twice changes nothing.
///
/// # Errors
/// `NotFound` when the device offered none; [`Failure::Store`].
pub async fn end_handover(world: &World, by: &Authenticated) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let Some((mut handoff, Side::Giver)) = current(world, tx.as_mut(), by).await? else {
        return Err(Refusal::NotFound.into());
    };
    let is_refused = !is_open(&handoff) && awaits_approval(tx.as_mut(), by, &handoff).await?;
    if !is_open(&handoff) && !is_refused {
        return Ok(());
    }
    if is_refused {
        turn_away(world, tx.as_mut(), &handoff).await?;
    }
    handoff.state = HandoffState::Ended;
    tx.put_handoff(&handoff).await?;
    let entry = entry_of(&handoff, Step::Ended, world.clock.now());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the caller holds the identity that the new device waits for.
async fn awaits_approval(
    tx: &mut dyn Transaction,
    by: &Authenticated,
    handoff: &Handoff,
) -> Result<bool, Failure> {
    let identity = tx.identity_of(by.account.id).await?;
    let here = by.device.as_ref().map(|device| device.id);
    let holds = identity.is_some_and(|identity| Some(identity.device) == here);
    Ok(holds && handoff.session_hash.is_some() && handoff.state != HandoffState::Ended)
}

async fn turn_away(
    world: &World,
    tx: &mut dyn Transaction,
    handoff: &Handoff,
) -> Result<(), Failure> {
    if let Some(mut device) = newcomer_of(tx, handoff).await? {
        device.revoked_at = Some(world.clock.now());
        tx.put_device(&device).await?;
    }
    if let Some(session_hash) = handoff.session_hash {
        tx.delete_session(&session_hash).await?;
    }
    Ok(())
}
