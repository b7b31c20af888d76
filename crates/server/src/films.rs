//! The process that looks at films: this program again, told to do only that (ADR 18).

use crate::faces::finding;
use crate::wiring::StartFailure;
use sceau_checks::{FilmsApart, look_at_film};
use std::path::Path;
use std::process::ExitCode;

/// The command that only this program gives itself.
pub(crate) const COMMAND: &str = "look-at-film";

/// Looks at films in a process each, with the networks of this folder.
///
/// # Errors
/// When the folder is named and a network is not there or is something else: an operator who was told that
/// faces are looked for must not wait for them in vain.
pub(crate) fn apart(models: Option<&Path>) -> Result<FilmsApart, StartFailure> {
    let networks = match models {
        Some(folder) => Some(finding(folder)?),
        None => {
            tracing::info!(
                "no face networks: films are shown to operators without facts about faces"
            );
            None
        }
    };
    Ok(FilmsApart::of_this_program([COMMAND], networks)?)
}

/// What the started process does. Nothing is logged: its error output leads nowhere.
pub(crate) fn look() -> ExitCode {
    look_at_film().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}
