//! The identity is active: the computer returns to the service that began it all.

use super::super::ask::{end_waiting, make_request};
use super::super::cookie::{HandoffCookie, InteractionCookie};
use super::super::find_interaction::alive;
use super::show::known;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::AuditEntry;
use crate::time::after;
use sceau_domain::login::{PAGE_LIFE, REQUEST_LIFE};

/// Gives the passage its five minutes again and addresses a request to the account that came through
/// the handoff, so that only the approval remains: `show_login` shows it.
///
/// # Errors
/// `NotFound` when the cookies do not belong together or there is no active identity or it is blocked, `LoginExpired`,
/// `LoginAnswered`; [`Failure::Store`].
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
    if let Some(earlier) = tx.login_of(interaction.id).await? {
        end_waiting(tx.as_mut(), earlier, now).await?;
    }
    interaction.expires_at = after(now, PAGE_LIFE);
    tx.put_interaction(&interaction).await?;
    let until = after(now, REQUEST_LIFE);
    let login = make_request(world, &interaction, Some(account), until)?;
    tx.put_login(&login).await?;
    let entry = AuditEntry::new(now, "login.asked")
        .of_account(account)
        .with_detail(login.request.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
