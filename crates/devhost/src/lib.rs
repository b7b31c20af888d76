//! Never shipped: the app's real commands over HTTP, so that a plain browser runs the real interface.
//!
//! `POST /command/{name}` with JSON, `GET /preview/{session}.jpg`, `/picture/{capture}`,
//! `/video/{capture}` (ranges, or `/{n}` for its mebibyte `n`), `GET /events` (server-sent events), and
//! the built interface for the rest. It listens on this machine only and answers only pages it served
//! itself.
//!
//! What this room deliberately does not know: what any command does.

mod commands;
mod events;
mod guard;
mod media;

pub use events::Pages;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use sceau_client::App;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tower_http::services::{ServeDir, ServeFile};

/// What every route finds.
#[derive(Clone)]
pub struct Host {
    /// The app.
    pub app: Arc<App>,
    /// Pages that the app wants opened outside: told as the event `open_outside`.
    pub pages: Pages,
    /// The one address whose pages are answered.
    pub address: SocketAddr,
}

/// Every route of the host, with the interface of the folder `ui` for the rest.
pub fn routes(host: Host, ui: &Path) -> Router {
    let interface = ServeDir::new(ui).fallback(ServeFile::new(ui.join("index.html")));
    Router::new()
        .route("/command/{name}", post(commands::serve))
        .route("/preview/{name}", get(media::serve))
        .route("/picture/{name}", get(media::serve))
        .route("/video/{name}", get(media::serve))
        .route("/video/{name}/{part}", get(media::serve))
        .route("/events", get(events::serve))
        .fallback_service(interface)
        .layer(axum::extract::DefaultBodyLimit::max(commands::MOST_BYTES))
        .layer(from_fn_with_state(host.clone(), guard::own_pages_only))
        .with_state(host)
}

#[cfg(test)]
mod tests;
