//! 21, 25 – online, or in person with a code for the desk.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::journey::{Event, Method};

/// Chooses the method. In person, the standing carries the code that the desk scans or types.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn choose_method(
    world: &World,
    asked: &Asked,
    method: Method,
) -> Result<Standing, Failure> {
    match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => Ok(*standing),
        Begun::Fresh(step) => step.take(Event::MethodChosen(method)).await,
    }
}
