//! The installation's keys, made at the first start and kept in its data folder, readable by its owner
//! alone.

use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// A key file could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecretFailure {
    /// Reading or writing failed.
    #[error("{path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file does not hold 32 bytes: restore it from the backup; a new one would open nothing.
    #[error("{0} is not a key")]
    NotAKey(PathBuf),
    /// The file is gone, and the installation holds what it opens.
    #[error(
        "{0} is missing: bring it back from where it was kept. No other one is made, since it would open nothing of \
         what this installation holds"
    )]
    Lost(PathBuf),
}

/// Reads a key of 32 bytes, making it for a new installation.
///
/// # Errors
/// [`SecretFailure`].
pub(crate) fn key(
    folder: &Path,
    name: &str,
    random: &dyn Random,
    is_new: bool,
) -> Result<Secret<[u8; 32]>, SecretFailure> {
    let path = folder.join(name);
    let failed = |source| SecretFailure::File {
        path: path.clone(),
        source,
    };
    match fs::read(&path) {
        Ok(bytes) => {
            let key = bytes
                .try_into()
                .map_err(|_| SecretFailure::NotAKey(path.clone()))?;
            Ok(Secret::new(key))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_new => {
            Err(SecretFailure::Lost(path))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut bytes = [0; 32];
            random.fill(&mut bytes);
            write_new(&path, &bytes).map_err(failed)?;
            Ok(Secret::new(bytes))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Reads a key of 32 bytes that the host keeps elsewhere. None is made: a place that is not mounted must not look
/// like a first start.
///
/// # Errors
/// [`SecretFailure`].
pub(crate) fn existing(path: &Path) -> Result<Secret<[u8; 32]>, SecretFailure> {
    let bytes = fs::read(path).map_err(|source| SecretFailure::File {
        path: path.to_owned(),
        source,
    })?;
    let key = bytes.try_into();
    let key = key.map_err(|_| SecretFailure::NotAKey(path.to_owned()))?;
    Ok(Secret::new(key))
}

/// Writes a file that did not exist, for its owner alone, and makes it durable before it is used.
///
/// # Errors
/// The system's.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    sync_folder_of(path)
}

/// Makes a new name in a folder last: without it a power cut may lose the file that was written.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if folder != Path::new("") => fs::File::open(folder)?.sync_all(),
        _ => fs::File::open(".")?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::SystemRandom;

    #[test]
    fn a_key_that_is_lost_is_said_and_not_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let of = |is_new| key(folder.path(), "vault.key", &SystemRandom, is_new);
        assert!(matches!(of(false), Err(SecretFailure::Lost(_))));
        let made = of(true).unwrap();
        assert_eq!(of(false).unwrap().reveal(), made.reveal());
    }

    #[test]
    fn a_key_kept_elsewhere_is_read_and_never_made() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("vault.key");
        assert!(matches!(existing(&file), Err(SecretFailure::File { .. })));
        assert!(!file.exists());
        fs::write(&file, [7; 31]).unwrap();
        assert!(matches!(existing(&file), Err(SecretFailure::NotAKey(_))));
        fs::write(&file, [7; 32]).unwrap();
        assert_eq!(existing(&file).unwrap().reveal(), &[7; 32]);
    }
}
