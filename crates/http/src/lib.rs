//! The backend over HTTP: the app's API, the operator's console, the identity provider and the letter's
//! pages.
//!
//! What this room deliberately does not know: SQL, adapters, and what any step of the journey means. It
//! reads a request, calls one use case, and shows the result; [`problem`] alone decides what the
//! outside learns of a failure.

mod address;
mod api;
mod console;
mod extract;
mod headers;
mod limits;
mod pages;
mod papers;
mod patience;
pub mod problem;
mod views;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use core::net::IpAddr;
use sceau_service::ports::World;
use std::path::Path;
use std::sync::Arc;
use tower_http::trace::TraceLayer;

/// What the routes share.
#[derive(Clone)]
pub struct Site {
    /// The ports, once for every route: what the routes share is handed on at every request.
    pub world: Arc<World>,
    /// The operator's console, built by `ui` (`ui/dist/console`); absent when it was not built.
    pub console_files: Option<Arc<Path>>,
    /// Proxies in front, whose word (`X-Forwarded-For`) counts for where a request comes from.
    pub trusted_proxies: Arc<[IpAddr]>,
}

/// Bytes of a JSON request: names and codes, never media.
const JSON_LIMIT: usize = 64 * 1024;

/// Every route. Addresses are told apart when it is served with `ConnectInfo<SocketAddr>`; without it
/// everyone counts as one.
pub fn router(site: Site) -> Router {
    let porter = Arc::new(limits::Porter::new(Arc::clone(&site.world.clock)));
    let knock = axum::middleware::from_fn_with_state((site.clone(), porter), limits::knock);
    let language = axum::middleware::from_fn_with_state(site.clone(), pages::choose_language);
    let routes = Router::new()
        .nest("/api/v1", api::routes())
        .nest("/api/console/v1", console::routes())
        .merge(pages::routes().layer(language))
        .layer(DefaultBodyLimit::max(JSON_LIMIT))
        .layer(knock);
    patience::with_patience(routes, patience::PATIENCE)
        .merge(console::files(site.console_files.as_deref()))
        .layer(axum::middleware::from_fn(headers::harden))
        .layer(TraceLayer::new_for_http().make_span_with(headers::span))
        .with_state(site)
}
