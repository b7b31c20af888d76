//! What the team that runs an installation does for somebody who lost the device that holds their identity,
//! once it has made sure who asks: nothing else can. Without that device an identity cannot be unblocked, and
//! as long as it exists no other can be made.

use super::block::block;
use super::erase::erase_and_tell;
use crate::account::read_email;
use crate::failure::{Failure, Refusal};
use crate::jobs::erase_marked_now;
use crate::ports::{Transaction, World};
use crate::records::{Account, Identity};

/// How the audit says that it was the team.
const WAY: &str = "host";

/// Blocks the identity of an account; told by mail, as every block is. The address may be written as its holder
/// writes it.
///
/// # Errors
/// `EmailInvalid`; `NotFound` when nobody has this address, or no active identity; [`Failure::Store`].
pub async fn block_for(world: &World, email: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let (account, identity) = holder_of(tx.as_mut(), email).await?;
    block(world, tx.as_mut(), &account, identity, WAY).await?;
    tx.commit().await?;
    Ok(())
}

/// Erases an account with whatever it has, identity or not, as its holder would from their device, so that they
/// can begin anew; told by a last mail. The address may be written as its holder writes it.
///
/// # Errors
/// `EmailInvalid`; `NotFound` when nobody has this address; [`Failure::Store`].
pub async fn erase_for(world: &World, email: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let account = account_of(tx.as_mut(), email).await?;
    let identity = tx.identity_of(account.id).await?.map(|it| it.id);
    erase_and_tell(world, tx.as_mut(), &account, identity, WAY).await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(())
}

async fn holder_of(tx: &mut dyn Transaction, email: &str) -> Result<(Account, Identity), Failure> {
    let account = account_of(tx, email).await?;
    let identity = tx.identity_of(account.id).await?;
    Ok((account, identity.ok_or(Refusal::NotFound)?))
}

async fn account_of(tx: &mut dyn Transaction, email: &str) -> Result<Account, Failure> {
    let address = read_email(email)?;
    let account = tx.account_by_email(address.reveal()).await?;
    Ok(account.ok_or(Refusal::NotFound)?)
}
