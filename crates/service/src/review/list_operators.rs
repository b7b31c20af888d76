//! Who may decide.

use crate::failure::Failure;
use crate::ports::World;
use crate::records::Operator;

/// Lists every operator, revoked ones too, by name.
///
/// # Errors
/// [`Failure::Store`].
pub async fn list_operators(world: &World) -> Result<Vec<Operator>, Failure> {
    let mut tx = world.store.read().await?;
    Ok(tx.operators().await?)
}
