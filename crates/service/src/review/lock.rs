//! An operator's hold on a case: ten minutes, renewed by every act, over by itself.

use super::AuthenticatedOperator;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Case, QueueEntry};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::{CaseId, OperatorId};
use sceau_domain::journey::{State, Submitted};

/// Who holds an entry now.
pub(super) fn holder_of(entry: &QueueEntry, now: Timestamp) -> Option<(OperatorId, Timestamp)> {
    entry.assigned.filter(|(_, until)| now <= *until)
}

/// Whether this operator may have the case at all.
pub(super) fn may_have(entry: &QueueEntry, operator: OperatorId) -> bool {
    !entry.excluded.contains(&operator)
}

/// A case held by an operator.
pub(super) struct Held {
    pub(super) entry: QueueEntry,
    pub(super) case: Case,
    pub(super) until: Timestamp,
}

/// The case, if this operator holds it; the hold is renewed.
///
/// # Errors
/// `NotFound`, `CaseDecided` when it left the queue, `CaseNotAssigned`; [`Failure::Store`].
pub(super) async fn hold(
    world: &World,
    tx: &mut dyn Transaction,
    by: &AuthenticatedOperator,
    case: CaseId,
) -> Result<Held, Failure> {
    let now = world.clock.now();
    let case = tx.case(case).await?.ok_or(Refusal::NotFound)?;
    let mut entry = tx.queue_entry(case.id).await?.ok_or(Refusal::CaseDecided)?;
    let is_mine = holder_of(&entry, now).is_some_and(|(holder, _)| holder == by.operator.id);
    if !is_mine || !may_have(&entry, by.operator.id) {
        return Err(Refusal::CaseNotAssigned.into());
    }
    let until = after(now, world.configuration.assignment_life);
    entry.assigned = Some((by.operator.id, until));
    tx.put_queue_entry(&entry).await?;
    Ok(Held { entry, case, until })
}

/// What a queued case submitted.
pub(super) fn submitted_of(case: &Case) -> Result<&Submitted, Failure> {
    match &case.state {
        State::Processing(submitted, _) => Ok(submitted),
        _ => Err(Failure::Inconsistent(
            "a queued case is not being processed",
        )),
    }
}
