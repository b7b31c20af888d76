//! The provider's answer arrives.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sceau_oidc::relying_party::{CallbackFault, read_callback};

use super::BrokerFault;
use super::authorize::find_interaction;
use super::identify::identify;
use super::state::BrokerState;
use crate::web::{Action, MessagePage, page, read_pairs};

/// `GET /api/v2/oidc-callback/{id}`.
pub(super) async fn answer(
    State(state): State<Arc<BrokerState>>,
    Path(callback_id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let found = find_interaction(&state, &headers).filter(|_| callback_id == state.callback_id);
    let Some((id, interaction)) = found else {
        return say_fault(&state, None, &BrokerFault::NoInteraction);
    };
    // Taken out: an answer is judged once, a second one finds nothing to belong to.
    if let Some(interaction) = state.memory().interactions.get_mut(&id) {
        interaction.sent = None;
    }
    let pairs = read_pairs(query.as_deref().unwrap_or_default());
    let expected = interaction.sent.as_ref().map(|sent| sent.state.as_str());
    let code = match read_callback(&pairs, expected, &state.provider.issuer) {
        Ok(code) => code,
        Err(fault) => return say_fault(&state, Some(&id), &of_callback(fault)),
    };
    let Some(sent) = interaction.sent else {
        return say_fault(&state, Some(&id), &BrokerFault::StateWrong);
    };
    match identify(&state, &sent, &code).await {
        Ok(identified) => {
            if let Some(interaction) = state.memory().interactions.get_mut(&id) {
                interaction.identified = Some(identified);
            }
            Redirect::to("/api/v2/confirm").into_response()
        }
        Err(fault) => say_fault(&state, Some(&id), &fault),
    }
}

fn of_callback(fault: CallbackFault) -> BrokerFault {
    match fault {
        CallbackFault::MissingState => BrokerFault::StateMissing,
        // An answer of another provider belongs to nothing that was sent to this one.
        CallbackFault::WrongState | CallbackFault::OtherIssuer => BrokerFault::StateWrong,
        CallbackFault::MissingCode => BrokerFault::CodeMissing,
        CallbackFault::Refused { error, .. } if error == "access_denied" => BrokerFault::Cancelled,
        CallbackFault::Refused { error, .. } => {
            // Foreign text on our page: a code is short and plain, anything else is not shown.
            let is_plain = error.len() <= 60
                && error
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            BrokerFault::ProviderRefused(if is_plain { error } else { String::from("?") })
        }
    }
}

/// A page that says what stopped the login, and the way back to the service. `interaction`: the
/// login it belongs to, when it is still known.
pub(super) fn say_fault(
    state: &BrokerState,
    interaction: Option<&str>,
    fault: &BrokerFault,
) -> Response {
    tracing::info!(code = fault.code(), %fault, "a login stopped");
    let href = match interaction {
        Some(id) => {
            if let Some(interaction) = state.memory().interactions.get_mut(id) {
                interaction.outcome = fault.outcome();
                interaction.description = fault.description();
            }
            String::from("/api/v2/back-to-service")
        }
        None => state.service_home.clone(),
    };
    let text = fault.text();
    let mut actions = vec![Action {
        label: String::from("Retourner au service"),
        href,
    }];
    if fault.is_of_the_register() {
        actions.insert(
            0,
            Action {
                label: format!("Que faire ? L’aide de {}", state.provider.name),
                href: format!("{}{}", state.provider.issuer, state.provider.help),
            },
        );
    }
    let template = MessagePage {
        site: "Aiguilleur de démonstration",
        title: text.title.to_owned(),
        paragraphs: vec![text.explanation.to_owned()],
        details: fault.details(),
        code: Some(text.code),
        actions,
    };
    let status = match fault {
        BrokerFault::Cancelled => StatusCode::OK,
        BrokerFault::ProviderUnreachable
        | BrokerFault::RegisterUnreachable
        | BrokerFault::TokenRefused(_)
        | BrokerFault::UserinfoRefused(_)
        | BrokerFault::RegisterAnswer => StatusCode::BAD_GATEWAY,
        _ => StatusCode::BAD_REQUEST,
    };
    page(status, &template)
}
