//! The device that holds the identity lets the new one hold it.

use super::newcomer::newcomer_of;
use super::{Side, current};
use crate::account::Authenticated;
use crate::crypto::is_signed_by;
use crate::failure::{Failure, Refusal};
use crate::letter::put_mail;
use crate::login::handoff::{Step, entry_of};
use crate::mail;
use crate::ports::World;
use crate::records::Identity;
use sceau_domain::login::successor_statement;

/// Moves the account's active identity to the device that came by the caller's newest handover, by the
/// caller's signature (ECDSA P-256, SHA-256, 64 bytes) of [`successor_statement`]. The earlier device
/// stays signed in and may not act any more; the person is told by mail.
///
/// # Errors
/// `NotFound` without an identity, a handover, or a new device that chose its secret code;
/// `DeviceNotTrusted` when another device holds the identity; `IdentityBlocked`; `HandoffExpired` after the hour;
/// `SignatureInvalid`; [`Failure::Store`].
pub async fn approve_handover(
    world: &World,
    by: &Authenticated,
    signature: &[u8],
) -> Result<(), Failure> {
    let now = world.clock.now();
    let holder = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let mut tx = world.store.begin().await?;
    by.require_trusted(tx.as_mut()).await?;
    let identity = tx.identity_of(by.account.id).await?;
    let identity = identity.ok_or(Refusal::NotFound)?;
    if identity.blocked_at.is_some() {
        return Err(Refusal::IdentityBlocked.into());
    }
    let Some((handoff, Side::Giver)) = current(world, tx.as_mut(), by).await? else {
        return Err(Refusal::NotFound.into());
    };
    if now > handoff.expires_at {
        return Err(Refusal::HandoffExpired.into());
    }
    let newcomer = newcomer_of(tx.as_mut(), &handoff).await?;
    let newcomer = newcomer.ok_or(Refusal::NotFound)?;
    let statement = successor_statement(handoff.id, holder.id, newcomer.id, &newcomer.public_key);
    if !is_signed_by(&holder.public_key, &statement, signature) {
        return Err(Refusal::SignatureInvalid.into());
    }
    let entry = entry_of(&handoff, Step::Approved, now)
        .of_identity(identity.id)
        .with_detail(format!("{} {}", handoff.id, newcomer.id));
    tx.put_identity(&Identity {
        device: newcomer.id,
        ..identity
    })
    .await?;
    tx.append_audit(&entry).await?;
    let told = mail::identity_moved(&world.configuration, &by.account, &newcomer.name, now)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    tx.commit().await?;
    Ok(())
}
