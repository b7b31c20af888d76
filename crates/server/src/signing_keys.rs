//! The provider's signing keys, made at the first start, kept in a file for the server's owner alone.

use crate::ambient::{SystemClock, SystemRandom};
use crate::secrets::write_new;
use sceau_domain::random::Random as _;
use sceau_oidc::keys::{KeyRing, KeyRingRecord};
use sceau_service::ports::{Clock as _, KeptSigningKeys, SigningKeys, SigningKeysFailure};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type AnyError = Box<dyn Error + Send + Sync>;

/// Keys in a file.
pub(crate) struct StoredSigningKeys {
    path: PathBuf,
    kept: KeptSigningKeys,
}

impl StoredSigningKeys {
    /// Reads `signing.json` in the folder of keys, making it the first time.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no key ring.
    pub(crate) fn open(folder: &Path) -> Result<Self, AnyError> {
        let path = folder.join("signing.json");
        let ring = if path.exists() {
            read(&path)?
        } else {
            let ring = KeyRing::make(SystemClock.now().as_second(), &fill)?;
            write(&path, &ring)?;
            ring
        };
        Ok(Self {
            path,
            kept: KeptSigningKeys::new(ring),
        })
    }

    /// Whether `signing.json` in the folder of keys is there and can be used; nothing is made.
    ///
    /// # Errors
    /// As [`StoredSigningKeys::open`], and where there is none.
    pub(crate) fn verify(folder: &Path) -> Result<(), AnyError> {
        read(&folder.join("signing.json")).map(drop)
    }

    /// Moves the keys on at once, out of turn. With `is_leaked`, the one that signed so far is not
    /// published any more: what it signed is believed by nobody.
    ///
    /// # Errors
    /// The keys cannot be made or kept.
    pub(crate) fn rotate_now(&self, is_leaked: bool) -> Result<String, AnyError> {
        let now = SystemClock.now().as_second();
        let mut ring = (*self.ring()).clone().rotate(now, &fill)?;
        if is_leaked {
            ring.previous = None;
        }
        let name = ring.current.kid().to_owned();
        self.replace(ring)?;
        Ok(name)
    }
}

impl SigningKeys for StoredSigningKeys {
    fn ring(&self) -> Arc<KeyRing> {
        self.kept.ring()
    }

    fn replace(&self, ring: KeyRing) -> Result<(), SigningKeysFailure> {
        write(&self.path, &ring).map_err(SigningKeysFailure)?;
        self.kept.replace(ring)
    }
}

fn read(path: &Path) -> Result<KeyRing, AnyError> {
    let record: KeyRingRecord = serde_json::from_slice(&fs::read(path)?)?;
    Ok(KeyRing::from_record(&record)?)
}

/// Written beside and moved into place: a cut leaves the old keys or the new ones.
fn write(path: &Path, ring: &KeyRing) -> Result<(), AnyError> {
    let beside = path.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    write_new(&beside, &serde_json::to_vec(&ring.to_record())?)?;
    fs::rename(&beside, path)?;
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn fill(bytes: &mut [u8]) {
    SystemRandom.fill(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn rotated_keys_are_there_after_a_restart_and_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = StoredSigningKeys::open(folder.path()).unwrap();
        let before = keys.ring();
        let name = keys.rotate_now(false).unwrap();
        assert_eq!(name, before.next.kid(), "known beforehand");
        let again = StoredSigningKeys::open(folder.path()).unwrap().ring();
        assert_eq!(again.current.kid(), name);
        let previous = again.previous.as_ref().map(|key| key.kid().to_owned());
        assert_eq!(previous.as_deref(), Some(before.current.kid()));
        let mode = fs::metadata(folder.path().join("signing.json"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_leaked_key_is_published_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let keys = StoredSigningKeys::open(folder.path()).unwrap();
        let leaked = keys.ring().current.kid().to_owned();
        keys.rotate_now(true).unwrap();
        let published = keys.ring().published();
        assert!(
            published
                .keys
                .iter()
                .all(|key| key.kid.as_deref() != Some(&leaked))
        );
    }
}
