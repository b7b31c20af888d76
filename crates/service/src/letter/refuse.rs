//! Refuses the letter: the case ends, the sender stays hidden.

use super::accept::waiting_letter;
use super::answer::{Answer, record_answer};
use super::open_link::usable_link;
use crate::case::{Asked, Begun, By, Standing, Step, take_event};
use crate::failure::{Failure, Refusal};
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
    let mut tx = world.store.begin().await?;
    let (mut record, _) = usable_link(world, tx.as_mut(), token).await?;
    record_answer(
        world,
        tx.as_mut(),
        &mut record,
        Answer::Refuse,
        LetterActor::RecipientByLink,
    )
    .await?;
    let case = tx
        .case(record.case)
        .await?
        .ok_or(Refusal::LetterLinkUnknown)?;
    take_event(
        world,
        tx.as_mut(),
        case,
        Event::LetterRefused,
        By::LetterLink,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
