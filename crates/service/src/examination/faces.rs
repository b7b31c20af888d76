//! Compares the portrait of a document with the faces of its film, and opens what came of it (ADR 21).

use super::examine_due::{PORTRAIT, opened};
use super::film::frame_name;
use super::findings::SideExamined;
use crate::failure::Failure;
use crate::jobs::{Tally, erase_what_came_late};
use crate::ports::{FacePicture, Transaction, VaultFailure, World};
use crate::records::{
    AuditEntry, ConsentPurpose, ConsentRecord, Examination, FaceComparison, FacePair,
};
use bytes::Bytes;
use jiff::Timestamp;
use sceau_domain::examination::{FacesCompared, Moment, NoScore};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::private::Personal;
use std::sync::Arc;

/// As many in one round.
const A_ROUND: u32 = 4;

/// What came of the comparison: its name in the vault, beside the film.
const FACES: &str = "faces";

/// Compares the faces of every pair that waits; how many. Nothing is done where the installation compares
/// none. What is compared is known by its row alone, written after what it says was sealed. A pair of which a
/// picture is lost is filed as failed, also where the case's key is lost, under which nothing can be sealed any more;
/// one that fails otherwise goes to the end of the line, and the others have their turn.
///
/// # Errors
/// The first failure: [`Failure::Store`], [`Failure::Vault`].
pub async fn compare_faces_due(world: &World) -> Result<u32, Failure> {
    let Some(version) = world.faces.version() else {
        return Ok(0);
    };
    let mut tx = world.store.read().await?;
    let waiting = tx.faces_to_compare(A_ROUND).await?;
    drop(tx);
    let mut tally = Tally::default();
    for pair in waiting {
        let compared = compare(world, pair, &version).await;
        if compared.is_err() {
            tally.note(put_off(world, pair.film).await.map(|()| false));
        }
        tally.note(compared);
    }
    tally.finish()
}

async fn put_off(world: &World, film: EvidenceId) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    tx.put_off_comparison(film, world.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// False where there is nothing any more.
async fn compare(world: &World, pair: FacePair, version: &str) -> Result<bool, Failure> {
    let FacePair { case, film, .. } = pair;
    let mut tx = world.store.read().await?;
    let examinations = tx.examinations_of(case).await?;
    let is_agreed = is_agreed(world, &tx.consents_of(case).await?);
    drop(tx);
    let Some(of_film) = examinations.iter().find(|seen| seen.evidence == film) else {
        return Ok(false);
    };
    let compared = if is_agreed {
        match pictures(world, pair, of_film).await {
            Ok((picture, frames)) => look(world, picture, frames).await,
            Err(failure) if failure.is_lost() => {
                tracing::error!(why = %failure, %film, "a sealed object is lost: faces are not compared");
                FacesCompared::None(NoScore::Failed)
            }
            Err(failure) => return Err(failure.into()),
        }
    } else {
        FacesCompared::None(NoScore::NotAgreed)
    };
    let text = compared.to_text();
    match world.vault.seal(case, film, FACES, text.into()).await {
        Ok(()) => {}
        // Whoever opens it finds it lost, which is read as failed: nothing needs to be sealed for that.
        Err(failure) if failure.is_lost() => {
            tracing::error!(why = %failure, %film, "the key of a case is lost: faces are not compared");
        }
        Err(failure) => return Err(failure.into()),
    }
    let comparison = FaceComparison {
        pair,
        made_by: version.to_owned(),
        at: world.clock.now(),
    };
    file(world, &comparison).await
}

/// The portrait and the frames that are compared.
async fn pictures(
    world: &World,
    pair: FacePair,
    of_film: &Examination,
) -> Result<(Bytes, Vec<FacePicture>), VaultFailure> {
    let portrait = opened(world, pair.case, pair.portrait, PORTRAIT).await?;
    let mut frames = Vec::new();
    for moment in straight_moments(of_film) {
        let jpeg = opened(world, pair.case, pair.film, frame_name(moment)).await?;
        frames.push((moment, Personal::new(jpeg.to_vec())));
    }
    Ok((portrait, frames))
}

/// Whether the text that the person agreed to before the film is the one in force: where faces are compared, it
/// says so. Whoever agreed to an earlier one, or at an installation that compared none, did not agree to this.
fn is_agreed(world: &World, consents: &[ConsentRecord]) -> bool {
    let mut texts = world.configuration.texts.iter();
    let text = texts.find(|text| text.purpose == ConsentPurpose::FaceVideo);
    let is_it = |one: &ConsentRecord| {
        one.purpose == ConsentPurpose::FaceVideo
            && text.is_some_and(|text| text.hash == one.consent.hash)
    };
    consents.iter().any(is_it)
}

/// The kept frames that show a face which looks straight. That of the third task shows a turned head, or the
/// document with its own portrait.
fn straight_moments(of_film: &Examination) -> impl Iterator<Item = Moment> {
    let frames = of_film.film.iter().flat_map(|film| &film.frames);
    frames
        .map(|frame| frame.moment)
        .filter(|moment| *moment != Moment::Task)
}

/// Off the runtime. A comparison that dies is not tried for ever.
async fn look(world: &World, portrait: Bytes, frames: Vec<FacePicture>) -> FacesCompared {
    let faces = Arc::clone(&world.faces);
    let look = move || faces.compare_faces(&portrait, &frames);
    let looked = tokio::task::spawn_blocking(look).await;
    looked.unwrap_or(FacesCompared::None(NoScore::Failed))
}

/// Writes that a pair was compared; false when a piece is gone meanwhile.
async fn file(world: &World, comparison: &FaceComparison) -> Result<bool, Failure> {
    let FacePair {
        case,
        portrait,
        film,
    } = comparison.pair;
    let mut tx = world.store.begin().await?;
    if tx.evidence(portrait).await?.is_none() || tx.evidence(film).await?.is_none() {
        drop(tx);
        erase_what_came_late(world, case).await?;
        return Ok(false);
    }
    tx.put_face_comparison(comparison).await?;
    let entry = AuditEntry::new(comparison.at, "faces.compared")
        .of_case(case)
        .with_detail(format!("{portrait} {film}"));
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// What an operator is told about the faces of a case.
#[derive(Debug, Clone)]
pub enum FacesExamined {
    /// This installation compares no faces.
    NotInstalled,
    /// No portrait was found on the document's picture.
    NoPortrait,
    /// Not yet.
    Waiting,
    /// They were compared.
    Done(FacesSeen),
}

/// A comparison, opened.
#[derive(Debug, Clone)]
pub struct FacesSeen {
    /// Of which pieces.
    pub pair: FacePair,
    /// What came of it.
    pub compared: Personal<FacesCompared>,
    /// What made it, with versions.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
}

/// Opens the comparison of the current pieces of a case. A comparison stays when the installation stops
/// comparing: what an operator saw does not vanish.
///
/// # Errors
/// [`Failure::Store`], [`Failure::Vault`].
pub(crate) async fn faces_examined(
    world: &World,
    tx: &mut dyn Transaction,
    case: CaseId,
    sides: &[SideExamined],
    film: Option<EvidenceId>,
) -> Result<FacesExamined, Failure> {
    let portrait = sides.iter().find(|side| side.has_portrait);
    let portrait = portrait.map(|side| side.evidence);
    let comparisons = tx.face_comparisons_of(case).await?;
    let is_current =
        |one: &FaceComparison| Some(one.pair.portrait) == portrait && Some(one.pair.film) == film;
    let Some(comparison) = comparisons.into_iter().find(is_current) else {
        return Ok(if world.faces.version().is_none() {
            FacesExamined::NotInstalled
        } else if portrait.is_none() && !sides.is_empty() {
            FacesExamined::NoPortrait
        } else {
            FacesExamined::Waiting
        });
    };
    let text = match opened(world, case, comparison.pair.film, FACES).await {
        Ok(text) => text,
        // Lost: nothing is said of the faces, and the rest of the case can be seen.
        Err(failure) if failure.is_lost() => Bytes::new(),
        Err(failure) => return Err(failure.into()),
    };
    let compared = FacesCompared::of_text(&String::from_utf8_lossy(&text));
    let FaceComparison { pair, made_by, at } = comparison;
    Ok(FacesExamined::Done(FacesSeen {
        pair,
        compared: Personal::new(compared.unwrap_or(FacesCompared::None(NoScore::Failed))),
        made_by,
        at,
    }))
}
