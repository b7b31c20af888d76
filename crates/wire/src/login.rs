//! Login requests in the app.

use crate::browser::BrowserView;
use crate::personal::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/v1/login-requests`: those that wait for this account; at most a few.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LoginRequestsView {
    /// Newest first.
    pub requests: Vec<LoginRequestView>,
}

/// `POST /api/v1/login-requests/open`: the code of the page's QR code or link, bound to this account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenLoginRequest {
    /// As scanned or followed.
    pub code: Secret,
}

/// A request, with everything needed to decide.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LoginRequestView {
    /// Names it.
    pub request: String,
    /// The service's registered name.
    pub service: String,
    /// The broker's registered name, where one stands between.
    #[ts(optional)]
    pub broker: Option<String>,
    /// The browser that waits.
    pub browser: BrowserView,
    /// When the page was opened.
    #[ts(type = "string")]
    pub asked_at: Timestamp,
    /// After this it is late.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
    /// Whole seconds until then by the server's clock, at the moment of this answer: the device's clock may be wrong.
    pub seconds_left: u32,
    /// The data asked for: claim names, worded by the interface.
    pub claims: Vec<String>,
    /// The level asked for: `eidas2`, `eidas3`.
    pub level: String,
    /// Signed with the answer.
    pub nonce: Secret,
}

/// `POST /api/v1/login-requests/{request}/answer`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LoginAnswerRequest {
    /// The answer.
    pub decision: LoginDecision,
    /// The two digits of the browser's page, for an approval.
    #[serde(default)]
    #[ts(optional)]
    pub number: Option<u8>,
    /// ECDSA P-256 with SHA-256 over `domain::login::ApprovalStatement`, 64 bytes; an approval needs it.
    #[serde(default)]
    #[ts(optional)]
    pub signature: Option<Secret>,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LoginDecision {
    /// Yes.
    Approve,
    /// No.
    Refuse,
    /// « Ce n'est pas moi ».
    NotMe,
}
