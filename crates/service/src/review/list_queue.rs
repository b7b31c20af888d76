//! What waits, without anything personal.

use super::AuthenticatedOperator;
use super::dossier::is_test;
use super::lock::{holder_of, may_have, submitted_of};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use jiff::Timestamp;
use sceau_domain::document::DocumentKind;
use sceau_domain::id::CaseId;

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct QueueItem {
    /// Which.
    pub case: CaseId,
    /// Since when.
    pub since: Timestamp,
    /// Its document.
    pub kind: DocumentKind,
    /// 1 for the first examination.
    pub attempt: u8,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// Held by the operator who asks, until then.
    pub mine_until: Option<Timestamp>,
    /// Whether its frames came from a scenario.
    pub is_test: bool,
}

/// Lists the cases that this operator holds or might be given, oldest first. Whether one waits for a
/// second opinion is not said: that alone would tell something of the first.
///
/// # Errors
/// [`Failure::Store`].
pub async fn list_queue(
    world: &World,
    by: &AuthenticatedOperator,
) -> Result<Vec<QueueItem>, Failure> {
    let now = world.clock.now();
    let me = by.operator.id;
    let mut tx = world.store.read().await?;
    let mut items = Vec::new();
    for entry in tx.queue().await? {
        let holder = holder_of(&entry, now);
        if !may_have(&entry, me) || holder.is_some_and(|(holder, _)| holder != me) {
            continue;
        }
        let case = tx.case(entry.case).await?.ok_or(Refusal::NotFound)?;
        let evidence = tx.evidence_of(case.id).await?;
        items.push(QueueItem {
            case: case.id,
            since: entry.since,
            kind: submitted_of(&case)?.prepared().locked().document_kind(),
            attempt: case.examinations.max(1),
            appeal: entry.appeal,
            mine_until: holder.map(|(_, until)| until),
            is_test: is_test(&evidence),
        });
    }
    Ok(items)
}
