//! The broker's keys: towards services, towards providers, and the salt of its subjects. New at
//! each start, or kept in a file so that a running provider need not notice a restart.

use std::fs;
use std::path::{Path, PathBuf};

use sceau_oidc::encoding::encode_hex;
use sceau_oidc::jwe::KeyManagement;
use sceau_oidc::keys::{
    DecryptionKey, Jwks, KeyError, KeyRing, KeyRingRecord, PrivateJwk, SigningKey,
};
use serde::{Deserialize, Serialize};

use crate::world::World;

/// Everything secret the broker holds.
pub(crate) struct BrokerKeys {
    /// Signs tokens for services.
    pub(crate) ring: KeyRing,
    /// Signs assertions towards providers.
    pub(crate) assertion: SigningKey,
    /// Opens what providers encrypted.
    pub(crate) decryption: Vec<DecryptionKey>,
    /// Salt of the subjects given to services.
    pub(crate) salt: String,
}

/// Why the keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A key could not be made or read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The file cannot be read or written.
    #[error("the key file {0} cannot be used: {1}")]
    File(PathBuf, #[source] std::io::Error),
    /// The file is not what was written.
    #[error("the key file {0} is damaged: {1}")]
    Damaged(PathBuf, #[source] serde_json::Error),
}

/// Demonstration keys in clear text: they open nothing of value, and the file says so.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysRecord {
    note: String,
    ring: KeyRingRecord,
    assertion: PrivateJwk,
    decryption: Vec<PrivateJwk>,
    salt: String,
}

impl BrokerKeys {
    /// Reads the file, or makes keys and writes it; without a file only makes them.
    pub(crate) fn prepare(
        file: Option<&Path>,
        rsa: KeyManagement,
        world: &World,
    ) -> Result<Self, KeysError> {
        match file {
            Some(path) if path.exists() => Self::read(path),
            Some(path) => {
                let keys = Self::make(rsa, world)?;
                keys.write(path)?;
                Ok(keys)
            }
            None => Self::make(rsa, world),
        }
    }

    /// What providers encrypt to, and verify our assertions with.
    pub(crate) fn published_to_providers(&self) -> Jwks {
        let encryption = self.decryption.iter().map(DecryptionKey::public);
        Jwks::of(encryption.chain([self.assertion.public()]))
    }

    fn make(rsa: KeyManagement, world: &World) -> Result<Self, KeysError> {
        let fill = |buffer: &mut [u8]| world.fill(buffer);
        let rsa = if rsa == KeyManagement::EcdhEs {
            KeyManagement::RsaOaep256
        } else {
            rsa
        };
        let mut salt = [0; 32];
        fill(&mut salt);
        Ok(Self {
            ring: KeyRing::make(world.now(), &fill)?,
            assertion: SigningKey::make(&fill)?,
            decryption: vec![
                DecryptionKey::make_rsa(rsa)?,
                DecryptionKey::make_ec(&fill)?,
            ],
            salt: encode_hex(&salt),
        })
    }

    fn read(path: &Path) -> Result<Self, KeysError> {
        let text =
            fs::read_to_string(path).map_err(|error| KeysError::File(path.to_owned(), error))?;
        let record: KeysRecord = serde_json::from_str(&text)
            .map_err(|error| KeysError::Damaged(path.to_owned(), error))?;
        Ok(Self {
            ring: KeyRing::from_record(&record.ring)?,
            assertion: SigningKey::from_jwk(&record.assertion)?,
            decryption: record
                .decryption
                .iter()
                .map(DecryptionKey::from_jwk)
                .collect::<Result<_, _>>()?,
            salt: record.salt,
        })
    }

    fn write(&self, path: &Path) -> Result<(), KeysError> {
        let record = KeysRecord {
            note: String::from(
                "Clés de démonstration, sans valeur. Supprimez le fichier pour en changer.",
            ),
            ring: self.ring.to_record(),
            assertion: self.assertion.to_jwk(),
            decryption: self
                .decryption
                .iter()
                .map(DecryptionKey::to_jwk)
                .collect::<Result<_, _>>()?,
            salt: self.salt.clone(),
        };
        let text = serde_json::to_string_pretty(&record)
            .map_err(|error| KeysError::Damaged(path.to_owned(), error))?;
        fs::write(path, text).map_err(|error| KeysError::File(path.to_owned(), error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_kept_in_a_file_are_the_same_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys.json");
        let world = World::of_system().unwrap();
        let first = BrokerKeys::prepare(Some(&file), KeyManagement::RsaOaep256, &world).unwrap();
        let second = BrokerKeys::prepare(Some(&file), KeyManagement::RsaOaep256, &world).unwrap();
        assert_eq!(
            first.published_to_providers(),
            second.published_to_providers()
        );
        assert_eq!(first.ring.published(), second.ring.published());
    }
}
