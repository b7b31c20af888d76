//! An operator gives a case back.

use super::AuthenticatedOperator;
use super::lock::{Held, hold};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;
use crate::time::before;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::CaseId;

/// Why a case is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// « Je connais cette personne »: never this operator again, on appeal neither.
    KnowsPerson,
    /// Somebody else may go on. Until somebody does, this case is the one that this operator is given again:
    /// giving back is no way to draw another.
    Later,
}

/// Gives a case back to the queue.
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`; [`Failure::Store`].
pub async fn release_case(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
    release: Release,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let Held { mut entry, .. } = hold(world, tx.as_mut(), by, case).await?;
    match release {
        Release::KnowsPerson => {
            entry.assigned = None;
            entry.excluded.push(by.operator.id);
        }
        Release::Later => entry.assigned = Some((by.operator.id, just_before(now))),
    }
    tx.put_queue_entry(&entry).await?;
    let kind = match release {
        Release::KnowsPerson => "case.recused",
        Release::Later => "case.released",
    };
    let audit = AuditEntry::new(now, kind)
        .of_case(case)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    Ok(())
}

/// A hold that ended then is over now.
fn just_before(now: Timestamp) -> Timestamp {
    before(now, SignedDuration::from_secs(1))
}
