//! The public keys of registered clients: to encrypt tokens for them and to believe their assertions.

use async_trait::async_trait;
use sceau_oidc::client::{Client, ClientKeys as Registered};
use sceau_oidc::keys::Jwks;
use std::collections::BTreeMap;

/// Whether keys kept from before will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Kept ones are fine while they are young.
    Cached,
    /// A `kid` was unknown or no key fitted: fetch again. The adapter bounds how often it really does.
    Fetched,
}

/// A client's keys could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClientKeysFailure {
    /// Its address does not answer, or answers something else than keys.
    #[error("the client's keys cannot be fetched")]
    Unreachable,
    /// None of its keys fits what it registered.
    #[error("the client has no key that fits")]
    NoneFits,
}

/// Finds a client's public keys: those registered inline, or those at its `jwks_uri`, kept for a while.
/// FranceConnect+ rotates its keys « regularly », so keeping them for ever is no option.
#[async_trait]
pub trait ClientKeys: Send + Sync {
    /// The client's public keys; an empty set for a client without any.
    ///
    /// # Errors
    /// [`ClientKeysFailure::Unreachable`].
    async fn keys_of(
        &self,
        client: &Client,
        freshness: Freshness,
    ) -> Result<Jwks, ClientKeysFailure>;
}

/// Keys that never travel: inline ones, and for a `jwks_uri` what it is said to hold. For tests and for
/// installations whose clients all registered their keys inline.
#[derive(Debug, Clone, Default)]
pub struct RegisteredClientKeys {
    /// What each address holds.
    pub at: BTreeMap<String, Jwks>,
}

#[async_trait]
impl ClientKeys for RegisteredClientKeys {
    async fn keys_of(&self, client: &Client, _: Freshness) -> Result<Jwks, ClientKeysFailure> {
        match &client.keys {
            Registered::None => Ok(Jwks::default()),
            Registered::Inline(keys) => Ok(keys.clone()),
            Registered::Uri(address) => self
                .at
                .get(address)
                .cloned()
                .ok_or(ClientKeysFailure::Unreachable),
        }
    }
}
