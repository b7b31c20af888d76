//! Secrets in the system's key store, or in files where no key store runs.

use sceau_client::{SecretFault, SecretFiles, SecretName, SecretStore};
use sceau_wire::account::KeyProtection;
use std::path::Path;
use std::sync::Arc;

type Guarded = sceau_client::Guarded<Vec<u8>>;

/// Under this name the app's secrets stand in the key store.
const SERVICE: &str = "fr.sceau.app";

/// Chooses: the key store when it answers, else files that only their owner reads.
pub(crate) fn open(folder: &Path) -> Result<Arc<dyn SecretStore>, SecretFault> {
    // A scenario's secrets are thrown away with its folder.
    if !cfg!(feature = "mock") && KeyStore.read(SecretName::CaptureKey).is_ok() {
        return Ok(Arc::new(KeyStore));
    }
    if !cfg!(feature = "mock") {
        tracing::warn!("no key store answers: secrets are kept in files of this user");
    }
    Ok(Arc::new(SecretFiles::open(folder)?))
}

struct KeyStore;

fn entry(name: SecretName) -> Result<keyring::Entry, SecretFault> {
    keyring::Entry::new(SERVICE, name.as_str()).map_err(|_| SecretFault)
}

impl SecretStore for KeyStore {
    fn read(&self, name: SecretName) -> Result<Option<Guarded>, SecretFault> {
        match entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Guarded::new(bytes))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(_) => Err(SecretFault),
        }
    }

    fn write(&self, name: SecretName, secret: &Guarded) -> Result<(), SecretFault> {
        entry(name)?
            .set_secret(secret.reveal())
            .map_err(|_| SecretFault)
    }

    fn erase(&self, name: SecretName) -> Result<(), SecretFault> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(_) => Err(SecretFault),
        }
    }

    fn protection(&self) -> KeyProtection {
        KeyProtection::SystemKeyStore
    }
}
