//! M12 – the requests that wait for an account.

use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::LoginRecord;
use sceau_domain::login::RequestState;

/// At most this many are looked through.
const LOOKED_AT: u32 = 16;

/// Lists the requests that wait, newest first.
///
/// # Errors
/// `DeviceNotTrusted` on another device than the identity's; [`Failure::Store`].
pub async fn list_requests(world: &World, by: &Authenticated) -> Result<Vec<LoginRecord>, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    let mut logins = tx.logins_of(by.account.id, LOOKED_AT).await?;
    logins.retain(|login| {
        login.request.state == RequestState::Waiting && now <= login.request.expires_at
    });
    Ok(logins)
}
