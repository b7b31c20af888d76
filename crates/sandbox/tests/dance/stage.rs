//! Everything started on free ports, with one clock that the test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use sceau_sandbox::broker::registration_of_broker;
use sceau_sandbox::config::Config;
use sceau_sandbox::sandbox::{Addresses, Sandbox};
use sceau_sandbox::world::World;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::browser::{Browser, Page};
use crate::provider::{Manner, Provider, router};

pub(crate) struct Stage {
    pub(crate) addresses: Addresses,
    pub(crate) browser: Browser,
    clock: Arc<AtomicI64>,
    servers: [JoinHandle<()>; 2],
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.servers.iter().for_each(JoinHandle::abort);
    }
}

fn world(clock: &Arc<AtomicI64>) -> World {
    let (clock, state) = (Arc::clone(clock), AtomicU64::new(11));
    World::new(
        move || clock.load(Ordering::Relaxed),
        move |buffer| {
            for chunk in buffer.chunks_mut(8) {
                let mut z = state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
            }
        },
    )
}

impl Stage {
    pub(crate) async fn set(manner: Manner, adjust: impl FnOnce(&mut Config)) -> Self {
        let clock = Arc::new(AtomicI64::new(1_795_465_025));
        let world = world(&clock);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let provider = Arc::new(Provider::new(issuer.clone(), world.clone()));
        *provider.manner.lock().unwrap() = manner;

        let mut config = Config::default();
        config.provider.issuer = issuer;
        config.broker.timeout_seconds = 4;
        let free = "127.0.0.1:0".parse().unwrap();
        config.service.listen = free;
        config.broker.listen = free;
        config.register.listen = free;
        config.inbox.listen = free;
        adjust(&mut config);
        let sandbox = Sandbox::bind(config.clone(), world).await.unwrap();
        let addresses = sandbox.addresses().clone();
        *provider.broker.lock().unwrap() = Some(registration_of_broker(&config, &addresses));

        let app = router(Arc::clone(&provider));
        let servers = [
            tokio::spawn(async move { axum::serve(listener, app).await.unwrap() }),
            tokio::spawn(async move { sandbox.serve(std::future::pending()).await.unwrap() }),
        ];
        Self {
            addresses,
            browser: Browser::new(),
            clock,
            servers,
        }
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// « Connexion » on the service: ends on the choice page.
    pub(crate) async fn connect(&mut self) -> Page {
        self.browser
            .post(&format!("{}/connexion", self.addresses.service))
            .await
    }

    /// The provider is chosen: ends where the broker says what it found.
    pub(crate) async fn choose(&mut self) -> Page {
        self.browser
            .post(&format!("{}/api/v2/redirect-to-idp", self.addresses.broker))
            .await
    }

    /// « Continuer vers le service ».
    pub(crate) async fn confirm(&mut self) -> Page {
        self.browser
            .post(&format!("{}/api/v2/confirm", self.addresses.broker))
            .await
    }

    pub(crate) async fn go_back(&mut self) -> Page {
        self.browser
            .get(&format!("{}/api/v2/back-to-service", self.addresses.broker))
            .await
    }
}
