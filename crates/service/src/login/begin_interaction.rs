//! A service sends a browser: its request is checked and kept for five minutes.

use super::cookie::InteractionCookie;
use crate::failure::Failure;
use crate::ports::{StoreFailure, World};
use crate::records::{AuditEntry, Browser, Interaction};
use crate::time::after;
use sceau_domain::login::PAGE_LIFE;
use sceau_oidc::request::{check_authorization_request, read_client_id};
use sceau_oidc::request_error::Refusal as RequestRefusal;

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

/// Checks an authorization request (decoded query or form pairs) and keeps it. Only what the client
/// registered is shown as the service's name: a parameter travels through the browser and proves
/// nothing.
///
/// # Errors
/// [`BeginFailure`].
pub async fn begin_interaction(
    world: &World,
    parameters: &[(String, String)],
    browser: Browser,
) -> Result<BegunInteraction, BeginFailure> {
    let clients = &world.configuration.clients;
    let client = read_client_id(parameters)
        .ok()
        .and_then(|id| clients.get(id));
    let request = check_authorization_request(parameters, client).map_err(BeginFailure::Refused)?;
    let service = client.map_or_else(|| request.client_id.clone(), |client| client.name.clone());
    let now = world.clock.now();
    let cookie = InteractionCookie::make_random(world.random.as_ref());
    let interaction = Interaction {
        id: cookie.id,
        cookie_hash: cookie.derive_hash(),
        client: request.client_id,
        parameters: parameters.to_vec(),
        service: service.clone(),
        browser,
        created_at: now,
        expires_at: after(now, PAGE_LIFE),
        is_finished: false,
    };
    let mut tx = world.store.begin().await?;
    tx.put_interaction(&interaction).await?;
    let entry = AuditEntry::new(now, "login.begun").with_detail(interaction.id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(BegunInteraction { cookie, service })
}
