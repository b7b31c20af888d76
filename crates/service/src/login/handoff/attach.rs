//! 7 – somebody signed in on the phone: the computer's page follows along.

use super::{Step, entry_of};
use crate::crypto::{is_equal, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Giver, Handoff, HandoffState};
use sceau_domain::id::{AccountId, HandoffId};
use sceau_domain::private::Secret;

/// Ties a confirmed handoff to the account that signed in on the phone. Asked again for the same
/// account, it changes nothing. A handoff that cannot be tied never costs the session: the caller
/// signs in first, and only tells the page.
///
/// # Errors
/// `HandoffForeign` for a wrong secret or another account's, `HandoffExpired` when it is over or was
/// never confirmed; [`Failure::Store`].
pub async fn attach_handoff(
    world: &World,
    account: AccountId,
    handoff: HandoffId,
    secret: &Secret<String>,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut handoff = claimed(tx.as_mut(), handoff, secret).await?;
    if matches!(handoff.giver, Giver::App { .. }) {
        // It opens a session of its own account; another cannot be tied to it.
        return Err(Refusal::HandoffForeign.into());
    }
    if handoff.state != HandoffState::Confirmed || now > handoff.expires_at {
        return Err(Refusal::HandoffExpired.into());
    }
    match handoff.account {
        Some(known) if known == account => return Ok(()),
        Some(_) => return Err(Refusal::HandoffForeign.into()),
        None => handoff.account = Some(account),
    }
    tx.put_handoff(&handoff).await?;
    let entry = entry_of(&handoff, Step::Joined, now).of_account(account);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}

/// The handoff that this phone claimed.
pub(crate) async fn claimed(
    tx: &mut dyn Transaction,
    handoff: HandoffId,
    secret: &Secret<String>,
) -> Result<Handoff, Failure> {
    let hash = sha256(secret.reveal().as_bytes());
    let found = tx.handoff(handoff).await?;
    let is_ours = |found: &Handoff| {
        found
            .secret_hash
            .is_some_and(|known| is_equal(&known, &hash))
    };
    Ok(found.filter(is_ours).ok_or(Refusal::HandoffForeign)?)
}
