//! The end-session endpoint. Nobody stays signed in to the provider, each login is approved anew: what may
//! end is what one login gave its service. Then the browser goes where its service registered.

use super::end_logins::end_login;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::id::LoginRequestId;
use sceau_oidc::client::Client;
use sceau_oidc::logout::{Logout, LogoutError, check_logout};

/// Why nothing was ended.
#[derive(Debug, thiserror::Error)]
pub enum EndSessionFailure {
    /// The request; to be said on a page of ours.
    #[error(transparent)]
    Refused(#[from] LogoutError),
    /// We failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Checks an end-session request (decoded pairs), ends the login that its hint names, and says where the
/// browser goes. A login is named only by an ID token we signed for a client that is told of its end: a
/// request without one ends nothing.
///
/// # Errors
/// [`EndSessionFailure`].
pub async fn end_session(
    world: &World,
    parameters: &[(String, String)],
) -> Result<Logout, EndSessionFailure> {
    let clients: Vec<Client> = world.configuration.clients.values().cloned().collect();
    let logout = check_logout(parameters, &clients, &world.signing.ring().published())?;
    let named = logout.session.as_deref().map(str::parse::<LoginRequestId>);
    if let (Some(Ok(login)), Some(client)) = (named, &logout.client_id) {
        end(world, login, client).await?;
    }
    Ok(logout)
}

async fn end(world: &World, login: LoginRequestId, client: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    end_login(world, tx.as_mut(), login).await?;
    let entry = AuditEntry::new(world.clock.now(), "login.left").with_detail(client.to_owned());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
