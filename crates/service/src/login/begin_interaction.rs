//! A service sends a browser: its request is checked and kept for five minutes.

use super::cookie::InteractionCookie;
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::{StoreFailure, Transaction, World};
use crate::records::{AuditEntry, Browser, Interaction};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::login::PAGE_LIFE;
use sceau_oidc::pushed::read_name;
use sceau_oidc::request::{check_authorization_request, read_client_id};
use sceau_oidc::request_error::{PageError, Refusal as RequestRefusal, RequestError};
use sceau_oidc::secret::Secret;

/// A passage begun.
#[derive(Debug, Clone)]
pub struct BegunInteraction {
    /// Binds it to this browser.
    pub cookie: InteractionCookie,
    /// The name shown to the person.
    pub service: String,
}

/// Why no passage began.
#[derive(Debug, thiserror::Error)]
pub enum BeginFailure {
    /// The request is refused; `location()` says whether the browser may be sent back.
    #[error("authorization request refused")]
    Refused(RequestRefusal),
    /// Something failed inside.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreFailure> for BeginFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}

/// Checks an authorization request (decoded query or form pairs, or the name of one that was pushed) and
/// keeps it. Only what the client registered is shown as the service's name: a parameter travels through
/// the browser and proves nothing.
///
/// # Errors
/// [`BeginFailure`].
pub async fn begin_interaction(
    world: &World,
    parameters: &[(String, String)],
    browser: Browser,
) -> Result<BegunInteraction, BeginFailure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let (parameters, is_pushed) = match read_name(parameters) {
        Some(name) => (
            find_pushed(tx.as_mut(), parameters, &name, now).await?,
            true,
        ),
        None => (parameters.to_vec(), false),
    };
    let clients = &world.configuration.clients;
    let client = read_client_id(&parameters)
        .ok()
        .and_then(|id| clients.get(id));
    let request =
        check_authorization_request(&parameters, client).map_err(BeginFailure::Refused)?;
    if !is_pushed && client.is_some_and(|client| client.profile.is_strict()) {
        return Err(BeginFailure::Refused(RequestRefusal::Redirect {
            redirect_uri: request.redirect_uri,
            state: request.state,
            error: RequestError::NotPushed,
        }));
    }
    let service = client.map_or_else(|| request.client_id.clone(), |client| client.name.clone());
    let cookie = InteractionCookie::make_random(world.random.as_ref());
    let interaction = Interaction {
        id: cookie.id,
        cookie_hash: cookie.derive_hash(),
        client: request.client_id,
        parameters,
        service: service.clone(),
        browser,
        created_at: now,
        expires_at: after(now, PAGE_LIFE),
        is_finished: false,
    };
    tx.put_interaction(&interaction).await?;
    let entry = AuditEntry::new(now, "login.begun").with_detail(interaction.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(BegunInteraction { cookie, service })
}

/// The request that was pushed under a name, by the client that the browser names, once. What else the
/// browser carries counts for nothing (RFC 9126 §4).
async fn find_pushed(
    tx: &mut dyn Transaction,
    parameters: &[(String, String)],
    name: &Secret,
    now: Timestamp,
) -> Result<Vec<(String, String)>, BeginFailure> {
    let page = |error| BeginFailure::Refused(RequestRefusal::Page(error));
    let client = read_client_id(parameters).map_err(page)?;
    tx.take_pushed(&sha256(name.reveal().as_bytes()))
        .await?
        .filter(|pushed| pushed.client == client && now <= pushed.expires_at)
        .map(|pushed| pushed.parameters)
        .ok_or_else(|| page(PageError::UnknownRequestUri))
}
