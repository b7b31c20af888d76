//! 19 – « Confirmer mes informations »: locked from now on.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::journey::Event;

/// Locks the declaration; only an operator's request opens it again.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn confirm_declaration(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => Ok(*standing),
        Begun::Fresh(step) => {
            let now = step.now;
            step.take(Event::DeclarationConfirmed(now)).await
        }
    }
}
