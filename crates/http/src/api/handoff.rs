//! A phone takes a computer's code and answers with its number.

use crate::Site;
use crate::extract::{Body, id};
use crate::problem::Refused;
use crate::views::login::browser;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use sceau_domain::private::Secret;
use sceau_service::login::{claim_handoff, confirm_handoff};
use sceau_wire::handoff::{HandoffClaimRequest, HandoffConfirmRequest, HandoffView};

pub(crate) async fn claim(
    State(site): State<Site>,
    Body(request): Body<HandoffClaimRequest>,
) -> Result<Json<HandoffView>, Refused> {
    let claimed = claim_handoff(&site.world, request.code.reveal()).await?;
    Ok(Json(HandoffView {
        handoff: claimed.id.to_string(),
        secret: claimed.secret.reveal().as_str().into(),
        browser: browser(&claimed.browser),
        started_at: claimed.started_at,
        service: claimed.service,
        carries_account: claimed.carries_account,
        numbers: claimed.numbers,
    }))
}

pub(crate) async fn confirm(
    State(site): State<Site>,
    Body(request): Body<HandoffConfirmRequest>,
) -> Result<StatusCode, Refused> {
    let secret = Secret::new(request.secret.reveal().to_owned());
    confirm_handoff(&site.world, id(&request.handoff)?, &secret, request.number).await?;
    Ok(StatusCode::NO_CONTENT)
}
