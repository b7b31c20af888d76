//! Small files of ours: whole or not at all, readable by their owner only.

use sceau_wire::error::{ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Writes bytes under a name: after a crash the old or the new content is there, never a half.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file: File = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)
}

/// Keeps a value as JSON.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Problem> {
    serde_json::to_vec_pretty(value)
        .map_err(std::io::Error::from)
        .and_then(|bytes| write_whole(path, &bytes))
        .map_err(|fault| {
            tracing::warn!(kind = ?fault.kind(), "a file could not be written");
            Problem::new(ErrorCode::StorageFailed)
        })
}

/// Reads a value back; a file that is missing or of another version gives `None`.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Deletes a file; deleting twice is no fault.
pub(crate) fn delete(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(fault),
        _ => Ok(()),
    }
}
