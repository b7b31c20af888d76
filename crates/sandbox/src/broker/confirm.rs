//! The person sees what will be sent and goes on to the service, or gives up.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sceau_oidc::code::{Authentication, make_code};
use sceau_oidc::request::AuthorizationRequest;
use sceau_oidc::request_error::Answer;
use sceau_oidc::subject::derive_subject;

use super::authorize::find_interaction;
use super::callback::say_fault;
use super::state::{BrokerState, CodeEntry, Identified};
use super::{BrokerFault, COOKIE};
use crate::text::{ClaimRow, claim_rows};
use crate::web::{page, redirect_with_cookie};

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    site: &'a str,
    title: &'static str,
    service: &'a str,
    provider: &'a str,
    claims: Vec<ClaimRow>,
}

/// `GET /api/v2/confirm`.
pub(super) async fn show(State(state): State<Arc<BrokerState>>, headers: HeaderMap) -> Response {
    let found = find_interaction(&state, &headers)
        .and_then(|(_, interaction)| Some((interaction.identified?, interaction.request)));
    let Some((identified, request)) = found else {
        return say_fault(&state, None, &BrokerFault::NoInteraction);
    };
    let asked = request.scopes.claims();
    let claims = claim_rows(&identified.identity)
        .into_iter()
        .filter(|row| asked.iter().any(|name| name.as_str() == row.name))
        .collect();
    let template = ConfirmPage {
        site: &state.name,
        title: "Votre identité est vérifiée",
        service: &state.service.name,
        provider: &state.provider.name,
        claims,
    };
    page(StatusCode::OK, &template)
}

/// `POST /api/v2/confirm`: gives the service its code. The login ends here.
pub(super) async fn accept(State(state): State<Arc<BrokerState>>, headers: HeaderMap) -> Response {
    let found = find_interaction(&state, &headers)
        .and_then(|(id, interaction)| Some((id, interaction.identified?, interaction.request)));
    let Some((id, identified, request)) = found else {
        return say_fault(&state, None, &BrokerFault::NoInteraction);
    };
    let authentication = Authentication {
        subject: derive_service_subject(&state, &identified),
        acr: identified.acr,
        amr: identified.amr,
        auth_time: identified.auth_time,
    };
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    let issued = make_code(
        &request,
        authentication,
        state.lifetimes,
        state.world.now(),
        &fill,
    );
    {
        let mut memory = state.memory();
        if memory.interactions.remove(&id).is_none() {
            drop(memory);
            return say_fault(&state, None, &BrokerFault::NoInteraction);
        }
        memory.codes.insert(
            issued.code.derive_hash().as_hex().to_owned(),
            CodeEntry {
                grant: issued.grant,
                identity: identified.identity,
                token: None,
            },
        );
    }
    let answer = answer_to(&state, &request);
    let location = answer.code(issued.code.reveal());
    redirect_with_cookie(location.as_str(), COOKIE, "")
}

/// `GET /api/v2/back-to-service`: tells the service why its login ended.
pub(super) async fn give_up(State(state): State<Arc<BrokerState>>, headers: HeaderMap) -> Response {
    let Some((id, interaction)) = find_interaction(&state, &headers) else {
        return Redirect::to(&state.service_home).into_response();
    };
    state.memory().interactions.remove(&id);
    let request = interaction.request;
    let answer = answer_to(&state, &request);
    let location = answer.error(interaction.outcome, interaction.description);
    redirect_with_cookie(location.as_str(), COOKIE, "")
}

fn answer_to<'a>(state: &'a BrokerState, request: &'a AuthorizationRequest) -> Answer<'a> {
    Answer {
        redirect_uri: &request.redirect_uri,
        state: request.state.as_deref(),
        issuer: &state.issuer,
    }
}

/// 66 hexadecimal characters and a version: the same person, whichever provider identified them,
/// has one subject per service.
fn derive_service_subject(state: &BrokerState, identified: &Identified) -> String {
    let identity = &identified.identity;
    let person = [
        &identity.family_name,
        &identity.given_name,
        &identity.birthdate,
        &identity.gender,
        &identity.birthplace,
        &identity.birthcountry,
    ]
    .map(String::as_str)
    .join("\u{1f}");
    let salt = state.keys.salt.as_bytes();
    let long = derive_subject(&state.service.sector, &person, salt);
    let more = derive_subject(&long, &person, salt);
    let (more, _) = more.split_at(2);
    format!("{long}{more}v1")
}
