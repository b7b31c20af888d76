//! What happened lately: the history of logins on the home screen.

use super::answer_request::audit_kind;
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::{Browser, LoginRecord};
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::LoginRequestId;
use sceau_domain::login::{PAGE_LIFE, RequestState};

/// A login of the past, without any attribute's value.
#[derive(Debug, Clone)]
pub struct PastLogin {
    /// Names it.
    pub login: LoginRequestId,
    /// When it was asked.
    pub at: Timestamp,
    /// `login.approved`, `login.refused`, `login.disowned`, `login.expired`, `login.mismatch`;
    /// `login.failed` when it was approved and the service never took the answer.
    pub kind: &'static str,
    /// For which service.
    pub service: String,
    /// Through which broker.
    pub broker: Option<String>,
    /// Which browser asked, from where.
    pub browser: Browser,
    /// The names of what was asked for.
    pub claims: Vec<String>,
    /// The level asked for.
    pub level: String,
    /// When it was answered, and the name of the device that did.
    pub answered: Option<(Timestamp, Option<String>)>,
    /// When the service took what was approved.
    pub given_at: Option<Timestamp>,
    /// When the person reported it.
    pub reported_at: Option<Timestamp>,
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
    let devices = tx.devices_of(by.account.id).await?;
    let name_of = |id| {
        let device = devices.iter().find(|device| device.id == id);
        device.map(|device| device.name.clone())
    };
    let is_over = |state, expires_at| state != RequestState::Waiting || now > expires_at;
    Ok(logins
        .into_iter()
        .filter(|login| is_over(login.request.state, login.request.expires_at))
        .map(|login| PastLogin {
            login: login.request.id,
            at: login.asked_at,
            kind: outcome_of(&login, now),
            service: login.service,
            broker: login.broker,
            browser: login.browser,
            claims: login.claims,
            level: login.level,
            answered: login
                .answered
                .map(|answered| (answered.at, name_of(answered.by))),
            given_at: login.given_at,
            reported_at: login.reported_at,
        })
        .collect())
}

/// What came of a login. A service has as long as its page lives to take an approved answer; what it did
/// with it afterwards is not known here.
pub(crate) fn outcome_of(login: &LoginRecord, now: Timestamp) -> &'static str {
    let state = login.request.state;
    let was_approved = matches!(
        state,
        RequestState::Approved { .. } | RequestState::Completed
    );
    let since = login
        .answered
        .map_or(login.asked_at, |answered| answered.at);
    if was_approved && login.given_at.is_none() && now > after(since, PAGE_LIFE) {
        return "login.failed";
    }
    if state == RequestState::Waiting && now <= login.request.expires_at {
        return "login.waiting";
    }
    audit_kind(state)
}
