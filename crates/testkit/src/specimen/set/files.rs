//! Writing one file with its folders.

use std::fs;
use std::path::Path;

use image::{ImageFormat, RgbImage};

use super::super::SpecimenError;

/// Writes `bytes`, making the folders above.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), SpecimenError> {
    let failed = |source| SpecimenError::Write {
        path: path.to_path_buf(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}

/// The picture as PNG.
pub(super) fn to_png(picture: &RgbImage) -> Result<Vec<u8>, SpecimenError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|_| SpecimenError::Encode)?;
    Ok(bytes.into_inner())
}
