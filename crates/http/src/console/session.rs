//! Signing in to the console.

use crate::Site;
use crate::extract::{Body, cookie};
use crate::problem::Refused;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sceau_domain::private::Secret;
use sceau_service::review::{
    AuthenticatedOperator, authenticate_operator, sign_in_operator, sign_out_operator,
};
use sceau_wire::console::OperatorSignInRequest;
use sceau_wire::error::ErrorCode;

const COOKIE: &str = "sceau_console";

/// The operator who asks.
pub(crate) struct Operator(pub(crate) AuthenticatedOperator);

impl FromRequestParts<Site> for Operator {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refused> {
        let token = cookie(parts, COOKIE).ok_or(ErrorCode::OperatorUnknown)?;
        Ok(Self(authenticate_operator(&site.world, token).await?))
    }
}

pub(crate) async fn sign_in(
    State(site): State<Site>,
    Body(request): Body<OperatorSignInRequest>,
) -> Result<Response, Refused> {
    let key = Secret::new(request.key.reveal().to_owned());
    let signed_in = sign_in_operator(&site.world, &key).await?;
    let cookie = site_cookie(&site, signed_in.token.reveal(), "");
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie?)]).into_response())
}

pub(crate) async fn sign_out(
    State(site): State<Site>,
    Operator(by): Operator,
) -> Result<Response, Refused> {
    sign_out_operator(&site.world, &by).await?;
    let cookie = site_cookie(&site, "", "; Max-Age=0");
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie?)]).into_response())
}

fn site_cookie(site: &Site, token: &str, end: &str) -> Result<HeaderValue, Refused> {
    let is_secure = site.world.configuration.base_url.scheme() == "https";
    let secure = if is_secure { "; Secure" } else { "" };
    let text =
        format!("{COOKIE}={token}; Path=/api/console; HttpOnly; SameSite=Strict{secure}{end}");
    HeaderValue::from_str(&text).map_err(|_| ErrorCode::Internal.into())
}
