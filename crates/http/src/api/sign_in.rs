//! Signing in by a code received by e-mail, and signing out.

use crate::Site;
use crate::extract::{Body, Caller, id};
use crate::problem::Refused;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use sceau_domain::id::HandoffId;
use sceau_service::account::{SignedIn, request_sign_in_code, sign_in, sign_out as end_session};
use sceau_service::language::Language;
use sceau_service::login::attach_handoff;
use sceau_wire::Secret;
use sceau_wire::account::{SessionView, SignInCodeRequest, SignInRequest, SignInView};

pub(crate) async fn send_code(
    State(site): State<Site>,
    Body(request): Body<SignInCodeRequest>,
) -> Result<Json<SignInView>, Refused> {
    let language = Language::from_code(&request.language);
    let sent = request_sign_in_code(&site.world, request.email.reveal(), language).await?;
    Ok(Json(SignInView {
        sign_in: sent.sign_in.to_string(),
        email_masked: sent.email_masked,
        expires_at: sent.expires_at,
        resend_at: sent.resend_at,
    }))
}

pub(crate) async fn give_code(
    State(site): State<Site>,
    Body(request): Body<SignInRequest>,
) -> Result<Json<SessionView>, Refused> {
    let under_way = id(&request.sign_in)?;
    // Read before the code is spent: a request that makes no sense costs nobody their code.
    let handoff: Option<HandoffId> = match &request.handoff {
        Some(proof) => Some(id(&proof.handoff)?),
        None => None,
    };
    let signed_in = sign_in(&site.world, under_way, request.code.reveal()).await?;
    if let Some((handoff, proof)) = handoff.zip(request.handoff) {
        // A handoff that ended meanwhile is no reason to refuse a right code.
        let secret = sceau_domain::private::Secret::new(proof.secret.reveal().to_owned());
        let account = signed_in.account.id;
        if let Err(failure) = attach_handoff(&site.world, account, handoff, &secret).await {
            crate::problem::publish(failure);
        }
    }
    Ok(Json(session(signed_in)))
}

/// A session as it travels, once.
pub(super) fn session(signed_in: SignedIn) -> SessionView {
    SessionView {
        token: Secret::from(signed_in.token.reveal().as_str()),
        account: signed_in.account.id.to_string(),
        email_masked: signed_in.email_masked,
        needs_trusted_device: signed_in.needs_trusted_device,
    }
}

pub(crate) async fn sign_out(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<StatusCode, Refused> {
    end_session(&site.world, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}
