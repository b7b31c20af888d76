//! « Négligée »: the fifteen days are over.

use super::tally::Tally;
use crate::case::{By, take_event};
use crate::failure::Failure;
use crate::letter::{record_event, standing_of};
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::LetterId;
use sceau_domain::journey::{Event, StateName};
use sceau_domain::letter::{LetterActor, LetterEventKind};

/// Expires letters that nobody answered and closes their cases; how many.
///
/// # Errors
/// [`Failure::Store`].
pub async fn expire_letters(world: &World) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let due = tx.letters_to_expire(world.clock.now()).await?;
    drop(tx);
    let mut tally = Tally::default();
    for letter in due {
        tally.note(expire(world, letter).await);
    }
    tally.finish()
}

async fn expire(world: &World, letter: LetterId) -> Result<bool, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let Some(mut record) = tx.letter(letter).await? else {
        return Ok(false);
    };
    let is_due = standing_of(world, &record)?
        .expires_at
        .is_some_and(|end| now >= end);
    let (kind, actor) = (LetterEventKind::Expired, LetterActor::System);
    if !is_due || record_event(world, &mut record, kind, actor, [0; 32], now).is_err() {
        return Ok(false);
    }
    tx.put_letter(&record).await?;
    let entry = AuditEntry::new(now, "letter.expired")
        .of_case(record.case)
        .of_letter(letter);
    tx.append_audit(&entry).await?;
    if let Some(case) = tx.case(record.case).await?
        && case.state.name() == StateName::LetterSent
    {
        take_event(world, tx.as_mut(), case, Event::LetterExpired, By::System).await?;
    }
    tx.commit().await?;
    Ok(true)
}
