//! The cameras and the microphone of this machine.

mod camera;
mod microphone;

pub(crate) use camera::NativeCamera;
pub(crate) use microphone::NativeMicrophone;

use crate::source::SourceFault;
use nokhwa::utils::{ApiBackend, CameraIndex};

/// A camera of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// What the configuration calls it.
    pub id: String,
    /// What the system calls it.
    pub name: String,
}

/// The cameras of this machine, in the system's order.
///
/// # Errors
/// [`SourceFault::NoCamera`] when there is none, [`SourceFault::PermissionDenied`] when the system
/// does not tell.
pub fn list_cameras() -> Result<Vec<CameraInfo>, SourceFault> {
    let found = nokhwa::query(ApiBackend::Auto).map_err(|fault| camera::fault_of(&fault))?;
    if found.is_empty() {
        return Err(SourceFault::NoCamera);
    }
    Ok(found
        .iter()
        .map(|info| CameraInfo {
            id: info.index().as_string(),
            name: info.human_name(),
        })
        .collect())
}

fn index_of(id: &str) -> CameraIndex {
    id.parse()
        .map_or_else(|_| CameraIndex::String(id.into()), CameraIndex::Index)
}
