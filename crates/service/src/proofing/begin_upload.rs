//! Announces an upload: its size, its hash, its type.

use super::upload_offset::UploadStanding;
use crate::account::Authenticated;
use crate::case::case_for;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::Upload;
use crate::time::after;
use jiff::Timestamp;
use sceau_domain::id::UploadId;
use sceau_domain::journey::{EventName, Rejection, State, StateName};

/// Uploads of one account that may be open at once: both sides with their clips, the film, and what an app that
/// was closed again and again left behind.
const MOST_OPEN: usize = 16;

/// An upload as announced.
#[derive(Debug, Clone)]
pub struct AnnouncedUpload {
    /// Bytes.
    pub size: u64,
    /// SHA-256 of all of them.
    pub sha256: [u8; 32],
    /// `image/jpeg`, `image/png`, `video/mp4`.
    pub media_type: String,
}

/// Opens an upload for a case that takes pictures or the film now. Nothing is sent yet; the announced hash
/// already binds what may come.
///
/// # Errors
/// `Malformed` (empty), `FileNotAVideo` (a film of another type), `FileNotAPicture` (any other type), `FileTooBig`,
/// `NotPossibleHere`, `TooManyRequests` while too many are open; [`Failure::Store`].
pub async fn begin_upload(
    world: &World,
    by: &Authenticated,
    announced: &AnnouncedUpload,
) -> Result<UploadStanding, Failure> {
    if announced.size == 0 {
        return Err(Refusal::Malformed.into());
    }
    if announced.size > limit_of(world, &announced.media_type)? {
        return Err(Refusal::FileTooBig.into());
    }
    let now = world.clock.now();
    let upload = Upload {
        id: UploadId::make_random(world.random.as_ref()),
        account: by.account.id,
        size: announced.size,
        sha256: announced.sha256,
        media_type: announced.media_type.clone(),
        begun_at: now,
        expires_at: after(now, world.configuration.upload_life),
    };
    let mut tx = world.store.begin().await?;
    check_state(tx.as_mut(), by).await?;
    check_open(tx.as_mut(), by, now).await?;
    tx.put_upload(&upload).await?;
    tx.commit().await?;
    Ok(UploadStanding { offset: 0, upload })
}

/// Only where something is captured: an account alone stores nothing.
async fn check_state(tx: &mut dyn Transaction, by: &Authenticated) -> Result<(), Failure> {
    let case = case_for(tx, by).await?;
    match case.as_ref().map(|case| &case.state) {
        Some(State::Photo(..) | State::FaceVideo(..)) => Ok(()),
        other => Err(Refusal::from(Rejection {
            state: other.map_or(StateName::Terms, State::name),
            event: EventName::EvidenceAttached,
        })
        .into()),
    }
}

/// What was tied to a case is open no more: its end has come.
async fn check_open(
    tx: &mut dyn Transaction,
    by: &Authenticated,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut ends = Vec::new();
    for id in tx.uploads_of(by.account.id).await? {
        let upload = tx.upload(id).await?;
        ends.extend(upload.map(|upload| upload.expires_at));
    }
    ends.retain(|end| now < *end);
    match ends.iter().min() {
        Some(until) if ends.len() >= MOST_OPEN => {
            Err(Refusal::TooManyRequests { until: *until }.into())
        }
        _ => Ok(()),
    }
}

fn limit_of(world: &World, media_type: &str) -> Result<u64, Refusal> {
    match media_type {
        "image/jpeg" | "image/png" => Ok(world.configuration.picture_limit),
        "video/mp4" => Ok(world.configuration.video_limit),
        film if film.starts_with("video/") => Err(Refusal::FileNotAVideo),
        _ => Err(Refusal::FileNotAPicture),
    }
}
