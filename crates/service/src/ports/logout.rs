//! Services that are told when a login ended: what is kept for it, and the way there.

use super::store::StoreFailure;
use crate::ports::NotifyFailure;
use crate::records::{LogoutNotice, ServiceSession};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{IdentityId, LoginRequestId};
use sceau_domain::private::Secret;

type Stored<T> = Result<T, StoreFailure>;

/// Logins that services hold, and the news still to be told.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Logouts {
    async fn put_service_session(&mut self, session: &ServiceSession) -> Stored<()>;
    /// Removes it, so that its end is told once.
    async fn take_service_session(
        &mut self,
        login: LoginRequestId,
    ) -> Stored<Option<ServiceSession>>;
    /// Removes all those of an identity, oldest first.
    async fn take_service_sessions_of(
        &mut self,
        identity: IdentityId,
    ) -> Stored<Vec<ServiceSession>>;
    /// Forgets those begun before an instant.
    async fn sweep_service_sessions(&mut self, begun_before: Timestamp) -> Stored<()>;
    async fn put_logout_notice(&mut self, notice: &LogoutNotice) -> Stored<()>;
    /// Those due, oldest first, at most `limit`.
    async fn logout_notices_due(&mut self, now: Timestamp, limit: u32)
    -> Stored<Vec<LogoutNotice>>;
    async fn delete_logout_notice(&mut self, login: LoginRequestId) -> Stored<()>;
}

/// Tells services (OpenID Connect Back-Channel Logout 1.0 §2.5).
#[async_trait]
pub trait LogoutTeller: Send + Sync {
    /// Posts a logout token to a registered address. An adapter follows no redirect, waits a few seconds
    /// at most, reads no answer beyond its status, and writes neither the token nor the person anywhere.
    ///
    /// # Errors
    /// [`NotifyFailure::Passing`] when it may be tried again, [`NotifyFailure::Refused`] when the service
    /// says that the token is wrong: another would be too.
    async fn tell(&self, address: &str, token: &Secret<String>) -> Result<(), NotifyFailure>;
}
