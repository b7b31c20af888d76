//! Throws away what nobody needs any more: dead uploads, ended sessions, used tokens, old keys, passages
//! through the identity provider that are over, decisions of long ago.

use super::tally::Tally;
use crate::failure::Failure;
use crate::ports::World;
use crate::proofing::throw_away;
use crate::records::AuditEntry;
use crate::time::{before, days};

/// Idempotency keys and finished sign-ins are remembered this long.
const REMEMBERED_DAYS: u32 = 7;

/// Passages that are over, kept for questions about what just happened.
const PASSAGES_KEPT_DAYS: u32 = 1;

/// Sweeps; how many uploads went.
///
/// # Errors
/// [`Failure::Store`], [`Failure::Vault`].
pub async fn sweep(world: &World) -> Result<u32, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    let uploads = tx.uploads_expired_at(now).await?;
    drop(tx);
    let mut tally = Tally::default();
    for upload in uploads {
        tally.note(throw_away(world, upload).await.map(|()| true));
    }
    tally.note(forget(world).await.map(|()| false));
    tally.note(forget_decisions(world).await.map(|()| false));
    tally.finish()
}

/// The record of a decision outlives its case, but not for ever.
async fn forget_decisions(world: &World) -> Result<(), Failure> {
    let now = world.clock.now();
    let oldest = before(now, days(world.configuration.retention.decision_days));
    let mut tx = world.store.begin().await?;
    let forgotten = tx.delete_decisions_before(oldest).await?;
    if forgotten > 0 {
        let entry = AuditEntry::new(now, "decisions.erased").with_detail(forgotten.to_string());
        tx.append_audit(&entry).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn forget(world: &World) -> Result<(), Failure> {
    let now = world.clock.now();
    let forgotten = before(now, days(REMEMBERED_DAYS));
    let mut tx = world.store.begin().await?;
    tx.sweep_tokens(now).await?;
    tx.sweep_accounts(now, forgotten).await?;
    tx.sweep_requests(forgotten).await?;
    tx.sweep_operator_sessions(now).await?;
    let history = before(now, days(world.configuration.login.history_days));
    tx.sweep_interactions(before(now, days(PASSAGES_KEPT_DAYS)), history)
        .await?;
    tx.sweep_service_sessions(history).await?;
    tx.commit().await?;
    Ok(())
}
