//! Writing so that it is still there after the power fails.

use sceau_service::ports::VaultFailure;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

/// The disk or object store failed.
pub(crate) fn storage(error: impl std::error::Error + Send + Sync + 'static) -> VaultFailure {
    VaultFailure::Storage(Box::new(error))
}

/// Runs disk work away from the threads that serve requests. It runs to its end even when whoever
/// asked has gone, so that nothing is left half written.
pub(crate) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultFailure> + Send + 'static,
) -> Result<T, VaultFailure> {
    tokio::task::spawn_blocking(work).await.map_err(storage)?
}

/// Reads a whole small file; none when there is no such file.
pub(crate) fn read_whole(path: &Path) -> Result<Option<Vec<u8>>, VaultFailure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(storage(error)),
    }
}

/// Writes a whole file at once: either the old one or the new one is there, never a part.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), VaultFailure> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside).map_err(storage)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(storage)?;
    fs::rename(&beside, path).map_err(storage)?;
    sync_folder_of(path)
}

/// Overwrites a file with zeros, then removes it. Nothing to do when there is none.
pub(crate) fn erase(path: &Path) -> Result<(), VaultFailure> {
    let file = OpenOptions::new().write(true).open(path);
    let mut file = match file {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(storage(error)),
    };
    let length = file.seek(SeekFrom::End(0)).map_err(storage)?;
    let zeros = vec![0; usize::try_from(length).map_err(storage)?];
    file.rewind()
        .and_then(|()| file.write_all(&zeros))
        .and_then(|()| file.sync_all())
        .map_err(storage)?;
    remove(path)
}

/// Removes a file. Nothing to do when there is none.
pub(crate) fn remove(path: &Path) -> Result<(), VaultFailure> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder_of(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(storage(error)),
    }
}

/// Makes a folder's list of names durable. Only Unix can; elsewhere the system does it in its time.
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), VaultFailure> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(storage),
        _ => Ok(()),
    }
}
