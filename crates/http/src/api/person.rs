//! What the person decides about their identity, their devices, their number and their data.

use crate::Site;
use crate::extract::{Body, Caller, id};
use crate::papers::write_export;
use crate::problem::Refused;
use crate::views::{consents, export as views, from_base64, journey};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::private::Secret;
use sceau_service::person::{self, CodeOnItsWay, GivenProof, NewNumber, RecoveryOutlook};
use sceau_wire::person::{
    ChangeNumberRequest, ConsentsView, DeedNonceView, DeedProof, ExportedView, NumberCodeRequest,
    PersonCodeView, RecoveryOutlookView, RecoveryView, ReportRequest, UnblockRequest,
};

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/identity/deed", post(draw))
        .route("/identity/devices/{device}/remove", post(remove_device))
        .route("/identity/block", post(block))
        .route(
            "/identity/recovery",
            get(foresee_recovery).post(begin_recovery),
        )
        .route("/identity/unblock/code", post(ask_unblock_code))
        .route("/identity/unblock", post(unblock))
        .route("/identity/logins/{login}/report", post(report))
        .route("/identity/number/code", post(ask_number_code))
        .route("/identity/number", post(change_number))
        .route("/identity/consents", get(list_consents))
        .route("/identity/export", post(export))
        .route("/account/erase", post(erase))
}

async fn draw(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<DeedNonceView>, Refused> {
    let drawn = person::draw_deed_nonce(&site.world, &by).await?;
    Ok(Json(DeedNonceView {
        nonce: drawn.nonce.reveal().as_str().into(),
        expires_at: drawn.expires_at,
    }))
}

async fn remove_device(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(device): Path<String>,
    Body(request): Body<DeedProof>,
) -> Result<StatusCode, Refused> {
    person::remove_device(&site.world, &by, id(&device)?, &proof(&request)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn block(State(site): State<Site>, Caller(by): Caller) -> Result<StatusCode, Refused> {
    person::block_identity(&site.world, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_recovery(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<RecoveryView>, Refused> {
    let begun = person::begin_recovery(&site.world, &by).await?;
    Ok(Json(journey::recovery(begun)))
}

async fn foresee_recovery(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<RecoveryOutlookView>, Refused> {
    let seen = person::foresee_recovery(&site.world, &by).await?;
    let RecoveryOutlook {
        possible_from,
        is_elsewhere,
    } = seen;
    Ok(Json(RecoveryOutlookView {
        possible_from,
        is_elsewhere,
    }))
}

async fn ask_unblock_code(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<PersonCodeView>, Refused> {
    let sent = person::ask_unblock_code(&site.world, &by).await?;
    Ok(Json(on_its_way(sent)))
}

async fn unblock(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<UnblockRequest>,
) -> Result<StatusCode, Refused> {
    let proof = proof(&request.proof)?;
    person::unblock_identity(&site.world, &by, request.code.reveal(), &proof).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn report(
    State(site): State<Site>,
    Caller(by): Caller,
    Path(login): Path<String>,
    Body(request): Body<ReportRequest>,
) -> Result<StatusCode, Refused> {
    person::report_login(&site.world, &by, id(&login)?, request.block).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn ask_number_code(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<NumberCodeRequest>,
) -> Result<Json<PersonCodeView>, Refused> {
    let sent = person::ask_number_code(&site.world, &by, request.number.reveal()).await?;
    Ok(Json(on_its_way(sent)))
}

async fn change_number(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<ChangeNumberRequest>,
) -> Result<StatusCode, Refused> {
    let new = NewNumber {
        number: request.number.reveal().to_owned(),
        code: request.code.reveal().to_owned(),
        proof: proof(&request.proof)?,
    };
    person::change_number(&site.world, &by, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_consents(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<ConsentsView>, Refused> {
    let given = person::view_consents(&site.world, &by).await?;
    Ok(Json(consents::view(given)))
}

async fn export(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<DeedProof>,
) -> Result<Json<ExportedView>, Refused> {
    let gathered = person::export(&site.world, &by, &proof(&request)?).await?;
    let data = views::view(&site.world.configuration.name, gathered);
    let pdf = write_export(&site, &data)?;
    Ok(Json(ExportedView {
        data,
        pdf: STANDARD.encode(pdf).into(),
    }))
}

async fn erase(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<DeedProof>,
) -> Result<StatusCode, Refused> {
    person::erase_account(&site.world, &by, &proof(&request)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn proof(request: &DeedProof) -> Result<GivenProof, Refused> {
    Ok(GivenProof {
        nonce: Secret::new(request.nonce.reveal().to_owned()),
        signature: from_base64(request.signature.reveal())?,
    })
}

fn on_its_way(sent: CodeOnItsWay) -> PersonCodeView {
    let CodeOnItsWay {
        to_masked,
        expires_at,
        resend_at,
    } = sent;
    PersonCodeView {
        to_masked,
        expires_at,
        resend_at,
    }
}
