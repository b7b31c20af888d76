//! OpenID Connect in the browser: discovery, keys, authorization, logout, status.

use super::browser::Visitor;
use super::message::{home, refuse, say};
use super::page::Page;
use crate::Site;
use crate::problem::publish;
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use sceau_service::login::{
    BeginFailure, EndSessionFailure, check_provider, describe_provider, end_session, issuer,
    published_keys,
};

/// Decoded pairs, in order and with repetitions, because a repeated parameter is refused.
type Pairs = Vec<(String, String)>;

pub(crate) async fn discovery(State(site): State<Site>) -> Response {
    Json(describe_provider(&site.world)).into_response()
}

pub(crate) async fn jwks(State(site): State<Site>) -> Response {
    Json(published_keys(&site.world)).into_response()
}

/// The broker's health test.
pub(crate) async fn status(State(site): State<Site>) -> Response {
    match check_provider(&site.world).await {
        Ok(()) => Json(serde_json::json!({ "status": "up" })).into_response(),
        Err(failure) => {
            publish(failure);
            let body = Json(serde_json::json!({ "status": "down" }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}

pub(crate) async fn authorize(
    State(site): State<Site>,
    page: Page,
    visitor: Visitor,
    Query(parameters): Query<Pairs>,
) -> Response {
    super::login::begin(&site, page, visitor, &parameters).await
}

pub(crate) async fn authorize_by_form(
    State(site): State<Site>,
    page: Page,
    visitor: Visitor,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    let Ok(Form(parameters)) = form else {
        return unreadable(page);
    };
    super::login::begin(&site, page, visitor, &parameters).await
}

/// Core §3.1.2.6: an unknown client or address is told on a page; the rest goes back to the client.
pub(super) fn refuse_authorization(site: &Site, page: Page, failure: BeginFailure) -> Response {
    match failure {
        BeginFailure::Refused(refusal) => match refusal.location(&issuer(&site.world)) {
            Some(address) => Redirect::to(address.as_str()).into_response(),
            None => {
                tracing::info!(error = ?refusal, "authorization refused on a page");
                let title = page.say("Cette demande est refusée", "This request is refused");
                let line = page.say(
                    "Le service qui vous envoie n'est pas enregistré ici, ou pas sous cette adresse. Revenez à ce service et signalez-lui cette page.",
                    "The service that sends you is not registered here, or not under this address. Go back to it and tell it about this page.",
                );
                let actions = vec![home(&page)];
                (
                    StatusCode::BAD_REQUEST,
                    say(page, title, vec![line], actions),
                )
                    .into_response()
            }
        },
        BeginFailure::Failed(failure) => {
            let back = home(&page);
            refuse(page, failure, back)
        }
    }
}

/// A body that is no form, or too long a one: told by us, in the visitor's language.
fn unreadable(page: Page) -> Response {
    let title = page.say("Cette demande est illisible", "This request cannot be read");
    let line = page.say(
        "Le service qui vous envoie a transmis autre chose qu'un formulaire. Revenez à ce service et signalez-lui cette page.",
        "The service that sends you has sent something other than a form. Go back to it and tell it about this page.",
    );
    let actions = vec![home(&page)];
    let told = say(page, title, vec![line], actions);
    (StatusCode::BAD_REQUEST, told).into_response()
}

pub(crate) async fn logout(
    State(site): State<Site>,
    page: Page,
    Query(parameters): Query<Pairs>,
) -> Response {
    leave(&site, page, &parameters).await
}

pub(crate) async fn logout_by_form(
    State(site): State<Site>,
    page: Page,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    let Ok(Form(parameters)) = form else {
        return unreadable(page);
    };
    leave(&site, page, &parameters).await
}

/// What the login gave its service ends (nobody stays signed in here), and the browser goes where it may go.
async fn leave(site: &Site, page: Page, parameters: &[(String, String)]) -> Response {
    match end_session(&site.world, parameters).await {
        Ok(logout) => match logout.return_to {
            Some(address) => Redirect::to(address.as_str()).into_response(),
            None => {
                let title = page.say("Votre session est fermée", "You are logged out");
                let actions = vec![home(&page)];
                say(page, title, Vec::new(), actions)
            }
        },
        Err(EndSessionFailure::Failed(failure)) => {
            let back = home(&page);
            refuse(page, failure, back)
        }
        Err(EndSessionFailure::Refused(error)) => {
            tracing::info!(%error, "logout refused on a page");
            let title = page.say("Cette déconnexion est refusée", "This logout is refused");
            let line = page.say(
                "L'adresse de retour n'est pas enregistrée.",
                "The return address is not registered.",
            );
            let actions = vec![home(&page)];
            (
                StatusCode::BAD_REQUEST,
                say(page, title, vec![line], actions),
            )
                .into_response()
        }
    }
}
