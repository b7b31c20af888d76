//! The administrator takes an operator's key away.

use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::OperatorId;

/// Revokes an operator: sessions end at their next use, assignments go back to the queue. Decisions
/// stay. Asked again, it changes nothing.
///
/// # Errors
/// `NotFound`; [`Failure::Store`].
pub async fn revoke_operator(world: &World, id: OperatorId) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut operator = tx.operator(id).await?.ok_or(Refusal::NotFound)?;
    if operator.revoked_at.is_some() {
        return Ok(());
    }
    operator.revoked_at = Some(now);
    tx.put_operator(&operator).await?;
    for mut entry in tx.queue().await? {
        if entry.assigned.is_some_and(|(holder, _)| holder == id) {
            entry.assigned = None;
            tx.put_queue_entry(&entry).await?;
        }
    }
    tx.append_audit(&AuditEntry::new(now, "operator.revoked").by_operator(id))
        .await?;
    tx.commit().await?;
    Ok(())
}
