//! An operator looks at a piece of evidence.

use super::AuthenticatedOperator;
use super::lock::hold;
use crate::examination::{PORTRAIT, frame_name};
use crate::failure::{Failure, Refusal};
use crate::ports::{ByteStream, World};
use crate::records::{AuditEntry, Examination};
use sceau_domain::examination::Moment;
use sceau_domain::id::{CaseId, EvidenceId};

/// Which file of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceFile {
    /// The picture or the video.
    Main,
    /// The short clip kept with a picture.
    Clip,
    /// The document's portrait, cut out of a picture by the examination.
    Portrait,
    /// A frame of the video, kept by the examination.
    Frame(Moment),
}

impl EvidenceFile {
    const fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Clip => "clip",
            Self::Portrait => PORTRAIT,
            Self::Frame(moment) => frame_name(moment),
        }
    }

    /// Whether an examination kept it.
    fn is_kept_by(self, seen: &Examination) -> bool {
        match self {
            Self::Main | Self::Clip => true,
            Self::Portrait => seen.has_portrait,
            Self::Frame(moment) => seen
                .film
                .as_ref()
                .is_some_and(|film| film.frames.iter().any(|frame| frame.moment == moment)),
        }
    }
}

/// A piece of evidence, decrypted while it is read. Serve it `no-store`, never as a download.
pub struct OpenedEvidence {
    /// Its type.
    pub media_type: String,
    /// Bytes of the main file; a clip's length is not kept.
    pub size: Option<u64>,
    /// Its bytes.
    pub bytes: ByteStream,
}

impl core::fmt::Debug for OpenedEvidence {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("OpenedEvidence")
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// Opens a piece of evidence of a case that this operator holds. The look is recorded before the first
/// byte leaves.
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`; [`Failure::Vault`] when it was erased or changed;
/// [`Failure::Store`].
pub async fn open_evidence(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
    evidence: EvidenceId,
    file: EvidenceFile,
) -> Result<OpenedEvidence, Failure> {
    let mut tx = world.store.begin().await?;
    hold(world, tx.as_mut(), by, case).await?;
    let found = tx
        .evidence(evidence)
        .await?
        .filter(|found| found.case == case)
        .filter(|found| file != EvidenceFile::Clip || found.clip_sha256.is_some())
        .ok_or(Refusal::NotFound)?;
    let audit = AuditEntry::new(world.clock.now(), "evidence.viewed")
        .of_case(case)
        .by_operator(by.operator.id)
        .with_detail(format!("{evidence} {}", file.name()));
    let mut seen = tx.examinations_of(case).await?;
    seen.retain(|seen| seen.evidence == evidence && file.is_kept_by(seen));
    let is_of_examination = matches!(file, EvidenceFile::Portrait | EvidenceFile::Frame(_));
    if is_of_examination && seen.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    let bytes = world.vault.open(case, evidence, file.name()).await?;
    Ok(match file {
        EvidenceFile::Main => OpenedEvidence {
            media_type: found.media_type,
            size: Some(found.size),
            bytes,
        },
        EvidenceFile::Clip => OpenedEvidence {
            media_type: String::from("video/mp4"),
            size: None,
            bytes,
        },
        EvidenceFile::Portrait | EvidenceFile::Frame(_) => OpenedEvidence {
            media_type: String::from("image/jpeg"),
            size: None,
            bytes,
        },
    })
}
