//! An address that signed in and went no further is not kept for ever.

use super::tally::Tally;
use crate::failure::Failure;
use crate::person::erase_left;
use crate::ports::World;
use crate::time::{after, before, days};

/// Erases accounts without case and identity in which nothing happened for as long as unfinished cases are kept,
/// with their devices, sessions and numbers; how many. It looks through the whole table: once in a while is
/// enough.
///
/// # Errors
/// The first failure: [`Failure::Store`].
pub async fn erase_left_accounts(world: &World) -> Result<u32, Failure> {
    let kept = days(world.configuration.retention.unfinished_days);
    let since = before(world.clock.now(), kept);
    let ends_by = after(since, world.configuration.session_life);
    let mut tx = world.store.read().await?;
    let left = tx.accounts_left(since, ends_by).await?;
    drop(tx);
    let mut tally = Tally::default();
    for account in left {
        tally.note(erase_left(world, account, since).await);
    }
    tally.finish()
}
