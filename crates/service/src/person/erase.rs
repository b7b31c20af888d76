//! « Supprimer mon identité », « Supprimer mon compte »: everything that names the person goes, at once.

use super::deed::{GivenProof, confirmed, signed};
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::jobs::{erase_case, erase_marked_now};
use crate::letter::put_mail;
use crate::login::end_logins_of;
use crate::mail;
use crate::ports::{Transaction, World};
use crate::records::{Account, AuditEntry, Erasure};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::deed::Deed;
use sceau_domain::id::{AccountId, IdentityId};

/// Erases the account with its identity, where it has one, its cases, pictures, devices, sessions, logins and what services
/// hold. What remains names nobody: decisions for as long as the installation keeps them, letters' events,
/// the audit. A last mail says so. The caller's session is over when this returns.
///
/// The vault's keys go right after the rows that name them; what a cut in between leaves is erased by the next round.
///
/// # Errors
/// `SignatureInvalid`, `DeviceNotTrusted`, `IdentityBlocked`; [`Failure::Store`].
pub async fn erase_account(
    world: &World,
    by: &Authenticated,
    proof: &GivenProof,
) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let identity = match tx.identity_of(by.account.id).await? {
        Some(_) => Some(
            confirmed(world, tx.as_mut(), by, Deed::Erase, proof)
                .await?
                .id,
        ),
        None => {
            signed(world, tx.as_mut(), by, Deed::Erase, proof).await?;
            None
        }
    };
    erase_and_tell(world, tx.as_mut(), &by.account, identity, "app").await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(())
}

/// Erases an account that has neither case nor identity, was made by `since`, and of which no session was begun, kept
/// alive or ended after it; false when that holds no more. Nothing is told: there is nothing left to tell of.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn erase_left(
    world: &World,
    account: AccountId,
    since: Timestamp,
) -> Result<bool, Failure> {
    let mut tx = world.store.begin().await?;
    let ends_by = after(since, world.configuration.session_life);
    // Asked again here, of this one account: everybody who writes waits for this transaction.
    if !tx.is_account_left(account, since, ends_by).await? {
        return Ok(false);
    }
    let Some(account) = tx.account(account).await? else {
        return Ok(false);
    };
    erase_all(world, tx.as_mut(), &account, None, "left").await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(true)
}

/// Erases, and tells it by a last mail; the caller commits, then lets the vault lose what is marked.
pub(super) async fn erase_and_tell(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    identity: Option<IdentityId>,
    way: &'static str,
) -> Result<(), Failure> {
    erase_all(world, tx, account, identity, way).await?;
    let now = world.clock.now();
    let told = mail::account_erased(&world.configuration, account, identity.is_some(), now)?;
    put_mail(world, tx, told, None).await
}

/// Erases; the caller commits, then lets the vault lose what is marked. `way` is how it came: `app`, `host`, `left`.
async fn erase_all(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    identity: Option<IdentityId>,
    way: &'static str,
) -> Result<(), Failure> {
    for case in tx.cases_of(account.id).await? {
        erase_case(world, tx, &case).await?;
    }
    for upload in tx.uploads_of(account.id).await? {
        tx.mark_erasure(Erasure::Upload(upload)).await?;
    }
    if let Some(identity) = identity {
        end_logins_of(world, tx, identity).await?;
    }
    tx.delete_account(account.id).await?;
    let entry = AuditEntry::new(world.clock.now(), "account.erased").of_account(account.id);
    let entry = match identity {
        Some(identity) => entry.of_identity(identity),
        None => entry,
    };
    tx.append_audit(&entry.with_detail(way)).await?;
    Ok(())
}
