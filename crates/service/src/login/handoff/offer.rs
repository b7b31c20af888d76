//! 5 – the computer offers its code.

use super::super::code::{derive_token, derive_typed, hash_typed};
use super::super::cookie::{HandoffCookie, InteractionCookie};
use super::super::find_interaction::alive;
use super::PURPOSE;
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::{AuditEntry, Browser, Handoff, HandoffState};
use crate::time::after;
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
    let configuration = &world.configuration;
    let expires_at = after(now, configuration.handoff_life);
    let mut tx = world.store.begin().await?;
    let mut interaction = None;
    if let Some(cookie) = passage {
        let mut kept = alive(tx.as_mut(), cookie, now).await?;
        kept.expires_at = kept.expires_at.max(expires_at);
        tx.put_interaction(&kept).await?;
        interaction = Some(kept);
    }
    let cookie = HandoffCookie::make_random(world.random.as_ref());
    let code_expires_at = after(now, configuration.handoff_code_life);
    let token = derive_token(&world.keys, PURPOSE, cookie.id.as_bytes(), code_expires_at);
    let typed = derive_typed(&world.keys, PURPOSE, cookie.id.as_bytes());
    tx.put_handoff(&Handoff {
        id: cookie.id,
        cookie_hash: cookie.derive_hash(),
        token_hash: sha256(token.reveal().as_bytes()),
        typed_hash: hash_typed(&world.keys, &typed),
        code_expires_at,
        secret_hash: None,
        number: MatchNumber::draw(world.random.as_ref()),
        state: HandoffState::Offered,
        account: None,
        interaction: interaction.as_ref().map(|kept| kept.id),
        service: interaction.map(|kept| kept.service),
        browser,
        created_at: now,
        expires_at,
    })
    .await?;
    let entry = AuditEntry::new(now, "handoff.offered").with_detail(cookie.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(cookie)
}
