//! A request that whoever scans the page's code may answer: no number is typed.

use super::ask::make_request;
use super::cookie::InteractionCookie;
use super::find_interaction::alive;
use super::state::{LoginState, state_of};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;

/// Makes a request addressed to nobody yet, unless one waits already; then `show_login` gives its
/// code. The app's two minutes begin when it opens the request.
///
/// # Errors
/// `LoginExpired`, `LoginAnswered`, `NotFound`; [`Failure::Store`].
pub async fn offer_code(world: &World, cookie: &InteractionCookie) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let interaction = alive(tx.as_mut(), cookie, now).await?;
    let earlier = tx.login_of(interaction.id).await?;
    let state = state_of(&interaction, earlier.as_ref(), now);
    if matches!(state, LoginState::Waiting | LoginState::Approved) {
        return Ok(());
    }
    let login = make_request(world, &interaction, None, interaction.expires_at)?;
    tx.put_login(&login).await?;
    let entry = AuditEntry::new(now, "login.offered").with_detail(login.request.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
