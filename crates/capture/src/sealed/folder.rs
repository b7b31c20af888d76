//! The folder of sealed files: whole or not at all.

use super::disk::Disk;
#[cfg(feature = "mock")]
use super::disk::Room;
use super::growing::{GrowingFile, Sealed, settle_folder_of};
use super::{CaptureHandle, CaptureKey, SealFault, SealedReader};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder that holds sealed captures and nothing else.
#[derive(Debug, Clone)]
pub struct SealedFolder {
    folder: PathBuf,
    cut_recordings: usize,
    #[cfg(feature = "mock")]
    room: Option<Room>,
}

const WHOLE: &str = "sealed";
/// Bytes that were all there when their sealing was cut off: a picture, to be taken again.
const PART: &str = "part";
/// A recording that was under way.
const RECORDING: &str = "recording";

impl SealedFolder {
    /// Opens the folder, makes it if needed, and wipes what a crash left unfinished.
    ///
    /// # Errors
    /// [`SealFault::Disk`] or [`SealFault::NoRoom`].
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, SealFault> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        let mut cut_recordings = 0;
        for path in paths(&folder)? {
            let is_recording = has_extension(&path, RECORDING);
            if is_recording || has_extension(&path, PART) {
                fs::remove_file(path)?;
                cut_recordings += usize::from(is_recording);
            }
        }
        Ok(Self {
            folder,
            cut_recordings,
            #[cfg(feature = "mock")]
            room: None,
        })
    }

    /// How many recordings were under way when the process before was killed. Nothing of them is
    /// left: they are to be made again.
    pub const fn cut_recordings(&self) -> usize {
        self.cut_recordings
    }

    /// For testers: the disk has this many bytes left.
    #[cfg(feature = "mock")]
    #[must_use]
    pub fn with_room(mut self, bytes: u64) -> Self {
        self.room = Some(Room::new(bytes.into()));
        self
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
    ) -> Result<Sealed, SealFault> {
        let mut growing = self.grow(handle, key, PART)?;
        growing.append(bytes)?;
        growing.finish()
    }

    /// Begins a file that grows while it is recorded.
    ///
    /// # Errors
    /// [`SealFault::Exists`] when the handle is taken, [`SealFault::NoRoom`], [`SealFault::Disk`].
    pub fn record(
        &self,
        handle: &CaptureHandle,
        key: &CaptureKey,
    ) -> Result<GrowingFile, SealFault> {
        self.grow(handle, key, RECORDING)
    }

    fn grow(
        &self,
        handle: &CaptureHandle,
        key: &CaptureKey,
        unfinished: &str,
    ) -> Result<GrowingFile, SealFault> {
        let whole = self.path(handle, WHOLE);
        if whole.exists() {
            return Err(SealFault::Exists);
        }
        let unfinished = self.path(handle, unfinished);
        let disk = Disk::create(
            &unfinished,
            #[cfg(feature = "mock")]
            self.room.clone(),
        )?;
        GrowingFile::begin(disk, *handle, key, (unfinished, whole))
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
        let path = self.path(handle, WHOLE);
        match fs::remove_file(&path) {
            Ok(()) => settle_folder_of(&path).map(|()| true),
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
            .filter(|path| has_extension(path, WHOLE))
            .filter_map(|path| path.file_stem()?.to_str()?.parse().ok())
            .collect();
        handles.sort_unstable();
        Ok(handles)
    }

    fn path(&self, handle: &CaptureHandle, extension: &str) -> PathBuf {
        self.folder.join(format!("{handle}.{extension}"))
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension == wanted)
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, SealFault> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}
