//! 29 to 32 – ties a finished upload to the case: object first, then row, audit and journey event.

use super::admit::{check_case, check_form, open_challenge, use_challenge, way_of};
use super::film_seal::{GivenSignature, chain_head, judge};
use super::inspect::{check_video, clean_picture, off_the_runtime, read_whole};
use super::upload_offset::upload_of;
use crate::case::{Asked, Begun, Standing, Step};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::jobs::erase_what_came_late;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, Evidence, EvidenceSource, FilmSeal, Upload};
use crate::time::after;
use bytes::Bytes;
use jiff::SignedDuration;
use sceau_domain::film::FilmStatement;
use sceau_domain::id::{ChallengeId, EvidenceId, UploadId};
use sceau_domain::journey::{Event, Part};
use tokio::sync::SemaphorePermit;

/// A piece of evidence as it comes from the app.
#[derive(Debug, Clone)]
pub struct GivenEvidence {
    /// What it is.
    pub part: Part,
    /// The finished upload: the picture, or the video.
    pub upload: UploadId,
    /// The short clip kept with a picture.
    pub clip: Option<UploadId>,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// How a video answers its challenge; present exactly for a video.
    pub video: Option<GivenVideo>,
}

/// How a video answers its challenge, as measured by the app.
#[derive(Debug, Clone)]
pub struct GivenVideo {
    /// The challenge.
    pub challenge: ChallengeId,
    /// The device spoke the digits too.
    pub audio_prompt: bool,
    /// Frames per second, measured.
    pub fps: f32,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Milliseconds.
    pub duration_ms: u32,
    /// When each prompt was shown, milliseconds from the start.
    pub prompts_ms: Vec<u32>,
    /// Whether there is sound.
    pub has_sound: bool,
    /// The device's signature, where its key could be used.
    pub signature: Option<GivenSignature>,
}

/// What was read and cleaned before the transaction that keeps it.
struct Examined {
    bytes: Bytes,
    clip: Option<Bytes>,
    of: Uploads,
}

/// Of what was examined, all but the bytes.
struct Uploads {
    main: Upload,
    clip: Option<Upload>,
    /// The end of the chain over a signed film.
    head: Option<[u8; 32]>,
}

impl Examined {
    fn let_bytes_go(self) -> Uploads {
        self.of
    }
}

/// Attaches evidence. The bytes are examined and sealed before the transaction: a refusal or a crash
/// in between leaves a sealed object that no row names, and that is erased with its case, or at once where the case was
/// erased meanwhile. A refusal for good
/// ends the uploads.
///
/// # Errors
/// `Malformed`, `NotPossibleHere`, `AttemptsExhausted`, `TooManyRequests`, the refusals of uploads, files and challenges;
/// [`Failure::Store`], [`Failure::Vault`].
pub async fn attach_evidence(
    world: &World,
    asked: &Asked,
    given: &GivenEvidence,
) -> Result<Standing, Failure> {
    let attached = attach(world, asked, given).await;
    if let Err(Failure::Refusal(refusal)) = &attached
        && ends_uploads(refusal)
    {
        end_uploads(world, asked, given).await?;
    }
    attached
}

async fn attach(world: &World, asked: &Asked, given: &GivenEvidence) -> Result<Standing, Failure> {
    check_form(world, given)?;
    let case = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(mut step) => {
            check_case(world, &step.case, given.part)?;
            open_challenge(step.tx.as_mut(), &step.case, given).await?;
            // A case opened by this look is not in a state that takes evidence: nothing is lost.
            step.case
        }
    };
    let turn = inspection(world).await?;
    let examined = examine(world, asked, given).await?;
    let evidence = seal(world, &case, given, &examined).await?;
    let uploads = examined.let_bytes_go();
    drop(turn);
    let kept = keep(world, asked, given, evidence, &uploads).await;
    if kept.is_err() {
        erase_what_came_late(world, case.id).await?;
    }
    kept
}

/// A turn to look at uploads, or « later » where too many are looked at.
async fn inspection(world: &World) -> Result<SemaphorePermit<'_>, Failure> {
    let turn = world.inspections.turn().await;
    Ok(turn.map_err(|stay_away| {
        tracing::warn!("too many uploads are examined at once");
        let wait = SignedDuration::try_from(stay_away).unwrap_or_default();
        Refusal::TooManyRequests {
            until: after(world.clock.now(), wait),
        }
    })?)
}

/// Whether a refusal is for good: the same uploads never become evidence, the app sends others, and these must not
/// count among those that are open.
const fn ends_uploads(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::UploadHash
            | Refusal::FileNotAPicture
            | Refusal::FileNotAVideo
            | Refusal::FileDamaged
            | Refusal::FileTooBig
            | Refusal::FileTooSmall
            | Refusal::FileTooManyPixels
            | Refusal::ChallengeUsed
            | Refusal::ChallengeExpired
            | Refusal::AttemptsExhausted
    )
}

/// From now on the sweep may throw the uploads of this piece away. A clip goes with its picture: the app makes both
/// anew.
async fn end_uploads(world: &World, asked: &Asked, given: &GivenEvidence) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let now = world.clock.now();
    for id in [Some(given.upload), given.clip].into_iter().flatten() {
        let upload = tx.upload(id).await?;
        if let Some(upload) = upload.filter(|upload| upload.account == asked.by.account.id) {
            let ended = Upload {
                expires_at: now.min(upload.expires_at),
                ..upload
            };
            tx.put_upload(&ended).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn examine(world: &World, asked: &Asked, given: &GivenEvidence) -> Result<Examined, Failure> {
    let mut tx = world.store.read().await?;
    let upload = upload_of(world, tx.as_mut(), &asked.by, given.upload).await?;
    let clip = match given.clip {
        Some(clip) => Some(upload_of(world, tx.as_mut(), &asked.by, clip).await?),
        None => None,
    };
    drop(tx);
    let bytes = read_whole(world, &upload).await?;
    let bytes = if given.part.is_document() {
        clean_picture(world, &upload, bytes).await?
    } else {
        check_video(world, &upload, bytes).await?
    };
    let (clip, clip_bytes) = match clip {
        Some(clip) => {
            let bytes = read_whole(world, &clip).await?;
            let bytes = check_video(world, &clip, bytes).await?;
            (Some(clip), Some(bytes))
        }
        None => (None, None),
    };
    let is_signed = given
        .video
        .as_ref()
        .is_some_and(|video| video.signature.is_some());
    let film = bytes.clone();
    let head = if is_signed {
        Some(off_the_runtime(move || Ok(chain_head(&film))).await?)
    } else {
        None
    };
    Ok(Examined {
        bytes,
        clip: clip_bytes,
        of: Uploads {
            main: upload,
            clip,
            head,
        },
    })
}

/// Seals the bytes under the case's key and describes them.
async fn seal(
    world: &World,
    case: &Case,
    given: &GivenEvidence,
    examined: &Examined,
) -> Result<Evidence, Failure> {
    let id = EvidenceId::make_random(world.random.as_ref());
    let bytes = &examined.bytes;
    world.vault.seal(case.id, id, "main", bytes.clone()).await?;
    if let Some(clip) = &examined.clip {
        world.vault.seal(case.id, id, "clip", clip.clone()).await?;
    }
    let media_type = if given.part.is_document() {
        "image/jpeg"
    } else {
        "video/mp4"
    };
    Ok(Evidence {
        id,
        case: case.id,
        part: given.part,
        source: given.source,
        media_type: media_type.to_owned(),
        size: u64::try_from(bytes.len()).map_err(|_| Refusal::FileTooBig)?,
        sha256: sha256(bytes),
        clip_sha256: examined.clip.as_ref().map(|clip| sha256(clip)),
        video: None,
        at: world.clock.now(),
    })
}

/// Whether the device vouches for a film: looked up in the transaction, as a device may be revoked.
async fn seal_of(
    tx: &mut dyn Transaction,
    asked: &Asked,
    given: &GivenEvidence,
    uploads: &Uploads,
) -> Result<FilmSeal, Failure> {
    let video = given.video.as_ref();
    let Some((video, signature, head)) =
        video.and_then(|video| Some((video, video.signature.as_ref()?, uploads.head.as_ref()?)))
    else {
        return Ok(FilmSeal::Unsigned);
    };
    let device = tx.device(signature.device).await?;
    let film = FilmStatement {
        challenge: &video.challenge.to_string(),
        length: uploads.main.size,
        head,
    };
    Ok(judge(signature, device.as_ref(), asked.by.account.id, film))
}

/// Rows, counters, audit and journey event, in one transaction; everything is checked again, because
/// another request may have come in between.
async fn keep(
    world: &World,
    asked: &Asked,
    given: &GivenEvidence,
    mut evidence: Evidence,
    uploads: &Uploads,
) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    check_case(world, &step.case, given.part)?;
    if step.case.id != evidence.case {
        return Err(Refusal::NotFound.into());
    }
    let now = step.now;
    if let Some(record) = open_challenge(step.tx.as_mut(), &step.case, given).await? {
        let way = way_of(&step.case);
        let seal = seal_of(step.tx.as_mut(), asked, given, uploads).await?;
        evidence.video = Some(
            use_challenge(
                step.tx.as_mut(),
                record,
                given,
                (way, seal),
                uploads.main.begun_at,
                now,
            )
            .await?,
        );
    }
    if given.part.is_document() {
        step.case.photos_taken = step.case.photos_taken.saturating_add(1);
    } else {
        step.case.videos_taken = step.case.videos_taken.saturating_add(1);
    }
    step.tx.put_evidence(&evidence).await?;
    for upload in [Some(&uploads.main), uploads.clip.as_ref()]
        .into_iter()
        .flatten()
    {
        // From now on the sweep may throw the upload away.
        step.tx
            .put_upload(&Upload {
                expires_at: now,
                ..upload.clone()
            })
            .await?;
    }
    let entry = AuditEntry::new(now, "evidence.attached")
        .of_account(asked.by.account.id)
        .of_case(evidence.case)
        .with_detail(format!(
            "{:?} {:?} {}",
            given.part, given.source, evidence.id
        ));
    step.tx.append_audit(&entry).await?;
    step.take(Event::EvidenceAttached(given.part, evidence.id))
        .await
}
