//! The active identity, its devices and its history, for the home screen.

use crate::browser::BrowserView;
use crate::mirror::DocumentKind;
use crate::personal::Personal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/v1/identity`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IdentityView {
    /// Given names.
    pub given_names: Personal,
    /// Birth name.
    pub birth_name: Personal,
    /// Usage name.
    #[ts(optional)]
    pub usage_name: Option<Personal>,
    /// `YYYY-MM-DD` with zeros for what is unknown.
    pub birth_date: Personal,
    /// The document it rests on.
    pub document: DocumentKind,
    /// Until when that document is valid.
    pub document_valid_until: Personal,
    /// Since when the identity is active.
    #[ts(type = "string")]
    pub active_since: Timestamp,
    /// Since when no login can be approved, once the person blocked it.
    #[ts(optional, type = "string")]
    pub blocked_at: Option<Timestamp>,
    /// The account's address, masked.
    pub email_masked: String,
    /// The phone number, masked.
    pub phone_masked: String,
    /// The devices, this one first.
    pub devices: Vec<DeviceSummaryView>,
    /// What happened lately, newest first, without any attribute's value.
    pub activity: Vec<ActivityView>,
}

/// A device in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeviceSummaryView {
    /// Names it.
    pub device: String,
    /// Its name.
    pub name: String,
    /// Whether it is this one.
    pub is_this_one: bool,
    /// Since when.
    #[ts(type = "string")]
    pub since: Timestamp,
}

/// One line of the history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActivityView {
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What: `login.approved`, `login.failed` (approved, and the service never took the answer),
    /// `login.refused`, `login.disowned`, `login.expired`, `login.mismatch`, `identity.activated`,
    /// `identity.blocked`.
    pub kind: String,
    /// The service concerned.
    #[ts(optional)]
    pub service: Option<String>,
    /// The login, where it is one.
    #[ts(optional)]
    pub login: Option<PastLoginView>,
}

/// A login of the past, without any attribute's value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastLoginView {
    /// Names it.
    pub login: String,
    /// The broker's registered name, where one stood between.
    #[ts(optional)]
    pub broker: Option<String>,
    /// The browser it was for.
    pub browser: BrowserView,
    /// The data asked for: claim names, worded by the interface.
    pub claims: Vec<String>,
    /// The level asked for: `eidas2`, `eidas3`.
    pub level: String,
    /// When it was answered.
    #[ts(optional, type = "string")]
    pub answered_at: Option<Timestamp>,
    /// The device that answered.
    #[ts(optional)]
    pub device: Option<String>,
    /// When the service took what was approved.
    #[ts(optional, type = "string")]
    pub given_at: Option<Timestamp>,
    /// When the person reported it.
    #[ts(optional, type = "string")]
    pub reported_at: Option<Timestamp>,
}
