//! What the examiner saw on a piece of evidence.

use crate::ports::{Corners, DocumentSeen};
use jiff::Timestamp;
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::examination::{Moment, SoundHeard, TaskSeen};
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
    /// Where the document lies and what was measured of it, where it was found.
    pub document: Option<DocumentSeen>,
    /// Format and place of the zone, where one was read.
    pub zone: Option<(MrzFormat, Corners)>,
    /// Place and signature of the visible electronic seal, where one was read.
    pub seal: Option<SealSeen>,
    /// Whether the document's portrait was cut out: sealed beside the picture, as `portrait`.
    pub has_portrait: bool,
    /// What was seen on it, of a film.
    pub film: Option<FilmSeen>,
    /// When.
    pub at: Timestamp,
}

/// What was seen on a film, without what it shows of the person: where their head was is sealed in the vault
/// beside the film, as `track`, and each frame as `frame-` and its moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmSeen {
    /// What the third task showed.
    pub seen: TaskSeen,
    /// The frames that are kept.
    pub frames: Vec<FrameSeen>,
    /// What was heard; `None` in examinations from before anybody listened.
    pub sound: Option<SoundHeard>,
}

/// A frame that is kept, without its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameSeen {
    /// Of which stretch.
    pub moment: Moment,
    /// When, in milliseconds from the film's beginning.
    pub at_ms: u32,
    /// How good a picture of a face it is, 0 to 100.
    pub quality: u8,
    /// What that was measured by: components of ISO/IEC 29794-5 by their names, and their scores, 0 (worst) to
    /// 100. Empty where the frame shows the document, and in examinations from before they were kept.
    pub measures: Vec<(String, u8)>,
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

/// A document side that bears a portrait, and a film of the same case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacePair {
    /// Of which case.
    pub case: CaseId,
    /// The side.
    pub portrait: EvidenceId,
    /// The film.
    pub film: EvidenceId,
}

/// That the faces of a pair were compared. How near they lie is sealed in the vault beside the film, as
/// `faces`: it goes with the pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceComparison {
    /// Which.
    pub pair: FacePair,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
}
