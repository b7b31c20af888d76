//! Sends what waits in the outbox. A notice's fate becomes an event of its letter; a code past its life is dropped.

use super::tally::Tally;
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::letter::record_event;
use crate::ports::{NotifyFailure, Transaction, World};
use crate::records::{AuditEntry, Carrier, OutboxMessage, Outgoing};
use crate::time::after;
use futures_util::StreamExt as _;
use futures_util::stream;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::LetterId;
use sceau_domain::letter::{LetterActor, LetterEventKind, LetterState};

/// Messages taken in one round.
const BATCH: u32 = 50;
/// Handed over side by side: a message waits for no more than a share of the slow ones before it.
const AT_ONCE: usize = 8;
/// After so many tries (about two days) a message is given up.
const MOST_TRIES: u32 = 55;
/// The first wait; it doubles up to the longest.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
/// The longest wait between two tries.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// Sends a carrier's due messages; how many left. A message that left is recorded in a transaction of its own:
/// a crash in between sends it twice rather than never.
///
/// # Errors
/// [`Failure::Store`]. A message that cannot be handed over is no failure: it waits or is given up.
pub async fn send_due_messages(world: &World, carrier: Carrier) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let due = tx.messages_due(carrier, world.clock.now(), BATCH).await?;
    drop(tx);
    let mut sending = stream::iter(due)
        .map(|message| send(world, message))
        .buffer_unordered(AT_ONCE);
    let mut tally = Tally::default();
    while let Some(sent) = sending.next().await {
        tally.note(sent);
    }
    tally.finish()
}

/// Whether a message is worth nothing at an instant.
fn is_late(message: &OutboxMessage, at: Timestamp) -> bool {
    message.until.is_some_and(|until| at >= until)
}

async fn send(world: &World, message: OutboxMessage) -> Result<bool, Failure> {
    if is_late(&message, world.clock.now()) {
        let mut tx = world.store.begin().await?;
        take_out(world, tx.as_mut(), &message, LATE).await?;
        tx.commit().await?;
        return Ok(false);
    }
    let outcome = match &message.message {
        Outgoing::Mail(mail) => world.mailer.send(mail).await,
        Outgoing::Sms(sms) => world.sms.send(sms).await,
    };
    let mut tx = world.store.begin().await?;
    match outcome {
        Ok(()) => record_sent(world, tx.as_mut(), &message).await?,
        Err(NotifyFailure::Passing) if message.tries + 1 < MOST_TRIES => {
            let tries = message.tries + 1;
            let due_at = after(world.clock.now(), wait_after(tries));
            if is_late(&message, due_at) {
                take_out(world, tx.as_mut(), &message, LATE).await?;
            } else {
                tx.put_off_message(message.id, tries, due_at).await?;
            }
        }
        Err(_) => record_given_up(world, tx.as_mut(), &message).await?,
    }
    tx.commit().await?;
    Ok(outcome.is_ok())
}

fn wait_after(tries: u32) -> SignedDuration {
    let doublings = tries.saturating_sub(1).min(16);
    (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT)
}

/// How the audit names a code that nobody could use any more: whoever waited for it asks for another.
const LATE: &str = "message.late";

/// It leaves the list, and the audit says how.
async fn take_out(
    world: &World,
    tx: &mut dyn Transaction,
    message: &OutboxMessage,
    how: &'static str,
) -> Result<(), Failure> {
    tx.delete_message(message.id).await?;
    let entry = AuditEntry::new(world.clock.now(), how).with_detail(message.id.to_string());
    Ok(tx.append_audit(&entry).await?)
}

async fn record_sent(
    world: &World,
    tx: &mut dyn Transaction,
    message: &OutboxMessage,
) -> Result<(), Failure> {
    take_out(world, tx, message, "message.sent").await?;
    match message.notice_of {
        Some(letter) => record_notice(world, tx, letter, message, true).await,
        None => Ok(()),
    }
}

async fn record_given_up(
    world: &World,
    tx: &mut dyn Transaction,
    message: &OutboxMessage,
) -> Result<(), Failure> {
    take_out(world, tx, message, "message.given_up").await?;
    match message.notice_of {
        Some(letter) => record_notice(world, tx, letter, message, false).await,
        None => Ok(()),
    }
}

/// The fate of a notice, with the hash of the mail, never its text. A letter answered meanwhile keeps
/// its answer.
async fn record_notice(
    world: &World,
    tx: &mut dyn Transaction,
    letter: LetterId,
    message: &OutboxMessage,
    left: bool,
) -> Result<(), Failure> {
    let Some(mut record) = tx.letter(letter).await? else {
        return Ok(());
    };
    let now = world.clock.now();
    let hash = match &message.message {
        Outgoing::Mail(mail) => sha256(mail.text.reveal().as_bytes()),
        Outgoing::Sms(sms) => sha256(sms.text.reveal().as_bytes()),
    };
    let was_available = record.letter.state == LetterState::Available;
    let kind = if left {
        LetterEventKind::NotificationSent
    } else {
        LetterEventKind::NotificationFailed
    };
    if record_event(world, &mut record, kind, LetterActor::System, hash, now).is_err() {
        return Ok(());
    }
    if left && !was_available {
        let kind = LetterEventKind::Available;
        record_event(world, &mut record, kind, LetterActor::System, hash, now)?;
    }
    tx.put_letter(&record).await?;
    let name = if left {
        "letter.notified"
    } else {
        "letter.notice_failed"
    };
    let entry = AuditEntry::new(now, name)
        .of_case(record.case)
        .of_letter(letter);
    tx.append_audit(&entry).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 9, 10, 40]
            .map(|n| wait_after(n).as_secs())
            .to_vec();
        assert_eq!(seconds, [10, 20, 40, 2560, 3600, 3600]);
    }
}
