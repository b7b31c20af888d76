//! A folder of sealed files with its key, and what lies in it.

use super::Seeded;
use sceau_capture::sealed::{CaptureHandle, CaptureKey, GrowingFile, Sealed, SealedFolder};

pub(crate) struct Cabinet {
    pub(crate) place: tempfile::TempDir,
    pub(crate) folder: SealedFolder,
    pub(crate) key: CaptureKey,
    random: Seeded,
}

impl Cabinet {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let random = Seeded::new(7);
        Self {
            folder: SealedFolder::open(place.path()).unwrap(),
            key: CaptureKey::make_random(&random),
            place,
            random,
        }
    }

    pub(crate) fn handle(&self) -> CaptureHandle {
        CaptureHandle::make_random(&self.random)
    }

    /// A file to record to.
    pub(crate) fn file(&self) -> GrowingFile {
        self.folder.record(&self.handle(), &self.key).unwrap()
    }

    pub(crate) fn read(&self, file: &Sealed) -> Vec<u8> {
        let mut reader = self.folder.read(&file.handle, &self.key).unwrap();
        reader.read_all().unwrap()
    }

    /// The names of all files, whatever they are.
    pub(crate) fn left(&self) -> Vec<String> {
        std::fs::read_dir(self.place.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// Bytes on the disk.
    pub(crate) fn size(&self) -> u64 {
        std::fs::read_dir(self.place.path())
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .sum()
    }
}
