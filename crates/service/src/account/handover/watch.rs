//! Both sides follow: codes and number, how far the other is, whether it is still there.

use super::newcomer::{gave_recovery, newcomer_of};
use super::{Side, current};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::login::HandoffPage;
use crate::login::handoff::page_of;
use crate::ports::{Transaction, World};
use crate::records::{Device, Giver, Handoff, Identity};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::HandoffId;

/// A side that followed within this time is there: about six looks of an app.
const HERE: SignedDuration = SignedDuration::from_secs(20);
/// A look is noted at most this often, so that following does not write each time.
const NOTED: SignedDuration = SignedDuration::from_secs(5);

/// A handover, as one of its two sides sees it.
#[derive(Debug, Clone)]
pub struct Handover {
    /// Names it.
    pub id: HandoffId,
    /// Number, codes while offered, and where the journey stands once the phone joined. The phone
    /// gets no codes.
    pub page: HandoffPage,
    /// Whether the caller gave it, rather than was signed in by it.
    pub is_giver: bool,
    /// Whether the phone was signed in.
    pub has_joined: bool,
    /// Whether the other side follows too, now.
    pub is_other_here: bool,
    /// The new device, once it chose its secret code: told to the one that gave.
    pub newcomer: Option<Device>,
    /// Whether an identity is active and the new device does not hold it: it waits for the approval of
    /// the one that does.
    pub awaits_approval: bool,
    /// Whether an identity is recovered, and the new device alone goes on with that.
    pub took_over: bool,
}

/// Looks at the newest handover that the caller's device gave, or that opened the caller's session;
/// notes that the caller is there.
///
/// # Errors
/// `NotFound` when there is none; [`Failure::Store`].
pub async fn watch_handover(world: &World, by: &Authenticated) -> Result<Handover, Failure> {
    let mut tx = world.store.begin().await?;
    let (handoff, side) = current(world, tx.as_mut(), by)
        .await?
        .ok_or(Refusal::NotFound)?;
    let seen = look(world, tx.as_mut(), handoff, side).await?;
    tx.commit().await?;
    Ok(seen)
}

/// One look, noted; the caller commits.
pub(super) async fn look(
    world: &World,
    tx: &mut dyn Transaction,
    mut handoff: Handoff,
    side: Side,
) -> Result<Handover, Failure> {
    let now = world.clock.now();
    let (mine, other) = match side {
        Side::Giver => (&mut handoff.giver_seen_at, handoff.taker_seen_at),
        Side::Taker => (&mut handoff.taker_seen_at, handoff.giver_seen_at),
    };
    if !is_within(*mine, NOTED, now) {
        *mine = Some(now);
        tx.put_handoff(&handoff).await?;
    }
    let (id, has_joined) = (handoff.id, handoff.session_hash.is_some());
    let newcomer = newcomer_of(tx, &handoff).await?;
    let identity = match handoff.giver {
        Giver::App { account, .. } if has_joined => tx.identity_of(account).await?,
        _ => None,
    };
    let new_id = newcomer.as_ref().map(|device| device.id);
    let took_over = identity.as_ref().is_some_and(|identity| {
        let recovering = identity.recovery.as_ref().and_then(|it| it.device);
        recovering.is_some() && recovering == new_id
    });
    let awaits = |identity: &Identity| {
        let is_recovered = took_over || gave_recovery(Some(&handoff), identity);
        !is_recovered && Some(identity.device) != new_id
    };
    Ok(Handover {
        awaits_approval: identity.as_ref().is_some_and(awaits),
        took_over,
        newcomer: newcomer.filter(|_| side == Side::Giver),
        id,
        page: page_of(world, tx, handoff).await?,
        is_giver: side == Side::Giver,
        has_joined,
        is_other_here: is_within(other, HERE, now),
    })
}

fn is_within(seen: Option<Timestamp>, time: SignedDuration, now: Timestamp) -> bool {
    seen.is_some_and(|seen| now.duration_since(seen) < time)
}
