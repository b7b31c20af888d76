//! An operator looks at a piece of evidence.

use super::AuthenticatedOperator;
use super::first_pictures::first_pictures_of;
use super::lock::hold;
use crate::examination::{PORTRAIT, frame_name};
use crate::failure::{Failure, Refusal};
use crate::ports::{ByteStream, PartAsked, Place, Transaction, VaultFailure, World};
use crate::records::{AuditEntry, Case, Evidence, Examination};
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
    /// Where the part lies that was asked for; none for the whole.
    pub place: Option<Place>,
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

/// Opens a piece of evidence of a case that this operator holds, or a picture of the first case where this one
/// recovers its identity. The look is recorded before the first byte leaves, under the case that is held.
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
    asked: Option<PartAsked>,
) -> Result<OpenedEvidence, Failure> {
    let mut tx = world.store.begin().await?;
    let held = hold(world, tx.as_mut(), by, case).await?;
    let found = find(tx.as_mut(), &held.case, evidence, file).await?;
    let mut detail = format!("{evidence} {}", file.name());
    if found.case != case {
        detail = format!("{detail} of {}", found.case);
    }
    let audit = AuditEntry::new(world.clock.now(), "evidence.viewed")
        .of_case(case)
        .by_operator(by.operator.id)
        .with_detail(detail);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    let (place, bytes) = open(world, &found, file.name(), asked).await?;
    let media_type = match file {
        EvidenceFile::Main => found.media_type,
        EvidenceFile::Clip => String::from("video/mp4"),
        EvidenceFile::Portrait | EvidenceFile::Frame(_) => String::from("image/jpeg"),
    };
    Ok(OpenedEvidence {
        media_type,
        place,
        bytes,
    })
}

/// The part that was asked for, or the whole where there is no such part.
async fn open(
    world: &World,
    found: &Evidence,
    name: &'static str,
    asked: Option<PartAsked>,
) -> Result<(Option<Place>, ByteStream), VaultFailure> {
    let (vault, case) = (&world.vault, found.case);
    if let Some(asked) = asked
        && let Some(part) = vault.open_part(case, found.id, name, asked).await?
    {
        return Ok((Some(part.place), part.bytes));
    }
    Ok((None, vault.open(case, found.id, name).await?))
}

/// The piece, if the file asked for is one that this case shows.
async fn find(
    tx: &mut dyn Transaction,
    case: &Case,
    evidence: EvidenceId,
    file: EvidenceFile,
) -> Result<Evidence, Failure> {
    let found = tx.evidence(evidence).await?.ok_or(Refusal::NotFound)?;
    let is_shown = if found.case == case.id {
        match file {
            EvidenceFile::Main => true,
            EvidenceFile::Clip => found.clip_sha256.is_some(),
            EvidenceFile::Portrait | EvidenceFile::Frame(_) => {
                let seen = tx.examinations_of(case.id).await?;
                seen.iter()
                    .any(|seen| seen.evidence == evidence && file.is_kept_by(seen))
            }
        }
    } else {
        let first = first_pictures_of(tx, case).await?;
        first.is_some_and(|first| first.case == found.case && first.shows(evidence, file))
    };
    if is_shown {
        Ok(found)
    } else {
        Err(Refusal::NotFound.into())
    }
}
