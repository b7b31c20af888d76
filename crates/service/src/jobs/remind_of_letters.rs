//! One reminder before a letter expires.

use super::tally::Tally;
use crate::failure::Failure;
use crate::letter::{send_reminder, standing_of};
use crate::ports::World;
use crate::records::AuditEntry;
use crate::time::{before, days};
use sceau_domain::id::LetterId;

/// A reminder leaves this many days after the notice, once.
const REMIND_AFTER_DAYS: u32 = 10;

/// Reminds recipients of letters that still await an answer; how many.
///
/// # Errors
/// [`Failure::Store`].
pub async fn remind_of_letters(world: &World) -> Result<u32, Failure> {
    let noticed_before = before(world.clock.now(), days(REMIND_AFTER_DAYS));
    let mut tx = world.store.read().await?;
    let due = tx.letters_to_remind(noticed_before).await?;
    drop(tx);
    let mut tally = Tally::default();
    for letter in due {
        tally.note(remind(world, letter).await);
    }
    tally.finish()
}

async fn remind(world: &World, letter: LetterId) -> Result<bool, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let Some(mut record) = tx.letter(letter).await? else {
        return Ok(false);
    };
    let waits = record.letter.state.awaits_an_answer()
        && record.reminded_at.is_none()
        && standing_of(world, &record)?
            .expires_at
            .is_some_and(|end| now < end);
    let Some(case) = tx.case(record.case).await?.filter(|_| waits) else {
        return Ok(false);
    };
    let Some(account) = tx.account(case.account).await? else {
        return Ok(false);
    };
    send_reminder(world, tx.as_mut(), &account, &record).await?;
    record.reminded_at = Some(now);
    tx.put_letter(&record).await?;
    let entry = AuditEntry::new(now, "letter.reminded")
        .of_case(case.id)
        .of_letter(letter);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(true)
}
