//! « Tout recommencer ».

use super::Standing;
use super::step::{Asked, Begun, Step, open_case, reread};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::Case;
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Event, StateName, transition};

/// Begins again. Before the letter left, the same case returns to the terms; once a case is over, a new
/// one opens and the old one keeps its timers. Limits on SMS go on either way:
/// codes that were sent count in the new case.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn start_over(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    if !matches!(
        step.case.state.name(),
        StateName::Refused | StateName::Closed
    ) {
        return step.take(Event::StartedOver).await;
    }
    transition(step.case.state.clone(), Event::StartedOver).map_err(Refusal::from)?;
    let id = CaseId::make_random(world.random.as_ref());
    let mut fresh = Case::new(id, asked.by.account.id, step.now);
    fresh.phone_attempt = step.case.phone_attempt.take();
    open_case(step.tx.as_mut(), &fresh).await?;
    step.case = reread(step.tx.as_mut(), id).await?;
    step.finish().await
}
