//! A service gives a token back (RFC 7009).

use super::TokenFailure;
use super::believe::{ClientRequest, believe};
use crate::crypto::sha256;
use crate::login::issuer;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant};
use sceau_domain::id::LoginRequestId;
use sceau_oidc::discovery::StrictEndpoints;
use sceau_oidc::refresh::{RefreshToken, Shown};
use sceau_oidc::secret::Secret;
use sceau_oidc::token_request::read_token;

/// Ends a token of the client that asks: an access token alone, a refresh token with everything its
/// login gave. Whatever else is shown is ended already: the answer is the same (RFC 7009 §2.2).
///
/// # Errors
/// [`TokenFailure`], for the client itself or a request without a token.
pub async fn revoke_token(world: &World, request: &ClientRequest<'_>) -> Result<(), TokenFailure> {
    let endpoint = StrictEndpoints::of_sceau(&issuer(world)).revocation;
    let believed = believe(world, request, &endpoint).await?;
    let token = read_token(request.form)?;
    let client = &believed.client.id;
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    believed.spend(tx.as_mut()).await?;
    let revoked = match find_token(tx.as_mut(), &token).await? {
        Some(Found::Access(grant)) if grant.client == *client => {
            tx.take_access_token(&sha256(token.reveal().as_bytes()))
                .await?;
            Some(grant)
        }
        Some(Found::Refresh(grant)) if grant.client == *client => {
            tx.revoke_tokens_of(grant.login).await?;
            Some(grant)
        }
        _ => None,
    };
    if let Some(grant) = revoked {
        let entry = AuditEntry::new(now, "token.revoked").with_detail(client.clone());
        tx.append_audit(&entry.of_identity(grant.identity)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What a token turns out to be.
pub(super) enum Found {
    /// An access token.
    Access(AuthorizationGrant),
    /// A refresh token that is good, or may be shown once more.
    Refresh(AuthorizationGrant),
}

/// Finds a token by what the client shows.
pub(super) async fn find_token(
    tx: &mut dyn Transaction,
    token: &Secret,
) -> Result<Option<Found>, TokenFailure> {
    let access = tx.access_token(&sha256(token.reveal().as_bytes())).await?;
    if let Some(grant) = access {
        return Ok(Some(Found::Access(grant)));
    }
    let Some(refresh) = RefreshToken::parse(token.reveal()) else {
        return Ok(None);
    };
    let Ok(login) = refresh.login.parse::<LoginRequestId>() else {
        return Ok(None);
    };
    let record = tx.refresh_of(login).await?;
    let living = record.filter(|record| record.rotation.judge(&refresh) != Shown::Copied);
    Ok(living.map(|record| Found::Refresh(record.grant)))
}
