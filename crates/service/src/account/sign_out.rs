//! Ends a session.

use super::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;

/// Ends the caller's session; its token is worth nothing afterwards. An account that holds nothing is kept from now
/// on for as long as unfinished things are.
///
/// # Errors
/// [`Failure::Store`].
pub async fn sign_out(world: &World, by: &Authenticated) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    tx.delete_session(&by.session.token_hash).await?;
    let now = world.clock.now();
    tx.note_left(by.account.id, now).await?;
    let entry = AuditEntry::new(now, "session.closed").of_account(by.account.id);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
