//! The active identity.

use crate::Site;
use crate::extract::Caller;
use crate::problem::Refused;
use crate::views::login;
use axum::Json;
use axum::extract::State;
use sceau_service::account::view_identity;
use sceau_wire::identity::IdentityView;

pub(crate) async fn show(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<IdentityView>, Refused> {
    let this = by.device.as_ref().map(|device| device.id);
    Ok(Json(login::identity(
        view_identity(&site.world, &by).await?,
        this,
    )))
}
