//! Clients added by command: one file each in a folder, read at the start beside those of the
//! configuration and held to the same rules.

use crate::secrets::sync_folder_of;
use crate::settings::{ClientFault, SettingsFailure};
use sceau_oidc::client::Client;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A client and where it is written.
#[derive(Debug)]
pub(crate) struct Written {
    /// As registered.
    pub(crate) client: Client,
    /// Its file.
    pub(crate) file: PathBuf,
}

/// A client cannot be written or removed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClientFailure {
    /// It would name a file that is not one of this folder.
    #[error(
        "an identifier has 1 to 64 of a-z, 0-9, '.', '_' and '-', and begins with a letter or a digit"
    )]
    Identifier,
    /// It could not be served.
    #[error("{0}")]
    Fault(#[from] ClientFault),
    /// Nobody has this identifier.
    #[error("no client {0}: see `sceau-server client list`")]
    Unknown(String),
    /// It is not in the folder.
    #[error("client {0} is written in the configuration file: change it there")]
    Elsewhere(String),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be written as text.
    #[error(transparent)]
    Text(#[from] toml::ser::Error),
}

/// Reads the folder, in the order of the identifiers; an absent one holds none.
///
/// # Errors
/// [`SettingsFailure`], for the first file that is no client or is not named after its own.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Written>, SettingsFailure> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |source| SettingsFailure::Unreadable { path, source }
    };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable(folder))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files.into_iter().map(read_file).collect()
}

fn read_file(file: PathBuf) -> Result<Written, SettingsFailure> {
    let text = fs::read_to_string(&file).map_err(|source| SettingsFailure::Unreadable {
        path: file.clone(),
        source,
    })?;
    let client: Client = toml::from_str(&text).map_err(|source| SettingsFailure::Malformed {
        path: file.clone(),
        source: Box::new(source),
    })?;
    if file
        .file_stem()
        .is_none_or(|stem| stem != client.id.as_str())
    {
        return Err(SettingsFailure::Client {
            id: client.id,
            fault: ClientFault::OtherFile,
        });
    }
    Ok(Written { client, file })
}

/// Writes a client that no other has the identifier of. The file is whole or absent, and read by its owner
/// alone.
///
/// # Errors
/// [`ClientFailure`].
pub(crate) fn write(
    folder: &Path,
    client: &Client,
    others: &[Client],
) -> Result<PathBuf, ClientFailure> {
    let file = file_of(folder, &client.id)?;
    if others.iter().any(|other| other.id == client.id) {
        return Err(ClientFault::Taken.into());
    }
    client
        .check_registration()
        .map_err(|fault| ClientFailure::Fault(fault.into()))?;
    let text = toml::to_string(client)?;
    let failed = |path: &Path| {
        let path = path.to_owned();
        |source| ClientFailure::File { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let draft = file.with_extension("draft");
    put(&draft, &text).map_err(failed(&draft))?;
    fs::rename(&draft, &file).map_err(failed(&file))?;
    Ok(file)
}

fn put(file: &Path, text: &str) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut open = options.open(file)?;
    open.write_all(b"# Written by `sceau-server client add`; read at the start.\n")?;
    open.write_all(text.as_bytes())?;
    open.sync_all()?;
    sync_folder_of(file)
}

/// Removes a client of the folder. `all` are those that are served.
///
/// # Errors
/// [`ClientFailure`].
pub(crate) fn remove(folder: &Path, id: &str, all: &[Client]) -> Result<(), ClientFailure> {
    let file = file_of(folder, id)?;
    match fs::remove_file(&file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let id = id.to_owned();
            if all.iter().any(|client| client.id == id) {
                Err(ClientFailure::Elsewhere(id))
            } else {
                Err(ClientFailure::Unknown(id))
            }
        }
        Err(source) => Err(ClientFailure::File { path: file, source }),
    }
}

fn file_of(folder: &Path, id: &str) -> Result<PathBuf, ClientFailure> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let begins_well = id.bytes().next().is_some_and(is_plain);
    let is_name = id
        .bytes()
        .all(|byte| is_plain(byte) || b"._-".contains(&byte));
    if begins_well && is_name && id.len() <= 64 {
        Ok(folder.join(format!("{id}.toml")))
    } else {
        Err(ClientFailure::Identifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(id: &str) -> Client {
        let text = format!(
            r#"
            id = "{id}"
            name = "Service"
            profile = "strict"
            redirect_uris = ["https://service.example/retour"]
            authentication = {{ method = "private_key_jwt" }}
            acrs = ["eidas2"]
            keys = {{ uri = "https://service.example/keys" }}
            sector = "service.example"
            backchannel_logout_uri = "https://service.example/fin"
            "#
        );
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn a_client_that_was_added_is_read_at_the_next_start_and_removed_for_good() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("clients");
        assert!(read_folder(&folder).unwrap().is_empty());
        let file = write(&folder, &client("mairie.b"), &[]).unwrap();
        write(&folder, &client("mairie.a"), &[]).unwrap();
        let read = read_folder(&folder).unwrap();
        let names: Vec<_> = read.iter().map(|one| one.client.id.as_str()).collect();
        assert_eq!(names, ["mairie.a", "mairie.b"]);
        assert_eq!(read[1].file, file);
        assert_eq!(
            read[1].client.backchannel_logout_uri.as_deref(),
            Some("https://service.example/fin")
        );
        remove(&folder, "mairie.a", &[]).unwrap();
        assert_eq!(read_folder(&folder).unwrap().len(), 1);
        let again = remove(&folder, "mairie.a", &[]).unwrap_err().to_string();
        assert!(again.starts_with("no client mairie.a"), "{again}");
    }

    #[test]
    fn a_client_that_could_not_be_served_is_not_written() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path();
        for id in [
            "",
            "../cle",
            "Mairie",
            ".cache",
            "a/b",
            "é",
            &"a".repeat(65),
        ] {
            let refused = write(folder, &client(id), &[]);
            assert!(matches!(refused, Err(ClientFailure::Identifier)), "{id}");
        }
        let taken = write(folder, &client("mairie"), &[client("mairie")]);
        assert_eq!(taken.unwrap_err().to_string(), "its identifier is taken");
        let keyless = Client {
            keys: sceau_oidc::client::ClientKeys::None,
            ..client("mairie")
        };
        let refused = write(folder, &keyless, &[]).unwrap_err().to_string();
        assert!(refused.starts_with("keys are needed"), "{refused}");
        assert!(read_folder(folder).unwrap().is_empty());
    }

    #[test]
    fn a_client_of_the_configuration_is_not_removed_from_the_folder() {
        let data = tempfile::tempdir().unwrap();
        let refused = remove(data.path(), "mairie", &[client("mairie")]);
        assert!(matches!(refused, Err(ClientFailure::Elsewhere(_))));
    }

    #[test]
    fn a_file_that_is_not_named_after_its_client_is_refused_at_the_start() {
        let data = tempfile::tempdir().unwrap();
        let file = write(data.path(), &client("mairie"), &[]).unwrap();
        fs::rename(file, data.path().join("autre.toml")).unwrap();
        let refused = read_folder(data.path()).unwrap_err().to_string();
        assert!(refused.starts_with("client mairie: its file"), "{refused}");
    }
}
