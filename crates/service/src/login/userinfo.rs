//! The userinfo endpoint: an access token, once, for the claims.

use super::describe_provider::issuer;
use super::exchange_code::subject_of;
use super::pivot::pivot_of;
use super::seal::{find_recipient, seal_userinfo};
use crate::crypto::sha256;
use crate::failure::Failure;
use crate::ports::{StoreFailure, World};
use crate::records::AuditEntry;
use sceau_oidc::access::{BearerError, read_bearer};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::userinfo::make_userinfo;

/// Why no claims are given.
#[derive(Debug, thiserror::Error)]
pub enum UserinfoFailure {
    /// Status 401 with `challenge()` as `WWW-Authenticate`.
    #[error(transparent)]
    Refused(#[from] BearerError),
    /// Something failed inside.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreFailure> for UserinfoFailure {
    fn from(failure: StoreFailure) -> Self {
        Self::Failed(failure.into())
    }
}

/// Gives the claims that the scopes opened, as a sealed JWT (`application/jwt`). The access token is
/// spent whatever follows.
///
/// # Errors
/// [`UserinfoFailure`].
pub async fn userinfo(
    world: &World,
    authorization_header: Option<&str>,
) -> Result<String, UserinfoFailure> {
    let token = read_bearer(authorization_header)?;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let hash = sha256(token.reveal().as_bytes());
    let grant = tx
        .take_access_token(&hash)
        .await?
        .ok_or(BearerError::Invalid)?;
    let identity = tx.identity(grant.identity).await?;
    let account = match &identity {
        Some(identity) => tx.account(identity.account).await?,
        None => None,
    };
    let mut entry = AuditEntry::new(now, "claims.given").with_detail(grant.client.clone());
    if let Some(identity) = &identity {
        entry = entry.of_account(identity.account).of_identity(identity.id);
    }
    tx.append_audit(&entry).await?;
    tx.commit().await?;

    let client = world
        .configuration
        .clients
        .get(&grant.client)
        .ok_or(BearerError::Invalid)?;
    let request = check_authorization_request(&grant.parameters, Some(client))
        .map_err(|_| BearerError::Invalid)?;
    let (Some(identity), Some(account)) = (identity, account) else {
        return Err(BearerError::Invalid.into());
    };
    if now > grant.expires_at {
        return Err(BearerError::Invalid.into());
    }
    let pivot = pivot_of(&identity, &account)?;
    let subject = subject_of(world, client, &grant);
    let claims = make_userinfo(
        &pivot,
        &subject,
        &request.scopes,
        &issuer(world),
        &client.id,
    );
    let wanted = client.encryption.map(|encryption| encryption.userinfo);
    let recipient = find_recipient(world, client, wanted).await?;
    Ok(seal_userinfo(world, &claims, recipient.as_ref())?)
}
