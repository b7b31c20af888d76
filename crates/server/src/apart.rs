//! The processes that look at what was sent: this program again, told to do only that (ADR 18, ADR 30).

use crate::faces::finding;
use crate::wiring::StartFailure;
use sceau_checks::{Apart, FilmsApart, look_at_film, look_at_picture};
use std::path::Path;
use std::process::ExitCode;

/// Looks at films in a process each, with the networks of this folder.
///
/// # Errors
/// When the folder is named and a network is not there or is something else: an operator who was told that
/// faces are looked for must not wait for them in vain.
pub(crate) fn films(models: Option<&Path>) -> Result<FilmsApart, StartFailure> {
    let networks = match models {
        Some(folder) => Some(finding(folder)?),
        None => {
            tracing::info!(
                "no face networks: films are shown to operators without facts about faces"
            );
            None
        }
    };
    let apart = Apart::of_this_program(["look-at-film"])?;
    Ok(FilmsApart::new(apart, networks))
}

/// Looks at a picture in a process each.
///
/// # Errors
/// When it cannot be told which program this is.
pub(crate) fn pictures() -> std::io::Result<Apart> {
    Apart::of_this_program(["look-at-picture"])
}

/// What the process started for a film does. Nothing is logged: its error output leads nowhere.
pub(crate) fn film() -> ExitCode {
    look_at_film().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// What the process started for a picture does.
pub(crate) fn picture() -> ExitCode {
    look_at_picture().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}
