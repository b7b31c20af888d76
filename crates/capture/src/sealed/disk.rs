//! The file under a growing capture; with room as a tester sets it.

use super::SealFault;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Room left on the disk, as a scenario pretends.
#[cfg(feature = "mock")]
pub(super) type Room = std::sync::Arc<std::sync::atomic::AtomicU64>;

/// An open file that only grows.
pub(super) struct Disk {
    file: File,
    #[cfg(feature = "mock")]
    room: Option<Room>,
}

impl Disk {
    /// Makes a file that only its owner may read; what was there is gone.
    pub(super) fn create(
        path: &Path,
        #[cfg(feature = "mock")] room: Option<Room>,
    ) -> Result<Self, SealFault> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        Ok(Self {
            file: options.open(path)?,
            #[cfg(feature = "mock")]
            room,
        })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), SealFault> {
        #[cfg(feature = "mock")]
        if let Some(room) = &self.room {
            use std::sync::atomic::Ordering::Relaxed;
            let wanted = bytes.len() as u64;
            room.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(wanted))
                .map_err(|_| SealFault::NoRoom)?;
        }
        Ok(self.file.write_all(bytes)?)
    }

    /// Returns when the disk holds everything, after a power cut too.
    pub(super) fn settle(&self) -> Result<(), SealFault> {
        Ok(self.file.sync_all()?)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_says_so() {
        let path = Path::new("/dev/full");
        let mut full = Disk::create(
            path,
            #[cfg(feature = "mock")]
            None,
        )
        .unwrap();
        assert_eq!(full.write(&[0; 64]), Err(SealFault::NoRoom));
    }
}
