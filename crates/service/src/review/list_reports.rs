//! Logins that people did not recognise: for those who run the installation, without a word about the person.

use super::AuthenticatedOperator;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::Browser;
use crate::time::{before, days};
use jiff::Timestamp;

/// Reports stay in sight this long.
const SHOWN_DAYS: u32 = 30;

/// A login that somebody reported.
#[derive(Debug, Clone)]
pub struct ReportedLogin {
    /// When it was reported.
    pub reported_at: Timestamp,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// For which service.
    pub service: String,
    /// Which browser asked, from where.
    pub browser: Browser,
    /// Whether the service took what was approved.
    pub was_given: bool,
}

/// Lists the reports of the last thirty days, newest first.
///
/// # Errors
/// [`Failure::Store`].
pub async fn list_reports(
    world: &World,
    _: &AuthenticatedOperator,
) -> Result<Vec<ReportedLogin>, Failure> {
    let since = before(world.clock.now(), days(SHOWN_DAYS));
    let mut tx = world.store.read().await?;
    let reported = tx.logins_reported_since(since).await?;
    Ok(reported
        .into_iter()
        .filter_map(|login| {
            Some(ReportedLogin {
                reported_at: login.reported_at?,
                asked_at: login.asked_at,
                was_given: login.given_at.is_some(),
                service: login.service,
                browser: login.browser,
            })
        })
        .collect())
}
