//! Fetches the public keys of registered clients and keeps them for a while.

use async_trait::async_trait;
use core::time::Duration;
use jiff::{SignedDuration, Timestamp};
use sceau_oidc::client::{Client, ClientKeys as Registered};
use sceau_oidc::keys::Jwks;
use sceau_service::ports::{ClientKeys, ClientKeysFailure, Clock, Freshness};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Kept keys are fine this long.
const YOUNG: SignedDuration = SignedDuration::from_mins(10);
/// While a client's server is down, keys of this age still serve: its people go on logging in. No longer, since
/// a client may have withdrawn a key meanwhile.
const OLD: SignedDuration = SignedDuration::from_hours(1);
/// However many tokens cannot be made, an address is asked at most this often, whether it answered or not.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);
/// A set of keys has a few kilobytes; a server that sends more is not read to its end.
const MOST_BYTES: usize = 256 * 1024;
/// How long an address has to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keys by address.
pub(crate) struct FetchedClientKeys {
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    addresses: Mutex<BTreeMap<String, Arc<Address>>>,
}

/// What is known of an address.
#[derive(Default)]
struct Address {
    known: Mutex<Known>,
    /// Held by whoever fetches: one at a time.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    kept: Option<(Timestamp, Jwks)>,
    failed_at: Option<Timestamp>,
}

/// What an address answered instead of keys.
#[derive(Debug, thiserror::Error)]
enum FetchFailure {
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error("more than {MOST_BYTES} bytes")]
    TooLong,
    #[error("no set of keys")]
    NoKeys(#[from] serde_json::Error),
}

impl FetchedClientKeys {
    /// Nothing fetched yet.
    ///
    /// # Errors
    /// The system gives no TLS.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            http,
            clock,
            addresses: Mutex::default(),
        })
    }

    fn at(&self, address: &str) -> Arc<Address> {
        let mut addresses = locked(&self.addresses);
        Arc::clone(addresses.entry(address.to_owned()).or_default())
    }

    async fn fetch(&self, address: &str) -> Result<Jwks, FetchFailure> {
        let asked = self.http.get(address).send().await?;
        let mut answer = asked.error_for_status()?;
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await? {
            if bytes.len() + piece.len() > MOST_BYTES {
                return Err(FetchFailure::TooLong);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// What may be answered without asking the address: keys, or that it was asked just now for nothing.
    fn answer_at_hand(&self, at: &Address, freshness: Freshness) -> Option<Answer> {
        let life = match freshness {
            Freshness::Cached => YOUNG,
            Freshness::Fetched => PAUSE,
        };
        if let Some(keys) = self.kept(at, life) {
            return Some(Ok(keys));
        }
        let failed_at = locked(&at.known).failed_at;
        let is_pause = failed_at.is_some_and(|failed| self.age(failed) < PAUSE);
        is_pause.then(|| self.instead(at, freshness))
    }

    /// What is answered when an address gives nothing: older keys, unless they were just found not to fit.
    fn instead(&self, at: &Address, freshness: Freshness) -> Answer {
        let older = match freshness {
            Freshness::Cached => self.kept(at, OLD),
            Freshness::Fetched => None,
        };
        older.ok_or(ClientKeysFailure::Unreachable)
    }

    fn kept(&self, at: &Address, life: SignedDuration) -> Option<Jwks> {
        let known = locked(&at.known);
        let (fetched_at, keys) = known.kept.as_ref()?;
        (self.age(*fetched_at) < life).then(|| keys.clone())
    }

    fn age(&self, of: Timestamp) -> SignedDuration {
        self.clock.now().duration_since(of)
    }
}

type Answer = Result<Jwks, ClientKeysFailure>;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
        let at = self.at(address);
        if let Some(answer) = self.answer_at_hand(&at, freshness) {
            return answer;
        }
        let _turn = at.turn.lock().await;
        // Whoever was before in the line may have fetched, or failed to.
        if let Some(answer) = self.answer_at_hand(&at, freshness) {
            return answer;
        }
        match self.fetch(address).await {
            Ok(keys) => {
                *locked(&at.known) = Known {
                    kept: Some((self.clock.now(), keys.clone())),
                    failed_at: None,
                };
                Ok(keys)
            }
            Err(error) => {
                tracing::warn!(client = client.id, %error, "the client's keys cannot be fetched");
                locked(&at.known).failed_at = Some(self.clock.now());
                self.instead(&at, freshness)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::get;
    use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use sceau_testkit::clock::FixedClock;
    use tokio::net::TcpListener;

    /// A client's server that counts how often it is asked, and may be down.
    #[derive(Default)]
    struct Server {
        asked: AtomicU32,
        is_down: AtomicBool,
    }

    struct Scene {
        server: Arc<Server>,
        clock: Arc<FixedClock>,
        keys: FetchedClientKeys,
        client: Client,
    }

    async fn serve(body: impl Into<Arc<str>>) -> Scene {
        let body: Arc<str> = body.into();
        let server = Arc::new(Server::default());
        let seen = Arc::clone(&server);
        let answer = move || {
            let (seen, body) = (Arc::clone(&seen), Arc::clone(&body));
            async move {
                seen.asked.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(20)).await;
                if seen.is_down.load(Ordering::SeqCst) {
                    return (StatusCode::BAD_GATEWAY, String::new());
                }
                (StatusCode::OK, body.to_string())
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/keys", listener.local_addr().unwrap());
        let routes = Router::new().route("/keys", get(answer));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let clock = Arc::new(FixedClock::new(Timestamp::UNIX_EPOCH));
        let keys = FetchedClientKeys::new(clock.clone()).unwrap();
        let text = format!(
            r#"
            id = "service"
            name = "Service"
            profile = "strict"
            redirect_uris = ["https://service.example/retour"]
            authentication = {{ method = "private_key_jwt" }}
            acrs = ["eidas2"]
            keys = {{ uri = "{address}" }}
            sector = "service.example"
            "#
        );
        Scene {
            server,
            clock,
            keys,
            client: toml::from_str(&text).unwrap(),
        }
    }

    impl Scene {
        async fn asks(&self, freshness: Freshness) -> bool {
            self.keys.keys_of(&self.client, freshness).await.is_ok()
        }

        fn times(&self) -> u32 {
            self.server.asked.load(Ordering::SeqCst)
        }

        fn goes_down(&self) {
            self.server.is_down.store(true, Ordering::SeqCst);
        }
    }

    const NO_KEYS: &str = r#"{"keys":[]}"#;

    #[tokio::test]
    async fn a_server_that_is_down_is_asked_once_in_a_pause() {
        let scene = serve(NO_KEYS).await;
        scene.goes_down();
        for freshness in [Freshness::Cached, Freshness::Fetched, Freshness::Cached] {
            assert!(!scene.asks(freshness).await);
        }
        assert_eq!(scene.times(), 1);
        scene.clock.advance(PAUSE);
        assert!(!scene.asks(Freshness::Cached).await);
        assert_eq!(scene.times(), 2);
    }

    #[tokio::test]
    async fn while_a_server_is_down_the_keys_of_before_serve_for_an_hour() {
        let scene = serve(NO_KEYS).await;
        assert!(scene.asks(Freshness::Cached).await);
        scene.goes_down();
        scene.clock.advance(YOUNG);
        assert!(scene.asks(Freshness::Cached).await, "older ones");
        assert!(
            !scene.asks(Freshness::Fetched).await,
            "those that did not fit are not given again"
        );
        scene.clock.advance(OLD);
        assert!(!scene.asks(Freshness::Cached).await, "too old");
    }

    #[tokio::test]
    async fn many_who_need_the_same_keys_fetch_them_once() {
        let scene = serve(NO_KEYS).await;
        let asks = || scene.asks(Freshness::Cached);
        let all = tokio::join!(asks(), asks(), asks(), asks());
        assert_eq!(all, (true, true, true, true));
        assert_eq!(scene.times(), 1);
    }

    #[tokio::test]
    async fn an_answer_without_end_is_not_read_to_its_end() {
        let blanks = |length: usize| " ".repeat(length - NO_KEYS.len());
        for (length, is_taken) in [(MOST_BYTES, true), (MOST_BYTES + 1, false)] {
            let scene = serve(format!("{NO_KEYS}{}", blanks(length))).await;
            assert_eq!(
                scene.asks(Freshness::Cached).await,
                is_taken,
                "{length} bytes"
            );
        }
    }
}
