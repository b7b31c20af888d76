//! The active identity, its devices and its history, for the home screen.

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
    /// What: `login.approved`, `login.refused`, `login.disowned`, `login.expired`, `login.mismatch`,
    /// `identity.activated`.
    pub kind: String,
    /// The service concerned.
    #[ts(optional)]
    pub service: Option<String>,
}
