//! The demonstration service: a library of an imaginary town that needs to know who you are. It
//! knows people through the broker, or through the identity provider itself, and shows the claims it
//! verified.

mod callback;
mod direct;
mod fault;
mod login;
mod pages;
mod state;
mod told;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use direct::registration as registration_of_service;
pub use fault::ServiceFault;
pub use state::ServiceState;

use crate::web::common_routes;

/// Its `client_id` at the broker.
pub const CLIENT_ID: &str = "service-demonstration";
/// Where the broker answers.
pub const CALLBACK: &str = "/retour";
/// Where a logout comes back.
pub const LOGGED_OUT: &str = "/deconnecte";
/// Its `client_id` at the identity provider, without the broker.
pub const DIRECT_ID: &str = "service-direct";
/// Where the identity provider answers.
pub const DIRECT_CALLBACK: &str = "/retour-direct";
/// Where the identity provider says that a login ended.
pub const TOLD: &str = "/fin-de-connexion";
/// Its public keys.
pub const KEYS: &str = "/jwks";

/// The cookie of its sessions.
const COOKIE: &str = "demonstration_service";

/// Its routes.
pub fn router(state: Arc<ServiceState>) -> Router {
    Router::new()
        .route("/", get(pages::home))
        .route("/connexion", post(login::start))
        .route(CALLBACK, get(login::answer))
        .route("/connexion-directe", post(direct::start))
        .route(DIRECT_CALLBACK, get(direct::answer))
        .route(TOLD, post(told::hear))
        .route("/espace", get(pages::space))
        .route("/deconnexion", post(login::log_out))
        .route(LOGGED_OUT, get(pages::logged_out))
        .route(KEYS, get(pages::keys))
        .merge(common_routes())
        .with_state(state)
}
