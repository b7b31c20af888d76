//! Whether there is an installation already. One is made by the first start, or by `migrate`; every other command
//! looks for one, so that a command run in the wrong folder does not quietly make a second one.

use crate::settings::Settings;
use crate::wiring::StartFailure;
use sceau_vault::is_begun;
use std::path::{Path, PathBuf};

/// There is none where the settings say.
#[derive(Debug, thiserror::Error)]
#[error(
    "no installation in {folder}. A relative `data` is looked for in the folder in which the command is run: run it \
     where the server is started, or name the whole path. A new installation is made by `serve` or `migrate`"
)]
pub(crate) struct NoInstallation {
    folder: PathBuf,
}

/// Nothing to do where there is one.
///
/// # Errors
/// [`NoInstallation`], with the folder that was looked in.
pub(crate) fn require(settings: &Settings) -> Result<(), NoInstallation> {
    if settings.database().exists() {
        return Ok(());
    }
    let folder = std::path::absolute(&settings.data).unwrap_or_else(|_| settings.data.clone());
    Err(NoInstallation { folder })
}

/// Whether nothing was stored nor sealed yet: only then may keys be made, since later ones would open nothing.
///
/// # Errors
/// The vault cannot be read.
pub(crate) fn is_new(settings: &Settings) -> Result<bool, StartFailure> {
    Ok(!settings.database().exists() && !is_begun(&vault_in(&settings.data))?)
}

/// The vault's folder.
pub(crate) fn vault_in(data: &Path) -> PathBuf {
    data.join("vault")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_the_wrong_folder_says_where_it_looked() {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\n\
             listen = \"127.0.0.1:8440\"\ndata = \"{}\"\n",
            folder.path().display()
        );
        let settings: Settings = toml::from_str(&text).unwrap();
        let told = require(&settings).unwrap_err().to_string();
        assert!(
            told.contains(&folder.path().display().to_string()),
            "{told}"
        );
        assert!(is_new(&settings).unwrap());
        std::fs::write(settings.database(), b"").unwrap();
        assert!(require(&settings).is_ok());
        assert!(!is_new(&settings).unwrap());
    }

    #[test]
    fn a_relative_folder_is_named_whole() {
        let text = "name = \"Essai\"\nbase_url = \"http://127.0.0.1:8440/\"\n\
                    listen = \"127.0.0.1:8440\"\ndata = \"nowhere-at-all\"\n";
        let settings: Settings = toml::from_str(text).unwrap();
        let told = require(&settings).unwrap_err().to_string();
        let here = std::env::current_dir().unwrap();
        assert!(told.contains(&here.display().to_string()), "{told}");
        assert!(!settings.data.exists());
    }
}
