//! « Retourner sur … »: the person gives up here and goes back to the service.

use super::ask::end_waiting;
use super::cookie::InteractionCookie;
use super::find_interaction::{known, read_request};
use super::finish_login::{close, refuse};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use sceau_oidc::request_error::ErrorCode;
use url::Url;

/// Ends a passage with `access_denied`, also after its page is over; a request that waits disappears
/// from the app.
///
/// # Errors
/// `NotFound`, `LoginAnswered` when the answer left before; [`Failure::Store`].
pub async fn abandon_interaction(
    world: &World,
    cookie: &InteractionCookie,
) -> Result<Url, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let interaction = known(tx.as_mut(), cookie).await?;
    if interaction.is_finished {
        return Err(Refusal::LoginAnswered.into());
    }
    let request = read_request(world, &interaction)?;
    if let Some(login) = tx.login_of(interaction.id).await? {
        end_waiting(tx.as_mut(), login, now).await?;
    }
    close(tx.as_mut(), interaction, "abandoned", now).await?;
    tx.commit().await?;
    Ok(refuse(world, &request, ErrorCode::AccessDenied))
}
