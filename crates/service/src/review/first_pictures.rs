//! The person's pictures of the case that gave an identity, beside those of a case that recovers it.
//!
//! Only what shows a face: the portrait cut out of the document and the frames kept of the film. What this room
//! deliberately does not know: how long they are kept.

use super::open_evidence::EvidenceFile;
use crate::failure::Failure;
use crate::person::recovered_by;
use crate::ports::Transaction;
use crate::records::{Case, DecisionRecord, Evidence, Examination, FrameSeen, Verdict};
use jiff::Timestamp;
use sceau_domain::id::{CaseId, EvidenceId};

/// The first case's pictures of the person, as far as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstPictures {
    /// Which case.
    pub case: CaseId,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// When its pictures were erased; none is shown then.
    pub erased_at: Option<Timestamp>,
    /// When they will be.
    pub kept_until: Option<Timestamp>,
    /// The document's portrait.
    pub portrait: Option<FirstPicture>,
    /// The film, with what was kept of it.
    pub film: Option<(FirstPicture, Vec<FrameSeen>)>,
}

/// A piece of the first case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstPicture {
    /// Which.
    pub evidence: EvidenceId,
    /// Received when.
    pub at: Timestamp,
}

impl FirstPictures {
    /// Whether a file of a piece is one of these.
    pub(super) fn shows(&self, evidence: EvidenceId, file: EvidenceFile) -> bool {
        match file {
            EvidenceFile::Portrait => self
                .portrait
                .is_some_and(|portrait| portrait.evidence == evidence),
            EvidenceFile::Frame(moment) => self.film.as_ref().is_some_and(|(film, frames)| {
                film.evidence == evidence && frames.iter().any(|frame| frame.moment == moment)
            }),
            EvidenceFile::Main | EvidenceFile::Clip => false,
        }
    }
}

/// The first pictures, where the case recovers an identity; without any where that case was decided in person,
/// was never examined, or is gone.
///
/// # Errors
/// [`Failure::Store`].
pub(super) async fn first_pictures_of(
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<Option<FirstPictures>, Failure> {
    let Some(identity) = recovered_by(tx, case).await? else {
        return Ok(None);
    };
    let retention = tx.case(identity.case).await?.map(|first| first.retention);
    let erased_at = retention.as_ref().and_then(|it| it.media_erased_at);
    let decisions = tx.decisions_of(identity.case).await?;
    let mut first = FirstPictures {
        case: identity.case,
        accepted_at: accepted_at(&decisions).unwrap_or(identity.active_since),
        erased_at,
        kept_until: retention.and_then(|it| it.erase_media_at),
        portrait: None,
        film: None,
    };
    if erased_at.is_some() {
        return Ok(Some(first));
    }
    let evidence = tx.evidence_of(identity.case).await?;
    let seen = tx.examinations_of(identity.case).await?;
    // Oldest first: the last one that serves is what was decided on.
    for piece in &evidence {
        let Some(seen) = seen.iter().find(|seen| seen.evidence == piece.id) else {
            continue;
        };
        first.take(piece, seen);
    }
    Ok(Some(first))
}

impl FirstPictures {
    fn take(&mut self, piece: &Evidence, seen: &Examination) {
        let picture = FirstPicture {
            evidence: piece.id,
            at: piece.at,
        };
        if seen.has_portrait {
            self.portrait = Some(picture);
        }
        if let Some(film) = seen.film.as_ref().filter(|film| !film.frames.is_empty()) {
            self.film = Some((picture, film.frames.clone()));
        }
    }
}

fn accepted_at(decisions: &[DecisionRecord]) -> Option<Timestamp> {
    let accepted = |it: &&DecisionRecord| it.verdict == Verdict::Approve && !it.awaits_second;
    decisions.iter().rfind(accepted).map(|decision| decision.at)
}
