//! What the provider says of itself: metadata, keys, health.

use crate::failure::Failure;
use crate::ports::World;
use sceau_oidc::discovery::{Endpoints, ProviderMetadata, StrictEndpoints};
use sceau_oidc::keys::Jwks;

/// The issuer: the base address without its final slash.
pub fn issuer(world: &World) -> String {
    world
        .configuration
        .base_url
        .as_str()
        .trim_end_matches('/')
        .to_owned()
}

/// `{issuer}/.well-known/openid-configuration`. The levels are those that some client may be given.
pub fn describe_provider(world: &World) -> ProviderMetadata {
    let issuer = issuer(world);
    let mut acrs: Vec<_> = world
        .configuration
        .clients
        .values()
        .flat_map(|client| client.acrs.clone())
        .collect();
    acrs.sort_unstable();
    acrs.dedup();
    ProviderMetadata::new(&issuer, Endpoints::of_sceau(&issuer), &acrs)
        .with_strict_profile(StrictEndpoints::of_sceau(&issuer))
}

/// The keys at `jwks_uri`.
pub fn published_keys(world: &World) -> Jwks {
    world.signing.ring().published()
}

/// The Status address that brokers poll: whether a login can begin now.
///
/// # Errors
/// [`Failure::Store`].
pub async fn check_provider(world: &World) -> Result<(), Failure> {
    drop(world.store.read().await?);
    Ok(())
}
