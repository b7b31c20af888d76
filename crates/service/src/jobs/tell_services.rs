//! Tells services that logins ended (OpenID Connect Back-Channel Logout 1.0).

use super::tally::Tally;
use crate::failure::Failure;
use crate::login::issuer;
use crate::ports::{NotifyFailure, World};
use crate::records::{AuditEntry, LogoutNotice};
use crate::time::after;
use futures_util::future::join_all;
use jiff::SignedDuration;
use sceau_domain::private::Secret;
use sceau_oidc::logout_token::{EndedAccess, make_logout_token};

/// Services told in one round, side by side: a round waits for the slowest of them, not for their sum.
const BATCH: u32 = 20;
/// After so many tries (about three quarters of an hour) a service is not told any more: it learns the end
/// when it next shows a token.
const MOST_TRIES: u32 = 8;
/// The first wait; it doubles.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(20);

/// Tells what is due; how many services heard it. The token is made when it leaves, since it is good for two
/// minutes; a crash after it left tells it twice rather than never.
///
/// # Errors
/// [`Failure::Store`]. A service that does not answer is no failure: it is tried again or given up.
pub async fn tell_services(world: &World) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let due = tx.logout_notices_due(world.clock.now(), BATCH).await?;
    drop(tx);
    let told = join_all(due.iter().map(|notice| tell(world, notice))).await;
    let mut tally = Tally::default();
    for (notice, outcome) in due.into_iter().zip(told) {
        tally.note(record(world, notice, outcome).await);
    }
    tally.finish()
}

/// Only the address that the client registered is called. One that is registered no more is not told.
async fn tell(world: &World, notice: &LogoutNotice) -> Result<(), NotifyFailure> {
    let client = world.configuration.clients.get(&notice.client);
    let address = client.and_then(|client| client.backchannel_logout_uri.as_deref());
    let address = address.ok_or(NotifyFailure::Refused)?;
    let (issuer, login) = (issuer(world), notice.login.to_string());
    let ended = EndedAccess {
        issuer: &issuer,
        client_id: &notice.client,
        subject: &notice.subject,
        session: Some(&login),
    };
    let now = world.clock.now().as_second();
    let ring = world.signing.ring();
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    let token = make_logout_token(ended, &ring.current, now, &fill).map_err(|error| {
        tracing::error!(%error, "a logout token cannot be made");
        NotifyFailure::Passing
    })?;
    world.logouts.tell(address, &Secret::new(token)).await
}

async fn record(
    world: &World,
    notice: LogoutNotice,
    outcome: Result<(), NotifyFailure>,
) -> Result<bool, Failure> {
    let now = world.clock.now();
    let tries = notice.tries + 1;
    let mut tx = world.store.begin().await?;
    let kind = match outcome {
        Ok(()) => "service.told",
        Err(NotifyFailure::Passing) if tries < MOST_TRIES => {
            let due_at = after(now, FIRST_WAIT * 2_i32.pow(notice.tries.min(16)));
            let again = LogoutNotice {
                tries,
                due_at,
                ..notice
            };
            tx.put_logout_notice(&again).await?;
            tx.commit().await?;
            return Ok(false);
        }
        Err(_) => {
            tracing::warn!(client = notice.client, "a service was not told of a logout");
            "service.not_told"
        }
    };
    tx.delete_logout_notice(notice.login).await?;
    tx.append_audit(&AuditEntry::new(now, kind).with_detail(notice.client))
        .await?;
    tx.commit().await?;
    Ok(outcome.is_ok())
}
