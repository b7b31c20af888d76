//! Says how near the faces of a portrait and of a film lie, and remembers that it was said.

use super::StoreFailure;
use crate::records::{FaceComparison, FacePair};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::examination::{FacesCompared, Moment};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::private::Personal;

/// A kept frame of a film, to be compared: JPEG.
pub type FacePicture = (Moment, Personal<Vec<u8>>);

/// Compares faces. What it makes of a face on the way is kept nowhere. It takes tenths of a second: call it
/// off the runtime.
pub trait FaceComparer: Send + Sync {
    /// What a comparison is made by, with versions: what is said by the same text of the same bytes is equal.
    /// `None` where nothing is compared: no network is installed, or the installation did not ask for it.
    fn version(&self) -> Option<String>;

    /// Compares the portrait of a document, JPEG, with each of these frames. What cannot be compared has a
    /// reason; it is never an error.
    fn compare_faces(&self, portrait: &[u8], frames: &[FacePicture]) -> FacesCompared;
}

/// Which faces were compared.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait FaceComparisons {
    async fn face_comparisons_of(
        &mut self,
        case: CaseId,
    ) -> Result<Vec<FaceComparison>, StoreFailure>;
    async fn put_face_comparison(
        &mut self,
        comparison: &FaceComparison,
    ) -> Result<(), StoreFailure>;
    /// The newest document side with a portrait and the newest film, both examined, of cases that are still
    /// under way and whose media were not erased, that were not compared with each other; oldest film first,
    /// at most `limit`. What was put off stands where it was.
    async fn faces_to_compare(&mut self, limit: u32) -> Result<Vec<FacePair>, StoreFailure>;
    /// Puts the pair of a film whose comparison failed behind those that came by `at`.
    ///
    /// # Errors
    /// The store's.
    async fn put_off_comparison(
        &mut self,
        film: EvidenceId,
        at: Timestamp,
    ) -> Result<(), StoreFailure>;
}
