//! Which store of secrets this device uses: the one it used before, and no other.
//!
//! A key store that is locked for once looks like one that never was. Falling back to files then would show an app that
//! nobody ever signed in to, and the next code chosen would bury the key that is still in the store.

use crate::app::OpenFault;
use crate::files;
use crate::ports::{SecretName, SecretStore};
use crate::secret_file::SecretFiles;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// Where the secrets of this device are, as it is kept between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptIn {
    KeyStore,
    Files,
}

/// Chooses at the first start – the key store where it answers, else files in `folder/secrets` that only their owner
/// reads – and keeps to it afterwards. Blocks.
///
/// # Errors
/// [`OpenFault::Secrets`] when the key store that holds the secrets does not answer, [`OpenFault::Folder`] when the disk
/// refuses. Nothing is lost: the next start asks again.
pub fn choose_secrets(
    folder: &Path,
    key_store: Arc<dyn SecretStore>,
) -> Result<Arc<dyn SecretStore>, OpenFault> {
    let mark = folder.join("secrets.json");
    let answer = key_store.read(SecretName::CaptureKey);
    let marked = files::read_json(&mark);
    let kept = marked.unwrap_or(match answer {
        // Chosen before this was kept: files, unless the store knows this device.
        Ok(None) | Err(_) if has_files(folder) => KeptIn::Files,
        Ok(_) => KeptIn::KeyStore,
        Err(_) => KeptIn::Files,
    });
    let store = match kept {
        KeptIn::KeyStore => answer.map(|_| key_store).map_err(|_| OpenFault::Secrets)?,
        KeptIn::Files => {
            tracing::warn!("no key store is used: secrets are kept in files of this user");
            let opened = SecretFiles::open(&folder.join("secrets"));
            Arc::new(opened.map_err(|_| OpenFault::Folder)?)
        }
    };
    // Once: an app that has its keys opens on a full disk too.
    if marked != Some(kept) {
        std::fs::create_dir_all(folder).map_err(|_| OpenFault::Folder)?;
        files::write_json(&mark, &kept).map_err(|_| OpenFault::Folder)?;
    }
    Ok(store)
}

fn has_files(folder: &Path) -> bool {
    let name = SecretName::CaptureKey.as_str();
    folder.join("secrets").join(name).exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SecretFault;
    use sceau_domain::private::Secret;
    use sceau_wire::account::KeyProtection;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// A key store that a person may lock.
    struct Keyring {
        inside: SecretFiles,
        is_locked: AtomicBool,
    }

    impl Keyring {
        fn check(&self) -> Result<(), SecretFault> {
            let is_locked = self.is_locked.load(Ordering::Relaxed);
            if is_locked { Err(SecretFault) } else { Ok(()) }
        }
    }

    impl SecretStore for Keyring {
        fn read(&self, name: SecretName) -> Result<Option<Secret<Vec<u8>>>, SecretFault> {
            self.check()?;
            self.inside.read(name)
        }

        fn write(&self, name: SecretName, secret: &Secret<Vec<u8>>) -> Result<(), SecretFault> {
            self.check()?;
            self.inside.write(name, secret)
        }

        fn erase(&self, name: SecretName) -> Result<(), SecretFault> {
            self.check()?;
            self.inside.erase(name)
        }

        fn protection(&self) -> KeyProtection {
            KeyProtection::SystemKeyStore
        }
    }

    struct Device {
        folder: tempfile::TempDir,
        keyring: Arc<Keyring>,
    }

    impl Device {
        fn new(is_locked: bool) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let keyring = Arc::new(Keyring {
                inside: SecretFiles::open(&folder.path().join("keyring")).unwrap(),
                is_locked: is_locked.into(),
            });
            Self { folder, keyring }
        }

        fn lock(&self, is_locked: bool) {
            self.keyring.is_locked.store(is_locked, Ordering::Relaxed);
        }

        fn start(&self) -> Result<Arc<dyn SecretStore>, OpenFault> {
            choose_secrets(&self.folder.path().join("app"), self.keyring.clone())
        }
    }

    #[test]
    fn a_key_store_locked_for_once_is_waited_for_and_not_replaced() {
        let device = Device::new(false);
        let store = device.start().unwrap();
        let token = Secret::new(b"token".to_vec());
        store.write(SecretName::Session, &token).unwrap();
        device.lock(true);
        assert_eq!(device.start().err(), Some(OpenFault::Secrets));
        device.lock(false);
        let again = device.start().unwrap();
        assert_eq!(again.read(SecretName::Session), Ok(Some(token)));
    }

    #[test]
    fn a_device_that_chose_writes_nothing_more_at_its_starts() {
        let device = Device::new(false);
        device.start().unwrap();
        let mark = device.folder.path().join("app/secrets.json");
        let chosen = std::fs::metadata(&mark).unwrap().modified().unwrap();
        // With a folder in the way of what is written first, writing fails as on a full disk.
        std::fs::create_dir_all(mark.with_extension("part")).unwrap();
        assert!(device.start().is_ok());
        assert_eq!(
            std::fs::metadata(&mark).unwrap().modified().unwrap(),
            chosen
        );
    }

    #[test]
    fn a_disk_that_refuses_is_not_told_as_a_locked_key_store() {
        for is_locked in [false, true] {
            let device = Device::new(is_locked);
            std::fs::write(
                device.folder.path().join("app"),
                "a file in the folder's place",
            )
            .unwrap();
            assert_eq!(device.start().err(), Some(OpenFault::Folder));
        }
    }

    #[test]
    fn a_device_without_a_key_store_keeps_to_its_files_when_one_appears() {
        let device = Device::new(true);
        let store = device.start().unwrap();
        assert_eq!(store.protection(), KeyProtection::Software);
        let token = Secret::new(b"token".to_vec());
        store.write(SecretName::Session, &token).unwrap();
        device.lock(false);
        let again = device.start().unwrap();
        assert_eq!(again.read(SecretName::Session), Ok(Some(token)));
    }

    #[test]
    fn a_device_that_chose_before_choices_were_kept_is_taken_as_it_is() {
        for in_files in [true, false] {
            let device = Device::new(in_files);
            let capture_key = Secret::new(vec![7; 32]);
            let store = device.start().unwrap();
            store.write(SecretName::CaptureKey, &capture_key).unwrap();
            std::fs::remove_file(device.folder.path().join("app/secrets.json")).unwrap();
            device.lock(false);
            let again = device.start().unwrap();
            assert_eq!(again.read(SecretName::CaptureKey), Ok(Some(capture_key)));
        }
    }
}
