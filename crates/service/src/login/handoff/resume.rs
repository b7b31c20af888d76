//! The identity is active: the computer returns to the service that began it all.

use super::super::ask::{asked_entry, end_waiting, make_request};
use super::super::cookie::{HandoffCookie, InteractionCookie};
use super::super::find_interaction::alive;
use super::super::restraint::is_overburdened;
use super::show::known;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::HandoffState;
use crate::time::after;
use sceau_domain::login::{PAGE_LIFE, REQUEST_LIFE};

/// Gives the passage its five minutes again and addresses a request to the account that came through
/// the handoff, so that only the approval remains: `show_login` shows it. Whoever holds the computer may press again
/// and again: an account that is asked too much finds nothing in its app, as by number, and the page's QR code serves.
///
/// # Errors
/// `NotFound` when the cookies do not belong together or there is no active identity or it is blocked,
/// `HandoffExpired` when the handoff is over, `LoginExpired`, `LoginAnswered`; [`Failure::Store`].
pub async fn resume_interaction(
    world: &World,
    handoff: &HandoffCookie,
    passage: &InteractionCookie,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let handoff = known(tx.as_mut(), handoff).await?;
    let mut interaction = alive(tx.as_mut(), passage, now).await?;
    let account = handoff.account.ok_or(Refusal::NotFound)?;
    let identity = tx.identity_of(account).await?;
    let is_usable = identity.is_some_and(|identity| identity.blocked_at.is_none());
    if handoff.interaction != Some(interaction.id) || !is_usable {
        return Err(Refusal::NotFound.into());
    }
    if handoff.state != HandoffState::Confirmed || now > handoff.expires_at {
        return Err(Refusal::HandoffExpired.into());
    }
    if let Some(earlier) = tx.login_of(interaction.id).await? {
        end_waiting(tx.as_mut(), earlier, now).await?;
    }
    interaction.expires_at = after(now, PAGE_LIFE);
    tx.put_interaction(&interaction).await?;
    let is_tired = is_overburdened(world, tx.as_mut(), account, now).await?;
    let addressee = (!is_tired).then_some(account);
    let until = after(now, REQUEST_LIFE);
    let login = make_request(world, &interaction, addressee, until)?;
    tx.put_login(&login).await?;
    tx.append_audit(&asked_entry(&login, now)).await?;
    tx.commit().await?;
    Ok(())
}
