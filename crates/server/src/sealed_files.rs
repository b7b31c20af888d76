//! Files that an installation sealed, and the keys that a reader trusts.

use crate::secrets;
use crate::settings;
use crate::wiring::StartFailure;
use sceau_oidc::keys::Jwks;
use sceau_service::crypto::Keys;
use std::fs;
use std::path::Path;

/// Reads a file whose name is worth saying when it cannot be read.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, StartFailure> {
    fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

/// The keys that count: those that the reader gives, or else those of the configured installation. Never a file's own.
pub(crate) fn trusted(config: &Path, key: Option<&Path>) -> Result<Jwks, StartFailure> {
    match key {
        Some(key) => Ok(serde_json::from_slice(&read(key)?)?),
        None => own_keys(config),
    }
}

fn own_keys(config: &Path) -> Result<Jwks, StartFailure> {
    let settings = settings::read(config)?;
    let master = secrets::existing(&settings.data.join("keys").join("master.key"))?;
    Ok(Jwks::of([Keys::derive(master.reveal())?.seal_public()]))
}
