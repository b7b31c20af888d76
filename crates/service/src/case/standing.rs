//! Where a case stands, with everything its screen shows.

use crate::account::mask_email;
use crate::failure::Failure;
use crate::letter::{self, LetterStanding};
use crate::person::{RecoveryDelay, recovery_of};
use crate::ports::{Transaction, World};
use crate::records::{Account, Case};
use crate::time::{after, days};
use jiff::Timestamp;
use sceau_domain::journey::{State, View, view};
use sceau_domain::private::Personal;

/// The answer to every event and look.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Where, what is allowed, what is missing, who acts next.
    pub view: View,
    /// The case with its state; the desk's code and the activation's nonce are here.
    pub case: Case,
    /// The account's address, masked.
    pub email_masked: String,
    /// The phone code under way, at `PhoneCode`.
    pub phone: Option<PhoneStanding>,
    /// The case's newest letter.
    pub letter: Option<LetterStanding>,
    /// Photographs that may still be sent.
    pub photos_left: u8,
    /// Videos that may still be sent.
    pub videos_left: u8,
    /// Since when operators have the case, at `Processing`.
    pub queued_since: Option<Timestamp>,
    /// The operator's own words, at `Redo`.
    pub message: Option<Personal<String>>,
    /// The day on which everything but the decision is deleted: by the timers once they run, else by
    /// how long unfinished cases are kept.
    pub deleted_on: Option<Timestamp>,
    /// Until when this state can be left as it is, where there is a limit.
    pub until: Option<Timestamp>,
    /// How far the delay is, where the case brings an identity to another device.
    pub recovery: Option<RecoveryDelay>,
}

/// A phone code under way.
#[derive(Debug, Clone)]
pub struct PhoneStanding {
    /// `+33 6 •• •• •• 78`.
    pub number_masked: String,
    /// The newest code's end.
    pub expires_at: Timestamp,
    /// When another may be asked for; absent when none is left.
    pub resend_at: Option<Timestamp>,
}

/// Looks at a case; changes nothing.
pub(super) async fn standing_of(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    case: Case,
) -> Result<Standing, Failure> {
    let letter = match tx.letter_of(case.id).await? {
        Some(record) => Some(letter::standing_of(world, &record)?),
        None => None,
    };
    let queued_since = match &case.state {
        State::Processing(..) => tx.queue_entry(case.id).await?.map(|entry| entry.since),
        _ => None,
    };
    let message = match &case.state {
        State::Redo(..) => tx
            .decisions_of(case.id)
            .await?
            .pop()
            .and_then(|decision| decision.message),
        _ => None,
    };
    let recovery = recovery_of(world, tx, &case).await?;
    let phone = phone_of(world, &case);
    let deleted_on = deletion_of(world, &case);
    let until = until_of(&case, phone.as_ref(), letter.as_ref(), deleted_on);
    let configuration = &world.configuration;
    Ok(Standing {
        view: view(&case.state),
        email_masked: mask_email(account.email.reveal()),
        photos_left: configuration
            .photos_per_case
            .saturating_sub(case.photos_taken),
        videos_left: configuration
            .videos_per_case
            .saturating_sub(case.videos_taken),
        phone,
        letter,
        queued_since,
        message,
        deleted_on,
        until,
        recovery,
        case,
    })
}

fn phone_of(world: &World, case: &Case) -> Option<PhoneStanding> {
    let State::PhoneCode(_, number) = &case.state else {
        return None;
    };
    let policy = &world.configuration.sms_code;
    let attempt = case.phone_attempt.as_ref();
    Some(PhoneStanding {
        number_masked: number.masked(),
        expires_at: attempt
            .and_then(|attempt| attempt.expires_at(policy))
            .unwrap_or(case.changed_at),
        resend_at: attempt.and_then(|attempt| attempt.resend_at(policy)),
    })
}

fn deletion_of(world: &World, case: &Case) -> Option<Timestamp> {
    match &case.state {
        State::Processing(..) | State::Active(_) => None,
        _ => Some(case.retention.erase_case_at.unwrap_or_else(|| {
            after(
                case.changed_at,
                days(world.configuration.retention.unfinished_days),
            )
        })),
    }
}

fn until_of(
    case: &Case,
    phone: Option<&PhoneStanding>,
    letter: Option<&LetterStanding>,
    deleted_on: Option<Timestamp>,
) -> Option<Timestamp> {
    match &case.state {
        State::PhoneCode(..) => phone.map(|phone| phone.expires_at),
        State::LetterSent(_) => letter.and_then(|letter| letter.answer_until),
        _ => deleted_on,
    }
}
