//! An operator gives a case back.

use super::AuthenticatedOperator;
use super::lock::{Held, hold};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::CaseId;

/// Why a case is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// « Je connais cette personne »: never this operator again, on appeal neither.
    KnowsPerson,
    /// Somebody else may go on.
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
    let mut tx = world.store.begin().await?;
    let Held { mut entry, .. } = hold(world, tx.as_mut(), by, case).await?;
    entry.assigned = None;
    if release == Release::KnowsPerson {
        entry.excluded.push(by.operator.id);
    }
    tx.put_queue_entry(&entry).await?;
    let kind = match release {
        Release::KnowsPerson => "case.recused",
        Release::Later => "case.released",
    };
    let audit = AuditEntry::new(world.clock.now(), kind)
        .of_case(case)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    Ok(())
}
