//! Refuses the letter: the case ends, the sender stays hidden.

use super::accept::waiting_letter;
use super::open_link::usable_link;
use super::record_event;
use crate::case::{Asked, Begun, By, Standing, Step, take_event};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, LetterRecord};
use sceau_domain::journey::{Event, EventName};
use sceau_domain::letter::{LetterActor, LetterEventKind, LetterState};

/// Refuses from the app. Needs no identification (`product.md`: a deviation from R.53-1).
///
/// # Errors
/// `NotPossibleHere`, `LetterAnswered`; [`Failure::Store`].
pub async fn refuse(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let mut record = waiting_letter(&mut step, EventName::LetterRefused).await?;
    record_refusal(
        world,
        step.tx.as_mut(),
        &mut record,
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
    record_refusal(
        world,
        tx.as_mut(),
        &mut record,
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

async fn record_refusal(
    world: &World,
    tx: &mut dyn Transaction,
    record: &mut LetterRecord,
    actor: LetterActor,
) -> Result<(), Failure> {
    let now = world.clock.now();
    use LetterEventKind as E;
    if matches!(
        record.letter.state,
        LetterState::Deposited | LetterState::NotificationFailed
    ) {
        record_event(
            world,
            record,
            E::NotificationSent,
            LetterActor::System,
            [0; 32],
            now,
        )?;
        record_event(
            world,
            record,
            E::Available,
            LetterActor::System,
            [0; 32],
            now,
        )?;
    }
    record_event(world, record, E::Refused, actor, [0; 32], now)?;
    if let Some(link) = &mut record.link {
        link.used_at = Some(now);
    }
    tx.put_letter(record).await?;
    let entry = AuditEntry::new(now, "letter.refused")
        .of_case(record.case)
        .of_letter(record.letter.id)
        .with_detail(format!("{actor:?}"));
    tx.append_audit(&entry).await?;
    Ok(())
}
