//! Binds the session to a device's key.

use super::Authenticated;
use super::handover::{gave_recovery, may_succeed, opened};
use super::unlock_device::{bind_session, judge_proof, keep_refusal};
use crate::crypto::{is_p256_point, sha256};
use crate::failure::{Failure, Refusal};
use crate::letter::put_mail;
use crate::mail;
use crate::person::{delay_of, recovery_link};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Device, Identity, KeyProtection, Recovery};
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret;

/// A device that asks to be bound.
#[derive(Debug, Clone)]
pub struct NewDevice {
    /// As the person will read it, at most 80 characters.
    pub name: String,
    /// `linux`, `windows`, `macos`, `android`, `ios`.
    pub platform: String,
    /// P-256, uncompressed point (65 bytes).
    pub public_key: Vec<u8>,
    /// Where the private key lives.
    pub protection: KeyProtection,
    /// 32 bytes that a right secret code gives on the device.
    pub unlock_proof: Secret<Vec<u8>>,
}

/// A device that was bound.
#[derive(Debug, Clone)]
pub struct DeviceBound {
    /// Names it.
    pub device: DeviceId,
    /// The server's half of the sealing key: 32 bytes.
    pub unlock_share: Secret<Vec<u8>>,
}

const PLATFORMS: [&str; 5] = ["linux", "windows", "macos", "android", "ios"];

/// Registers a device of the account and binds the session to it. Asked again with the same key and
/// proof, it gives the same device: an answer lost on the way costs nothing. Asked again by the same
/// session with another key, it registers that one in place of the first. A device that came by a handover
/// is told by mail.
///
/// # Errors
/// `Malformed`; `DeviceNotTrusted` when an active identity sits on another device, unless that one or the one that
/// recovers it gave the handover by which this session came, or this session recovers the identity; `SecretCodeWrong` or
/// `DeviceBlocked` for a known key with another proof; [`Failure::Store`].
pub async fn bind_device(
    world: &World,
    by: &Authenticated,
    new: &NewDevice,
) -> Result<DeviceBound, Failure> {
    check_form(new)?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let devices = tx.devices_of(by.account.id).await?;
    let same = devices
        .into_iter()
        .find(|device| device.revoked_at.is_none() && device.public_key == new.public_key);
    let is_new = same.is_none();
    let device = match same {
        Some(mut device) => {
            let judged = judge_proof(world, &mut device, &new.unlock_proof, now);
            tx.put_device(&device).await?;
            if let Err(refusal) = judged {
                return keep_refusal(tx, &device, now, refusal).await;
            }
            device
        }
        None => register(world, tx.as_mut(), by, new).await?,
    };
    bind_session(tx.as_mut(), by, device.id).await?;
    if is_new {
        replace_lost(tx.as_mut(), by, &device).await?;
    }
    tx.commit().await?;
    Ok(DeviceBound {
        device: device.id,
        unlock_share: device.unlock_share,
    })
}

/// Ends the device that this session registered before and never heard of: its app has made another key
/// since, perhaps under another secret code, and nobody holds the first one any more. One that holds an
/// identity stays.
async fn replace_lost(
    tx: &mut dyn Transaction,
    by: &Authenticated,
    device: &Device,
) -> Result<(), Failure> {
    let lost = by
        .device
        .as_ref()
        .filter(|lost| lost.id != device.id && lost.created_at >= by.session.created_at);
    let holder = tx.holder_of(by.account.id).await?;
    let Some(lost) = lost.filter(|lost| holder.is_none_or(|holder| holder.device != lost.id))
    else {
        return Ok(());
    };
    let now = device.created_at;
    tx.put_device(&Device {
        revoked_at: Some(now),
        ..lost.clone()
    })
    .await?;
    tx.delete_sessions_on(lost.id).await?;
    let entry = AuditEntry::new(now, "device.replaced")
        .of_account(by.account.id)
        .with_detail(lost.id.to_string());
    tx.append_audit(&entry).await?;
    Ok(())
}

async fn register(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    new: &NewDevice,
) -> Result<Device, Failure> {
    let handover = opened(world, tx, by).await?;
    let identity = tx.identity_of(by.account.id).await?;
    let is_recovering = |identity: &Identity| {
        let recovery = identity.recovery.as_ref();
        recovery.is_some_and(|recovery| recovery.is_of(by))
    };
    let takes_over = |identity: &Identity| gave_recovery(handover.as_ref(), identity);
    let is_barred = |identity: &Identity| {
        let may_come = may_succeed(handover.as_ref(), identity) || takes_over(identity);
        !may_come && !is_recovering(identity)
    };
    if identity.as_ref().is_some_and(is_barred) {
        return Err(Refusal::DeviceNotTrusted.into());
    }
    let now = world.clock.now();
    let device = Device {
        id: DeviceId::make_random(world.random.as_ref()),
        account: by.account.id,
        name: new.name.trim().to_owned(),
        platform: new.platform.clone(),
        public_key: new.public_key.clone(),
        protection: new.protection,
        unlock_hash: sha256(new.unlock_proof.reveal()),
        unlock_share: make_share(world),
        wrong_tries: 0,
        blocked_until: None,
        created_at: now,
        revoked_at: None,
    };
    tx.put_device(&device).await?;
    let entry = AuditEntry::new(now, "device.bound")
        .of_account(by.account.id)
        .with_detail(format!("{} {}", device.id, device.platform));
    tx.append_audit(&entry).await?;
    if let Some(identity) = identity.filter(takes_over) {
        move_recovery(world, tx, by, identity, &device).await?;
    } else if handover.is_some() {
        let told = mail::device_joined(&world.configuration, &by.account, &device.name, now)?;
        put_mail(world, tx, told, None).await?;
    }
    Ok(device)
}

/// The recovery of an identity goes on with the new device's session alone; its delay does not begin anew. Told by
/// mail, with the way to stop it.
async fn move_recovery(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    identity: Identity,
    device: &Device,
) -> Result<(), Failure> {
    let entry = AuditEntry::new(device.created_at, "identity.recovery_moved")
        .of_account(by.account.id)
        .of_identity(identity.id)
        .with_detail(device.id.to_string());
    let recovery = identity.recovery.map(|recovery| Recovery {
        session: by.session.token_hash,
        device: Some(device.id),
        ..recovery
    });
    let told = match &recovery {
        Some(recovery) => {
            let delay = delay_of(world, recovery);
            let stop = recovery_link(world, by.account.id, delay.asked_at);
            mail::recovery_moved(
                &world.configuration,
                &by.account,
                &device.name,
                delay,
                &stop,
            )?
        }
        None => return Err(Failure::Inconsistent("a handover of no recovery")),
    };
    tx.put_identity(&Identity {
        recovery,
        ..identity
    })
    .await?;
    tx.append_audit(&entry).await?;
    put_mail(world, tx, told, None).await
}

fn make_share(world: &World) -> Secret<Vec<u8>> {
    let mut share = vec![0; 32];
    world.random.fill(&mut share);
    Secret::new(share)
}

fn check_form(new: &NewDevice) -> Result<(), Refusal> {
    let name_length = new.name.trim().chars().count();
    let is_well_formed = (1..=80).contains(&name_length)
        && !new.name.chars().any(char::is_control)
        && PLATFORMS.contains(&new.platform.as_str())
        && new.unlock_proof.reveal().len() == 32
        && is_p256_point(&new.public_key);
    if is_well_formed {
        Ok(())
    } else {
        Err(Refusal::Malformed)
    }
}
