//! The service's side of a login: leave for the broker, come back, verify, and leave for good.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sceau_oidc::acr::Acr;
use sceau_oidc::claims::{PivotIdentity, check_as_broker, check_published};
use sceau_oidc::code::CodeChallenge;
use sceau_oidc::encoding::make_token;
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{IdTokenClaims, Trust, decrypt_to_signed, open_id_token};
use sceau_oidc::relying_party::{LoginRequest, Proof, authorization_address, token_form};
use sceau_oidc::secret::Secret;
use sceau_oidc::userinfo::open_userinfo;
use url::Url;

use super::callback::{come_back, enter};
use super::state::{Pending, ServiceState, Stage, Visitor, Way};
use super::{CALLBACK, CLIENT_ID, COOKIE, LOGGED_OUT, ServiceFault};
use crate::outgoing::{Answer, Provider};
use crate::web::{Action, MessagePage, page, read_cookie, redirect_with_cookie};

/// The whole *identité pivot*, e-mail and usage name.
pub(super) const SCOPE: &str = "openid identite_pivot email preferred_username";
/// Tolerated difference between the broker's clock and ours, in seconds.
pub(super) const LEEWAY: i64 = 5;

/// `POST /connexion`.
pub(super) async fn start(State(state): State<Arc<ServiceState>>) -> Response {
    let Ok(broker) = state.outgoing.discover(&state.issuer).await else {
        return say_fault(&ServiceFault::BrokerUnreachable);
    };
    let Ok(endpoint) = Url::parse(&broker.metadata.authorization_endpoint) else {
        return say_fault(&ServiceFault::BrokerUnreachable);
    };
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    let pending = Pending {
        way: Way::Broker,
        state: state.world.make_hex_token(),
        nonce: state.world.make_hex_token(),
        verifier: Secret::new(make_token(&fill)),
    };
    let address = authorization_address(
        &endpoint,
        &LoginRequest {
            client_id: CLIENT_ID,
            redirect_uri: &callback_address(&state),
            scope: SCOPE,
            acr_values: Some(state.acr.as_str()),
            prompt: Some("login"),
            state: &pending.state,
            nonce: &pending.nonce,
            code_challenge: Some(&CodeChallenge::derive(pending.verifier.reveal())),
        },
    );
    let id = state.open(Stage::Leaving(pending));
    redirect_with_cookie(address.as_str(), COOKIE, &id)
}

/// `GET /retour`: verifies, then opens a session.
pub(super) async fn answer(
    State(state): State<Arc<ServiceState>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    match come_back(
        &state,
        Way::Broker,
        &state.issuer,
        query.as_deref(),
        &headers,
    ) {
        Ok((pending, code)) => enter(&state, verify(&state, &pending, &code).await),
        Err(fault) => say_fault(&fault),
    }
}

async fn verify(
    state: &ServiceState,
    pending: &Pending,
    code: &Secret,
) -> Result<Visitor, ServiceFault> {
    let broker = state
        .outgoing
        .discover(&state.issuer)
        .await
        .map_err(|_| ServiceFault::BrokerUnreachable)?;
    let tokens = redeem(state, &broker, pending, code).await?;
    let keys = core::slice::from_ref(&state.key);
    let trust = Trust {
        issuer: &state.issuer,
        client_id: CLIENT_ID,
        provider_keys: &broker.keys,
        decryption_keys: keys,
    };
    let id_token = open_id_token(
        &tokens.id_token,
        &trust,
        &pending.nonce,
        state.world.now(),
        LEEWAY,
    )?;
    let acr = id_token
        .acr
        .as_deref()
        .and_then(Acr::parse)
        .ok_or(ServiceFault::LowLevel)?;
    if acr < state.acr {
        return Err(ServiceFault::LowLevel);
    }
    let identity = fetch_identity(state, &broker, &trust, &tokens.access_token, &id_token).await?;
    Ok(Visitor {
        way: Way::Broker,
        subject: id_token.sub,
        session: None,
        identity,
        acr,
        auth_time: id_token.auth_time.unwrap_or(id_token.iat),
        id_token_hint: decrypt_to_signed(&tokens.id_token, keys)?,
    })
}

async fn redeem(
    state: &ServiceState,
    broker: &Provider,
    pending: &Pending,
    code: &Secret,
) -> Result<TokenResponse, ServiceFault> {
    let proof = Proof::Secret(state.client_secret.clone());
    let form = token_form(
        CLIENT_ID,
        &callback_address(state),
        code,
        &proof,
        Some(&pending.verifier),
    );
    let answer = state
        .outgoing
        .post_form(&broker.metadata.token_endpoint, &form)
        .await
        .map_err(|_| ServiceFault::BrokerUnreachable)?;
    serde_json::from_str(&answer.body).map_err(|_| ServiceFault::BrokerStatus(answer.status))
}

async fn fetch_identity(
    state: &ServiceState,
    broker: &Provider,
    trust: &Trust<'_>,
    access_token: &str,
    id_token: &IdTokenClaims,
) -> Result<PivotIdentity, ServiceFault> {
    let answer = state
        .outgoing
        .get(&broker.metadata.userinfo_endpoint, Some(access_token))
        .await
        .map_err(|_| ServiceFault::BrokerUnreachable)?;
    read_identity(&answer, trust, &id_token.sub)
}

/// The claims of a userinfo answer about this subject, verified and of the published form.
pub(super) fn read_identity(
    answer: &Answer,
    trust: &Trust<'_>,
    subject: &str,
) -> Result<PivotIdentity, ServiceFault> {
    if answer.status != 200 {
        return Err(ServiceFault::BrokerStatus(answer.status));
    }
    let claims = open_userinfo(answer.body.trim(), trust, subject)?;
    let names = |faults: Vec<sceau_oidc::claims::ClaimFault>| {
        ServiceFault::Claims(faults.into_iter().map(|fault| fault.claim).collect())
    };
    let identity = check_as_broker(&claims).map_err(names)?;
    let faults = check_published(&identity);
    if faults.is_empty() {
        Ok(identity)
    } else {
        Err(names(faults))
    }
}

/// `POST /deconnexion`: here first, then where the visitor came from.
pub(super) async fn log_out(
    State(state): State<Arc<ServiceState>>,
    headers: HeaderMap,
) -> Response {
    let id = read_cookie(&headers, COOKIE);
    let Some(Stage::Inside(visitor)) = state.close(id.as_deref()) else {
        return redirect_with_cookie(LOGGED_OUT, COOKIE, "");
    };
    let from = match visitor.way {
        Way::Broker => &state.issuer,
        Way::Direct => &state.provider,
    };
    let end = match state.outgoing.discover(from).await {
        Ok(broker) => broker
            .metadata
            .end_session_endpoint
            .and_then(|end| Url::parse(&end).ok()),
        Err(_) => None,
    };
    let Some(mut end) = end else {
        return redirect_with_cookie(LOGGED_OUT, COOKIE, "");
    };
    end.query_pairs_mut()
        .append_pair("id_token_hint", &visitor.id_token_hint)
        .append_pair("state", &state.world.make_hex_token())
        .append_pair(
            "post_logout_redirect_uri",
            &format!("{}{LOGGED_OUT}", state.home),
        );
    redirect_with_cookie(end.as_str(), COOKIE, "")
}

fn callback_address(state: &ServiceState) -> String {
    format!("{}{CALLBACK}", state.home)
}

pub(super) fn say_fault(fault: &ServiceFault) -> Response {
    tracing::info!(code = fault.code(), "a visitor was not let in");
    let (title, text) = fault.text();
    let template = MessagePage {
        site: "Service de démonstration",
        title: title.to_owned(),
        paragraphs: vec![text.to_owned()],
        details: Vec::new(),
        code: Some(fault.code()),
        actions: vec![Action {
            label: String::from("Revenir à l’accueil du service"),
            href: String::from("/"),
        }],
    };
    let status = match fault {
        ServiceFault::NotAdmitted => StatusCode::OK,
        ServiceFault::Refused(error) if error == "access_denied" => StatusCode::OK,
        ServiceFault::NoLogin => StatusCode::BAD_REQUEST,
        _ => StatusCode::BAD_GATEWAY,
    };
    page(status, &template)
}

/// Sends a visitor who is not in to the front page.
pub(super) fn to_home() -> Response {
    Redirect::to("/").into_response()
}
