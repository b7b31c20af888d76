//! Fetches the public keys of registered clients and keeps them for a while.

use crate::ambient::SystemClock;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sceau_oidc::client::{Client, ClientKeys as Registered};
use sceau_oidc::keys::Jwks;
use sceau_service::ports::{ClientKeys, ClientKeysFailure, Clock as _, Freshness};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

/// Kept keys are fine this long.
const YOUNG: SignedDuration = SignedDuration::from_mins(10);
/// However many tokens cannot be made, an address is asked at most this often.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// Keys by address, with when they were fetched.
pub(crate) struct FetchedClientKeys {
    http: reqwest::Client,
    kept: Mutex<BTreeMap<String, (Timestamp, Jwks)>>,
}

impl FetchedClientKeys {
    /// Nothing fetched yet.
    ///
    /// # Errors
    /// The system gives no TLS.
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(5))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            http,
            kept: Mutex::default(),
        })
    }

    fn kept(&self, address: &str, life: SignedDuration) -> Option<Jwks> {
        let kept = self
            .kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (at, keys) = kept.get(address)?;
        (SystemClock.now().duration_since(*at) < life).then(|| keys.clone())
    }

    async fn fetch(&self, address: &str) -> Result<Jwks, reqwest::Error> {
        self.http
            .get(address)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
    }
}

#[async_trait]
impl ClientKeys for FetchedClientKeys {
    async fn keys_of(
        &self,
        client: &Client,
        freshness: Freshness,
    ) -> Result<Jwks, ClientKeysFailure> {
        let address = match &client.keys {
            Registered::None => return Ok(Jwks::default()),
            Registered::Inline(keys) => return Ok(keys.clone()),
            Registered::Uri(address) => address,
        };
        let life = match freshness {
            Freshness::Cached => YOUNG,
            Freshness::Fetched => PAUSE,
        };
        if let Some(keys) = self.kept(address, life) {
            return Ok(keys);
        }
        let keys = self.fetch(address).await.map_err(|error| {
            tracing::warn!(client = client.id, %error, "the client's keys cannot be fetched");
            ClientKeysFailure::Unreachable
        })?;
        let mut kept = self
            .kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.insert(address.clone(), (SystemClock.now(), keys.clone()));
        Ok(keys)
    }
}
