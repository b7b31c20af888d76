//! Reading requests: who asks, the body, the idempotency key. Whatever does not fit becomes a problem.

use crate::Site;
use crate::problem::Refused;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use sceau_service::account::{Authenticated, authenticate};
use sceau_service::case::Asked;
use sceau_service::crypto::sha256;
use sceau_wire::error::ErrorCode;
use serde::de::DeserializeOwned;

/// The app's caller, recognised by its bearer token.
pub(crate) struct Caller(pub(crate) Authenticated);

impl FromRequestParts<Site> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refused> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(ErrorCode::SessionMissing)?;
        Ok(Self(authenticate(&site.world, token).await?))
    }
}

/// A JSON body of the contract.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Site> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refused> {
        let bytes = body_bytes(request, site).await?;
        Ok(Self(parse(&bytes)?))
    }
}

/// A JSON body that may be sent twice: with who asks, and the key that recognises a repetition.
pub(crate) struct Repeatable<T>(pub(crate) Asked, pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Site> for Repeatable<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let Caller(by) = Caller::from_request_parts(&mut parts, site).await?;
        let key = parts
            .headers
            .get("idempotency-key")
            .and_then(|value| value.to_str().ok())
            .ok_or(ErrorCode::RequestMalformed)?
            .to_owned();
        let bytes = body_bytes(Request::from_parts(parts, body), site).await?;
        let content = parse(&bytes)?;
        Ok(Self(
            Asked {
                by,
                key,
                request_hash: sha256(&bytes),
            },
            content,
        ))
    }
}

async fn body_bytes(request: Request, site: &Site) -> Result<Bytes, Refused> {
    Bytes::from_request(request, site)
        .await
        .map_err(|_| ErrorCode::RequestMalformed.into())
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(bytes).map_err(|error| {
        // Where it broke, never what it held.
        tracing::info!(
            line = error.line(),
            column = error.column(),
            "malformed body"
        );
        ErrorCode::RequestMalformed.into()
    })
}

/// A cookie's value.
pub(crate) fn cookie<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    cookie_in(&parts.headers, name)
}

/// A cookie's value, from headers alone.
pub(crate) fn cookie_in<'h>(headers: &'h axum::http::HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Reads an identifier of an address; whatever has not its form names nothing.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Refused> {
    text.parse().map_err(|_| ErrorCode::NotFound.into())
}
