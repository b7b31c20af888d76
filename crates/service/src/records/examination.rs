//! What the examiner saw on a piece of evidence.

use crate::ports::Corners;
use jiff::Timestamp;
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::seal::SealOutcome;

/// The examination of a piece of evidence. It holds nothing about the person: the texts of zone and seal
/// are sealed in the vault beside the picture, as `zone` and `seal`.
#[derive(Debug, Clone, PartialEq)]
pub struct Examination {
    /// Of which piece.
    pub evidence: EvidenceId,
    /// Of which case.
    pub case: CaseId,
    /// What made it, with versions.
    pub made_by: String,
    /// What may be wrong with the picture, as stable codes.
    pub findings: Vec<String>,
    /// Where the document lies, where it was found.
    pub document: Option<Corners>,
    /// Format and place of the zone, where one was read.
    pub zone: Option<(MrzFormat, Corners)>,
    /// Place and signature of the visible electronic seal, where one was read.
    pub seal: Option<SealSeen>,
    /// Whether the document's portrait was cut out: sealed beside the picture, as `portrait`.
    pub has_portrait: bool,
    /// When.
    pub at: Timestamp,
}

/// A visible electronic seal, without what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct SealSeen {
    /// Where it lies.
    pub corners: Corners,
    /// What became of its signature, with the list of that day.
    pub outcome: SealOutcome,
    /// Who signed, as the list named them.
    pub signer: Option<String>,
}
