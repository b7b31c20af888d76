//! « Débloquer »: a fresh code by mail, and the secret code, on the identity's device.

use super::deed::{GivenProof, confirmed, held};
use super::recover::end_recovery;
use crate::account::{Authenticated, mask_email};
use crate::failure::{Failure, Refusal};
use crate::jobs::erase_marked_now;
use crate::letter::{put_code_mail, put_mail};
use crate::mail;
use crate::otp;
use crate::ports::World;
use crate::records::{AuditEntry, CodePurpose, Identity, PersonCode};
use jiff::Timestamp;
use sceau_domain::deed::Deed;
use sceau_domain::otp::OtpAttempt;

/// A code is on its way to someone signed in.
#[derive(Debug, Clone)]
pub struct CodeOnItsWay {
    /// Where to, masked.
    pub to_masked: String,
    /// The newest code's end.
    pub expires_at: Timestamp,
    /// When another may be asked for; absent when none is left.
    pub resend_at: Option<Timestamp>,
}

/// Sends a code to the account's address. Someone who has the phone and saw its code typed does not yet
/// read the mailbox.
///
/// # Errors
/// `NotFound` when nothing is blocked, `DeviceNotTrusted`, `CodeTooSoon`, `CodeExhausted`;
/// [`Failure::Store`].
pub async fn ask_unblock_code(world: &World, by: &Authenticated) -> Result<CodeOnItsWay, Failure> {
    let now = world.clock.now();
    let policy = &world.configuration.email_code;
    let mut tx = world.store.begin().await?;
    let identity = held(tx.as_mut(), by).await?;
    if identity.blocked_at.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let account = &by.account;
    let purpose = CodePurpose::Unblock;
    let mut attempt = match tx.person_code(account.id, purpose).await? {
        Some(open) if !open.attempt.may_begin_anew(policy, now) => open.attempt,
        _ => OtpAttempt::default(),
    };
    let code = otp::make_code(world, &mut attempt, policy, &bound_to(&identity), now)?;
    let message = mail::unblock_code(&world.configuration, account, &code);
    let until = attempt.expires_at(policy);
    put_code_mail(world, tx.as_mut(), message, until).await?;
    let sent = CodeOnItsWay {
        to_masked: mask_email(account.email.reveal()),
        expires_at: until.unwrap_or(now),
        resend_at: attempt.resend_at(policy),
    };
    tx.put_person_code(&PersonCode {
        account: account.id,
        purpose,
        number: None,
        attempt,
    })
    .await?;
    let entry = AuditEntry::new(now, "identity.unblock_code_sent").of_account(account.id);
    tx.append_audit(&entry.of_identity(identity.id)).await?;
    tx.commit().await?;
    Ok(sent)
}

/// Lets the identity be used again, with the code of the mail and the device's signature. Told by mail.
/// What was before has no effect any more: a recovery under way and every other session of the account end, logins that were
/// approved and links that were mailed are worth nothing.
///
/// A wrong code spends a try, whatever else is right.
///
/// # Errors
/// `CodeUnknown`, `CodeWrong`, `CodeExpired`, `CodeExhausted`, `SignatureInvalid`, `DeviceNotTrusted`;
/// [`Failure::Store`].
pub async fn unblock_identity(
    world: &World,
    by: &Authenticated,
    code: &str,
    proof: &GivenProof,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let policy = &world.configuration.email_code;
    let mut tx = world.store.begin().await?;
    let identity = held(tx.as_mut(), by).await?;
    let under_way = tx.person_code(by.account.id, CodePurpose::Unblock).await?;
    let mut under_way = under_way.ok_or(Refusal::CodeUnknown)?;
    let bound_to = bound_to(&identity);
    let judged = otp::check_code(world, &mut under_way.attempt, policy, &bound_to, code, now);
    if let Err(refusal) = judged {
        tx.put_person_code(&under_way).await?;
        let entry = AuditEntry::new(now, "identity.unblock_refused").of_account(by.account.id);
        tx.append_audit(&entry.of_identity(identity.id)).await?;
        tx.commit().await?;
        return Err(refusal.into());
    }
    let identity = confirmed(world, tx.as_mut(), by, Deed::Unblock, proof).await?;
    end_recovery(world, tx.as_mut(), &identity, None).await?;
    let entry = AuditEntry::new(now, "identity.unblocked")
        .of_account(by.account.id)
        .of_identity(identity.id);
    tx.put_identity(&Identity {
        blocked_at: None,
        unblocked_at: Some(now),
        recovery: None,
        ..identity
    })
    .await?;
    tx.delete_person_code(by.account.id, CodePurpose::Unblock)
        .await?;
    tx.delete_other_sessions(by.account.id, &by.session.token_hash)
        .await?;
    tx.append_audit(&entry).await?;
    let told = mail::identity_unblocked(&world.configuration, &by.account, now)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(())
}

/// A code unblocks one identity, and one block of it.
fn bound_to(identity: &Identity) -> Vec<u8> {
    let since = identity.blocked_at.map_or(0, Timestamp::as_nanosecond);
    let mut bytes = b"unblock".to_vec();
    bytes.extend_from_slice(identity.id.as_bytes());
    bytes.extend_from_slice(&since.to_be_bytes());
    bytes
}
