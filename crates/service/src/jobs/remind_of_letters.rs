//! One reminder before a letter expires.

use crate::failure::Failure;
use crate::letter::{send_reminder, standing_of};
use crate::ports::World;
use crate::records::AuditEntry;
use crate::time::{before, days};

/// A reminder leaves this many days after the notice, once.
const REMIND_AFTER_DAYS: u32 = 10;

/// Reminds recipients of letters that still await an answer; how many.
///
/// # Errors
/// [`Failure::Store`].
pub async fn remind_of_letters(world: &World) -> Result<u32, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    let due = tx
        .letters_to_remind(before(now, days(REMIND_AFTER_DAYS)))
        .await?;
    drop(tx);
    let mut reminded = 0;
    for letter in due {
        let mut tx = world.store.begin().await?;
        let Some(mut record) = tx.letter(letter).await? else {
            continue;
        };
        let waits = record.letter.state.awaits_an_answer()
            && record.reminded_at.is_none()
            && standing_of(world, &record)?
                .expires_at
                .is_some_and(|end| now < end);
        let Some(case) = tx.case(record.case).await?.filter(|_| waits) else {
            continue;
        };
        let Some(account) = tx.account(case.account).await? else {
            continue;
        };
        send_reminder(world, tx.as_mut(), &account, &record).await?;
        record.reminded_at = Some(now);
        tx.put_letter(&record).await?;
        let entry = AuditEntry::new(now, "letter.reminded")
            .of_case(case.id)
            .of_letter(letter);
        tx.append_audit(&entry).await?;
        tx.commit().await?;
        reminded += 1;
    }
    Ok(reminded)
}
