//! « Supprimer mon identité »: everything that names the person goes, at once.

use super::deed::{GivenProof, confirmed};
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::jobs::erase_case;
use crate::letter::put_mail;
use crate::login::end_logins_of;
use crate::mail;
use crate::ports::{Transaction, VaultFailure, World};
use crate::records::{Account, AuditEntry};
use sceau_domain::deed::Deed;
use sceau_domain::id::{IdentityId, UploadId};

/// Erases the account with its identity, cases, pictures, devices, sessions, logins and what services
/// hold. What remains names nobody: decisions for as long as the installation keeps them, letters' events,
/// the audit. A last mail says so. The caller's session is over when this returns.
///
/// The vault's keys go before the rows: a cut in between leaves an account without pictures, and the same
/// may be asked again.
///
/// # Errors
/// `SignatureInvalid`, `DeviceNotTrusted`, `NotFound`, `IdentityBlocked`; [`Failure::Store`], [`Failure::Vault`].
pub async fn erase_identity(
    world: &World,
    by: &Authenticated,
    proof: &GivenProof,
) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let identity = confirmed(world, tx.as_mut(), by, Deed::Erase, proof).await?;
    erase_account(world, tx.as_mut(), &by.account, identity.id, "app").await?;
    tx.commit().await?;
    Ok(())
}

/// Erases; the caller commits. `way` is how it was asked: `app`, `host`.
pub(super) async fn erase_account(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    identity: IdentityId,
    way: &'static str,
) -> Result<(), Failure> {
    let now = world.clock.now();
    for case in tx.cases_of(account.id).await? {
        erase_case(world, tx, &case).await?;
    }
    for upload in tx.uploads_of(account.id).await? {
        discard(world, tx, upload).await?;
    }
    end_logins_of(world, tx, identity).await?;
    tx.delete_account(account.id).await?;
    let entry = AuditEntry::new(now, "account.erased")
        .of_account(account.id)
        .of_identity(identity)
        .with_detail(way);
    tx.append_audit(&entry).await?;
    let told = mail::identity_erased(&world.configuration, account, now)?;
    put_mail(world, tx, told, None).await
}

async fn discard(world: &World, tx: &mut dyn Transaction, upload: UploadId) -> Result<(), Failure> {
    match world.vault.discard_upload(upload).await {
        Ok(()) | Err(VaultFailure::Missing) => Ok(tx.delete_upload(upload).await?),
        Err(failure) => Err(failure.into()),
    }
}
