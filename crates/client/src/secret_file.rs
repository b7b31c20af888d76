//! Secrets in files, for machines without a key store: one file each, readable by its owner only.

use crate::files;
use crate::ports::{SecretFault, SecretName, SecretStore};
use sceau_domain::private::Secret;
use sceau_wire::account::KeyProtection;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A folder of secrets.
#[derive(Debug, Clone)]
pub struct SecretFiles {
    folder: PathBuf,
}

impl SecretFiles {
    /// Opens the folder, makes it if needed, and closes it to other users.
    ///
    /// # Errors
    /// [`SecretFault`] when the disk refuses.
    pub fn open(folder: &Path) -> Result<Self, SecretFault> {
        std::fs::create_dir_all(folder).map_err(|_| SecretFault)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
                .map_err(|_| SecretFault)?;
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn path(&self, name: SecretName) -> PathBuf {
        self.folder.join(name.as_str())
    }
}

impl SecretStore for SecretFiles {
    fn read(&self, name: SecretName) -> Result<Option<Secret<Vec<u8>>>, SecretFault> {
        match std::fs::read(self.path(name)) {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
            Err(_) => Err(SecretFault),
        }
    }

    fn write(&self, name: SecretName, secret: &Secret<Vec<u8>>) -> Result<(), SecretFault> {
        files::write_whole(&self.path(name), secret.reveal()).map_err(|_| SecretFault)
    }

    fn erase(&self, name: SecretName) -> Result<(), SecretFault> {
        files::delete(&self.path(name)).map_err(|_| SecretFault)
    }

    fn protection(&self) -> KeyProtection {
        KeyProtection::Software
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_again_until_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = SecretFiles::open(&folder.path().join("secrets")).unwrap();
        assert_eq!(store.read(SecretName::Session), Ok(None));
        store
            .write(SecretName::Session, &Secret::new(b"jeton".to_vec()))
            .unwrap();
        assert_eq!(
            store.read(SecretName::Session),
            Ok(Some(Secret::new(b"jeton".to_vec())))
        );
        store.erase(SecretName::Session).unwrap();
        store.erase(SecretName::Session).unwrap();
        assert_eq!(store.read(SecretName::Session), Ok(None));
    }

    #[cfg(unix)]
    #[test]
    fn other_users_of_the_machine_read_neither_the_file_nor_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let store = SecretFiles::open(&folder.path().join("secrets")).unwrap();
        store
            .write(SecretName::DeviceKey, &Secret::new(vec![7; 40]))
            .unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&store.folder), 0o700);
        assert_eq!(mode(&store.path(SecretName::DeviceKey)), 0o600);
    }
}
