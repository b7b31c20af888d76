//! A deed confirmed with the secret code: a nonce to sign, and the judgement of what was signed.

use crate::account::Authenticated;
use crate::crypto::{is_equal, is_signed_by, make_random_token, to_hex};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::Identity;
use crate::time::after;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::deed::{Deed, DeedStatement};
use sceau_domain::id::DeviceId;
use sceau_domain::private::Secret;

/// Long enough to type a code, short enough that a signature is of no use afterwards.
const LIFE: SignedDuration = SignedDuration::from_mins(5);

/// What a device signs once.
#[derive(Debug, Clone)]
pub struct DeedNonce {
    /// Signed with the deed.
    pub nonce: Secret<String>,
    /// Worth nothing afterwards.
    pub expires_at: Timestamp,
}

/// A deed's signature as it came from the app.
#[derive(Debug, Clone)]
pub struct GivenProof {
    /// As drawn.
    pub nonce: Secret<String>,
    /// ECDSA P-256 with SHA-256 over [`DeedStatement`], 64 bytes.
    pub signature: Vec<u8>,
}

/// Draws a nonce for one deed of the caller's device. Nothing is stored: it carries its end and is bound
/// to the device by the installation's key.
///
/// # Errors
/// `DeviceNotTrusted` without a key here, or where another device holds the identity; [`Failure::Store`].
pub async fn draw_deed_nonce(world: &World, by: &Authenticated) -> Result<DeedNonce, Failure> {
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    let device = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let expires_at = after(world.clock.now(), LIFE);
    let drawn = make_random_token(world.random.as_ref());
    let body = format!("{}.{}", expires_at.as_second(), drawn.reveal());
    let seal = seal_of(world, device.id, &body);
    Ok(DeedNonce {
        nonce: Secret::new(format!("{body}.{seal}")),
        expires_at,
    })
}

/// The caller's active identity, on the device that holds it.
pub(super) async fn held(
    tx: &mut dyn Transaction,
    by: &Authenticated,
) -> Result<Identity, Failure> {
    by.require_trusted(tx).await?;
    let identity = tx.identity_of(by.account.id).await?;
    Ok(identity.ok_or(Refusal::NotFound)?)
}

/// Takes a signed deed, once, and gives the identity it is about; the caller commits. While the identity
/// is blocked the one deed left is to unblock it, which needs the mailbox: whoever took the phone and saw
/// its code typed keeps nothing else.
///
/// # Errors
/// `IdentityBlocked` for any other deed than unblocking a blocked identity;
/// those of [`held`] and [`signed`].
pub(super) async fn confirmed(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    deed: Deed<'_>,
    proof: &GivenProof,
) -> Result<Identity, Failure> {
    let identity = held(tx, by).await?;
    if identity.blocked_at.is_some() && deed != Deed::Unblock {
        return Err(Refusal::IdentityBlocked.into());
    }
    signed(world, tx, by, deed, proof).await?;
    Ok(identity)
}

/// Takes a signed deed of the caller's device, once; the caller commits.
///
/// # Errors
/// `DeviceNotTrusted` without a key here; `SignatureInvalid` for another key, deed or nonce, one that is late or was
/// used; [`Failure::Store`].
pub(super) async fn signed(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    deed: Deed<'_>,
    proof: &GivenProof,
) -> Result<(), Failure> {
    let device = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let nonce = proof.nonce.reveal();
    let end = end_of(world, device.id, nonce)
        .filter(|end| world.clock.now() <= *end)
        .ok_or(Refusal::SignatureInvalid)?;
    let statement = DeedStatement {
        deed,
        device: device.id,
        nonce,
    };
    let author = format!("deed {}", device.id);
    let is_right = is_signed_by(&device.public_key, &statement.to_bytes(), &proof.signature)
        && tx.remember_assertion(&author, nonce, end).await?;
    if is_right {
        Ok(())
    } else {
        Err(Refusal::SignatureInvalid.into())
    }
}

/// When a nonce of ours for this device ends.
fn end_of(world: &World, device: DeviceId, nonce: &str) -> Option<Timestamp> {
    let (body, seal) = nonce.rsplit_once('.')?;
    let is_ours = is_equal(seal.as_bytes(), seal_of(world, device, body).as_bytes());
    let second = body.split_once('.')?.0.parse().ok()?;
    Timestamp::from_second(second).ok().filter(|_| is_ours)
}

fn seal_of(world: &World, device: DeviceId, body: &str) -> String {
    let bound_to = [b"deed".as_slice(), device.as_bytes()].concat();
    to_hex(&world.keys.hash_code(&bound_to, body))
}
