//! Login requests: look, open, answer.

use crate::Site;
use crate::extract::{Body, Caller, id};
use crate::problem::Refused;
use crate::views::{from_base64, login};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use sceau_domain::login::Decision;
use sceau_service::login::{GivenAnswer, answer_request, list_requests, open_request};
use sceau_wire::login::{
    LoginAnswerRequest, LoginDecision, LoginRequestView, LoginRequestsView, OpenLoginRequest,
};

pub(crate) async fn list(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<LoginRequestsView>, Refused> {
    let now = site.world.clock.now();
    let requests = list_requests(&site.world, &by)
        .await?
        .iter()
        .map(|waiting| login::request(waiting, now))
        .collect();
    Ok(Json(LoginRequestsView { requests }))
}

pub(crate) async fn open(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<OpenLoginRequest>,
) -> Result<Json<LoginRequestView>, Refused> {
    let opened = open_request(&site.world, &by, request.code.reveal()).await?;
    Ok(Json(login::request(&opened, site.world.clock.now())))
}

pub(crate) async fn answer(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(request): Path<String>,
    Body(answer): Body<LoginAnswerRequest>,
) -> Result<StatusCode, Refused> {
    let given = GivenAnswer {
        request: id(&request)?,
        decision: match answer.decision {
            LoginDecision::Approve => Decision::Approve,
            LoginDecision::Refuse => Decision::Refuse,
            LoginDecision::NotMe => Decision::NotMe,
        },
        number: answer.number,
        signature: answer
            .signature
            .map(|signature| from_base64(signature.reveal()))
            .transpose()?,
    };
    answer_request(&site.world, &by, &given).await?;
    Ok(StatusCode::NO_CONTENT)
}
