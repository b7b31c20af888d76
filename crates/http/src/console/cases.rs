//! The queue, a case, its decision.

use super::session::Operator;
use crate::Site;
use crate::extract::{Body, id};
use crate::problem::Refused;
use crate::views::review as views;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sceau_service::review::{
    Release, assign_next, count_decisions, list_queue, list_reports, read_birthplace_code,
    record_held_case, release_case, view_case,
};
use sceau_wire::console::{
    BirthplaceCodeRequest, CaseView, DecisionRequest, DecisionView, QueueView, ReleaseRequest,
};

pub(crate) async fn queue(
    State(site): State<Site>,
    Operator(by): Operator,
) -> Result<Json<QueueView>, Refused> {
    let cases = list_queue(&site.world, &by).await?;
    let reports = list_reports(&site.world, &by).await?;
    let counts = count_decisions(&site.world).await?;
    let me = by.operator.id;
    let mine = counts.iter().find(|counted| counted.operator == me);
    Ok(Json(QueueView {
        operator: by.operator.name,
        cases: cases.iter().map(views::queue_item).collect(),
        reports: reports.into_iter().map(views::report).collect(),
        decided_lately: mine.map_or(0, |counted| counted.count),
        undo_seconds: site.world.configuration.review.undo_seconds,
    }))
}

/// The server chooses; nothing waiting is 204.
pub(crate) async fn assign(
    State(site): State<Site>,
    Operator(by): Operator,
) -> Result<Response, Refused> {
    Ok(match assign_next(&site.world, &by).await? {
        Some(dossier) => Json(views::case(&dossier)).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

pub(crate) async fn show(
    State(site): State<Site>,
    Operator(by): Operator,
    Path(case): Path<String>,
) -> Result<Json<CaseView>, Refused> {
    let dossier = view_case(&site.world, &by, id(&case)?).await?;
    Ok(Json(views::case(&dossier)))
}

/// The sealed record of a held case. The name of the file says nothing of the person.
pub(crate) async fn record(
    State(site): State<Site>,
    Operator(by): Operator,
    Path(case): Path<String>,
) -> Result<Response, Refused> {
    let file = record_held_case(&site.world, &by, id(&case)?).await?;
    let name = format!("attachment; filename=\"dossier-{}.json\"", file.said.case);
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(file)).into_response())
}

pub(crate) async fn release(
    State(site): State<Site>,
    Operator(by): Operator,
    Path(case): Path<String>,
    Body(request): Body<ReleaseRequest>,
) -> Result<StatusCode, Refused> {
    let release = if request.knows_the_person {
        Release::KnowsPerson
    } else {
        Release::Later
    };
    release_case(&site.world, &by, id(&case)?, release).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn read_code(
    State(site): State<Site>,
    Operator(by): Operator,
    Path(case): Path<String>,
    Body(request): Body<BirthplaceCodeRequest>,
) -> Result<StatusCode, Refused> {
    read_birthplace_code(&site.world, &by, id(&case)?, request.code.reveal()).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn decide(
    State(site): State<Site>,
    Operator(by): Operator,
    Path(case): Path<String>,
    Body(request): Body<DecisionRequest>,
) -> Result<Json<DecisionView>, Refused> {
    let given = views::decision(request)?;
    let decided = sceau_service::review::decide(&site.world, &by, id(&case)?, &given).await?;
    Ok(Json(DecisionView {
        awaits_second: decided.awaits_second,
    }))
}
