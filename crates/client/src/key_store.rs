//! Secrets in the system's key store.

use crate::ports::{SecretFault, SecretName, SecretStore};
use sceau_domain::private::Secret;
use sceau_wire::account::KeyProtection;

type Guarded = Secret<Vec<u8>>;

/// Under this name the app's secrets stand in the key store.
const SERVICE: &str = "fr.sceau.app";

/// The system's key store: the keyring of Linux desktops, the keychain of macOS, the credential manager of Windows.
#[derive(Debug, Clone, Copy)]
pub struct KeyStore;

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
