//! Where evidence lies, encrypted before it touches a disk.

use crate::failure::{Failure, Refusal};
use async_trait::async_trait;
use bytes::Bytes;
use core::ops::Range;
use futures_util::stream::BoxStream;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};

/// Decrypted bytes, in pieces.
pub type ByteStream = BoxStream<'static, Result<Bytes, VaultFailure>>;

/// A part of a piece of evidence, as a player asks for it before it knows how long the whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartAsked {
    /// The first byte.
    pub first: u64,
    /// The last one; none: to the end.
    pub last: Option<u64>,
}

impl PartAsked {
    /// What of it lies within so many bytes; none where nothing does.
    pub fn within(self, length: u64) -> Option<Range<u64>> {
        let end = self
            .last
            .map_or(length, |last| length.min(last.saturating_add(1)));
        (self.first < end).then_some(self.first..end)
    }
}

/// Where a part lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its bytes, at least one.
    pub part: Range<u64>,
    /// Bytes of the whole.
    pub length: u64,
}

/// A part of a piece of evidence, decrypted while it is read.
pub struct OpenedPart {
    /// Where it lies.
    pub place: Place,
    /// Its bytes.
    pub bytes: ByteStream,
}

/// The vault failed.
#[derive(Debug, thiserror::Error)]
pub enum VaultFailure {
    /// No such object, or erased.
    #[error("no such object")]
    Missing,
    /// The object does not open with its key: changed or foreign.
    #[error("the object was changed")]
    Tampered,
    /// An append does not go where the upload ends: another came before it.
    #[error("the upload ends elsewhere")]
    Offset {
        /// Where it ends.
        durable: u64,
    },
    /// The disk or object store failed.
    #[error("storage failed")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl VaultFailure {
    /// Whether the object is lost, rather than out of reach for now: another try finds it no better.
    pub fn is_lost(&self) -> bool {
        match self {
            Self::Missing | Self::Tampered => true,
            Self::Offset { .. } | Self::Storage(_) => false,
        }
    }
}

/// Encrypted evidence, one key per case, so that erasing the key erases the case.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Appends encrypted bytes to an upload; durable when it returns. `offset` is where they go.
    ///
    /// # Errors
    /// [`VaultFailure::Offset`] where the upload ends elsewhere.
    async fn append(&self, upload: UploadId, offset: u64, bytes: Bytes)
    -> Result<(), VaultFailure>;

    /// The bytes of an upload that are durable.
    ///
    /// # Errors
    /// [`VaultFailure`].
    async fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure>;

    /// Reads a whole upload back, to examine it. Uploads are bounded (50 MB by default).
    ///
    /// # Errors
    /// [`VaultFailure`].
    async fn read_upload(&self, upload: UploadId) -> Result<Bytes, VaultFailure>;

    /// Throws an upload away.
    ///
    /// # Errors
    /// [`VaultFailure`].
    async fn discard_upload(&self, upload: UploadId) -> Result<(), VaultFailure>;

    /// Seals a piece of evidence under its case's key; durable when it returns. `name` tells the picture
    /// from its clip (`main`, `clip`).
    ///
    /// # Errors
    /// [`VaultFailure`].
    async fn seal(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        bytes: Bytes,
    ) -> Result<(), VaultFailure>;

    /// Opens a piece of evidence.
    ///
    /// # Errors
    /// [`VaultFailure`]; `Tampered` rather than wrong bytes.
    async fn open(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
    ) -> Result<ByteStream, VaultFailure>;

    /// Opens a part of a piece of evidence, without opening the rest of it; none where the piece ends before it.
    ///
    /// # Errors
    /// As [`Vault::open`].
    async fn open_part(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure>;

    /// Erases a case's key and objects.
    ///
    /// # Errors
    /// [`VaultFailure`].
    async fn erase_case(&self, case: CaseId) -> Result<(), VaultFailure>;
}

/// Looks at bytes that a stranger sent, within limits, before they become evidence.
pub trait MediaInspector: Send + Sync {
    /// A picture: decodes it within limits, applies its orientation, strips its metadata and gives it
    /// back re-encoded as JPEG.
    ///
    /// # Errors
    /// The refusals of files; another [`Failure`] where it cannot be looked at here.
    fn clean_picture(&self, bytes: &[u8]) -> Result<Bytes, Failure>;

    /// A video: checks container and length without decoding.
    ///
    /// # Errors
    /// The refusals of files.
    fn check_video(&self, bytes: &[u8]) -> Result<(), Refusal>;
}

#[cfg(test)]
mod tests {
    use super::PartAsked;

    #[test]
    fn a_part_stays_inside_the_whole() {
        let within = |first, last, length| PartAsked { first, last }.within(length);
        assert_eq!(within(0, None, 10), Some(0..10));
        assert_eq!(within(2, Some(5), 10), Some(2..6));
        assert_eq!(within(2, Some(u64::MAX), 10), Some(2..10));
        assert_eq!(within(5, Some(2), 10), None);
        assert_eq!(within(10, None, 10), None);
        assert_eq!(within(0, None, 0), None);
    }
}
