//! A computer hands over to a phone, by QR code, link or typed code.

use crate::personal::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/v1/handoff/claim`: takes the code scanned or typed. It works once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoffClaimRequest {
    /// The token of the QR code or link, or the eight typed characters.
    pub code: Secret,
}

/// What the phone shows before anyone says yes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandoffView {
    /// Names the handoff.
    pub handoff: String,
    /// Proves later that this app claimed it.
    pub secret: Secret,
    /// The browser and system, for example « Firefox sur Linux ».
    pub browser: String,
    /// Where the browser is: `local`, `unknown`, or a place's name.
    pub place: String,
    /// When the page was opened.
    #[ts(type = "string")]
    pub started_at: Timestamp,
    /// The service that began it, where one did.
    #[ts(optional)]
    pub service: Option<String>,
    /// Three numbers, one of which the computer shows.
    pub numbers: [u8; 3],
}

/// `POST /api/v1/handoff/confirm`: the number chosen. A wrong one ends both sides.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoffConfirmRequest {
    /// The handoff.
    pub handoff: String,
    /// Its secret.
    pub secret: Secret,
    /// The number chosen; absent for « Ce n'est pas moi ».
    #[serde(default)]
    #[ts(optional)]
    pub number: Option<u8>,
}
