//! 5 – the phone says which number the computer shows.

use super::attach::claimed;
use super::{Step, entry_of};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::HandoffState;
use sceau_domain::id::HandoffId;
use sceau_domain::private::Secret;

/// Takes the number chosen, once; the right one may be said again. A wrong one ends both sides; `None` is « Ce n'est pas moi », which
/// ends them too and is no error.
///
/// # Errors
/// `HandoffForeign` for a wrong secret, `HandoffExpired` when it is over or was answered,
/// `HandoffMismatch`; [`Failure::Store`].
pub async fn confirm_handoff(
    world: &World,
    handoff: HandoffId,
    secret: &Secret<String>,
    number: Option<u8>,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut handoff = claimed(tx.as_mut(), handoff, secret).await?;
    if handoff.state == HandoffState::Confirmed && number == Some(handoff.number.value()) {
        // The answer was lost on the way: saying it again costs nothing.
        return Ok(());
    }
    if handoff.state != HandoffState::Claimed || now > handoff.expires_at {
        return Err(Refusal::HandoffExpired.into());
    }
    let is_right = number == Some(handoff.number.value());
    handoff.state = if is_right {
        HandoffState::Confirmed
    } else {
        HandoffState::Ended
    };
    tx.put_handoff(&handoff).await?;
    let step = match number {
        _ if is_right => Step::Confirmed,
        None => Step::Disowned,
        Some(_) => Step::Mismatch,
    };
    tx.append_audit(&entry_of(&handoff, step, now)).await?;
    tx.commit().await?;
    match number {
        Some(_) if !is_right => Err(Refusal::HandoffMismatch.into()),
        _ => Ok(()),
    }
}
