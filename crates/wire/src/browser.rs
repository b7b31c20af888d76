//! A browser as people recognise it; the interface says it in their language.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a browser says of itself, and where it is: « Firefox sur Linux, Lyon », "Firefox on Linux, Lyon".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrowserView {
    /// Its name, where it is a known one, for example `Firefox`; `Sceau` for the app on another device.
    #[ts(optional)]
    pub application: Option<String>,
    /// The system, where it is a known one, for example `Linux`.
    #[ts(optional)]
    pub system: Option<String>,
    /// Where it is: `local`, `unknown`, or a place's name.
    pub place: String,
}
