//! A computer hands over: its code is claimed, its number confirmed.

use super::Answer;
use crate::App;
use crate::links::code_of;
use crate::remote::Call;
use sceau_wire::Secret;
use sceau_wire::account::HandoffProof;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::handoff::{HandoffClaimRequest, HandoffConfirmRequest, HandoffView};
use sceau_wire::host::{CodeArgs, CodeKind, Nothing, NumberArgs};

/// Takes the code that a computer shows. Its secret stays here: the screen gets an empty one.
///
/// # Errors
/// `handoff.foreign`, `code.for_…` for another of our codes, `handoff.expired`, or the network's.
pub async fn claim_handoff(app: &App, args: CodeArgs) -> Answer<HandoffView> {
    let code = code_of(
        &app.settings.server,
        args.code.reveal(),
        CodeKind::Handoff,
        ErrorCode::HandoffForeign,
    )?;
    let request = HandoffClaimRequest { code: code.into() };
    let mut view: HandoffView = app
        .remote
        .send(Call::post("api/v1/handoff/claim"), Some(&request))
        .await?;
    let secret = core::mem::take(&mut view.secret);
    let mut memory = app.memory();
    memory.handoff = Some(HandoffProof {
        handoff: view.handoff.clone(),
        secret,
    });
    memory.handoff_is_confirmed = false;
    Ok(view)
}

/// Chooses the computer's number, or says « Ce n'est pas moi ». A wrong number ends both sides.
///
/// # Errors
/// `handoff.expired` when nothing was claimed; `handoff.mismatch`; the network's.
pub async fn confirm_handoff(app: &App, args: NumberArgs) -> Answer<Nothing> {
    let proof = app
        .memory()
        .handoff
        .clone()
        .ok_or(Problem::new(ErrorCode::HandoffExpired))?;
    let request = HandoffConfirmRequest {
        handoff: proof.handoff.clone(),
        secret: Secret::from(proof.secret.reveal()),
        number: args.number,
    };
    let answer = app
        .remote
        .send(Call::post("api/v1/handoff/confirm"), Some(&request))
        .await;
    let mut memory = app.memory();
    match &answer {
        Ok(Nothing {}) if args.number.is_some() => memory.handoff_is_confirmed = true,
        Err(problem) if problem.code == ErrorCode::Offline => {}
        _ => memory.handoff = None,
    }
    answer
}
