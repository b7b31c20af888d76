//! The networks that look at faces: read once, when a face is first shown.

use sceau_capture::guidance::FaceModels;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The networks of a folder, or none.
pub(super) struct FaceNetworks {
    folder: Option<PathBuf>,
    loaded: OnceLock<Option<Arc<FaceModels>>>,
}

impl FaceNetworks {
    pub(super) const fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            loaded: OnceLock::new(),
        }
    }

    /// The networks; `None` where they are not installed or cannot be used: nobody is coached then, and
    /// nobody is stopped. Blocks for about ten milliseconds the first time.
    pub(super) fn get(&self) -> Option<Arc<FaceModels>> {
        self.loaded
            .get_or_init(|| self.folder.as_deref().and_then(load))
            .clone()
    }
}

fn load(folder: &Path) -> Option<Arc<FaceModels>> {
    let read = |name: &str| std::fs::read(folder.join(name));
    let (Ok(detection), Ok(landmarks)) = (read("face_detection.onnx"), read("face_landmarks.onnx"))
    else {
        tracing::info!("no face networks: the face is filmed without coaching");
        return None;
    };
    match FaceModels::load(&detection, &landmarks) {
        Ok(models) => Some(Arc::new(models)),
        Err(fault) => {
            tracing::warn!(%fault, "the face networks cannot be used");
            None
        }
    }
}
