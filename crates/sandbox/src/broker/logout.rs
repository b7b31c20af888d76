//! The end of a session at the service's wish. The broker keeps none: everyone signs in each time.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use sceau_oidc::logout::check_logout;

use super::COOKIE;
use super::state::BrokerState;
use crate::web::{Action, MessagePage, page, read_pairs, redirect_with_cookie};

/// `GET /api/v2/session/end`.
pub(super) async fn end(
    State(state): State<Arc<BrokerState>>,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = read_pairs(query.as_deref().unwrap_or_default());
    let clients = core::slice::from_ref(&state.service);
    let (code, title, text) = match check_logout(&pairs, clients, &state.keys.ring.published()) {
        Ok(logout) => match logout.return_to {
            Some(address) => return redirect_with_cookie(address.as_str(), COOKIE, ""),
            None => (None, "Vous êtes déconnecté", "Votre session est terminée."),
        },
        Err(error) => {
            tracing::info!(%error, "logout refused");
            let text = "La demande de déconnexion n’est pas valide. Fermez votre navigateur pour terminer votre session.";
            (
                Some("broker_logout_refused"),
                "La déconnexion n’a pas abouti",
                text,
            )
        }
    };
    let template = MessagePage {
        site: "Aiguilleur de démonstration",
        title: title.to_owned(),
        paragraphs: vec![text.to_owned()],
        details: Vec::new(),
        code,
        actions: vec![Action {
            label: String::from("Retourner au service"),
            href: state.service_home.clone(),
        }],
    };
    page(
        if code.is_some() {
            StatusCode::BAD_REQUEST
        } else {
            StatusCode::OK
        },
        &template,
    )
}
