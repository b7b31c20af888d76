//! « J'ai perdu l'appareil de mon identité »: the identity comes to another device by a new proofing.
//!
//! Nobody vouches for whoever asks but their mailbox, so nothing is given for asking: the identity is blocked,
//! the person is told by mail and SMS how to stop it, and a new case begins, with the same document, letter and film
//! as the first one, that two operators examine. Only when it is accepted, and not before the delay is
//! over, does the new device hold the identity – the same one, so that services know the person again.

use super::block::block_untold;
use super::recovery_link::{account_of, recovery_link};
use crate::account::Authenticated;
use crate::case::{link_to_account, open_fresh};
use crate::failure::{Failure, Refusal};
use crate::jobs::{erase_case, erase_marked_now};
use crate::language::Language;
use crate::letter::put_mail;
use crate::mail;
use crate::otp;
use crate::ports::{Sms, Transaction, World};
use crate::records::{
    Account, AuditEntry, Case, Device, Giver, Identity, OutboxMessage, Outgoing, Recovery,
};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::document::{Named, is_same_person};
use sceau_domain::id::MessageId;
use sceau_domain::journey::Locked;

/// How far the delay of a recovery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryDelay {
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// From when on an accepted case may give the identity to the new device.
    pub possible_from: Timestamp,
    /// Whether that time has come.
    pub is_over: bool,
}

/// What asking now would bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryOutlook {
    /// From when on an accepted case could give the identity to the caller's device.
    pub possible_from: Timestamp,
    /// Whether another session recovers the identity already: asking would end that.
    pub is_elsewhere: bool,
}

/// Begins a recovery for the caller's session, which alone may go on with it. Asked again by the same session,
/// it changes nothing; by another one, that one begins anew and the delay with it.
///
/// # Errors
/// `NotFound` without an active identity; `Malformed` on the device that holds it, which needs none of this;
/// [`Failure::Store`].
pub async fn begin_recovery(world: &World, by: &Authenticated) -> Result<RecoveryDelay, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let identity = held_elsewhere(tx.as_mut(), by).await?;
    if let Some(recovery) = &identity.recovery
        && recovery.is_of(by)
    {
        return Ok(delay_of(world, recovery));
    }
    block_untold(world, tx.as_mut(), &by.account, identity.clone(), "lost").await?;
    end_recovery(world, tx.as_mut(), &identity, Some(by)).await?;
    let identity = tx.identity_of(by.account.id).await?;
    let identity = identity.ok_or(Refusal::NotFound)?;
    let recovery = Recovery {
        asked_at: now,
        session: by.session.token_hash,
        device: by.device.as_ref().map(|device| device.id),
    };
    let begun = delay_of(world, &recovery);
    let entry = AuditEntry::new(now, "identity.recovery_begun")
        .of_account(by.account.id)
        .of_identity(identity.id);
    tx.put_identity(&Identity {
        recovery: Some(recovery),
        ..identity
    })
    .await?;
    tx.append_audit(&entry).await?;
    // Opened now, so that one nobody goes on with ends as any case does.
    open_fresh(world, tx.as_mut(), by.account.id).await?;
    tell(world, tx.as_mut(), &by.account, begun, now).await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(begun)
}

/// Tells beforehand what asking now would bring; looking changes nothing.
///
/// # Errors
/// As [`begin_recovery`].
pub async fn foresee_recovery(
    world: &World,
    by: &Authenticated,
) -> Result<RecoveryOutlook, Failure> {
    let mut tx = world.store.read().await?;
    let identity = held_elsewhere(tx.as_mut(), by).await?;
    let mine = identity.recovery.as_ref().filter(|it| it.is_of(by));
    let asked_at = mine.map_or_else(|| world.clock.now(), |recovery| recovery.asked_at);
    Ok(RecoveryOutlook {
        possible_from: after(asked_at, world.configuration.recovery_delay),
        is_elsewhere: mine.is_none() && identity.recovery.is_some(),
    })
}

/// The account's identity, on another device than the caller's.
async fn held_elsewhere(tx: &mut dyn Transaction, by: &Authenticated) -> Result<Identity, Failure> {
    let identity = tx.identity_of(by.account.id).await?;
    let identity = identity.ok_or(Refusal::NotFound)?;
    if by.device.as_ref().map(|device| device.id) == Some(identity.device) {
        return Err(Refusal::Malformed.into());
    }
    Ok(identity)
}

/// By mail, and by SMS to the number: whoever reads the mailbox of another does not yet have their line. A number
/// that was warned often today is not warned again; the mail alone goes.
async fn tell(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    begun: RecoveryDelay,
    now: Timestamp,
) -> Result<(), Failure> {
    let configuration = &world.configuration;
    let link = recovery_link(world, account.id, now);
    let told = mail::recovery_begun(configuration, account, now, begun.possible_from, &link)?;
    put_mail(world, tx, told, None).await?;
    let Some(number) = &account.phone else {
        return Ok(());
    };
    if !otp::may_warn(world, tx, number, now).await? {
        return Ok(());
    }
    let language = Language::from_code(&account.language);
    let text: Sms = mail::recovery_asked(configuration, language, number, begun.possible_from)?;
    tx.put_message(&OutboxMessage {
        id: MessageId::make_random(world.random.as_ref()),
        message: Outgoing::Sms(text),
        tries: 0,
        due_at: now,
        until: None,
        notice_of: None,
        about: Some(account.id),
    })
    .await?;
    Ok(())
}

/// How far the delay of a recovery is: before its end no other device holds the identity.
pub(crate) fn delay_of(world: &World, recovery: &Recovery) -> RecoveryDelay {
    let possible_from = after(recovery.asked_at, world.configuration.recovery_delay);
    RecoveryDelay {
        asked_at: recovery.asked_at,
        possible_from,
        is_over: world.clock.now() >= possible_from,
    }
}

/// The delay of the recovery that a case is one of; none for any other case.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn recovery_of(
    world: &World,
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<Option<RecoveryDelay>, Failure> {
    let identity = recovered_by(tx, case).await?;
    let recovery = identity.and_then(|identity| identity.recovery);
    Ok(recovery.map(|recovery| delay_of(world, &recovery)))
}

/// What the page of a mail's link shows. Looking changes nothing.
///
/// # Errors
/// `NotFound` for a link of nobody, or of a recovery that is over; [`Failure::Store`].
pub async fn look_at_recovery(world: &World, token: &str) -> Result<RecoveryDelay, Failure> {
    let mut tx = world.store.read().await?;
    let (_, recovery) = find(world, tx.as_mut(), token).await?;
    Ok(delay_of(world, &recovery))
}

/// Stops a recovery by the link of its mail. The identity stays blocked; the device that holds it unblocks it.
///
/// # Errors
/// As [`look_at_recovery`].
pub async fn stop_recovery(world: &World, token: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let (identity, _) = find(world, tx.as_mut(), token).await?;
    end_recovery(world, tx.as_mut(), &identity, None).await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(())
}

async fn find(
    world: &World,
    tx: &mut dyn Transaction,
    token: &str,
) -> Result<(Identity, Recovery), Failure> {
    let (account, seal) = account_of(token).ok_or(Refusal::NotFound)?;
    let identity = tx.identity_of(account).await?.ok_or(Refusal::NotFound)?;
    let recovery = identity.recovery.clone().ok_or(Refusal::NotFound)?;
    if seal.is_of(world, account, recovery.asked_at) {
        Ok((identity, recovery))
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Ends a recovery, if one is under way: everything it gathered is erased; whatever session or device took part in
/// it, before or after a handover, is signed out, except `spared`. The caller commits, then lets the vault lose what is
/// marked.
pub(crate) async fn end_recovery(
    world: &World,
    tx: &mut dyn Transaction,
    identity: &Identity,
    spared: Option<&Authenticated>,
) -> Result<(), Failure> {
    let Some(recovery) = &identity.recovery else {
        return Ok(());
    };
    for case in tx.cases_of(identity.account).await? {
        if is_recovering(identity, &case) {
            erase_case(world, tx, &case).await?;
        }
    }
    let now = world.clock.now();
    sign_out_whoever_recovers(tx, identity, recovery, spared, now).await?;
    // Read anew: the caller may have blocked or unblocked it in the same transaction.
    let stored = tx.identity_of(identity.account).await?;
    let stored = stored.ok_or(Failure::Inconsistent("an identity without account"))?;
    tx.put_identity(&Identity {
        recovery: None,
        ..stored
    })
    .await?;
    let entry = AuditEntry::new(now, "identity.recovery_stopped")
        .of_account(identity.account)
        .of_identity(identity.id);
    tx.append_audit(&entry).await?;
    Ok(())
}

/// The session and device that recover, those that gave the recovery to them, and those that came by a handover
/// meanwhile: since the asking nobody else can have come, for the identity is blocked.
async fn sign_out_whoever_recovers(
    tx: &mut dyn Transaction,
    identity: &Identity,
    recovery: &Recovery,
    spared: Option<&Authenticated>,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut sessions = vec![recovery.session];
    let mut devices: Vec<_> = recovery.device.into_iter().collect();
    let handoffs = tx.handoffs_given_by(identity.account, recovery.asked_at);
    for handoff in handoffs.await? {
        sessions.extend(handoff.session_hash);
        if let Giver::App { device, .. } = handoff.giver {
            devices.push(device);
        }
    }
    for session in sessions {
        if spared.is_none_or(|by| by.session.token_hash != session) {
            tx.delete_session(&session).await?;
        }
    }
    let spared = spared.and_then(|by| by.device.as_ref().map(|device| device.id));
    for device in tx.devices_of(identity.account).await? {
        let took_part = device.created_at >= recovery.asked_at || devices.contains(&device.id);
        let is_kept = device.id == identity.device || Some(device.id) == spared;
        if took_part && !is_kept && device.revoked_at.is_none() {
            tx.delete_sessions_on(device.id).await?;
            tx.put_device(&Device {
                revoked_at: Some(now),
                ..device
            })
            .await?;
        }
    }
    Ok(())
}

/// Whether a case is one of the recovery under way, rather than the one that gave the identity or one from
/// before it.
fn is_recovering(identity: &Identity, case: &Case) -> bool {
    let began = identity.recovery.as_ref().map(|recovery| recovery.asked_at);
    case.id != identity.case && began.is_some_and(|began| case.created_at >= began)
}

/// The identity that a case would bring to another device, if it is such a case.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn recovered_by(
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<Option<Identity>, Failure> {
    let identity = tx.identity_of(case.account).await?;
    Ok(identity.filter(|identity| is_recovering(identity, case)))
}

/// Whether what was declared for a recovery names the person of the identity.
pub(crate) fn names_its_person(identity: &Identity, locked: &Locked) -> bool {
    let held = Named {
        declaration: &identity.declaration,
        birthplace: &identity.birthplace,
    };
    let declared = Named {
        declaration: &locked.declared.documented.declaration,
        birthplace: &locked.declared.birthplace,
    };
    is_same_person(held, declared)
}

/// The identity on the device that recovered it: the same one, with what was proved anew. Whatever was before
/// has no effect any more: every other device and session of the account ends. The caller stores the identity
/// and commits.
///
/// # Errors
/// `DeviceNotTrusted` for another session than the one that recovers, `RecoveryTooEarly`; `Inconsistent` when
/// another person was declared: no operator can have accepted that.
pub(crate) async fn finish_recovery(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    identity: Identity,
    case: &Case,
    locked: Locked,
) -> Result<Identity, Failure> {
    let now = world.clock.now();
    let recovery = identity.recovery.as_ref();
    let recovery = recovery.filter(|recovery| recovery.is_of(by) && is_recovering(&identity, case));
    let delay = delay_of(world, recovery.ok_or(Refusal::DeviceNotTrusted)?);
    if !delay.is_over {
        let until = delay.possible_from;
        return Err(Refusal::RecoveryTooEarly { until }.into());
    }
    if !names_its_person(&identity, &locked) {
        return Err(Failure::Inconsistent("a recovery for another person"));
    }
    let device = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    for other in tx.devices_of(by.account.id).await? {
        if other.id != device.id && other.revoked_at.is_none() {
            tx.put_device(&Device {
                revoked_at: Some(now),
                ..other
            })
            .await?;
        }
    }
    tx.delete_other_sessions(by.account.id, &by.session.token_hash)
        .await?;
    let phone = &locked.declared.documented.reachable.phone.number;
    link_to_account(tx, by.account.id, phone).await?;
    let entry = AuditEntry::new(now, "identity.recovered")
        .of_account(by.account.id)
        .of_case(case.id)
        .of_identity(identity.id)
        .with_detail(device.id.to_string());
    tx.append_audit(&entry).await?;
    let told = mail::identity_recovered(&world.configuration, &by.account, &device.name, now)?;
    put_mail(world, tx, told, None).await?;
    Ok(Identity {
        case: case.id,
        declaration: locked.declared.documented.declaration,
        birthplace: locked.declared.birthplace,
        device: device.id,
        blocked_at: None,
        unblocked_at: Some(now),
        recovery: None,
        ..identity
    })
}
