//! An operator leaves the console.

use super::AuthenticatedOperator;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;

/// Ends the session; a case held goes back when its ten minutes are over, or at once when released.
///
/// # Errors
/// [`Failure::Store`].
pub async fn sign_out_operator(world: &World, by: &AuthenticatedOperator) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    tx.delete_operator_session(&by.session.token_hash).await?;
    let entry =
        AuditEntry::new(world.clock.now(), "operator.signed_out").by_operator(by.operator.id);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
