//! The active identity, for the home screen.

use super::Answer;
use crate::App;
use crate::remote::Call;
use sceau_wire::host::Nothing;
use sceau_wire::identity::IdentityView;

/// Asks for it.
///
/// # Errors
/// `not_found` when there is none, `session.missing`, the network's.
pub async fn get_identity(app: &App, _: Nothing) -> Answer<IdentityView> {
    app.ask(Call::get("api/v1/identity"), None::<&()>).await
}
