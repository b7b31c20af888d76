//! The service's pages.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use sceau_oidc::acr::Acr;
use sceau_oidc::keys::Jwks;

use super::COOKIE;
use super::login::to_home;
use super::state::{ServiceState, Stage};
use crate::text::{ClaimRow, claim_rows, say_moment};
use crate::web::{Action, MessagePage, page, read_cookie};

#[derive(Template)]
#[template(path = "service_home.html")]
struct HomePage<'a> {
    site: &'a str,
    title: &'static str,
    inbox: &'a str,
}

#[derive(Template)]
#[template(path = "service_space.html")]
struct SpacePage<'a> {
    site: &'a str,
    title: String,
    claims: Vec<ClaimRow>,
    level: &'static str,
    acr: &'static str,
    moment: String,
}

/// `GET /`.
pub(super) async fn home(State(state): State<Arc<ServiceState>>) -> Response {
    let template = HomePage {
        site: &state.name,
        title: "Empruntez des livres en ligne",
        inbox: &state.inbox,
    };
    page(StatusCode::OK, &template)
}

/// `GET /espace`: what was verified.
pub(super) async fn space(State(state): State<Arc<ServiceState>>, headers: HeaderMap) -> Response {
    let id = read_cookie(&headers, COOKIE);
    let visitor = match state.find(id.as_deref()) {
        Some(Stage::Inside(visitor)) => visitor,
        Some(Stage::Ended) => return ended(&state, id.as_deref()),
        _ => return to_home(),
    };
    let first = visitor
        .identity
        .given_name
        .split(' ')
        .next()
        .unwrap_or_default();
    let template = SpacePage {
        site: &state.name,
        title: format!("Bonjour {first}"),
        claims: claim_rows(&visitor.identity),
        level: match visitor.acr {
            Acr::Eidas1 => "faible",
            Acr::Eidas2 => "substantiel",
            Acr::Eidas3 => "élevé",
        },
        acr: visitor.acr.as_str(),
        moment: say_moment(visitor.auth_time),
    };
    page(StatusCode::OK, &template)
}

/// Said once: the browser is known no more afterwards.
fn ended(state: &ServiceState, id: Option<&str>) -> Response {
    state.close(id);
    let template = MessagePage {
        site: "Service de démonstration",
        title: String::from("Votre session est terminée"),
        paragraphs: vec![
            String::from(
                "Sceau nous a prévenus que cette connexion a pris fin : l’identité a été bloquée ou supprimée, la \
                 connexion signalée, ou une déconnexion demandée.",
            ),
            String::from("Nous avons fermé votre session. Personne ne peut plus s’en servir."),
        ],
        details: Vec::new(),
        code: Some("service_told_of_end"),
        actions: vec![Action {
            label: String::from("Revenir à l’accueil du service"),
            href: String::from("/"),
        }],
    };
    page(StatusCode::OK, &template)
}

/// `GET /deconnecte`.
pub(super) async fn logged_out() -> Response {
    let template = MessagePage {
        site: "Service de démonstration",
        title: String::from("Vous êtes déconnecté"),
        paragraphs: vec![String::from("Votre session sur ce service est terminée.")],
        details: Vec::new(),
        code: None,
        actions: vec![Action {
            label: String::from("Revenir à l’accueil du service"),
            href: String::from("/"),
        }],
    };
    page(StatusCode::OK, &template)
}

/// `GET /jwks`.
pub(super) async fn keys(State(state): State<Arc<ServiceState>>) -> Json<Jwks> {
    Json(Jwks::of([state.key.public(), state.signing.public()]))
}
