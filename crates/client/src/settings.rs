//! What a host knows before the app starts: where the server is, where files go, what it runs on.

use crate::device::CodeCost;
use core::time::Duration;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use url::Url;

/// The server of a build that nobody configured: one on this very machine. A distributor changes it
/// here or ships a `sceau.json` beside the app's settings (`docs/app-configuration.md`).
pub const DEFAULT_SERVER: &str = "http://127.0.0.1:8440/";

/// Names the server, in the folder of the app's settings.
pub const SETTINGS_FILE: &str = "sceau.json";

/// How the app is set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The server, with a slash at its end.
    pub server: Url,
    /// The app's own folder for files.
    pub folder: PathBuf,
    /// Where the person finds what they take away.
    pub exports: PathBuf,
    /// `linux`, `windows`, `macos`, `android`, `ios`, `browser`.
    pub platform: &'static str,
    /// What the person reads in the list of devices.
    pub device_name: String,
    /// The app's version.
    pub version: &'static str,
    /// A scenario plays: the interface shows its banner.
    pub is_mocked: bool,
    /// What stands before `/preview/…`, `/picture/…` and `/video/…` in addresses given to the screen.
    pub media_base: String,
    /// Where the face networks lie (`tools/models`); without them nobody is coached at the face.
    pub models: Option<PathBuf>,
    /// The mailbox of test installations.
    pub mailbox: Option<Url>,
    /// How slow guessing the secret code is made.
    pub code_cost: CodeCost,
    /// The first rest after an upload met no network; doubled up to a minute.
    pub first_rest: Duration,
    /// What the scenario says of the network.
    #[cfg(feature = "mock")]
    pub network: crate::remote::NetworkScenario,
}

/// Why the settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFault {
    /// `sceau.json` is there and cannot be read.
    #[error("sceau.json cannot be read")]
    Unreadable,
    /// `sceau.json` is there and is not understood.
    #[error("sceau.json is not understood")]
    Syntax,
    /// The server's address is neither https, nor http on this machine.
    #[error("the server's address must be https, or http on this machine")]
    Server,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    server: String,
}

/// Finds the server: what the host was told, else `sceau.json` in the settings' folder, else
/// [`DEFAULT_SERVER`].
///
/// # Errors
/// [`SettingsFault`].
pub fn server_of(told: Option<&str>, folder: &Path) -> Result<Url, SettingsFault> {
    let address = match told {
        Some(told) => told.to_owned(),
        None => match std::fs::read_to_string(folder.join(SETTINGS_FILE)) {
            Ok(text) => {
                serde_json::from_str::<SettingsFile>(&text)
                    .map_err(|_| SettingsFault::Syntax)?
                    .server
            }
            Err(fault) if fault.kind() == ErrorKind::NotFound => DEFAULT_SERVER.to_owned(),
            Err(_) => return Err(SettingsFault::Unreadable),
        },
    };
    let mut server = Url::parse(&address).map_err(|_| SettingsFault::Server)?;
    let is_safe =
        server.scheme() == "https" || (server.scheme() == "http" && is_this_machine(&server));
    if !is_safe || server.cannot_be_a_base() {
        return Err(SettingsFault::Server);
    }
    server.set_query(None);
    server.set_fragment(None);
    if !server.path().ends_with('/') {
        let path = format!("{}/", server.path());
        server.set_path(&path);
    }
    Ok(server)
}

pub(crate) fn is_this_machine(server: &Url) -> bool {
    match server.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_host_is_told_wins_over_the_file_and_the_file_over_the_default() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            server_of(None, folder.path()).unwrap().as_str(),
            DEFAULT_SERVER
        );
        std::fs::write(
            folder.path().join("sceau.json"),
            r#"{"server":"https://id.example/base"}"#,
        )
        .unwrap();
        assert_eq!(
            server_of(None, folder.path()).unwrap().as_str(),
            "https://id.example/base/"
        );
        let told = server_of(Some("http://localhost:9"), folder.path()).unwrap();
        assert_eq!(told.as_str(), "http://localhost:9/");
    }

    #[test]
    fn a_settings_file_that_says_nothing_clear_is_told_and_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(SETTINGS_FILE);
        std::fs::write(&file, "{\"serveur\":1}").unwrap();
        let syntax = server_of(None, folder.path());
        assert_eq!(syntax, Err(SettingsFault::Syntax));
        std::fs::write(&file, [0xFF, 0xFE]).unwrap();
        let unreadable = server_of(None, folder.path());
        assert_eq!(unreadable, Err(SettingsFault::Unreadable));
    }

    #[test]
    fn a_server_elsewhere_without_encryption_is_refused() {
        let folder = Path::new("/nowhere");
        for address in [
            "http://id.example/",
            "file:///etc/passwd",
            "rien",
            "data:text/plain,a",
        ] {
            assert_eq!(
                server_of(Some(address), folder),
                Err(SettingsFault::Server),
                "{address}"
            );
        }
    }
}
