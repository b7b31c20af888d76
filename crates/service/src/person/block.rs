//! « Bloquer mon identité »: from the app, or by the link of a mail.

use super::block_link::login_of;
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::letter::put_mail;
use crate::login::{end_logins_of, end_waiting};
use crate::mail;
use crate::ports::{Transaction, World};
use crate::records::{Account, AuditEntry, Identity, LoginRecord};
use jiff::Timestamp;

/// How many of an account's newest requests may still wait.
const LOOKED_AT: u32 = 64;

/// What the page of a mail's link shows.
#[derive(Debug, Clone)]
pub struct BlockPage {
    /// The service of the login that the mail was about.
    pub service: String,
    /// Through which broker it asked.
    pub broker: Option<String>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Whether the identity is blocked already.
    pub is_blocked: bool,
}

/// Blocks the caller's identity: requests that wait end, none can be approved, and whatever services still
/// hold ends too. Told by mail. Blocking twice changes nothing. Any session of the account may: whoever
/// lost the device that holds the identity signs in by mail elsewhere and blocks.
///
/// # Errors
/// `NotFound` without an active identity; [`Failure::Store`].
pub async fn block_identity(world: &World, by: &Authenticated) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let identity = tx.identity_of(by.account.id).await?;
    let identity = identity.ok_or(Refusal::NotFound)?;
    block(world, tx.as_mut(), &by.account, identity, "app").await?;
    tx.commit().await?;
    Ok(())
}

/// Looks at what a mail's link would block. Looking changes nothing: scanners of mail look too.
///
/// # Errors
/// `NotFound` for a link of nobody, one whose login left the history, or one of before the identity was
/// activated or last unblocked: whoever reads old mails must not block it for ever; [`Failure::Store`].
pub async fn look_at_block(world: &World, token: &str) -> Result<BlockPage, Failure> {
    let mut tx = world.store.read().await?;
    let (login, _, identity) = find(world, tx.as_mut(), token).await?;
    Ok(BlockPage {
        service: login.service,
        broker: login.broker,
        asked_at: login.asked_at,
        is_blocked: identity.blocked_at.is_some(),
    })
}

/// Blocks the identity of a mail's link. Whoever reads the mailbox may stop the identity, not use it.
///
/// # Errors
/// As [`look_at_block`].
pub async fn block_by_link(world: &World, token: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let (_, account, identity) = find(world, tx.as_mut(), token).await?;
    block(world, tx.as_mut(), &account, identity, "link").await?;
    tx.commit().await?;
    Ok(())
}

async fn find(
    world: &World,
    tx: &mut dyn Transaction,
    token: &str,
) -> Result<(LoginRecord, Account, Identity), Failure> {
    let login = login_of(world, token).ok_or(Refusal::NotFound)?;
    let login = tx.login(login).await?.ok_or(Refusal::NotFound)?;
    let account = login.account.ok_or(Refusal::NotFound)?;
    let identity = tx.identity_of(account).await?.ok_or(Refusal::NotFound)?;
    let is_of_before = login.asked_at < identity.active_since
        || identity.unblocked_at.is_some_and(|at| login.asked_at < at);
    if is_of_before {
        return Err(Refusal::NotFound.into());
    }
    let account = tx.account(account).await?.ok_or(Refusal::NotFound)?;
    Ok((login, account, identity))
}

/// Blocks, unless it is blocked; the caller commits. `way` is how it was asked: `app`, `link`, `report`.
pub(super) async fn block(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    identity: Identity,
    way: &'static str,
) -> Result<(), Failure> {
    if identity.blocked_at.is_some() {
        return Ok(());
    }
    block_untold(world, tx, account, identity, way).await?;
    let told = mail::identity_blocked(&world.configuration, account, world.clock.now())?;
    put_mail(world, tx, told, None).await
}

/// The same without the mail, for a deed that tells it with its own.
pub(super) async fn block_untold(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    identity: Identity,
    way: &'static str,
) -> Result<(), Failure> {
    if identity.blocked_at.is_some() {
        return Ok(());
    }
    let now = world.clock.now();
    for login in tx.logins_of(account.id, LOOKED_AT).await? {
        end_waiting(tx, login, now).await?;
    }
    end_logins_of(world, tx, identity.id).await?;
    let entry = AuditEntry::new(now, "identity.blocked")
        .of_account(account.id)
        .of_identity(identity.id)
        .with_detail(way);
    tx.put_identity(&Identity {
        blocked_at: Some(now),
        ..identity
    })
    .await?;
    tx.append_audit(&entry).await?;
    Ok(())
}
