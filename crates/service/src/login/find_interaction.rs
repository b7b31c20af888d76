//! A passage by its cookie.

use super::cookie::InteractionCookie;
use super::state::{LoginState, state_of};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::Interaction;
use jiff::Timestamp;
use sceau_oidc::request::{AuthorizationRequest, check_authorization_request};

/// What the pages show of a passage.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The registered name of who asks; also the words of « retourner sur … ».
    pub service: String,
    /// The broker's name, where a service asks through one that does not name it.
    pub broker: Option<String>,
    /// The claims asked for.
    pub claims: Vec<String>,
    /// The level asked for.
    pub level: String,
    /// The page lives until then.
    pub expires_at: Timestamp,
    /// Where its login stands.
    pub state: LoginState,
}

/// Looks at a passage; one that is over is still found, to be led back to its service.
///
/// # Errors
/// `NotFound` for a cookie of nobody; [`Failure::Store`].
pub async fn find_interaction(
    world: &World,
    cookie: &InteractionCookie,
) -> Result<Passage, Failure> {
    let mut tx = world.store.read().await?;
    let interaction = known(tx.as_mut(), cookie).await?;
    let login = tx.login_of(interaction.id).await?;
    let request = read_request(world, &interaction)?;
    Ok(Passage {
        state: state_of(&interaction, login.as_ref(), world.clock.now()),
        claims: claims_of(&request),
        level: request.acr.as_str().to_owned(),
        expires_at: interaction.expires_at,
        broker: broker_of(world, &interaction),
        service: interaction.service,
    })
}

/// The passage of a cookie, whatever became of it.
pub(super) async fn known(
    tx: &mut dyn Transaction,
    cookie: &InteractionCookie,
) -> Result<Interaction, Failure> {
    let found = tx.interaction(cookie.id).await?;
    Ok(found
        .filter(|found| cookie.is_of(&found.cookie_hash))
        .ok_or(Refusal::NotFound)?)
}

/// The passage of a cookie, while its page lives and its answer has not left.
pub(super) async fn alive(
    tx: &mut dyn Transaction,
    cookie: &InteractionCookie,
    now: Timestamp,
) -> Result<Interaction, Failure> {
    let interaction = known(tx, cookie).await?;
    if interaction.is_finished {
        return Err(Refusal::LoginAnswered.into());
    }
    if now > interaction.expires_at {
        return Err(Refusal::LoginExpired.into());
    }
    Ok(interaction)
}

/// The request of a passage, checked again: the client may have changed since.
///
/// # Errors
/// `NotFound` when the client may not be served any more.
pub(super) fn read_request(
    world: &World,
    interaction: &Interaction,
) -> Result<AuthorizationRequest, Failure> {
    let client = world.configuration.clients.get(&interaction.client);
    let checked = check_authorization_request(&interaction.parameters, client);
    Ok(checked.map_err(|_| Refusal::NotFound)?)
}

/// The broker of a passage: its client, when that asks for others.
pub(super) fn broker_of(world: &World, interaction: &Interaction) -> Option<String> {
    let client = world.configuration.clients.get(&interaction.client)?;
    client
        .profile
        .is_broker()
        .then(|| interaction.service.clone())
}

/// The names of the claims that a request asks for.
pub(super) fn claims_of(request: &AuthorizationRequest) -> Vec<String> {
    request
        .scopes
        .claims()
        .into_iter()
        .map(|claim| claim.as_str().to_owned())
        .collect()
}
