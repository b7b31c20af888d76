//! The phone, its number right, is signed in.

use crate::account::SignedIn;
use crate::account::sign_in::open_session;
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::login::handoff::{Step, claimed, entry_of};
use crate::ports::World;
use crate::records::{Giver, HandoffState};
use sceau_domain::id::HandoffId;
use sceau_domain::private::Secret;

/// Opens a session of the account that an app gave, once: its token is told here and stored only as its
/// hash. It is bound to no device until the phone chooses its own secret code; for an account whose
/// identity is active it may not act, as after a sign-in by mail.
///
/// # Errors
/// `HandoffForeign` for a wrong secret, or a browser's handoff, which gives no account;
/// `HandoffExpired` when it is over, was not confirmed, opened a session already, or when the device
/// that gave it may not act any more; [`Failure::Store`].
pub async fn join_handover(
    world: &World,
    handover: HandoffId,
    secret: &Secret<String>,
) -> Result<SignedIn, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut handoff = claimed(tx.as_mut(), handover, secret).await?;
    let Giver::App { account, device } = handoff.giver else {
        return Err(Refusal::HandoffForeign.into());
    };
    let is_open = handoff.state == HandoffState::Confirmed && handoff.session_hash.is_none();
    let device = tx.device(device).await?;
    let may_give = device.is_some_and(|device| device.revoked_at.is_none());
    if !is_open || !may_give || now > handoff.expires_at {
        return Err(Refusal::HandoffExpired.into());
    }
    let account = tx.account(account).await?.ok_or(Refusal::HandoffExpired)?;
    handoff.account = Some(account.id);
    let signed_in = open_session(world, tx.as_mut(), account).await?;
    handoff.session_hash = Some(sha256(signed_in.token.reveal().as_bytes()));
    handoff.taker_seen_at = Some(now);
    tx.put_handoff(&handoff).await?;
    tx.append_audit(&entry_of(&handoff, Step::Joined, now))
        .await?;
    tx.commit().await?;
    Ok(signed_in)
}
