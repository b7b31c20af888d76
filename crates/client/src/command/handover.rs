//! The person goes on at another device: this app gives its account, or takes the one given.

use super::Answer;
use super::secret_code::open_device_key;
use super::sign_in::keep_session;
use crate::App;
use crate::remote::Call;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::successor_statement;
use sceau_wire::account::SessionView;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::handoff::{HandoverApprovalRequest, HandoverView};
use sceau_wire::host::{AtStake, CodeArgs, Nothing, SignedInView};

const HANDOVER: &str = "api/v1/handover";

/// Offers this app's account to another device; while an offer waits, shows that one again.
///
/// # Errors
/// `session.missing`, `device.not_trusted`, `request.too_many`, the network's.
pub async fn offer_handover(app: &App, _: Nothing) -> Answer<HandoverView> {
    app.ask(Call::post(HANDOVER), None::<&()>).await
}

/// Follows the newest offer of this device, or the one that signed it in.
///
/// # Errors
/// `not_found` when there is none, `session.missing`, the network's.
pub async fn watch_handover(app: &App, _: Nothing) -> Answer<HandoverView> {
    app.ask(Call::get(HANDOVER), None::<&()>).await
}

/// Lets the new device hold the identity: signs, with the key that this device's secret code opens, the
/// handover and the new device's key as the server names them now.
///
/// # Errors
/// Those of unlocking; `not_found` before the new device chose its secret code; `handoff.expired`,
/// `device.not_trusted`, the network's.
pub async fn approve_handover(app: &App, args: CodeArgs) -> Answer<Nothing> {
    let seen = watch_handover(app, Nothing {}).await?;
    let newcomer = seen.newcomer.ok_or(Problem::new(ErrorCode::NotFound))?;
    let malformed = || Problem::new(ErrorCode::AnswerMalformed);
    let handover = newcomer.handover.parse().map_err(|_| malformed())?;
    let successor = newcomer.device.parse().map_err(|_| malformed())?;
    let key_of_new = STANDARD
        .decode(&newcomer.public_key)
        .map_err(|_| malformed())?;
    let (device, key) = open_device_key(app, args.code.reveal()).await?;
    let statement = successor_statement(handover, device, successor, &key_of_new);
    let signature = key
        .sign(&statement)
        .map_err(|_| Problem::new(ErrorCode::Internal))?;
    let request = HandoverApprovalRequest {
        signature: STANDARD.encode(signature.reveal()).into(),
    };
    let answer: Answer<Nothing> = app
        .ask(Call::post("api/v1/handover/approve"), Some(&request))
        .await;
    if answer.is_ok() {
        app.note_stake(AtStake::Nothing).await;
    }
    answer
}

/// Ends an offer that nobody took, or turns away a new device that waits for approval.
///
/// # Errors
/// `not_found` when this device offered none, `session.missing`, the network's.
pub async fn end_handover(app: &App, _: Nothing) -> Answer<Nothing> {
    app.ask(Call::delete(HANDOVER), None::<&()>).await
}

/// Signs in with the account that was given. The session's token is kept here and never given to a
/// screen. Without a network it may be asked again.
///
/// # Errors
/// `handoff.expired` when no number was confirmed, or it was used; `handoff.foreign`, `account.another`,
/// `storage.failed`, the network's.
pub async fn join_handover(app: &App, _: Nothing) -> Answer<SignedInView> {
    let proof = {
        let memory = app.memory();
        let confirmed = memory.handoff.clone();
        confirmed
            .filter(|_| memory.handoff_is_confirmed)
            .ok_or(Problem::new(ErrorCode::HandoffExpired))?
    };
    let session: SessionView = app
        .remote
        .send(Call::post("api/v1/handover/join"), Some(&proof))
        .await?;
    keep_session(app, session).await
}
