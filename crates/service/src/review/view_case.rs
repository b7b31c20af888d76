//! The case an operator holds, again.

use super::AuthenticatedOperator;
use super::dossier::{CaseDossier, gather};
use super::lock::hold;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::CaseId;

/// Shows a case to the operator who holds it; every look is recorded.
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`; [`Failure::Store`].
pub async fn view_case(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
) -> Result<CaseDossier, Failure> {
    let mut tx = world.store.begin().await?;
    let held = hold(world, tx.as_mut(), by, case).await?;
    let audit = AuditEntry::new(world.clock.now(), "case.viewed")
        .of_case(case)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    gather(world, &held).await
}
