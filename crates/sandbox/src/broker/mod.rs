//! The broker: a FranceConnect+-like go-between. Towards services it is an OpenID provider,
//! towards identity providers a client; it checks everything it receives, asks the register, and
//! says what failed.

mod authorize;
mod callback;
mod confirm;
mod fault;
mod fault_text;
mod identify;
mod keys;
mod logout;
mod registration;
mod state;
mod token;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use authorize::SCOPE;
pub use fault::{BrokerFault, NOT_ADMITTED};
pub(crate) use keys::BrokerKeys;
pub use keys::KeysError;
pub(crate) use registration::callback_address;
pub use registration::registration_of_broker;
pub use state::BrokerState;

use crate::web::common_routes;

/// The cookie that ties a browser to its login. Cookies do not see ports: every site of the
/// sandbox names its own.
const COOKIE: &str = "demonstration_aiguilleur";

/// Its routes, under the paths FranceConnect+ uses.
pub fn router(state: Arc<BrokerState>) -> Router {
    Router::new()
        .route("/", get(authorize::welcome))
        .route(
            "/api/v2/.well-known/openid-configuration",
            get(token::metadata),
        )
        .route("/api/v2/jwks", get(token::service_keys))
        .route("/api/v2/client/.well-known/keys", get(token::provider_keys))
        .route("/api/v2/authorize", get(authorize::start))
        .route("/api/v2/choice", get(authorize::choice))
        .route("/api/v2/redirect-to-idp", post(authorize::leave))
        .route("/api/v2/oidc-callback/{id}", get(callback::answer))
        .route("/api/v2/confirm", get(confirm::show).post(confirm::accept))
        .route("/api/v2/back-to-service", get(confirm::give_up))
        .route("/api/v2/token", post(token::redeem))
        .route("/api/v2/userinfo", get(token::userinfo))
        .route("/api/v2/session/end", get(logout::end))
        .merge(common_routes())
        .with_state(state)
}
