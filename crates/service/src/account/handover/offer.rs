//! The app that the person is signed in to shows a code.

use super::watch::{Handover, look};
use super::{Side, is_open};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::handoff::{Step, entry_of, make_handoff};
use crate::ports::World;
use crate::records::{Browser, Giver, Handoff, HandoffState, Identity};
use crate::time::{after, before};
use jiff::SignedDuration;
use sceau_domain::id::HandoffId;

/// Fresh codes that an account may ask for within [`COUNTED`]; each lives an hour and renews itself.
const MOST: usize = 10;
const COUNTED: SignedDuration = SignedDuration::from_hours(1);

/// Offers the caller's account to another device. Asked again from the same device while its code
/// waits, it shows the same offer; any other offer of the account that is still open ends, so that
/// one code at most leads into an account. `place` is where the caller is, as people read it. Whoever recovers an
/// identity may offer too, although it is blocked: nothing of it is given.
///
/// # Errors
/// `DeviceNotTrusted` on a session without a device, or one that may not go on with a case;
/// `IdentityBlocked`, `TooManyRequests`; [`Failure::Store`].
pub async fn offer_handover(
    world: &World,
    by: &Authenticated,
    place: &str,
) -> Result<Handover, Failure> {
    let now = world.clock.now();
    let device = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let mut tx = world.store.begin().await?;
    by.require_case(tx.as_mut()).await?;
    let identity = tx.identity_of(by.account.id).await?;
    if identity.is_some_and(|identity| identity.blocked_at.is_some() && !recovers(&identity, by)) {
        return Err(Refusal::IdentityBlocked.into());
    }
    let giver = Giver::App {
        account: by.account.id,
        device: device.id,
    };
    let since = before(now, COUNTED);
    let earlier = tx.handoffs_given_by(by.account.id, since).await?;
    let waits = |handoff: &Handoff| {
        handoff.giver == giver
            && handoff.state == HandoffState::Offered
            && now <= handoff.expires_at
    };
    if let Some(waiting) = earlier.iter().find(|handoff| waits(handoff)) {
        let shown = look(world, tx.as_mut(), waiting.clone(), Side::Giver).await?;
        tx.commit().await?;
        return Ok(shown);
    }
    if let Some(oldest) = earlier.get(MOST - 1) {
        let until = after(oldest.created_at, COUNTED);
        return Err(Refusal::TooManyRequests { until }.into());
    }
    for mut open in earlier.into_iter().filter(is_open) {
        open.state = HandoffState::Ended;
        tx.put_handoff(&open).await?;
        tx.append_audit(&entry_of(&open, Step::Ended, now)).await?;
    }
    let id = HandoffId::make_random(world.random.as_ref());
    let handoff = make_handoff(world, id, giver, app_on(&device.platform, place));
    tx.append_audit(&entry_of(&handoff, Step::Offered, now))
        .await?;
    let shown = look(world, tx.as_mut(), handoff, Side::Giver).await?;
    tx.commit().await?;
    Ok(shown)
}

fn recovers(identity: &Identity, by: &Authenticated) -> bool {
    let recovery = identity.recovery.as_ref();
    recovery.is_some_and(|recovery| recovery.is_of(by))
}

/// « Sceau sur Linux »: what the other device says of who asks.
fn app_on(platform: &str, place: &str) -> Browser {
    let system = match platform {
        "linux" => "Linux",
        "windows" => "Windows",
        "macos" => "Mac",
        "android" => "Android",
        "ios" => "iPhone",
        other => other,
    };
    Browser::of(Some("Sceau"), Some(system), place)
}
