//! Where the person stands. A first look opens the case.

use super::standing::{Standing, standing_of};
use super::step::{case_for, case_or_open};
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;

/// Looks at the case that the caller goes on with.
///
/// # Errors
/// `DeviceNotTrusted` when an active identity sits on another device, unless this session recovers it; [`Failure::Store`].
pub async fn view_journey(world: &World, by: &Authenticated) -> Result<Standing, Failure> {
    let mut tx = world.store.read().await?;
    by.require_case(tx.as_mut()).await?;
    if let Some(case) = case_for(tx.as_mut(), by).await? {
        return standing_of(world, tx.as_mut(), &by.account, case).await;
    }
    drop(tx);
    let mut tx = world.store.begin().await?;
    let case = case_or_open(world, tx.as_mut(), by).await?;
    let standing = standing_of(world, tx.as_mut(), &by.account, case).await?;
    tx.commit().await?;
    Ok(standing)
}
