//! The two networks, loaded.

use super::detector::Detector;
use super::landmarks::Mesh;
use rten::ThreadPool;
use std::sync::Arc;

/// Why no face could be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FaceFault {
    /// The bytes are not the network that was expected.
    #[error("not the network that was expected")]
    NotTheModel,
    /// A network failed on a picture.
    #[error("the network failed")]
    Failed,
}

/// BlazeFace (short range) and FaceMesh, ready to run on one thread. Several readers may share them.
/// Loading also starts the engine's own threads, once for the program; they sleep from then on.
pub struct FaceModels {
    pub(super) detector: Detector,
    pub(super) mesh: Mesh,
}

impl FaceModels {
    /// Reads `face_detection.onnx` and `face_landmarks.onnx` as `tools/models` writes them.
    ///
    /// # Errors
    /// [`FaceFault::NotTheModel`] when the bytes are something else.
    pub fn load(detection: &[u8], landmarks: &[u8]) -> Result<Self, FaceFault> {
        // One thread: the app's other cores draw the preview and encode the film.
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        Ok(Self {
            detector: Detector::load(detection, &pool)?,
            mesh: Mesh::load(landmarks, &pool)?,
        })
    }
}

impl core::fmt::Debug for FaceModels {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FaceModels")
    }
}
