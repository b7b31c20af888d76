//! A refusal is examined again, by another operator.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::journey::Event;

/// Appeals. The deletion timers stop until the second decision.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn appeal(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => Ok(*standing),
        Begun::Fresh(step) => step.take(Event::Appealed).await,
    }
}
