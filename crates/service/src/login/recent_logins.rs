//! What happened lately: the history of logins on the home screen.

use super::answer_request::audit_kind;
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use jiff::Timestamp;
use sceau_domain::login::RequestState;

/// A login of the past, without any attribute's value.
#[derive(Debug, Clone)]
pub struct PastLogin {
    /// When it was asked.
    pub at: Timestamp,
    /// `login.approved`, `login.refused`, `login.disowned`, `login.expired`, `login.mismatch`.
    pub kind: &'static str,
    /// For which service.
    pub service: String,
}

/// The account's newest logins that are over, at most `limit`.
///
/// # Errors
/// `DeviceNotTrusted` on another device than the identity's; [`Failure::Store`].
pub async fn recent_logins(
    world: &World,
    by: &Authenticated,
    limit: u32,
) -> Result<Vec<PastLogin>, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    let logins = tx.logins_of(by.account.id, limit).await?;
    let is_over = |state, expires_at| state != RequestState::Waiting || now > expires_at;
    Ok(logins
        .into_iter()
        .filter(|login| is_over(login.request.state, login.request.expires_at))
        .map(|login| PastLogin {
            at: login.asked_at,
            kind: audit_kind(login.request.state),
            service: login.service,
        })
        .collect())
}
