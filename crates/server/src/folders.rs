//! Folders that hold what is personal: for their owner alone, whatever the system's mask says.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// A folder cannot be made the owner's alone.
#[derive(Debug, thiserror::Error)]
#[error("{path} must be a folder that its owner alone can open")]
pub(crate) struct FolderFailure {
    path: PathBuf,
    #[source]
    source: io::Error,
}

/// Makes a folder where there is none, and closes it to everybody but its owner (0700).
///
/// # Errors
/// [`FolderFailure`], also for a folder of somebody else that others can open.
pub(crate) fn make_private(path: &Path) -> Result<(), FolderFailure> {
    let made = fs::create_dir_all(path).and_then(|()| {
        let mode = fs::metadata(path)?.permissions().mode();
        if mode & 0o077 == 0 {
            return Ok(());
        }
        fs::set_permissions(path, Permissions::from_mode(0o700))
    });
    made.map_err(|source| FolderFailure {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_data_folder_is_its_owners_alone_new_or_found_open() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("var/data");
        make_private(&new).unwrap();
        assert_eq!(mode(&new), 0o700);
        let open = folder.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, Permissions::from_mode(0o755)).unwrap();
        make_private(&open).unwrap();
        assert_eq!(mode(&open), 0o700);
    }

    #[test]
    fn a_file_in_its_place_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data");
        fs::write(&file, b"").unwrap();
        let told = make_private(&file).unwrap_err().to_string();
        assert!(told.contains("data"), "{told}");
    }
}
