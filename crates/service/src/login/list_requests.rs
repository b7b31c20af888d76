//! M12 – the requests that wait for an account.

use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::LoginRecord;

/// At most this many are shown.
const SHOWN: u32 = 16;

/// Lists the requests that wait, newest first.
///
/// # Errors
/// `DeviceNotTrusted` on another device than the identity's; [`Failure::Store`].
pub async fn list_requests(world: &World, by: &Authenticated) -> Result<Vec<LoginRecord>, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    Ok(tx.logins_waiting(by.account.id, now, SHOWN).await?)
}
