//! After an operator's request, or for another document: data and birthplace, checked again.

use super::Standing;
use super::birthplace::GivenBirthplace;
use super::step::{Asked, Begun, Step};
use crate::examination::document_mark;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::time::day_in_france;
use sceau_domain::document::{DeclarationDraft, Field};
use sceau_domain::journey::{Event, EventName, Rejection, State};

/// Replaces the declaration as a whole.
///
/// # Errors
/// `Document`, `Birthplace`, `NotPossibleHere`; [`Failure::Store`].
pub async fn correct_data(
    world: &World,
    asked: &Asked,
    mut draft: DeclarationDraft,
    birthplace: &GivenBirthplace,
) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let State::DataAgain(_, _, kind) = &step.case.state else {
        let rejection = Rejection {
            state: step.case.state.name(),
            event: EventName::DataCorrected,
        };
        return Err(Refusal::from(rejection).into());
    };
    if draft.text(Field::Kind).is_none() {
        draft.kind = Some(kind.as_str().to_owned());
    }
    let checked = draft
        .check(day_in_france(step.now)?)
        .map_err(Refusal::Document)?;
    let declaration = checked.declaration;
    let birthplace = birthplace
        .check(declaration.birth_date().reveal())
        .map_err(Refusal::Birthplace)?;
    let at = step.now;
    // The pictures are not examined again: the number that is declared from now on is marked here.
    let mark = document_mark(world, declaration.number().reveal());
    step.tx.put_document_mark(step.case.id, &mark).await?;
    step.take(Event::DataCorrected {
        declaration,
        birthplace,
        at,
    })
    .await
}
