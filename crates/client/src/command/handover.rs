//! The person goes on at another device: this app gives its account, or takes the one given.

use super::Answer;
use super::sign_in::keep_session;
use crate::App;
use crate::remote::Call;
use sceau_wire::account::SessionView;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::handoff::HandoverView;
use sceau_wire::host::{Nothing, SignedInView};

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

/// Ends an offer that nobody took.
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
/// `handoff.expired` when no number was confirmed, or it was used; `handoff.foreign`,
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
