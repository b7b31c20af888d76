//! The person goes on here after all.

use super::{Side, current, is_open};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::handoff::{Step, entry_of};
use crate::ports::World;
use crate::records::HandoffState;

/// Ends the newest offer of the caller's device: its codes lead nowhere any more. A phone that joined
/// stays signed in, and ending twice changes nothing.
///
/// # Errors
/// `NotFound` when the device offered none; [`Failure::Store`].
pub async fn end_handover(world: &World, by: &Authenticated) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let Some((mut handoff, Side::Giver)) = current(world, tx.as_mut(), by).await? else {
        return Err(Refusal::NotFound.into());
    };
    if !is_open(&handoff) {
        return Ok(());
    }
    handoff.state = HandoffState::Ended;
    tx.put_handoff(&handoff).await?;
    let entry = entry_of(&handoff, Step::Ended, world.clock.now());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
