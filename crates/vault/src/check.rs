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
