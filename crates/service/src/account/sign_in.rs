//! Takes the code, opens a session; creates the account the first time.

use super::address::mask_email;
use crate::crypto::{make_random_token, sha256};
use crate::failure::{Failure, Refusal};
use crate::otp;
use crate::ports::{Transaction, World};
use crate::records::{Account, AuditEntry, Session, SignIn};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::{AccountId, SignInId};
use sceau_domain::private::Secret;

/// A session was opened.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The bearer token: told once, stored only as its hash.
    pub token: Secret<String>,
    /// Whose.
    pub account: Account,
    /// The address, masked.
    pub email_masked: String,
    /// Whether the account has an active identity: until the device that holds it proves itself (see
    /// [`super::unlock_device`]), this session may not act for it.
    pub needs_trusted_device: bool,
}

/// Signs in with a code, as typed.
///
/// # Errors
/// `CodeUnknown` (none asked for, or used), `CodeWrong`, `CodeExpired`, `CodeExhausted`;
/// [`Failure::Store`].
pub async fn sign_in(world: &World, sign_in: SignInId, code: &str) -> Result<SignedIn, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let mut sign_in = match tx.sign_in(sign_in).await? {
        Some(sign_in) if !sign_in.is_used => sign_in,
        _ => return Err(Refusal::CodeUnknown.into()),
    };
    let policy = &world.configuration.email_code;
    let bound_to = *sign_in.id.as_bytes();
    if let Err(refusal) = otp::check_code(world, &mut sign_in.attempt, policy, &bound_to, code, now)
    {
        tx.put_sign_in(&sign_in).await?;
        let entry =
            AuditEntry::new(now, "account.code_refused").with_detail(sign_in.id.to_string());
        tx.append_audit(&entry).await?;
        tx.commit().await?;
        return Err(refusal.into());
    }
    sign_in.is_used = true;
    tx.put_sign_in(&sign_in).await?;
    let account = find_or_create(world, tx.as_mut(), &sign_in, now).await?;
    let signed_in = open_session(world, tx.as_mut(), account).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Opens a session of an account, on no device yet; the caller commits.
pub(super) async fn open_session(
    world: &World,
    tx: &mut dyn Transaction,
    account: Account,
) -> Result<SignedIn, Failure> {
    let now = world.clock.now();
    let token = make_random_token(world.random.as_ref());
    tx.put_session(&Session {
        token_hash: sha256(token.reveal().as_bytes()),
        account: account.id,
        device: None,
        created_at: now,
        expires_at: after(now, world.configuration.session_life),
    })
    .await?;
    let needs_trusted_device = tx.identity_of(account.id).await?.is_some();
    tx.append_audit(&AuditEntry::new(now, "session.opened").of_account(account.id))
        .await?;
    Ok(SignedIn {
        token,
        email_masked: mask_email(account.email.reveal()),
        account,
        needs_trusted_device,
    })
}

async fn find_or_create(
    world: &World,
    tx: &mut dyn Transaction,
    sign_in: &SignIn,
    now: Timestamp,
) -> Result<Account, Failure> {
    let account = match tx.account_by_email(sign_in.email.reveal()).await? {
        Some(known) => Account {
            language: sign_in.language.clone(),
            ..known
        },
        None => {
            let id = AccountId::make_random(world.random.as_ref());
            tx.append_audit(&AuditEntry::new(now, "account.created").of_account(id))
                .await?;
            Account {
                id,
                email: sign_in.email.clone(),
                phone: None,
                language: sign_in.language.clone(),
                created_at: now,
            }
        }
    };
    tx.put_account(&account).await?;
    Ok(account)
}
