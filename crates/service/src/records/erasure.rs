//! What must leave the vault.

use sceau_domain::id::{CaseId, UploadId};

/// Something that the vault must lose. The write that deletes what names it marks it; it is erased after that write,
/// for a disk takes its time and everybody who writes would wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// Everything sealed for a case, with its key.
    Case(CaseId),
    /// An upload under way.
    Upload(UploadId),
}

/// A mark. What is marked twice has two, so that taking one away says nothing of what came after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedErasure {
    /// Never given twice.
    pub number: u64,
    /// What must go.
    pub erasure: Erasure,
}
