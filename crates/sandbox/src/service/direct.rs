//! The service without a broker: a strict client of the identity provider itself. Requests are pushed
//! (RFC 9126), the service proves itself with a key (RFC 7523), its tokens are bound to another (RFC 9449),
//! and it is told when a login ended (Back-Channel Logout 1.0, [`super::told`]).

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use sceau_oidc::acr::Acr;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Profile, UserinfoForm};
use sceau_oidc::client_auth::make_assertion;
use sceau_oidc::code::CodeChallenge;
use sceau_oidc::credentials::JWT_BEARER;
use sceau_oidc::dpop::{ProvenRequest, make_proof};
use sceau_oidc::encoding::make_token;
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{Trust, open_id_token};
use sceau_oidc::pushed::PushedResponse;
use sceau_oidc::relying_party::{Proof, token_form};
use sceau_oidc::secret::Secret;
use url::Url;

use super::callback::{come_back, enter};
use super::login::{LEEWAY, SCOPE, read_identity, say_fault};
use super::state::{Pending, ServiceState, Stage, Visitor, Way};
use super::{COOKIE, DIRECT_CALLBACK, DIRECT_ID, KEYS, LOGGED_OUT, ServiceFault, TOLD};
use crate::config::Config;
use crate::outgoing::{Answer, Outgoing, Provider};
use crate::sandbox::Addresses;
use crate::web::redirect_with_cookie;

type Form = Vec<(&'static str, String)>;

/// What the identity provider must know of the service.
pub fn registration(config: &Config, addresses: &Addresses) -> Client {
    let home = &addresses.service;
    Client {
        id: DIRECT_ID.to_owned(),
        name: config.service.name.clone(),
        profile: Profile::Strict,
        redirect_uris: vec![format!("{home}{DIRECT_CALLBACK}")],
        post_logout_redirect_uris: vec![format!("{home}{LOGGED_OUT}")],
        authentication: Authentication::PrivateKeyJwt,
        acrs: vec![Acr::Eidas2],
        encryption: None,
        keys: ClientKeys::Uri(format!("{home}{KEYS}")),
        sector: home.trim_start_matches("http://").to_owned(),
        userinfo: UserinfoForm::Signed,
        offline: false,
        backchannel_logout_uri: Some(format!("{home}{TOLD}")),
        backchannel_logout_session_required: true,
    }
}

/// `POST /connexion-directe`.
pub(super) async fn start(State(state): State<Arc<ServiceState>>) -> Response {
    match leave(&state).await {
        Ok((address, pending)) => {
            let id = state.open(Stage::Leaving(pending));
            redirect_with_cookie(address.as_str(), COOKIE, &id)
        }
        Err(fault) => say_fault(&fault),
    }
}

async fn leave(state: &ServiceState) -> Result<(Url, Pending), ServiceFault> {
    let provider = discover(state).await?;
    let strict = provider.metadata.strict.as_ref();
    let endpoint = strict.map(|strict| strict.pushed_authorization_request_endpoint.as_str());
    let endpoint = endpoint.ok_or(ServiceFault::BrokerUnreachable)?;
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    let pending = Pending {
        way: Way::Direct,
        state: state.world.make_hex_token(),
        nonce: state.world.make_hex_token(),
        verifier: Secret::new(make_token(&fill)),
    };
    let challenge = CodeChallenge::derive(pending.verifier.reveal());
    let mut form: Form = [
        ("client_id", DIRECT_ID),
        ("redirect_uri", &callback_address(state)),
        ("response_type", "code"),
        ("scope", SCOPE),
        ("acr_values", state.acr.as_str()),
        ("state", &pending.state),
        ("nonce", &pending.nonce),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("client_assertion_type", JWT_BEARER),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into();
    form.push(("client_assertion", assertion(state, endpoint)?));
    let answer = state.outgoing.post_form(endpoint, &form).await;
    let pushed: PushedResponse = read(&answer.map_err(|_| ServiceFault::BrokerUnreachable)?)?;
    let mut address = Url::parse(&provider.metadata.authorization_endpoint)
        .map_err(|_| ServiceFault::BrokerUnreachable)?;
    address
        .query_pairs_mut()
        .append_pair("client_id", DIRECT_ID)
        .append_pair("request_uri", &pushed.request_uri);
    Ok((address, pending))
}

/// `GET /retour-direct`: the same, without the broker.
pub(super) async fn answer(
    State(state): State<Arc<ServiceState>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    match come_back(
        &state,
        Way::Direct,
        &state.provider,
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
    let provider = discover(state).await?;
    let tokens = redeem(state, &provider, pending, code).await?;
    let trust = Trust {
        issuer: &state.provider,
        client_id: DIRECT_ID,
        provider_keys: &provider.keys,
        decryption_keys: &[],
    };
    let now = state.world.now();
    let id_token = open_id_token(&tokens.id_token, &trust, &pending.nonce, now, LEEWAY)?;
    let acr = id_token.acr.as_deref().and_then(Acr::parse);
    let acr = acr
        .filter(|reached| *reached >= state.acr)
        .ok_or(ServiceFault::LowLevel)?;
    let endpoint = &provider.metadata.userinfo_endpoint;
    let proof = proof(state, "GET", endpoint, Some(&tokens.access_token))?;
    let answer = state
        .outgoing
        .get_bound(endpoint, &tokens.access_token, &proof)
        .await
        .map_err(|_| ServiceFault::BrokerUnreachable)?;
    Ok(Visitor {
        way: Way::Direct,
        identity: read_identity(&answer, &trust, &id_token.sub)?,
        acr,
        auth_time: id_token.auth_time.unwrap_or(id_token.iat),
        id_token_hint: tokens.id_token,
        subject: id_token.sub,
        session: id_token.sid,
    })
}

async fn redeem(
    state: &ServiceState,
    provider: &Provider,
    pending: &Pending,
    code: &Secret,
) -> Result<TokenResponse, ServiceFault> {
    let endpoint = &provider.metadata.token_endpoint;
    let shown = Proof::Assertion(Secret::new(assertion(state, endpoint)?));
    let verifier = Some(&pending.verifier);
    let form = token_form(DIRECT_ID, &callback_address(state), code, &shown, verifier);
    let proof = proof(state, "POST", endpoint, None)?;
    let answer = state.outgoing.post_bound(endpoint, &form, &proof).await;
    read(&answer.map_err(|_| ServiceFault::BrokerUnreachable)?)
}

/// The provider as it is now.
pub(super) async fn discover(state: &ServiceState) -> Result<Provider, ServiceFault> {
    let outgoing: &Outgoing = &state.outgoing;
    let found = outgoing.discover(&state.provider).await;
    found.map_err(|_| ServiceFault::BrokerUnreachable)
}

fn read<T: serde::de::DeserializeOwned>(answer: &Answer) -> Result<T, ServiceFault> {
    serde_json::from_str(&answer.body).map_err(|_| ServiceFault::BrokerStatus(answer.status))
}

fn assertion(state: &ServiceState, endpoint: &str) -> Result<String, ServiceFault> {
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    make_assertion(
        DIRECT_ID,
        endpoint,
        &state.signing,
        state.world.now(),
        &fill,
    )
    .map_err(|_| ServiceFault::OwnKey)
}

fn proof(
    state: &ServiceState,
    method: &str,
    address: &str,
    access_token: Option<&str>,
) -> Result<String, ServiceFault> {
    let request = ProvenRequest {
        method,
        address,
        access_token,
    };
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    make_proof(request, &state.holding, state.world.now(), &fill).map_err(|_| ServiceFault::OwnKey)
}

fn callback_address(state: &ServiceState) -> String {
    format!("{}{DIRECT_CALLBACK}", state.home)
}
