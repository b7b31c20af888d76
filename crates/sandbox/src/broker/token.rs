//! What services call without a browser: metadata, keys, token, userinfo.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sceau_oidc::access::{BearerError, check_access, check_binding, read_access_token};
use sceau_oidc::acr::Acr;
use sceau_oidc::client::ClientKeys;
use sceau_oidc::client_auth::authenticate_client;
use sceau_oidc::discovery::{Endpoints, ProviderMetadata};
use sceau_oidc::grant::{Bearer, Mint, Redeemed, TokenResponse, redeem_code};
use sceau_oidc::id_token::seal;
use sceau_oidc::jwe::{KeyManagement, Recipient};
use sceau_oidc::keys::Jwks;
use sceau_oidc::token_error::TokenError;
use sceau_oidc::token_request::{GrantRequest, TokenRequest, read_token_request};
use sceau_oidc::userinfo::make_userinfo;

use super::state::BrokerState;
use crate::web::read_pairs;

/// `GET /api/v2/.well-known/openid-configuration`.
pub(super) async fn metadata(State(state): State<Arc<BrokerState>>) -> Json<ProviderMetadata> {
    let at = |path: &str| format!("{}/{path}", state.issuer);
    let endpoints = Endpoints {
        authorization: at("authorize"),
        token: at("token"),
        userinfo: at("userinfo"),
        jwks: at("jwks"),
        end_session: at("session/end"),
    };
    Json(ProviderMetadata::new(
        &state.issuer,
        endpoints,
        &[Acr::Eidas2, Acr::Eidas3],
    ))
}

/// `GET /api/v2/jwks`: for services.
pub(super) async fn service_keys(State(state): State<Arc<BrokerState>>) -> Json<Jwks> {
    Json(state.keys.ring.published())
}

/// `GET /api/v2/client/.well-known/keys`: for providers.
pub(super) async fn provider_keys(State(state): State<Arc<BrokerState>>) -> Json<Jwks> {
    Json(state.keys.published_to_providers())
}

/// `POST /api/v2/token`.
pub(super) async fn redeem(
    State(state): State<Arc<BrokerState>>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let request = if headers.contains_key(AUTHORIZATION) {
        Err(TokenError::WrongMethod)
    } else {
        read_token_request(&read_pairs(&body))
    };
    let redeemed = request.and_then(|request| redeem_once(&state, &request));
    let redeemed = match redeemed {
        Ok(redeemed) => redeemed,
        Err(error) => return refuse(error),
    };
    let Some(id_token) = seal_for_service(&state, &redeemed.id_token).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let response = TokenResponse {
        access_token: redeemed.access_token.reveal().to_owned(),
        token_type: String::from("Bearer"),
        expires_in: state.lifetimes.access_token,
        id_token,
        refresh_token: None,
        scope: Some(redeemed.access.scopes.to_text()),
    };
    ([(CACHE_CONTROL, "no-store")], Json(response)).into_response()
}

fn refuse(error: TokenError) -> Response {
    tracing::info!(%error, "token refused");
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(CACHE_CONTROL, "no-store")], Json(error.body())).into_response()
}

/// Checks and marks in one breath: two requests with one code cannot both succeed.
fn redeem_once(state: &BrokerState, request: &TokenRequest) -> Result<Redeemed, TokenError> {
    let now = state.world.now();
    let GrantRequest::Code(code) = &request.grant else {
        return Err(TokenError::UnsupportedGrantType);
    };
    authenticate_client(
        &request.client,
        &state.service,
        &Jwks::default(),
        &[&state.issuer],
        now,
    )?;
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    let mut memory = state.memory();
    let key = code.code.derive_hash().as_hex().to_owned();
    let entry = memory.codes.get(&key);
    let grant = entry.map(|entry| &entry.grant);
    let bearer = Bearer {
        client_id: &state.service.id,
        dpop_key: None,
    };
    let mint = Mint {
        issuer: &state.issuer,
        lifetimes: state.lifetimes,
        profile: state.service.profile,
        now,
        fill: &fill,
    };
    let redeemed = redeem_code(grant, code, bearer, mint);
    if redeemed.as_ref().err() == Some(&TokenError::UsedCode) {
        let given = entry.and_then(|entry| entry.token.clone());
        given.and_then(|token| memory.tokens.remove(&token));
    }
    let redeemed = redeemed?;
    let token = redeemed.access_token.derive_hash().as_hex().to_owned();
    let identity = memory.codes.get_mut(&key).map(|entry| {
        entry.grant.used_at = Some(now);
        entry.token = Some(token.clone());
        entry.identity.clone()
    });
    if let Some(identity) = identity {
        memory
            .tokens
            .insert(token, (redeemed.access.clone(), identity));
    }
    Ok(redeemed)
}

/// `GET /api/v2/userinfo`: once per access token.
pub(super) async fn userinfo(
    State(state): State<Arc<BrokerState>>,
    headers: HeaderMap,
) -> Response {
    let header = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let claims = read_access_token(header).and_then(|shown| {
        check_binding(shown.scheme, None, None)?;
        let now = state.world.now();
        let mut memory = state.memory();
        let entry = memory.tokens.get_mut(shown.token.derive_hash().as_hex());
        let (grant, identity) = entry.ok_or(BearerError::Invalid)?;
        check_access(Some(grant), now)?;
        grant.used_at = Some(now);
        Ok(make_userinfo(
            identity,
            &grant.subject,
            &grant.scopes,
            &state.issuer,
            &grant.client_id,
        ))
    });
    let claims = match claims {
        Ok(claims) => claims,
        Err(error) => {
            return (
                StatusCode::UNAUTHORIZED,
                [(WWW_AUTHENTICATE, error.challenge())],
            )
                .into_response();
        }
    };
    match seal_for_service(&state, &claims).await {
        Some(answer) => (
            [
                (CONTENT_TYPE, "application/jwt"),
                (CACHE_CONTROL, "no-store"),
            ],
            answer,
        )
            .into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Signs, then encrypts to the service's published key; `None` when it publishes none that fits.
async fn seal_for_service<T: serde::Serialize>(state: &BrokerState, claims: &T) -> Option<String> {
    let ClientKeys::Uri(address) = &state.service.keys else {
        return None;
    };
    let keys: Jwks = state.outgoing.get_json(address).await.ok()?;
    let recipient = Recipient {
        key: keys.find_for_encryption(KeyManagement::EcdhEs)?.clone(),
        key_management: KeyManagement::EcdhEs,
    };
    let fill = |buffer: &mut [u8]| state.world.fill(buffer);
    seal(claims, &state.keys.ring.current, Some(&recipient), &fill).ok()
}
