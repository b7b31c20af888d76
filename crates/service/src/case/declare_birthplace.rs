//! 18 – born where.

use super::Standing;
use super::birthplace::GivenBirthplace;
use super::step::{Asked, Begun, Step};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use sceau_domain::journey::{Event, EventName, Rejection, State};

/// Declares the birthplace: a commune that had its code at the birth date, another country, or free
/// text for an operator.
///
/// # Errors
/// `Birthplace`, `NotPossibleHere`; [`Failure::Store`].
pub async fn declare_birthplace(
    world: &World,
    asked: &Asked,
    given: &GivenBirthplace,
) -> Result<Standing, Failure> {
    let step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let State::Birthplace(documented, _) = &step.case.state else {
        let rejection = Rejection {
            state: step.case.state.name(),
            event: EventName::BirthplaceDeclared,
        };
        return Err(Refusal::from(rejection).into());
    };
    let birth = documented.declaration.birth_date().reveal();
    let birthplace = given.check(birth).map_err(Refusal::Birthplace)?;
    step.take(Event::BirthplaceDeclared(birthplace)).await
}
