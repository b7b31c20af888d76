//! The service's request arrives, the person chooses who identifies them, the browser leaves.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sceau_oidc::relying_party::{LoginRequest, authorization_address};
use sceau_oidc::request::check_authorization_request;
use sceau_oidc::request_error::{ErrorCode, Refusal};
use url::Url;

use super::callback::say_fault;
use super::fault::ABORTED;
use super::state::{BrokerState, Interaction, Sent};
use super::{BrokerFault, COOKIE};
use crate::web::{Action, MessagePage, page, read_cookie, read_pairs, redirect_with_cookie};

/// What the broker asks of a provider.
pub(crate) const SCOPE: &str = "openid profile email preferred_username birthplace birthcountry";

#[derive(Template)]
#[template(path = "choice.html")]
struct ChoicePage<'a> {
    site: &'a str,
    title: &'static str,
    service: &'a str,
    provider: &'a str,
    is_reachable: bool,
}

/// `GET /`: nobody comes here by themselves.
pub(super) async fn welcome(State(state): State<Arc<BrokerState>>) -> Response {
    let template = MessagePage {
        site: "Aiguilleur de démonstration",
        title: state.name.clone(),
        paragraphs: vec![
            String::from(
                "Ce site relie un service et un fournisseur d’identité, comme le ferait un fédérateur d’identité.",
            ),
            String::from("Une connexion commence toujours sur le site d’un service."),
        ],
        details: Vec::new(),
        code: None,
        actions: vec![Action {
            label: format!("Aller sur {}", state.service.name),
            href: state.service_home.clone(),
        }],
    };
    page(StatusCode::OK, &template)
}

/// `GET /api/v2/authorize`.
pub(super) async fn start(
    State(state): State<Arc<BrokerState>>,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = read_pairs(query.as_deref().unwrap_or_default());
    let request = match check_authorization_request(&pairs, Some(&state.service)) {
        Ok(request) => request,
        Err(Refusal::Page(error)) => {
            return say_fault(&state, None, &BrokerFault::Request(error));
        }
        Err(refusal) => {
            let location = refusal
                .location(&state.issuer)
                .map(String::from)
                .unwrap_or_default();
            return Redirect::to(&location).into_response();
        }
    };
    let id = state.world.make_hex_token();
    let interaction = Interaction {
        request,
        started_at: state.world.now(),
        sent: None,
        identified: None,
        outcome: ErrorCode::AccessDenied,
        description: ABORTED,
    };
    state.memory().interactions.insert(id.clone(), interaction);
    redirect_with_cookie("/api/v2/choice", COOKIE, &id)
}

/// `GET /api/v2/choice`.
pub(super) async fn choice(State(state): State<Arc<BrokerState>>, headers: HeaderMap) -> Response {
    let Some((_, interaction)) = find_interaction(&state, &headers) else {
        return say_fault(&state, None, &BrokerFault::NoInteraction);
    };
    let template = ChoicePage {
        site: &state.name,
        title: "Choisissez votre fournisseur d’identité",
        service: &state.service.name,
        provider: &state.provider.name,
        is_reachable: state.acr_to_ask(interaction.request.acr).is_some(),
    };
    page(StatusCode::OK, &template)
}

/// `POST /api/v2/redirect-to-idp`: a new `state` and `nonce` each time, so that an older answer
/// cannot be used.
pub(super) async fn leave(State(state): State<Arc<BrokerState>>, headers: HeaderMap) -> Response {
    let Some((id, interaction)) = find_interaction(&state, &headers) else {
        return say_fault(&state, None, &BrokerFault::NoInteraction);
    };
    let Some(acr) = state.acr_to_ask(interaction.request.acr) else {
        return say_fault(&state, Some(&id), &BrokerFault::LevelOutOfReach);
    };
    let endpoint = match state.outgoing.discover(&state.provider.issuer).await {
        Ok(provider) => Url::parse(&provider.metadata.authorization_endpoint).ok(),
        Err(_) => None,
    };
    let Some(endpoint) = endpoint else {
        return say_fault(&state, Some(&id), &BrokerFault::ProviderUnreachable);
    };
    let sent = Sent {
        state: state.world.make_hex_token(),
        nonce: state.world.make_hex_token(),
        acr,
    };
    let address = authorization_address(
        &endpoint,
        &LoginRequest {
            client_id: &state.provider.client_id,
            redirect_uri: &state.callback,
            scope: SCOPE,
            acr_values: Some(acr.as_str()),
            prompt: Some("login"),
            state: &sent.state,
            nonce: &sent.nonce,
            code_challenge: None,
        },
    );
    if let Some(interaction) = state.memory().interactions.get_mut(&id) {
        interaction.sent = Some(sent);
        interaction.identified = None;
    }
    Redirect::to(address.as_str()).into_response()
}

/// The login of this browser.
pub(super) fn find_interaction(
    state: &BrokerState,
    headers: &HeaderMap,
) -> Option<(String, Interaction)> {
    let id = read_cookie(headers, COOKIE)?;
    let interaction = state.memory().interactions.get(&id)?.clone();
    Some((id, interaction))
}
