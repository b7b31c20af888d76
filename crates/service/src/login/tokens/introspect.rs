//! What a token is worth (RFC 7662).

use super::TokenFailure;
use super::believe::{ClientRequest, believe};
use super::redeem::code_grant_of;
use super::revoke::{Found, find_token};
use crate::login::issuer;
use crate::ports::World;
use sceau_oidc::client::Client;
use sceau_oidc::discovery::StrictEndpoints;
use sceau_oidc::introspection::{Confirmation, Introspection};
use sceau_oidc::token_request::read_token;

/// Says what a token is worth to the client it was given to; to anyone else it is worth nothing.
///
/// # Errors
/// [`TokenFailure`], for the client itself or a request without a token.
pub async fn introspect_token(
    world: &World,
    request: &ClientRequest<'_>,
) -> Result<Introspection, TokenFailure> {
    let endpoint = StrictEndpoints::of_sceau(&issuer(world)).introspection;
    let believed = believe(world, request, &endpoint).await?;
    let token = read_token(request.form)?;
    let mut tx = world.store.begin().await?;
    believed.spend(tx.as_mut()).await?;
    let found = find_token(tx.as_mut(), &token).await?;
    tx.commit().await?;
    Ok(found
        .and_then(|found| describe(world, believed.client, found))
        .unwrap_or_default())
}

fn describe(world: &World, client: &Client, found: Found) -> Option<Introspection> {
    let (grant, is_access) = match found {
        Found::Access(grant) => (grant, true),
        Found::Refresh(grant) => (grant, false),
    };
    let is_theirs = grant.client == client.id;
    let is_alive = world.clock.now() <= grant.expires_at;
    let meaning = code_grant_of(world, client, &grant).filter(|_| is_theirs && is_alive)?;
    let token_type = match grant.dpop_key {
        Some(_) => "DPoP",
        None => "Bearer",
    };
    Some(Introspection {
        active: true,
        scope: Some(meaning.scopes.to_text()),
        client_id: Some(grant.client),
        token_type: is_access.then(|| token_type.to_owned()),
        exp: Some(grant.expires_at.as_second()),
        sub: Some(meaning.authentication.subject),
        iss: Some(issuer(world)),
        acr: Some(grant.acr),
        auth_time: Some(grant.auth_time.as_second()),
        cnf: grant.dpop_key.map(|jkt| Confirmation { jkt }),
    })
}
