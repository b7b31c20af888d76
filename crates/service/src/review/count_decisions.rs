//! How much was decided lately: for operators and those who run the installation to know, never a number to reach.

use crate::failure::Failure;
use crate::ports::World;
use crate::records::DecisionCount;
use crate::time::before;
use jiff::SignedDuration;

/// What counts as lately.
const LATELY: SignedDuration = SignedDuration::from_hours(1);

/// Counts what each operator decided within the last hour, opinions that wait for a second one included; whoever
/// decided nothing is not named.
///
/// # Errors
/// [`Failure::Store`].
pub async fn count_decisions(world: &World) -> Result<Vec<DecisionCount>, Failure> {
    let since = before(world.clock.now(), LATELY);
    let mut tx = world.store.read().await?;
    Ok(tx.count_decisions_since(since).await?)
}
