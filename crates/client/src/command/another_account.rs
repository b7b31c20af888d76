//! Somebody signs in where an identity, or a recovery, of another account hangs on this device's key: nothing of that
//! is erased before they said yes.

use super::Answer;
use super::sign_in::take_session;
use crate::App;
use crate::remote::Call;
use sceau_wire::account::SessionView;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{Nothing, SignedInView};

/// The yes to `account.another`. May be said again where the disk refused.
///
/// # Errors
/// `session.missing` when no such sign-in waits for an answer; `storage.failed`.
pub async fn replace_account(app: &App, _: Nothing) -> Answer<SignedInView> {
    let asking = app.memory().asking.clone();
    let session = asking.ok_or(Problem::new(ErrorCode::SessionMissing))?;
    let signed_in = take_session(app, session).await?;
    app.memory().asking = None;
    Ok(signed_in)
}

/// The no: the session that was opened is ended, and this device stays as it was. Saying no twice is no fault.
///
/// # Errors
/// None today; the type is that of every command.
pub async fn decline_account(app: &App, _: Nothing) -> Answer<Nothing> {
    let asking = app.memory().asking.take();
    if let Some(session) = asking {
        end(app, &session).await;
    }
    Ok(Nothing {})
}

/// Keeps a session that waits for the person's yes, in memory only.
pub(super) async fn ask_first(app: &App, session: SessionView) {
    let earlier = app.memory().asking.replace(session);
    if let Some(earlier) = earlier {
        end(app, &earlier).await;
    }
}

/// Ends a session that nobody will use. Without a network it ends by itself: its token is forgotten here.
async fn end(app: &App, session: &SessionView) {
    let call = Call::delete("api/v1/session").with_token(&session.token);
    let ended: Answer<Nothing> = app.remote.send(call, None::<&()>).await;
    if let Err(problem) = ended {
        tracing::info!(
            code = problem.code.as_str(),
            "left without telling the server"
        );
    }
}
