//! The comparison of faces, where the installation asks for it (ADR 21).

use crate::settings::Settings;
use crate::wiring::StartFailure;
use sceau_checks::{FaceNetworks, PortraitComparer};
use std::path::Path;

/// What compares faces: nothing, unless the settings say so.
///
/// # Errors
/// When it is asked for, and the networks' folder is not named, or one of them is not there or something else:
/// an operator who was told that faces are compared must not wait for it in vain.
pub(crate) fn comparer(settings: &Settings) -> Result<PortraitComparer, StartFailure> {
    if !settings.compares_faces {
        return Ok(PortraitComparer::without());
    }
    let folder = settings.models.as_deref();
    let folder = folder.ok_or("compares_faces needs the folder of the networks, models")?;
    let likeness = std::fs::read(folder.join("face_likeness.onnx"))?;
    Ok(PortraitComparer::new(finding(folder)?, likeness)?)
}

/// The networks that find faces.
///
/// # Errors
/// When one is not there or is something else.
pub(crate) fn finding(folder: &Path) -> Result<FaceNetworks, StartFailure> {
    Ok(FaceNetworks::new(
        std::fs::read(folder.join("face_detection.onnx"))?,
        std::fs::read(folder.join("face_landmarks.onnx"))?,
    )?)
}
