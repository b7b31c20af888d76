//! Where a login stands, as the browser may know it.

use crate::records::{Interaction, LoginRecord};
use jiff::Timestamp;
use sceau_domain::login::RequestState;

/// Where a login stands. « Ce n'est pas moi » reads as a refusal here: a stranger learns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoginState {
    /// Neither a number was given nor a code shown.
    NotAsked,
    /// The app has not answered.
    Waiting,
    /// Approved: `finish_login` leads back to the service.
    Approved,
    /// Refused in the app.
    Refused,
    /// Two minutes passed; another request may be made while the page lives.
    Expired,
    /// Another number was typed in the app: the request has ended.
    Mismatch,
    /// The page's five minutes are over.
    PageOver,
    /// The answer left for the service.
    Finished,
}

/// The state of a passage's newest request.
pub(super) fn state_of(
    interaction: &Interaction,
    login: Option<&LoginRecord>,
    now: Timestamp,
) -> LoginState {
    if interaction.is_finished {
        return LoginState::Finished;
    }
    let Some(login) = login else {
        let is_over = now > interaction.expires_at;
        return if is_over {
            LoginState::PageOver
        } else {
            LoginState::NotAsked
        };
    };
    match login.request.state {
        RequestState::Refused | RequestState::Disowned => LoginState::Refused,
        RequestState::NumberMismatch => LoginState::Mismatch,
        RequestState::Completed => LoginState::Finished,
        _ if now > interaction.expires_at => LoginState::PageOver,
        RequestState::Approved { .. } => LoginState::Approved,
        RequestState::Waiting if now > login.request.expires_at => LoginState::Expired,
        RequestState::Waiting => LoginState::Waiting,
    }
}
