//! Writing one file with its folders.

use std::fs;
use std::path::Path;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};

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

/// The picture as PNG, compressed for speed: fixtures are made again more often than kept.
pub(super) fn to_png(picture: &RgbImage) -> Result<Vec<u8>, SpecimenError> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up);
    encoder
        .write_image(
            picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|_| SpecimenError::Encode)?;
    Ok(bytes)
}
