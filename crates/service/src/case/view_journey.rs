//! Where the person stands. A first look opens the case.

use super::standing::{Standing, standing_of};
use super::step::newest_or_open;
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;

/// Looks at the account's newest case.
///
/// # Errors
/// `DeviceNotTrusted` when an active identity sits on another device; [`Failure::Store`].
pub async fn view_journey(world: &World, by: &Authenticated) -> Result<Standing, Failure> {
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    if let Some(case) = tx.case_of(by.account.id).await? {
        return standing_of(world, tx.as_mut(), &by.account, case).await;
    }
    drop(tx);
    let mut tx = world.store.begin().await?;
    let case = newest_or_open(world, tx.as_mut(), by.account.id).await?;
    let standing = standing_of(world, tx.as_mut(), &by.account, case).await?;
    tx.commit().await?;
    Ok(standing)
}
