//! « J'ai changé de numéro »: the new one is proved by SMS and confirmed with the secret code.

use super::deed::{GivenProof, confirmed, held};
use super::unblock::CodeOnItsWay;
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::language::Language;
use crate::letter::put_mail;
use crate::mail;
use crate::otp;
use crate::ports::{Sms, Transaction, World};
use crate::records::{
    Account, AuditEntry, CodePurpose, Identity, OutboxMessage, Outgoing, PersonCode,
};
use jiff::Timestamp;
use sceau_domain::deed::Deed;
use sceau_domain::id::{AccountId, MessageId};
use sceau_domain::journey::{EventName, Rejection, StateName};
use sceau_domain::otp::OtpAttempt;
use sceau_domain::phone::PhoneNumber;

/// A new number as it came from the app.
#[derive(Debug, Clone)]
pub struct NewNumber {
    /// As typed; the one the code was sent to.
    pub number: String,
    /// The code of the SMS, as typed.
    pub code: String,
    /// The device's signature.
    pub proof: GivenProof,
}

/// Sends a code to a new number, in any usual spelling. The limits belong to the account: neither
/// another number nor a success gives new sends before the rest is over.
///
/// # Errors
/// `Phone`, `NotPossibleHere` for the number the account holds already, `TooManyRequests`, `CodeTooSoon`, `CodeExhausted`, `DeviceNotTrusted`,
/// `IdentityBlocked`; [`Failure::Store`].
pub async fn ask_number_code(
    world: &World,
    by: &Authenticated,
    typed: &str,
) -> Result<CodeOnItsWay, Failure> {
    let number = PhoneNumber::parse_mobile(typed).map_err(Refusal::Phone)?;
    let now = world.clock.now();
    let policy = &world.configuration.sms_code;
    let (account, purpose) = (&by.account, CodePurpose::NewNumber);
    let mut tx = world.store.begin().await?;
    usable(tx.as_mut(), by).await?;
    if by.account.phone.as_ref() == Some(&number) {
        let rejection = Rejection {
            state: StateName::Active,
            event: EventName::PhoneGiven,
        };
        return Err(Refusal::from(rejection).into());
    }
    let mut attempt = match tx.person_code(account.id, purpose).await? {
        Some(open) if !open.attempt.may_begin_anew(policy, now) => open.attempt,
        _ => OtpAttempt::default(),
    };
    let bound_to = bound_to(account.id, &number);
    let code = otp::make_code(world, &mut attempt, policy, &bound_to, now)?;
    otp::spend_budget(world, tx.as_mut(), &number, now).await?;
    let language = Language::from_code(&account.language);
    let text = mail::phone_code(&world.configuration, language, &number, &code);
    let until = attempt.expires_at(policy);
    put_sms(world, tx.as_mut(), by.account.id, text, until).await?;
    let sent = CodeOnItsWay {
        to_masked: number.masked(),
        expires_at: until.unwrap_or(now),
        resend_at: attempt.resend_at(policy),
    };
    tx.put_person_code(&PersonCode {
        account: account.id,
        purpose,
        number: Some(number),
        attempt,
    })
    .await?;
    let entry = AuditEntry::new(now, "account.number_code_sent").of_account(account.id);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(sent)
}

/// Changes the account's number. The old one is told by SMS, unless it was warned often today; the person by mail.
/// Another account that held the new number loses it and is told: whoever proved it last has it, since a number only
/// addresses requests and answers none.
///
/// # Errors
/// `Phone`, `CodeUnknown`, `CodeWrong`, `CodeExpired`, `CodeExhausted`, `SignatureInvalid`,
/// `DeviceNotTrusted`, `IdentityBlocked`; [`Failure::Store`].
pub async fn change_number(
    world: &World,
    by: &Authenticated,
    new: &NewNumber,
) -> Result<(), Failure> {
    let number = PhoneNumber::parse_mobile(&new.number).map_err(Refusal::Phone)?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let identity = usable(tx.as_mut(), by).await?;
    if let Err(refusal) = prove(world, tx.as_mut(), by, &number, &new.code).await? {
        tx.commit().await?;
        return Err(refusal.into());
    }
    let deed = Deed::ChangeNumber(&number);
    confirmed(world, tx.as_mut(), by, deed, &new.proof).await?;
    free(world, tx.as_mut(), by.account.id, &number).await?;
    // As it is now: what the caller was recognised by may be older than this turn.
    let account = tx.account(by.account.id).await?;
    let account = account.ok_or(Refusal::NotFound)?;
    tx.put_account(&Account {
        phone: Some(number.clone()),
        ..account.clone()
    })
    .await?;
    if let Some(mut used) = tx
        .person_code(by.account.id, CodePurpose::NewNumber)
        .await?
    {
        used.attempt.use_up();
        used.number = None;
        tx.put_person_code(&used).await?;
    }
    let entry = AuditEntry::new(now, "account.number_changed")
        .of_account(by.account.id)
        .of_identity(identity.id);
    tx.append_audit(&entry).await?;
    let language = Language::from_code(&account.language);
    if let Some(old) = account.phone.as_ref().filter(|old| **old != number)
        && otp::may_warn(world, tx.as_mut(), old, now).await?
    {
        let text = mail::number_left(&world.configuration, language, old);
        put_sms(world, tx.as_mut(), by.account.id, text, None).await?;
    }
    let told = mail::number_changed(&world.configuration, &account, &number, now)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    tx.commit().await?;
    Ok(())
}

/// The caller's identity, unless it is blocked.
async fn usable(tx: &mut dyn Transaction, by: &Authenticated) -> Result<Identity, Failure> {
    let identity = held(tx, by).await?;
    if identity.blocked_at.is_some() {
        return Err(Refusal::IdentityBlocked.into());
    }
    Ok(identity)
}

/// Judges the code of the SMS. A wrong one is counted: the caller commits, whatever this says.
async fn prove(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    number: &PhoneNumber,
    code: &str,
) -> Result<Result<(), Refusal>, Failure> {
    let now = world.clock.now();
    let policy = &world.configuration.sms_code;
    let purpose = CodePurpose::NewNumber;
    let under_way = tx.person_code(by.account.id, purpose).await?;
    let Some(mut under_way) = under_way.filter(|series| series.number.is_some()) else {
        return Ok(Err(Refusal::CodeUnknown));
    };
    let bound_to = bound_to(by.account.id, number);
    let judged = otp::check_code(world, &mut under_way.attempt, policy, &bound_to, code, now);
    if judged.is_err() {
        tx.put_person_code(&under_way).await?;
        let entry = AuditEntry::new(now, "account.number_code_refused").of_account(by.account.id);
        tx.append_audit(&entry).await?;
    }
    Ok(judged)
}

/// Takes the number from whoever else holds it.
async fn free(
    world: &World,
    tx: &mut dyn Transaction,
    account: AccountId,
    number: &PhoneNumber,
) -> Result<(), Failure> {
    let holder = tx.account_by_phone(&number.e164()).await?;
    let Some(other) = holder.filter(|other| other.id != account) else {
        return Ok(());
    };
    let now = world.clock.now();
    let told = mail::number_taken(&world.configuration, &other, now)?;
    put_mail(world, tx, told, None).await?;
    let entry = AuditEntry::new(now, "account.number_taken").of_account(other.id);
    tx.append_audit(&entry).await?;
    tx.put_account(&Account {
        phone: None,
        ..other
    })
    .await?;
    Ok(())
}

async fn put_sms(
    world: &World,
    tx: &mut dyn Transaction,
    account: AccountId,
    text: Sms,
    until: Option<Timestamp>,
) -> Result<(), Failure> {
    tx.put_message(&OutboxMessage {
        id: MessageId::make_random(world.random.as_ref()),
        message: Outgoing::Sms(text),
        tries: 0,
        due_at: world.clock.now(),
        until,
        notice_of: None,
        about: Some(account),
    })
    .await?;
    Ok(())
}

/// A code proves one number for one account.
fn bound_to(account: AccountId, number: &PhoneNumber) -> Vec<u8> {
    let mut bytes = b"new-number".to_vec();
    bytes.extend_from_slice(account.as_bytes());
    bytes.extend_from_slice(number.e164().as_bytes());
    bytes
}
