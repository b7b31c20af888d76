//! The sandbox's broker asks its questions (`sceau-sandbox check`), and someone logs in for it.

use crate::house::House;
use crate::peers::OtherProvider;
use crate::walker;
use async_trait::async_trait;
use sceau_oidc::client::{Client, ClientKeys as Registered};
use sceau_oidc::keys::Jwks;
use sceau_sandbox::broker::registration_of_broker;
use sceau_sandbox::check::{Report, check};
use sceau_sandbox::sandbox::Addresses;
use sceau_sandbox::world::World;
use sceau_service::ports::{ClientKeys, ClientKeysFailure, Freshness};

/// Everything `sceau-sandbox check --login` asks.
pub(crate) async fn ask(house: &House) -> Report {
    let log_in = |address| {
        tokio::spawn(async move {
            let back = walker::walk_to(address).await.unwrap();
            reqwest::get(back).await.unwrap();
        });
    };
    let world = World::of_system().unwrap();
    check(&house.broker, world, Some(Box::new(log_in)))
        .await
        .unwrap()
}

/// The same without a person, asked of npm's `oidc-provider`: what it does otherwise may be our question's
/// fault.
pub(crate) async fn ask_other(house: &House) -> Report {
    let mut broker = house.broker.clone();
    let client = registration_of_broker(&broker, &Addresses::of(&broker));
    let other = OtherProvider::open(&serde_json::json!({
        "client_id": client.id,
        "client_secret": broker.provider.client_secret,
        "redirect_uri": client.redirect_uris[0],
    }));
    broker.provider.issuer.clone_from(&other.issuer);
    check(&broker, World::of_system().unwrap(), None)
        .await
        .unwrap()
}

/// Clients' keys, fetched each time where they are registered by address.
pub(crate) struct FetchedKeys;

#[async_trait]
impl ClientKeys for FetchedKeys {
    async fn keys_of(&self, client: &Client, _: Freshness) -> Result<Jwks, ClientKeysFailure> {
        match &client.keys {
            Registered::None => Ok(Jwks::default()),
            Registered::Inline(keys) => Ok(keys.clone()),
            Registered::Uri(address) => {
                let fetched = reqwest::get(address).await;
                let fetched = fetched.map_err(|_| ClientKeysFailure::Unreachable)?;
                let keys = fetched.json().await;
                keys.map_err(|_| ClientKeysFailure::Unreachable)
            }
        }
    }
}
