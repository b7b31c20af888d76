//! Proves the secret code and gives the server's half of the sealing key.

use super::Authenticated;
use crate::crypto::{is_equal, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Device, Session};
use crate::time::after;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret;

/// The longest rest, whatever the number of blocks in a row.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(24);

/// Unlocks a device of the account and binds the session to it. Wrong tries are counted here, where a
/// stolen disk cannot reset them: after each series the device rests, twice as long each time.
///
/// # Errors
/// `DeviceUnknown`, `DeviceBlocked`, `SecretCodeWrong`; [`Failure::Store`].
pub async fn unlock_device(
    world: &World,
    by: &Authenticated,
    device: DeviceId,
    unlock_proof: &Secret<Vec<u8>>,
) -> Result<Secret<Vec<u8>>, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut device = tx
        .device(device)
        .await?
        .filter(|device| device.account == by.account.id && device.revoked_at.is_none())
        .ok_or(Refusal::DeviceUnknown)?;
    let judged = judge_proof(world, &mut device, unlock_proof, now);
    tx.put_device(&device).await?;
    if let Err(refusal) = judged {
        return keep_refusal(tx, &device, now, refusal).await;
    }
    bind_session(tx.as_mut(), by, device.id).await?;
    let entry = AuditEntry::new(now, "device.unlocked")
        .of_account(by.account.id)
        .with_detail(device.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(device.unlock_share)
}

/// Binds the caller's session to a device, unless it was signed out meanwhile. A session that recovers an
/// identity does so on that device from now on.
pub(super) async fn bind_session(
    tx: &mut dyn Transaction,
    by: &Authenticated,
    device: DeviceId,
) -> Result<(), Failure> {
    let session = tx
        .session(&by.session.token_hash)
        .await?
        .ok_or(Refusal::SessionMissing)?;
    tx.put_session(&Session {
        device: Some(device),
        ..session
    })
    .await?;
    let identity = tx.identity_of(by.account.id).await?;
    if let Some(mut identity) = identity
        && let Some(recovery) = &mut identity.recovery
        && recovery.session == by.session.token_hash
    {
        recovery.device = Some(device);
        tx.put_identity(&identity).await?;
    }
    Ok(())
}

/// Judges what a typed secret code proves, counting a wrong one; the caller stores the device whatever
/// this returns. The only place where a proof is compared: no other way gives uncounted tries.
pub(super) fn judge_proof(
    world: &World,
    device: &mut Device,
    unlock_proof: &Secret<Vec<u8>>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if let Some(until) = device.blocked_until.filter(|until| now < *until) {
        return Err(Refusal::DeviceBlocked { until });
    }
    if !is_equal(&sha256(unlock_proof.reveal()), &device.unlock_hash) {
        return Err(count_wrong_try(world, device, now));
    }
    device.wrong_tries = 0;
    device.blocked_until = None;
    Ok(())
}

/// Commits the spent try with its audit entry, then refuses.
pub(super) async fn keep_refusal<T>(
    mut tx: Box<dyn Transaction>,
    device: &Device,
    now: Timestamp,
    refusal: Refusal,
) -> Result<T, Failure> {
    let entry = AuditEntry::new(now, "device.secret_code_refused")
        .of_account(device.account)
        .with_detail(device.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Err(refusal.into())
}

fn count_wrong_try(world: &World, device: &mut Device, now: Timestamp) -> Refusal {
    let tries = world.configuration.secret_code_tries.max(1);
    device.wrong_tries = device.wrong_tries.saturating_add(1);
    let in_this_series = device.wrong_tries % tries;
    if in_this_series != 0 && device.wrong_tries < u8::MAX {
        return Refusal::SecretCodeWrong {
            tries_left: tries - in_this_series,
        };
    }
    let doublings = u32::from(device.wrong_tries / tries)
        .saturating_sub(1)
        .min(10);
    let rest = world.configuration.secret_code_rest * 2_i32.pow(doublings);
    let until = after(now, rest.min(LONGEST_REST));
    device.blocked_until = Some(until);
    Refusal::DeviceBlocked { until }
}
