//! « Retirer cet appareil »: another device of the account may not act any more.

use super::deed::{GivenProof, confirmed};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::letter::put_mail;
use crate::mail;
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::deed::Deed;
use sceau_domain::id::DeviceId;

/// Removes a device that is not the caller's: its sessions end at once, its key opens nothing any more.
/// The person is told by mail.
///
/// # Errors
/// `NotFound` for a device of nobody, of another account, the caller's own, or removed before;
/// `SignatureInvalid`, `DeviceNotTrusted`, `IdentityBlocked`; [`Failure::Store`].
pub async fn remove_device(
    world: &World,
    by: &Authenticated,
    device: DeviceId,
    proof: &GivenProof,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let deed = Deed::RemoveDevice(device);
    let identity = confirmed(world, tx.as_mut(), by, deed, proof).await?;
    let mut gone = tx
        .device(device)
        .await?
        .filter(|other| other.account == by.account.id && other.revoked_at.is_none())
        .filter(|other| other.id != identity.device)
        .ok_or(Refusal::NotFound)?;
    gone.revoked_at = Some(now);
    tx.put_device(&gone).await?;
    tx.delete_sessions_on(gone.id).await?;
    let entry = AuditEntry::new(now, "device.removed")
        .of_account(by.account.id)
        .of_identity(identity.id)
        .with_detail(gone.id.to_string());
    tx.append_audit(&entry).await?;
    let told = mail::device_removed(&world.configuration, &by.account, &gone.name, now)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    tx.commit().await?;
    Ok(())
}
