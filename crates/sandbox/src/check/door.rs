//! Where the provider finds the broker's keys and sends browsers back to, while the questions are asked.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::routing::get;
use axum::{Json, Router};
use sceau_oidc::keys::Jwks;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use url::Url;

/// How long a person may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// The broker's two addresses, served until it is dropped.
pub(super) struct Door {
    answers: mpsc::Receiver<String>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Door {
    /// Listens at the broker's own address.
    ///
    /// # Errors
    /// The address is taken.
    pub(super) async fn open(
        listen: SocketAddr,
        callback: &Url,
        keys: Jwks,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let (answered, answers) = mpsc::channel(1);
        let routes = Router::new()
            .route(
                "/api/v2/client/.well-known/keys",
                get(async move || Json(keys)),
            )
            .route(callback.path(), get(take_answer))
            .with_state(Arc::new(answered));
        let serving = tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { answers, serving })
    }

    /// The query a browser comes back with; `None` when nobody came.
    pub(super) async fn answer(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.answers.recv())
            .await
            .ok()
            .flatten()
    }
}

async fn take_answer(
    State(answered): State<Arc<mpsc::Sender<String>>>,
    RawQuery(query): RawQuery,
) -> &'static str {
    // One answer is awaited; whatever comes before or after it belongs to nothing.
    let _ = answered.try_send(query.unwrap_or_default());
    "The answer arrived. This window can be closed."
}
