//! How the app looks and makes itself felt, kept on this device.

use super::Answer;
use crate::App;
use crate::files;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{Nothing, Preferences};

/// Keeps them.
///
/// # Errors
/// `request.malformed` for a value that no screen offers; `storage.failed`.
pub async fn save_preferences(app: &App, preferences: Preferences) -> Answer<Nothing> {
    let is_one_of = |value: &Option<String>, offered: [&str; 2]| {
        value
            .as_deref()
            .is_none_or(|value| offered.contains(&value))
    };
    let is_offered = is_one_of(&preferences.language, ["fr", "en"])
        && is_one_of(&preferences.theme, ["light", "dark"])
        && (100..=200).contains(&preferences.text_percent);
    if !is_offered {
        return Err(Problem::new(ErrorCode::RequestMalformed));
    }
    files::write_json(&app.preferences_file(), &preferences)?;
    Ok(Nothing {})
}
