//! Digits and third task for one video.

use super::Answer;
use crate::App;
use crate::remote::Call;
use sceau_wire::evidence::ChallengeView;
use sceau_wire::host::Nothing;

/// Draws them; the server keeps what it drew, and so does the app until the film is sent.
///
/// # Errors
/// `attempts.exhausted`, `journey.not_possible_here`, the network's.
pub async fn draw_challenge(app: &App, _: Nothing) -> Answer<ChallengeView> {
    let view: ChallengeView = app
        .ask(Call::post("api/v1/journey/challenge"), None::<&()>)
        .await?;
    app.memory().challenge = Some(view.clone());
    Ok(view)
}
