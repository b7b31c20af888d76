//! The folder of sealed files: whole or not at all.

use super::cipher::{PIECE, Place, cipher_of, header_of, seal_piece};
use super::{CaptureHandle, CaptureKey, SealFault, SealedReader};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder that holds sealed captures and nothing else.
#[derive(Debug, Clone)]
pub struct SealedFolder {
    folder: PathBuf,
}

const WHOLE: &str = "sealed";
const UNFINISHED: &str = "part";

impl SealedFolder {
    /// Opens the folder, makes it if needed, and removes what a crash left unfinished.
    ///
    /// # Errors
    /// [`SealFault::Disk`] or [`SealFault::NoRoom`].
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, SealFault> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        for path in paths(&folder)? {
            if path
                .extension()
                .is_some_and(|extension| extension == UNFINISHED)
            {
                fs::remove_file(path)?;
            }
        }
        Ok(Self { folder })
    }

    /// Seals bytes under a handle. When this returns, the file is whole on the disk, under its
    /// name, after a power cut too.
    ///
    /// # Errors
    /// [`SealFault::Exists`] when the handle is taken, [`SealFault::NoRoom`], [`SealFault::Disk`];
    /// nothing is left behind.
    pub fn seal(
        &self,
        handle: &CaptureHandle,
        key: &CaptureKey,
        bytes: &[u8],
    ) -> Result<(), SealFault> {
        let whole = self.path(handle, WHOLE);
        if whole.exists() {
            return Err(SealFault::Exists);
        }
        let part = self.path(handle, UNFINISHED);
        let written = write(&part, handle, key, bytes)
            .and_then(|()| Ok(fs::rename(&part, &whole)?))
            .and_then(|()| self.settle());
        if written.is_err() {
            // The first fault is the one to tell; this is only tidying.
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// Opens a sealed file for reading. Its first piece is checked at once.
    ///
    /// # Errors
    /// [`SealFault::Missing`], or [`SealFault::Broken`] for another key or a damaged file.
    pub fn read(
        &self,
        handle: &CaptureHandle,
        key: &CaptureKey,
    ) -> Result<SealedReader, SealFault> {
        SealedReader::new(File::open(self.path(handle, WHOLE))?, *handle, key)
    }

    /// Deletes a sealed file. False when there was none: deleting twice is no fault.
    ///
    /// # Errors
    /// [`SealFault::Disk`].
    pub fn delete(&self, handle: &CaptureHandle) -> Result<bool, SealFault> {
        match fs::remove_file(self.path(handle, WHOLE)) {
            Ok(()) => self.settle().map(|()| true),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// The handles of all sealed files, in order.
    ///
    /// # Errors
    /// [`SealFault::Disk`].
    pub fn list(&self) -> Result<Vec<CaptureHandle>, SealFault> {
        let mut handles: Vec<CaptureHandle> = paths(&self.folder)?
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == WHOLE))
            .filter_map(|path| path.file_stem()?.to_str()?.parse().ok())
            .collect();
        handles.sort_unstable();
        Ok(handles)
    }

    fn path(&self, handle: &CaptureHandle, extension: &str) -> PathBuf {
        self.folder.join(format!("{handle}.{extension}"))
    }

    /// A rename is durable once the folder is.
    fn settle(&self) -> Result<(), SealFault> {
        // Windows has no handle on a folder to flush; its rename is journalled.
        if cfg!(unix) {
            File::open(&self.folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, SealFault> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

fn write(
    path: &Path,
    handle: &CaptureHandle,
    key: &CaptureKey,
    bytes: &[u8],
) -> Result<(), SealFault> {
    let mut file = private_file(path)?;
    file.write_all(&header_of(handle))?;
    let cipher = cipher_of(key);
    let mut pieces = bytes.chunks(PIECE).peekable();
    let mut index = 0;
    loop {
        // An empty file has one empty piece: its end is authenticated like any other.
        let piece = pieces.next().unwrap_or_default();
        let place = Place {
            index,
            is_last: pieces.peek().is_none(),
        };
        file.write_all(&seal_piece(&cipher, handle, place, piece)?)?;
        if place.is_last {
            break;
        }
        index += 1;
    }
    Ok(file.sync_all()?)
}

fn private_file(path: &Path) -> Result<File, SealFault> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    Ok(options.open(path)?)
}
