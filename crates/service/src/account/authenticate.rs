//! Recognises a bearer token.

use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Account, Device, Holder, Recovery, Session};
use crate::time::after;

/// A caller whose token was recognised.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// Who.
    pub account: Account,
    /// On which device, once one is bound to the session.
    pub device: Option<Device>,
    /// The session.
    pub session: Session,
}

impl Authenticated {
    /// Refuses a session on another device than the one that holds the account's active identity.
    ///
    /// # Errors
    /// `DeviceNotTrusted`; [`Failure::Store`].
    pub async fn require_trusted(&self, tx: &mut dyn Transaction) -> Result<(), Failure> {
        self.require_holder(tx.holder_of(self.account.id).await?.as_ref())
    }

    /// The same, once it was read who holds the account's active identity.
    ///
    /// # Errors
    /// `DeviceNotTrusted`.
    pub(crate) fn require_holder(&self, holder: Option<&Holder>) -> Result<(), Failure> {
        let trusted = holder.map(|holder| holder.device);
        let here = self.device.as_ref().map(|device| device.id);
        if trusted.is_none() || trusted == here {
            Ok(())
        } else {
            Err(Refusal::DeviceNotTrusted.into())
        }
    }

    /// Refuses a session that may not go on with a case: with an active identity, any but the device that
    /// holds it and the session that recovers it.
    ///
    /// # Errors
    /// `DeviceNotTrusted`; [`Failure::Store`].
    pub async fn require_case(&self, tx: &mut dyn Transaction) -> Result<(), Failure> {
        let identity = tx.identity_of(self.account.id).await?;
        let recovery = identity.and_then(|identity| identity.recovery);
        if recovery.is_some_and(|recovery| recovery.is_of(self)) {
            return Ok(());
        }
        self.require_trusted(tx).await
    }
}

impl Recovery {
    /// Whether the caller is the one that recovers: by its session, or on the device that was bound to it.
    pub(crate) fn is_of(&self, by: &Authenticated) -> bool {
        let here = by.device.as_ref().map(|device| device.id);
        self.session == by.session.token_hash || (here.is_some() && self.device == here)
    }
}

/// Recognises a bearer token and keeps its session alive. A session's end moves only once a tenth of
/// its life is spent, so that reading does not write each time.
///
/// # Errors
/// `SessionMissing` when unknown, ended, or on a device that was revoked; [`Failure::Store`].
pub async fn authenticate(world: &World, token: &str) -> Result<Authenticated, Failure> {
    let now = world.clock.now();
    let token_hash = sha256(token.as_bytes());
    let mut tx = world.store.read().await?;
    let session = match tx.session(&token_hash).await? {
        Some(session) if now < session.expires_at => session,
        _ => return Err(Refusal::SessionMissing.into()),
    };
    let account = tx
        .account(session.account)
        .await?
        .ok_or(Refusal::SessionMissing)?;
    let device = match session.device {
        None => None,
        Some(id) => match tx.device(id).await? {
            Some(device) if device.revoked_at.is_none() => Some(device),
            _ => return Err(Refusal::SessionMissing.into()),
        },
    };
    drop(tx);
    let session = keep_alive(world, session).await?;
    Ok(Authenticated {
        account,
        device,
        session,
    })
}

async fn keep_alive(world: &World, session: Session) -> Result<Session, Failure> {
    let life = world.configuration.session_life;
    let full = after(world.clock.now(), life);
    if full.duration_since(session.expires_at) * 10 < life {
        return Ok(session);
    }
    let mut tx = world.store.begin().await?;
    let Some(stored) = tx.session(&session.token_hash).await? else {
        return Err(Refusal::SessionMissing.into());
    };
    let renewed = Session {
        expires_at: full,
        ..stored
    };
    tx.put_session(&renewed).await?;
    tx.commit().await?;
    Ok(renewed)
}
