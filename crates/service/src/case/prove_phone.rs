//! 13 – the code came back.

use super::Standing;
use super::give_phone::bound_to;
use super::step::{Asked, Begun, Step};
use crate::failure::{Failure, Refusal};
use crate::otp;
use crate::ports::{Transaction, World};
use crate::records::Account;
use sceau_domain::id::AccountId;
use sceau_domain::journey::{Event, EventName, Rejection, State, VerifiedPhone};
use sceau_domain::phone::PhoneNumber;

/// Proves the number with the code, as typed.
///
/// # Errors
/// `CodeWrong`, `CodeExpired`, `CodeExhausted`, `CodeUnknown`, `NotPossibleHere`; [`Failure::Store`].
pub async fn prove_phone(world: &World, asked: &Asked, code: &str) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let State::PhoneCode(_, number) = &step.case.state else {
        let rejection = Rejection {
            state: step.case.state.name(),
            event: EventName::PhoneProved,
        };
        return Err(Refusal::from(rejection).into());
    };
    let number = number.clone();
    let bound_to = bound_to(&step.case, &number);
    let now = step.now;
    let under_way = step
        .case
        .phone_attempt
        .as_mut()
        .ok_or(Refusal::CodeUnknown)?;
    let policy = &world.configuration.sms_code;
    if let Err(refusal) = otp::check_code(world, under_way, policy, &bound_to, code, now) {
        return step.refuse("phone.code_refused", refusal).await;
    }
    // Used up rather than forgotten: succeeding gives no fresh sends.
    under_way.use_up();
    // A recovery changes nothing of an identity before it is accepted.
    if step.tx.identity_of(asked.by.account.id).await?.is_none() {
        link_to_account(step.tx.as_mut(), asked.by.account.id, &number).await?;
    }
    step.take(Event::PhoneProved(VerifiedPhone { number, at: now }))
        .await
}

/// Ties the number to the account, so that step 2 finds it. A number that another account holds moves
/// to whoever proved it last, unless that account has an active identity: then this one goes on by
/// e-mail and QR code, and nobody is told that the number is known.
///
/// The account is read again here: what a caller was recognised by may be older than this turn.
pub(crate) async fn link_to_account(
    tx: &mut dyn Transaction,
    account: AccountId,
    number: &PhoneNumber,
) -> Result<(), Failure> {
    if let Some(other) = tx.account_by_phone(&number.e164()).await?
        && other.id != account
    {
        if tx.identity_of(other.id).await?.is_some() {
            return Ok(());
        }
        tx.put_account(&Account {
            phone: None,
            ..other
        })
        .await?;
    }
    let account = tx.account(account).await?.ok_or(Refusal::NotFound)?;
    tx.put_account(&Account {
        phone: Some(number.clone()),
        ..account
    })
    .await?;
    Ok(())
}
