//! Refuses the letter: the case ends, the sender stays hidden.

use super::accept::waiting_letter;
use super::answer::{Answer, answer_by_link, record_answer};
use crate::case::{Asked, Begun, Standing, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::journey::{Event, EventName};
use sceau_domain::letter::LetterActor;

/// Refuses from the app. Needs no identification (`product.md`: a deviation from R.53-1).
///
/// # Errors
/// `NotPossibleHere`, `LetterAnswered`, `LetterOver`; [`Failure::Store`].
pub async fn refuse(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let mut record = waiting_letter(&mut step, EventName::LetterRefused).await?;
    record_answer(
        world,
        step.tx.as_mut(),
        &mut record,
        Answer::Refuse,
        LetterActor::RecipientInApp,
    )
    .await?;
    step.take(Event::LetterRefused).await
}

/// Refuses from the page of the link (POST), after its own confirmation.
///
/// # Errors
/// As [`super::open_link`]; `NotPossibleHere`.
pub async fn refuse_by_link(world: &World, token: &str) -> Result<(), Failure> {
    answer_by_link(world, token, Answer::Refuse).await
}
