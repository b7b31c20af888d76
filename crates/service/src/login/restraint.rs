//! How often an account may be asked: a stranger must not tire the person into approving.

use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::LoginWindow;
use crate::time::before;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::AccountId;

/// Whether one more request would help a stranger tire the person into approving. What was asked before is counted,
/// never read, so that a long history takes no longer than none.
pub(super) async fn is_overburdened(
    world: &World,
    tx: &mut dyn Transaction,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, Failure> {
    let policy = &world.configuration.login;
    let window = LoginWindow {
        account,
        now,
        asked_after: before(now, SignedDuration::from_hours(1)),
        disowned_after: before(now, policy.quiet_after_disowning),
    };
    let lately = tx.logins_lately(&window).await?;
    Ok(lately.waiting >= u32::from(policy.waiting_at_once)
        || lately.asked >= u32::from(policy.requests_per_hour)
        || lately.disowned > 0)
}
