//! Whether a key is the one that the vault was sealed under: told when it is opened, not by evidence that cannot be
//! read any more.

use crate::case_keys::name;
use crate::disk::{read_whole, storage, write_whole};
use crate::sealing::{KEY_BYTES, NONCE_BYTES, SealingKey};
use sceau_domain::private::Secret;
use sceau_service::ports::VaultFailure;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A vault that is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFailure {
    /// The key is not the one that everything in it was sealed under.
    #[error(
        "the vault in {0} was sealed under another key: give it its own key again, from where it was kept"
    )]
    OtherKey(PathBuf),
    /// The disk failed.
    #[error(transparent)]
    Storage(#[from] VaultFailure),
}

/// Among the keys of the cases, whose names end differently.
const CHECK: &str = "vault.check";
/// What the check is sealed with: under another key it does not open.
const BELONGING: &[u8] = b"sceau-vault-check-v1";
/// Always the same, as what is sealed with it is.
const NONCE: [u8; NONCE_BYTES] = [0; NONCE_BYTES];

fn check_in(folder: &Path) -> PathBuf {
    folder.join("keys").join(CHECK)
}

/// Whether something was sealed in the vault of this folder: a key that is made now would open nothing of it.
///
/// # Errors
/// The folder is there and cannot be read.
pub fn is_begun(folder: &Path) -> Result<bool, OpenFailure> {
    Ok(check_in(folder).exists() || !wrapped_keys(folder)?.is_empty())
}

/// Holds a key against the vault of this folder, which need not exist yet, and writes nothing.
///
/// # Errors
/// [`OpenFailure::OtherKey`], or the folder cannot be read.
pub fn verify_key(folder: &Path, key: &Secret<[u8; KEY_BYTES]>) -> Result<(), OpenFailure> {
    verify(folder, &SealingKey::new(key))
}

fn verify(folder: &Path, key: &SealingKey) -> Result<(), OpenFailure> {
    let is_it = match read_whole(&check_in(folder))? {
        Some(check) => key.open(NONCE, BELONGING, &check).is_ok(),
        // A vault of before the check: one key of a case tells as well, and one that is damaged must not.
        None => {
            let wrapped = wrapped_keys(folder)?;
            wrapped.is_empty() || wrapped.iter().any(|path| unwraps(path, key))
        }
    };
    if is_it {
        Ok(())
    } else {
        Err(OpenFailure::OtherKey(folder.to_owned()))
    }
}

/// Refuses a key that is not the vault's. A vault without a check gets one.
pub(crate) fn check_key(folder: &Path, key: &SealingKey) -> Result<(), OpenFailure> {
    verify(folder, key)?;
    let path = check_in(folder);
    if !path.exists() {
        write_whole(&path, &key.seal(NONCE, BELONGING, &[])?)?;
    }
    Ok(())
}

/// The files of the cases' keys; none where there is no vault.
fn wrapped_keys(folder: &Path) -> Result<Vec<PathBuf>, OpenFailure> {
    let entries = match fs::read_dir(folder.join("keys")) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(storage(error).into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(storage)?.path();
        if path.extension().is_some_and(|it| it == "key") {
            found.push(path);
        }
    }
    Ok(found)
}

fn unwraps(path: &Path, key: &SealingKey) -> bool {
    let case = path.file_stem().and_then(|stem| stem.to_str());
    let case = case.and_then(|stem| stem.parse().ok());
    let wrapped = read_whole(path).ok().flatten();
    case.zip(wrapped)
        .is_some_and(|(case, wrapped)| key.unwrap_key(&name(case), &wrapped).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EncryptedVault;
    use bytes::Bytes;
    use sceau_domain::id::{CaseId, EvidenceId};
    use sceau_service::ports::Vault as _;
    use sceau_testkit::clock::SeededRandom;
    use std::sync::Arc;
    use tempfile::TempDir;

    const CASE: CaseId = CaseId::from_bytes([1; 16]);
    const OTHER_CASE: CaseId = CaseId::from_bytes([2; 16]);
    const EVIDENCE: EvidenceId = EvidenceId::from_bytes([3; 16]);
    const PICTURE: Bytes = Bytes::from_static(b"une image");

    fn open(folder: &Path, key: u8) -> Result<EncryptedVault, OpenFailure> {
        let random = Arc::new(SeededRandom::new(1));
        EncryptedVault::open(folder, &Secret::new([key; 32]), random)
    }

    fn vault() -> (EncryptedVault, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (open(folder.path(), 7).unwrap(), folder)
    }

    fn refused(folder: &Path, key: u8) -> bool {
        let is_verified = verify_key(folder, &Secret::new([key; 32])).is_ok();
        let opened = open(folder, key);
        assert_eq!(opened.is_ok(), is_verified, "a look says the same");
        matches!(opened, Err(OpenFailure::OtherKey(_)))
    }

    #[tokio::test]
    async fn another_vault_key_is_refused_before_anything_is_called_lost() {
        let (vault, folder) = vault();
        assert!(
            is_begun(folder.path()).unwrap(),
            "a key made now would open nothing"
        );
        assert!(refused(folder.path(), 8), "even of an empty vault");
        vault.seal(CASE, EVIDENCE, "main", PICTURE).await.unwrap();
        assert!(refused(folder.path(), 8));
        assert!(!refused(folder.path(), 7));
        assert!(vault.open(CASE, EVIDENCE, "main").await.is_ok());
    }

    #[tokio::test]
    async fn a_vault_of_before_gets_its_check_when_its_own_key_opens_it() {
        let (vault, folder) = vault();
        for case in [CASE, OTHER_CASE] {
            vault.seal(case, EVIDENCE, "main", PICTURE).await.unwrap();
        }
        let check = folder.path().join("keys/vault.check");
        fs::remove_file(&check).unwrap();
        assert!(is_begun(folder.path()).unwrap());
        assert!(refused(folder.path(), 8));
        assert!(!check.exists(), "a wrong key leaves nothing behind");
        fs::write(folder.path().join(format!("keys/{CASE}.key")), b"damaged").unwrap();
        assert!(!refused(folder.path(), 7), "one damaged key proves nothing");
        assert!(check.exists());
    }

    #[test]
    fn where_there_is_no_vault_every_key_is_good_and_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("vault");
        assert!(!is_begun(&missing).unwrap());
        assert!(verify_key(&missing, &Secret::new([1; 32])).is_ok());
        assert!(!missing.exists());
    }
}
