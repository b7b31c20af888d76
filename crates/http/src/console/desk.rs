//! People who came in person.

use super::session::Operator;
use crate::Site;
use crate::extract::Body;
use crate::problem::Refused;
use crate::views::document;
use axum::Json;
use axum::extract::State;
use sceau_domain::private::Secret;
use sceau_service::review::{desk_decide, desk_view};
use sceau_wire::console::{DeskRequest, DeskView};

pub(crate) async fn look(
    State(site): State<Site>,
    Operator(by): Operator,
    Body(request): Body<DeskRequest>,
) -> Result<Json<DeskView>, Refused> {
    let code = Secret::new(request.desk_code.reveal().to_owned());
    let dossier = if request.accept {
        desk_decide(&site.world, &by, &code).await?
    } else {
        desk_view(&site.world, &by, &code).await?
    };
    Ok(Json(DeskView {
        declaration: document::declaration_view(&dossier.declaration, &dossier.birthplace),
        recovery: dossier.recovery.map(str::to_owned),
        accepted: dossier.is_accepted,
        awaits_second: dossier.awaits_second,
    }))
}
