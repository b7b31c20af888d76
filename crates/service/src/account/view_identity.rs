//! The active identity, its devices and what happened lately, for the home screen.

use super::address::mask_email;
use super::authenticate::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::{PastLogin, recent_logins};
use crate::ports::World;
use crate::records::{Device, Identity};
use sceau_domain::phone::PhoneNumber;

/// What the home screen shows.
#[derive(Debug, Clone)]
pub struct IdentityStanding {
    /// The identity.
    pub identity: Identity,
    /// The account's address, masked.
    pub email_masked: String,
    /// The account's number, masked; empty before one was proved.
    pub phone_masked: String,
    /// Devices that may act, this one first.
    pub devices: Vec<Device>,
    /// The newest logins that are over.
    pub logins: Vec<PastLogin>,
}

/// How many lines of history the home screen shows.
const HISTORY: u32 = 100;

/// Looks at the identity. Looking changes nothing.
///
/// # Errors
/// `NotFound` before an identity is active, `DeviceNotTrusted` on another device; [`Failure::Store`].
pub async fn view_identity(world: &World, by: &Authenticated) -> Result<IdentityStanding, Failure> {
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    let identity = tx
        .identity_of(by.account.id)
        .await?
        .ok_or(Refusal::NotFound)?;
    let mut devices: Vec<_> = tx
        .devices_of(by.account.id)
        .await?
        .into_iter()
        .filter(|device| device.revoked_at.is_none())
        .collect();
    drop(tx);
    devices.sort_by_key(|device| (device.id != identity.device, device.created_at));
    Ok(IdentityStanding {
        email_masked: mask_email(by.account.email.reveal()),
        phone_masked: by
            .account
            .phone
            .as_ref()
            .map(PhoneNumber::masked)
            .unwrap_or_default(),
        logins: recent_logins(world, by, HISTORY).await?,
        identity,
        devices,
    })
}
