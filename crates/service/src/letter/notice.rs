//! Mails about a letter, put into the outbox of the transaction that causes them.

use super::addresses::{letter_link, tracking_link};
use super::link::FreshLink;
use crate::failure::Failure;
use crate::mail::{self, LetterMail};
use crate::ports::{Mail, Transaction, World};
use crate::records::{Account, LetterRecord, OutboxMessage, Outgoing};
use crate::time::paris;
use jiff::Timestamp;
use sceau_domain::id::{LetterId, MessageId};
use sceau_domain::letter::expires_at;

/// Puts a mail into the outbox; `notice_of` makes its sending or failing an event of the letter.
pub(crate) async fn put_mail(
    world: &World,
    tx: &mut dyn Transaction,
    message: Mail,
    notice_of: Option<LetterId>,
) -> Result<(), Failure> {
    let mail = outgoing(world, message);
    Ok(tx.put_message(&OutboxMessage { notice_of, ..mail }).await?)
}

/// The same for a mail with a code, that is worth nothing after the code's end.
pub(crate) async fn put_code_mail(
    world: &World,
    tx: &mut dyn Transaction,
    message: Mail,
    until: Option<Timestamp>,
) -> Result<(), Failure> {
    let mail = outgoing(world, message);
    Ok(tx.put_message(&OutboxMessage { until, ..mail }).await?)
}

fn outgoing(world: &World, message: Mail) -> OutboxMessage {
    OutboxMessage {
        id: MessageId::make_random(world.random.as_ref()),
        message: Outgoing::Mail(message),
        tries: 0,
        due_at: world.clock.now(),
        until: None,
        notice_of: None,
        about: None,
    }
}

/// Sends the notice with its link and code.
pub(crate) async fn send_notice(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    record: &LetterRecord,
    link: &FreshLink,
) -> Result<(), Failure> {
    let subject = letter_mail(world, account, record)?;
    let address = letter_link(&world.configuration, &link.token);
    let message = mail::notice(&subject, &address, &link.code, link.hours)?;
    put_mail(world, tx, message, Some(record.letter.id)).await
}

/// Sends the reminder.
pub(crate) async fn send_reminder(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    record: &LetterRecord,
) -> Result<(), Failure> {
    let subject = letter_mail(world, account, record)?;
    let message = mail::reminder(&subject, &tracking_of(world, record.letter.id))?;
    put_mail(world, tx, message, None).await
}

/// Sends « Mise à jour de votre courrier recommandé ».
pub(crate) async fn send_update(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    record: &LetterRecord,
) -> Result<(), Failure> {
    let tracking = tracking_of(world, record.letter.id);
    let message = mail::update(
        &world.configuration,
        account,
        &record.letter.number,
        &tracking,
    );
    put_mail(world, tx, message, None).await
}

/// The address of a letter's tracking page.
pub(super) fn tracking_of(world: &World, letter: LetterId) -> String {
    tracking_link(
        &world.configuration,
        &world.keys.tracking_token(letter.as_bytes()),
    )
}

/// The deadline is that of the notice that counts; for the first notice, that of its leaving today.
fn letter_mail<'a>(
    world: &'a World,
    account: &'a Account,
    record: &'a LetterRecord,
) -> Result<LetterMail<'a>, Failure> {
    let counted_from: Timestamp = record
        .letter
        .notified_at
        .unwrap_or_else(|| world.clock.now());
    Ok(LetterMail {
        configuration: &world.configuration,
        account,
        number: &record.letter.number,
        expires_at: expires_at(counted_from, &paris()?),
    })
}
