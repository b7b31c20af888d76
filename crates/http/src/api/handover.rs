//! An app gives its account to another device: offered, followed from both sides, joined, ended.

use super::sign_in::session;
use crate::Site;
use crate::extract::{Body, Caller, id};
use crate::pages::{Visitor, draw_modules};
use crate::problem::Refused;
use crate::views::{from_base64, to_base64};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use sceau_domain::private::Secret;
use sceau_service::account::{
    Handover, approve_handover, end_handover, join_handover, offer_handover, watch_handover,
};
use sceau_service::login::HandoffPage;
use sceau_service::records::HandoffState;
use sceau_wire::account::{HandoffProof, SessionView};
use sceau_wire::handoff::{
    HandoverApprovalRequest, HandoverCodeView, HandoverState, HandoverView, NewcomerView,
};

pub(crate) async fn offer(
    State(site): State<Site>,
    Caller(by): Caller,
    Visitor(visitor): Visitor,
) -> Result<Json<HandoverView>, Refused> {
    let offered = offer_handover(&site.world, &by, &visitor.place).await?;
    Ok(Json(view(&offered)))
}

pub(crate) async fn watch(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<HandoverView>, Refused> {
    Ok(Json(view(&watch_handover(&site.world, &by).await?)))
}

pub(crate) async fn end(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<StatusCode, Refused> {
    end_handover(&site.world, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn join(
    State(site): State<Site>,
    Body(proof): Body<HandoffProof>,
) -> Result<Json<SessionView>, Refused> {
    let secret = Secret::new(proof.secret.reveal().to_owned());
    let signed_in = join_handover(&site.world, id(&proof.handoff)?, &secret).await?;
    Ok(Json(session(signed_in)))
}

pub(crate) async fn approve(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<HandoverApprovalRequest>,
) -> Result<StatusCode, Refused> {
    let signature = from_base64(request.signature.reveal())?;
    approve_handover(&site.world, &by, &signature).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn view(handover: &Handover) -> HandoverView {
    let HandoffPage {
        number,
        link,
        typed,
        code_expires_at,
        expires_at,
        progress,
        ..
    } = &handover.page;
    let code = link.as_ref().zip(typed.as_ref());
    HandoverView {
        state: match progress.state {
            HandoffState::Ended => HandoverState::Ended,
            _ if progress.is_over => HandoverState::Over,
            _ if handover.has_joined => HandoverState::Joined,
            HandoffState::Offered => HandoverState::Offered,
            HandoffState::Claimed => HandoverState::Claimed,
            HandoffState::Confirmed => HandoverState::Confirmed,
        },
        is_giver: handover.is_giver,
        number: *number,
        code: code.and_then(|(link, typed)| {
            let (qr_path, qr_size) = draw_modules(link.reveal())?;
            Some(HandoverCodeView {
                link: link.reveal().as_str().into(),
                typed: typed.reveal().as_str().into(),
                qr_path: qr_path.into(),
                qr_size,
                expires_at: *code_expires_at,
            })
        }),
        expires_at: *expires_at,
        is_other_here: handover.is_other_here,
        newcomer: handover.newcomer.as_ref().map(|device| NewcomerView {
            handover: handover.id.to_string(),
            device: device.id.to_string(),
            name: device.name.clone(),
            public_key: to_base64(&device.public_key),
        }),
        awaits_approval: handover.awaits_approval,
        took_over: handover.took_over,
    }
}
