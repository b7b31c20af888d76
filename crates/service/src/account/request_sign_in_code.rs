//! Sends a code to an address. Known and unknown addresses get the same answer.

use super::address::{mask_email, read_email};
use crate::failure::Failure;
use crate::language::Language;
use crate::letter::put_code_mail;
use crate::mail;
use crate::otp;
use crate::ports::World;
use crate::records::{AuditEntry, SignIn};
use jiff::Timestamp;
use sceau_domain::id::SignInId;
use sceau_domain::otp::OtpAttempt;

/// A code is on its way.
#[derive(Debug, Clone)]
pub struct CodeSent {
    /// Names the sign-in.
    pub sign_in: SignInId,
    /// The address, masked.
    pub email_masked: String,
    /// The newest code's end.
    pub expires_at: Timestamp,
    /// When another may be asked for; absent when none is left.
    pub resend_at: Option<Timestamp>,
}

/// Sends a code to an address, typed as people type. Asking again continues the sign-in under way: its
/// limits belong to the address, so that a new request never gives new tries before the rest.
///
/// # Errors
/// `EmailInvalid`, `CodeTooSoon`, `CodeExhausted`; [`Failure::Store`].
pub async fn request_sign_in_code(
    world: &World,
    email: &str,
    language: Language,
) -> Result<CodeSent, Failure> {
    let email = read_email(email)?;
    let policy = &world.configuration.email_code;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut sign_in = match tx.newest_sign_in(email.reveal()).await? {
        Some(open) if !open.is_used && !open.attempt.may_begin_anew(policy, now) => open,
        _ => SignIn {
            id: SignInId::make_random(world.random.as_ref()),
            email: email.clone(),
            language: String::new(),
            attempt: OtpAttempt::default(),
            is_used: false,
            created_at: now,
        },
    };
    sign_in.language = language.as_str().to_owned();
    let code = otp::make_code(
        world,
        &mut sign_in.attempt,
        policy,
        sign_in.id.as_bytes(),
        now,
    )?;
    let message = mail::sign_in_code(&world.configuration, language, &email, &code);
    tx.put_sign_in(&sign_in).await?;
    let until = sign_in.attempt.expires_at(policy);
    put_code_mail(world, tx.as_mut(), message, until).await?;
    let entry = AuditEntry::new(now, "account.code_sent").with_detail(sign_in.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(CodeSent {
        sign_in: sign_in.id,
        email_masked: mask_email(email.reveal()),
        expires_at: sign_in.attempt.expires_at(policy).unwrap_or(now),
        resend_at: sign_in.attempt.resend_at(policy),
    })
}
