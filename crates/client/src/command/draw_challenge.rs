//! Digits and third task for one video.

use super::Answer;
use crate::App;
use crate::remote::Call;
use sceau_wire::evidence::{ChallengeRequest, ChallengeView};
use sceau_wire::host::DrawChallengeArgs;

/// Draws them for someone who consents to the video; the server keeps what it drew, and so does the
/// app until the film is sent.
///
/// # Errors
/// `consent.missing`, `terms.outdated`, `attempts.exhausted`, `journey.not_possible_here`, the
/// network's.
pub async fn draw_challenge(app: &App, args: DrawChallengeArgs) -> Answer<ChallengeView> {
    let request = ChallengeRequest {
        consent: args.consent,
    };
    let call = Call::post("api/v1/journey/challenge");
    let view: ChallengeView = app.ask(call, Some(&request)).await?;
    app.memory().challenge = Some(view.clone());
    Ok(view)
}
