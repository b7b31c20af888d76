//! The installation's configuration, the last one known when offline.

use super::Answer;
use crate::App;
use crate::files;
use crate::remote::Call;
use sceau_wire::configuration::ConfigurationView;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::Nothing;

/// Asks the server; keeps the answer, so that the terms can be read without a network.
///
/// # Errors
/// `app.too_old`; `network.offline` when nothing was ever kept.
pub async fn get_configuration(app: &App, _: Nothing) -> Answer<ConfigurationView> {
    let asked: Answer<ConfigurationView> = app
        .remote
        .send(Call::get("api/v1/configuration"), None::<&()>)
        .await;
    let configuration = match asked {
        Ok(configuration) => {
            // What is kept is read at another time.
            let kept = ConfigurationView {
                now: None,
                ..configuration.clone()
            };
            // Kept as a convenience: a full disk does not keep anyone from going on.
            let _ = files::write_json(&app.configuration_file(), &kept);
            app.memory().configuration = Some(kept);
            configuration
        }
        Err(problem) => app.memory().configuration.clone().ok_or(problem)?,
    };
    if is_older(app.settings.version, &configuration.lowest_app_version) {
        return Err(Problem::new(ErrorCode::AppTooOld));
    }
    Ok(configuration)
}

/// Compares `1.2.3` numbers; a part that is not a number counts as zero.
fn is_older(ours: &str, lowest: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let plain = text.split(['-', '+']).next().unwrap_or_default();
        let mut parts: Vec<u32> = plain
            .split('.')
            .map(|part| part.parse().unwrap_or(0))
            .collect();
        parts.resize(3, 0);
        parts
    };
    numbers(ours) < numbers(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (ours, lowest, older) in [
            ("0.1.0", "0.1.0", false),
            ("0.9.0", "0.10.0", true),
            ("1.0", "1.0.0", false),
            ("2.0.0-rc.1", "1.9.9", false),
            ("0.1.0", "", false),
        ] {
            assert_eq!(is_older(ours, lowest), older, "{ours} {lowest}");
        }
    }
}
