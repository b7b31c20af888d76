//! The four sites in one process: listeners first, so that each knows the others' addresses.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::broker::{BrokerState, KeysError};
use crate::config::{Config, ConfigError};
use crate::inbox::InboxState;
use crate::outgoing::{Outgoing, OutgoingError};
use crate::register::RegisterState;
use crate::service::ServiceState;
use crate::world::World;

/// Where each site answers, as `http://127.0.0.1:PORT`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// The demonstration service: where a journey begins.
    pub service: String,
    /// The broker; also its issuer, under `/api/v2`.
    pub broker: String,
    /// The register simulator.
    pub register: String,
    /// The inbox.
    pub inbox: String,
}

impl Addresses {
    /// The addresses a configuration names, before anything listens (a port 0 stays 0).
    pub fn of(config: &Config) -> Self {
        Self {
            service: http(config.service.listen),
            broker: http(config.broker.listen),
            register: http(config.register.listen),
            inbox: http(config.inbox.listen),
        }
    }
}

fn http(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// Why the sandbox cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A port is taken.
    #[error("{0} cannot be listened to: {1}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// A file is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The broker's keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The HTTP client.
    #[error(transparent)]
    Outgoing(#[from] OutgoingError),
}

/// Everything bound and ready to serve.
pub struct Sandbox {
    addresses: Addresses,
    sites: Vec<(TcpListener, axum::Router)>,
}

impl Sandbox {
    /// Takes the ports and makes or reads the keys; serves nothing yet.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn bind(mut config: Config, world: World) -> Result<Self, StartError> {
        let mut listeners = Vec::new();
        for listen in [
            &mut config.service.listen,
            &mut config.broker.listen,
            &mut config.register.listen,
            &mut config.inbox.listen,
        ] {
            let listener = TcpListener::bind(*listen)
                .await
                .map_err(|error| StartError::Listen(*listen, error))?;
            *listen = listener
                .local_addr()
                .map_err(|error| StartError::Listen(*listen, error))?;
            listeners.push(listener);
        }
        let addresses = Addresses::of(&config);
        let outgoing = Outgoing::new(Duration::from_secs(config.broker.timeout_seconds))?;
        let routers = [
            crate::service::router(Arc::new(ServiceState::new(
                &config,
                &addresses,
                world.clone(),
                outgoing.clone(),
            )?)),
            crate::broker::router(Arc::new(BrokerState::new(
                &config, &addresses, world, outgoing,
            )?)),
            crate::register::router(Arc::new(RegisterState::new(&config.register)?)),
            crate::inbox::router(Arc::new(InboxState::new(config.inbox.outbox.clone()))),
        ];
        Ok(Self {
            addresses,
            sites: listeners.into_iter().zip(routers).collect(),
        })
    }

    /// Where each site will answer.
    pub const fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Serves until `stop` ends.
    ///
    /// # Errors
    /// The first site's failure; the others are stopped.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send) -> std::io::Result<()> {
        let (ending, ended) = watch::channel(false);
        let mut sites = JoinSet::new();
        for (listener, router) in self.sites {
            let mut ended = ended.clone();
            sites.spawn(async move {
                axum::serve(listener, router)
                    .with_graceful_shutdown(async move {
                        let _ = ended.wait_for(|is_over| *is_over).await;
                    })
                    .await
            });
        }
        tokio::select! {
            () = stop => {}
            Some(Ok(Err(error))) = sites.join_next() => return Err(error),
        }
        let _ = ending.send(true);
        sites.join_all().await;
        Ok(())
    }
}
