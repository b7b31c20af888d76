//! What both ways of logging in do when the visitor comes back.

use axum::http::HeaderMap;
use axum::response::Response;
use sceau_oidc::relying_party::{CallbackFault, read_callback};
use sceau_oidc::secret::Secret;

use super::login::say_fault;
use super::state::{Pending, ServiceState, Stage, Visitor, Way};
use super::{COOKIE, ServiceFault};
use crate::broker::NOT_ADMITTED;
use crate::web::{read_cookie, read_pairs, redirect_with_cookie};

/// The login that a visitor began here and left for this way, ended by its answer, and the code in it.
///
/// # Errors
/// `NoLogin` for a browser that began none, or an answer to another one; `Refused`.
pub(super) fn come_back(
    state: &ServiceState,
    way: Way,
    issuer: &str,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<(Pending, Secret), ServiceFault> {
    let id = read_cookie(headers, COOKIE);
    let pending = state.come_back(id.as_deref(), way);
    let pending = pending.ok_or(ServiceFault::NoLogin)?;
    let pairs = read_pairs(query.unwrap_or_default());
    match read_callback(&pairs, Some(&pending.state), issuer) {
        Ok(code) => Ok((pending, code)),
        Err(CallbackFault::Refused { description, .. }) if description == NOT_ADMITTED => {
            Err(ServiceFault::NotAdmitted)
        }
        Err(CallbackFault::Refused { error, .. }) => Err(ServiceFault::Refused(error)),
        Err(_) => Err(ServiceFault::NoLogin),
    }
}

/// Opens a session under a new name, so that a name someone planted beforehand is worth nothing.
pub(super) fn enter(state: &ServiceState, verified: Result<Visitor, ServiceFault>) -> Response {
    match verified {
        Ok(visitor) => {
            let id = state.open(Stage::Inside(Box::new(visitor)));
            redirect_with_cookie("/espace", COOKIE, &id)
        }
        Err(fault) => say_fault(&fault),
    }
}
