//! A login ends before its time: what it gave ends, and the service is told where it asked to be.
//!
//! The news is written in the transaction of the deed and leaves after it, as mails do: a service that
//! does not answer keeps nobody from blocking their identity.

use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{AuthorizationGrant, LogoutNotice, ServiceSession};
use jiff::Timestamp;
use sceau_domain::id::{IdentityId, LoginRequestId};
use sceau_oidc::client::Client;
use sceau_oidc::subject::derive_subject;

/// Notes that a service holds a login, where it asks to be told the end of it.
pub(super) async fn note_session(
    tx: &mut dyn Transaction,
    client: &Client,
    grant: &AuthorizationGrant,
    now: Timestamp,
) -> Result<(), Failure> {
    if client.backchannel_logout_uri.is_none() {
        return Ok(());
    }
    tx.put_service_session(&ServiceSession {
        login: grant.login,
        client: client.id.clone(),
        identity: grant.identity,
        begun_at: now,
    })
    .await?;
    Ok(())
}

/// Ends one login; the caller commits. Ending it twice tells nothing twice.
pub(crate) async fn end_login(
    world: &World,
    tx: &mut dyn Transaction,
    login: LoginRequestId,
) -> Result<(), Failure> {
    tx.revoke_tokens_of(login).await?;
    match tx.take_service_session(login).await? {
        Some(session) => tell_later(world, tx, session).await,
        None => Ok(()),
    }
}

/// Ends every login of an identity; the caller commits.
pub(crate) async fn end_logins_of(
    world: &World,
    tx: &mut dyn Transaction,
    identity: IdentityId,
) -> Result<(), Failure> {
    tx.revoke_tokens_of_identity(identity).await?;
    for session in tx.take_service_sessions_of(identity).await? {
        tell_later(world, tx, session).await?;
    }
    Ok(())
}

/// A client that is registered no more, or asks no more to be told, is not.
async fn tell_later(
    world: &World,
    tx: &mut dyn Transaction,
    session: ServiceSession,
) -> Result<(), Failure> {
    let configuration = &world.configuration;
    let registered = configuration.clients.get(&session.client);
    let Some(client) = registered.filter(|client| client.backchannel_logout_uri.is_some()) else {
        return Ok(());
    };
    let salt = configuration.subject_salt.reveal();
    tx.put_logout_notice(&LogoutNotice {
        login: session.login,
        client: session.client,
        subject: derive_subject(&client.sector, &session.identity.to_string(), salt),
        tries: 0,
        due_at: world.clock.now(),
    })
    .await?;
    Ok(())
}
