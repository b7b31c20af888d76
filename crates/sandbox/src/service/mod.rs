//! The demonstration service: a library of an imaginary town that needs to know who you are. It
//! knows the broker only, and shows the claims it verified.

mod fault;
mod login;
mod pages;
mod state;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use fault::ServiceFault;
pub use state::ServiceState;

use crate::web::common_routes;

/// Its `client_id` at the broker.
pub const CLIENT_ID: &str = "service-demonstration";
/// Where the broker answers.
pub const CALLBACK: &str = "/retour";
/// Where a logout comes back.
pub const LOGGED_OUT: &str = "/deconnecte";
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
        .route("/espace", get(pages::space))
        .route("/deconnexion", post(login::log_out))
        .route(LOGGED_OUT, get(pages::logged_out))
        .route(KEYS, get(pages::keys))
        .merge(common_routes())
        .with_state(state)
}
