//! The provider says that a login ended (Back-Channel Logout 1.0 §2.5–2.8): the sessions it opened end too.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use sceau_oidc::logout_token::check_logout_token;

use super::DIRECT_ID;
use super::direct::discover;
use super::state::ServiceState;

/// `POST /fin-de-connexion`. A token that was heard before is answered as the first time: telling again is
/// what a provider does that did not hear our answer.
pub(super) async fn hear(
    State(state): State<Arc<ServiceState>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let status = match told(&state, &pairs).await {
        Ok(()) => StatusCode::OK,
        Err(status) => status,
    };
    (status, [(CACHE_CONTROL, "no-store")]).into_response()
}

async fn told(state: &ServiceState, pairs: &[(String, String)]) -> Result<(), StatusCode> {
    let [(name, token)] = pairs else {
        return Err(StatusCode::BAD_REQUEST);
    };
    if name != "logout_token" {
        return Err(StatusCode::BAD_REQUEST);
    }
    let provider = discover(state)
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let now = state.world.now();
    let heard = check_logout_token(token, &state.provider, DIRECT_ID, &provider.keys, now);
    let claims = heard.map_err(|fault| {
        tracing::info!(%fault, "a logout token is not believed");
        StatusCode::BAD_REQUEST
    })?;
    if state.is_new(&claims.jti, claims.exp) {
        state.end(&claims.sub, claims.sid.as_deref());
    }
    Ok(())
}
