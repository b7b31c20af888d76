//! OpenID Connect without the browser: what a service asks of us itself.

use crate::Site;
use crate::problem::publish;
use axum::Json;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sceau_oidc::token_error::TokenError;
use sceau_service::login::{
    ClientRequest, GivenClaims, TokenFailure, UserinfoFailure, UserinfoRequest, give_tokens,
    introspect_token, push_request, revoke_token,
};

/// Decoded pairs, in order and with repetitions, because a repeated parameter is refused.
type Pairs = Vec<(String, String)>;

/// What a client sends. Anything else is refused in its own words (RFC 6749 §5.2), not the framework's.
pub(crate) struct ClientForm(Pairs);

impl FromRequest<Site> for ClientForm {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        match Form::from_request(request, site).await {
            Ok(Form(form)) => Ok(Self(form)),
            Err(rejection) => {
                tracing::info!(status = rejection.status().as_u16(), "not a form");
                Err(refuse(TokenError::NotAForm.into()))
            }
        }
    }
}

/// RFC 9126.
pub(crate) async fn push(
    State(site): State<Site>,
    headers: HeaderMap,
    ClientForm(form): ClientForm,
) -> Response {
    let proofs = proofs_in(&headers);
    match push_request(&site.world, &of_client(&form, &headers, &proofs)).await {
        Ok(pushed) => (StatusCode::CREATED, Json(pushed)).into_response(),
        Err(failure) => refuse(failure),
    }
}

/// RFC 6749 §3.2.
pub(crate) async fn give(
    State(site): State<Site>,
    headers: HeaderMap,
    ClientForm(form): ClientForm,
) -> Response {
    let proofs = proofs_in(&headers);
    match give_tokens(&site.world, &of_client(&form, &headers, &proofs)).await {
        Ok(tokens) => ([(header::PRAGMA, "no-cache")], Json(tokens)).into_response(),
        Err(failure) => refuse(failure),
    }
}

/// RFC 7662.
pub(crate) async fn introspect(
    State(site): State<Site>,
    headers: HeaderMap,
    ClientForm(form): ClientForm,
) -> Response {
    match introspect_token(&site.world, &of_client(&form, &headers, &[])).await {
        Ok(worth) => Json(worth).into_response(),
        Err(failure) => refuse(failure),
    }
}

/// RFC 7009.
pub(crate) async fn revoke(
    State(site): State<Site>,
    headers: HeaderMap,
    ClientForm(form): ClientForm,
) -> Response {
    match revoke_token(&site.world, &of_client(&form, &headers, &[])).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(failure) => refuse(failure),
    }
}

/// Core §5.3.
pub(crate) async fn userinfo(
    State(site): State<Site>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let proofs = proofs_in(&headers);
    let request = UserinfoRequest {
        method: method.as_str(),
        authorization: headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()),
        proofs: &proofs,
    };
    match sceau_service::login::userinfo(&site.world, &request).await {
        Ok(GivenClaims::Sealed(jwt)) => {
            ([(header::CONTENT_TYPE, "application/jwt")], jwt).into_response()
        }
        Ok(GivenClaims::Plain(claims)) => Json(claims).into_response(),
        Err(UserinfoFailure::Refused(error)) => {
            let challenge = [(header::WWW_AUTHENTICATE, error.challenge())];
            (StatusCode::UNAUTHORIZED, challenge).into_response()
        }
        Err(UserinfoFailure::Failed(failure)) => {
            publish(failure);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn of_client<'a>(form: &'a Pairs, headers: &HeaderMap, proofs: &'a [String]) -> ClientRequest<'a> {
    ClientRequest {
        form,
        has_authorization_header: headers.contains_key(header::AUTHORIZATION),
        proofs,
    }
}

/// Every `DPoP` header, one that is not text included: as an empty proof, which no key made.
fn proofs_in(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all("dpop").iter();
    values
        .map(|value| value.to_str().unwrap_or_default().to_owned())
        .collect()
}

fn refuse(failure: TokenFailure) -> Response {
    match failure {
        TokenFailure::Refused(error) => {
            tracing::info!(error = error.code(), "token refused");
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, Json(error.body())).into_response()
        }
        TokenFailure::Failed(failure) => {
            publish(failure);
            let body = Json(serde_json::json!({ "error": "server_error" }));
            (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
        }
    }
}
