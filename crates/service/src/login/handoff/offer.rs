//! 5 – the computer offers its code.

use super::super::code::{derive_token, derive_typed, hash_typed};
use super::super::cookie::{HandoffCookie, InteractionCookie};
use super::super::find_interaction::alive;
use super::{PURPOSE, Step, entry_of};
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::{Browser, Giver, Handoff, HandoffState};
use crate::time::after;
use sceau_domain::id::HandoffId;
use sceau_domain::login::MatchNumber;

/// Begins a handoff, from a service's passage or from nowhere. The passage is kept as long as the
/// handoff, to be returned to; a service that waits less will ask to begin again.
///
/// # Errors
/// `NotFound`, `LoginExpired`, `LoginAnswered` of the passage; [`Failure::Store`].
pub async fn offer_handoff(
    world: &World,
    passage: Option<&InteractionCookie>,
    browser: Browser,
) -> Result<HandoffCookie, Failure> {
    let now = world.clock.now();
    let cookie = HandoffCookie::make_random(world.random.as_ref());
    let giver = Giver::Browser {
        cookie_hash: cookie.derive_hash(),
    };
    let mut handoff = make_handoff(world, cookie.id, giver, browser);
    let mut tx = world.store.begin().await?;
    if let Some(cookie) = passage {
        let mut kept = alive(tx.as_mut(), cookie, now).await?;
        kept.expires_at = kept.expires_at.max(handoff.expires_at);
        tx.put_interaction(&kept).await?;
        handoff.interaction = Some(kept.id);
        handoff.service = Some(kept.service);
    }
    tx.put_handoff(&handoff).await?;
    tx.append_audit(&entry_of(&handoff, Step::Offered, now))
        .await?;
    tx.commit().await?;
    Ok(cookie)
}

/// A fresh handoff, not stored yet, with its number and codes drawn.
pub(crate) fn make_handoff(
    world: &World,
    id: HandoffId,
    giver: Giver,
    browser: Browser,
) -> Handoff {
    let now = world.clock.now();
    let configuration = &world.configuration;
    let code_expires_at = after(now, configuration.handoff_code_life);
    let token = derive_token(&world.keys, PURPOSE, id.as_bytes(), code_expires_at);
    let typed = derive_typed(&world.keys, PURPOSE, id.as_bytes());
    Handoff {
        id,
        giver,
        token_hash: sha256(token.reveal().as_bytes()),
        typed_hash: hash_typed(&world.keys, &typed),
        code_expires_at,
        secret_hash: None,
        number: MatchNumber::draw(world.random.as_ref()),
        state: HandoffState::Offered,
        account: None,
        session_hash: None,
        giver_seen_at: None,
        taker_seen_at: None,
        interaction: None,
        service: None,
        browser,
        created_at: now,
        expires_at: after(now, configuration.handoff_life),
    }
}
