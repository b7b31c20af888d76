//! 9 – of age, with a valid document.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::journey::Event;

/// Takes both answers. « Non » leads to a page with the ways out, not to an error.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn answer_conditions(
    world: &World,
    asked: &Asked,
    adult: bool,
    document: bool,
) -> Result<Standing, Failure> {
    match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => Ok(*standing),
        Begun::Fresh(step) => {
            step.take(Event::ConditionsAnswered { adult, document })
                .await
        }
    }
}
