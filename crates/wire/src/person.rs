//! The person's own page: deeds confirmed with the secret code, blocking, reporting, another number.

use crate::configuration::{TextPurpose, TextView};
use crate::export::ExportView;
use crate::personal::{Personal, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/v1/identity/deed`: something to sign once, with the deed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeedNonceView {
    /// Signed with the deed.
    pub nonce: Secret,
    /// Worth nothing afterwards.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
}

/// A deed's signature: what `POST /api/v1/identity/devices/{device}/remove`, `…/export` and `…/erase` take.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeedProof {
    /// As drawn.
    pub nonce: Secret,
    /// ECDSA P-256 with SHA-256 over `domain::deed::DeedStatement`, 64 bytes.
    pub signature: Secret,
}

/// A code is on its way: `POST /api/v1/identity/unblock/code`, `POST /api/v1/identity/number/code`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonCodeView {
    /// The address or number it went to, masked.
    pub to_masked: String,
    /// The newest code's end.
    #[ts(type = "string")]
    pub expires_at: Timestamp,
    /// When another may be asked for; absent when none is left.
    #[ts(optional, type = "string")]
    pub resend_at: Option<Timestamp>,
}

/// A recovery began: `POST /api/v1/identity/recovery`; or is under way: on the journey's view.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryView {
    /// From when on an accepted case may give the identity to this device.
    #[ts(type = "string")]
    pub possible_from: Timestamp,
    /// Whether that time has come.
    pub is_possible: bool,
}

/// What beginning a recovery now would bring: `GET /api/v1/identity/recovery`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryOutlookView {
    /// From when on an accepted case could give the identity to this device.
    #[ts(type = "string")]
    pub possible_from: Timestamp,
    /// Whether one is under way on another device: beginning here ends it.
    pub is_elsewhere: bool,
}

/// `POST /api/v1/identity/unblock`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnblockRequest {
    /// The code of the mail.
    pub code: Secret,
    /// The device's signature.
    pub proof: DeedProof,
}

/// `POST /api/v1/identity/number/code`: sends a code to a new number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberCodeRequest {
    /// In any usual spelling.
    pub number: Personal,
}

/// `POST /api/v1/identity/number`: requests by number follow this one from now on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeNumberRequest {
    /// The one the code was sent to.
    pub number: Personal,
    /// The code of the SMS.
    pub code: Secret,
    /// The device's signature.
    pub proof: DeedProof,
}

/// `POST /api/v1/identity/logins/{login}/report`: the person does not recognise it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// Whether the identity is blocked with it.
    pub block: bool,
}

/// `GET /api/v1/identity/consents`: what the person agreed to, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsentsView {
    /// Each, as it was given.
    pub consents: Vec<GivenConsentView>,
}

/// A consent that was given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GivenConsentView {
    /// To what.
    pub purpose: TextPurpose,
    /// Which version of the text.
    pub version: String,
    /// SHA-256 of the text, hexadecimal.
    pub hash: String,
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// Whether whoever begins today is asked for the same.
    pub is_in_force: bool,
    /// The words that were agreed to; absent where the installation no longer has them.
    #[ts(optional)]
    pub text: Option<TextView>,
    /// When the film of that case will be erased; only of the consent to it.
    #[ts(optional, type = "string")]
    pub film_erased_on: Option<Timestamp>,
    /// When it was.
    #[ts(optional, type = "string")]
    pub film_erased_at: Option<Timestamp>,
}

/// Everything that is known of the person, twice: for machines and for people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportedView {
    /// As data (`docs/export.md`).
    pub data: ExportView,
    /// As a PDF to read and print, in the account's language; Base64.
    pub pdf: Personal,
}
