//! Logins that services hold, and the news that one ended.

use jiff::Timestamp;
use sceau_domain::id::{IdentityId, LoginRequestId};

/// A login that a service took and asks to be told the end of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSession {
    /// The login; also the `sid` of its ID tokens.
    pub login: LoginRequestId,
    /// The service.
    pub client: String,
    /// Whose.
    pub identity: IdentityId,
    /// When the service took it.
    pub begun_at: Timestamp,
}

/// A service is to be told that a login ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutNotice {
    /// Which.
    pub login: LoginRequestId,
    /// Whom to tell.
    pub client: String,
    /// The person, as this service knows them.
    pub subject: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub due_at: Timestamp,
}
