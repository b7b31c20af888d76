//! The server gives an operator a case. Nobody picks: an accomplice could wait for theirs.

use super::AuthenticatedOperator;
use super::dossier::{CaseDossier, gather};
use super::lock::{Held, holder_of, may_have};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{AuditEntry, QueueEntry};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::OperatorId;
use sceau_domain::random::{Random, draw_below};

/// Gives the case this operator already holds; or the one they held last, as long as nobody else took it; or a random
/// one among the oldest they may have. `None` when nothing waits for them.
///
/// Giving a case back, or letting the hold run out, is thus no way to draw until a certain case comes (ADR 33).
///
/// # Errors
/// [`Failure::Store`].
pub async fn assign_next(
    world: &World,
    by: &AuthenticatedOperator,
) -> Result<Option<CaseDossier>, Failure> {
    let now = world.clock.now();
    let me = by.operator.id;
    let mut tx = world.store.begin().await?;
    let queue = tx.queue().await?;
    let pool = usize::from(world.configuration.review.assignment_pool.max(1));
    let Some(mut entry) = choose(queue, me, pool, now, world.random.as_ref()) else {
        return Ok(None);
    };
    let until = after(now, world.configuration.assignment_life);
    entry.assigned = Some((me, until));
    tx.put_queue_entry(&entry).await?;
    let case = tx.case(entry.case).await?.ok_or(Refusal::NotFound)?;
    let audit = AuditEntry::new(now, "case.assigned")
        .of_case(case.id)
        .by_operator(me);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    gather(world, &Held { entry, case, until }).await.map(Some)
}

fn choose(
    queue: Vec<QueueEntry>,
    me: OperatorId,
    pool: usize,
    now: Timestamp,
    random: &dyn Random,
) -> Option<QueueEntry> {
    let (mut mine, mut free) = (Vec::new(), Vec::new());
    for entry in queue.into_iter().filter(|entry| may_have(entry, me)) {
        match entry.assigned {
            Some((last, until)) if last == me => mine.push((until, entry)),
            _ if holder_of(&entry, now).is_some() => {}
            _ => free.push(entry),
        }
    }
    if let Some((_, entry)) = mine.into_iter().max_by_key(|(until, _)| *until) {
        return Some(entry);
    }
    free.truncate(pool);
    if free.is_empty() {
        return None;
    }
    let drawn = draw_below(random, u32::try_from(free.len()).unwrap_or(1));
    Some(free.swap_remove(drawn as usize))
}
