//! Where the person stands, and what they do next: the server decides.

use super::Answer;
use crate::App;
use crate::remote::Call;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{JourneyArgs, Nothing};
use sceau_wire::journey::{JourneyRequest, JourneyView};

/// Asks where the person stands.
///
/// # Errors
/// `session.missing`, or the network's.
pub async fn get_journey(app: &App, _: Nothing) -> Answer<JourneyView> {
    let answer: Answer<JourneyView> = app.ask(Call::get("api/v1/journey"), None::<&()>).await;
    match &answer {
        Ok(view) => app.note_journey(view).await,
        Err(problem) => app.note_refusal(problem).await,
    }
    answer
}

/// Sends one event; sent again by itself, under the same key, when the answer was lost on the way.
///
/// # Errors
/// What the server answers; `request.malformed` for events that are the host's own to send.
pub async fn send_journey(app: &App, args: JourneyArgs) -> Answer<JourneyView> {
    match args.request {
        JourneyRequest::AttachEvidence { .. } | JourneyRequest::Activate { .. } => {
            Err(Problem::new(ErrorCode::RequestMalformed))
        }
        request => {
            let starts_over = matches!(request, JourneyRequest::StartOver {});
            let view = post_journey(app, &request).await?;
            if starts_over {
                app.forget_captures()?;
                app.forget_entries()?;
            }
            Ok(view)
        }
    }
}

/// Posts an event under a fresh key.
pub(super) async fn post_journey(app: &App, request: &JourneyRequest) -> Answer<JourneyView> {
    let key = app.make_key();
    let call = Call::post("api/v1/journey").with_key(&key);
    let view: JourneyView = app.ask(call, Some(request)).await?;
    app.note_journey(&view).await;
    Ok(view)
}
