//! Announces an upload: its size, its hash, its type.

use super::upload_offset::UploadStanding;
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::Upload;
use crate::time::after;
use sceau_domain::id::UploadId;

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

/// Opens an upload. Nothing is sent yet; the announced hash already binds what may come.
///
/// # Errors
/// `Malformed` (empty), `FileNotAVideo` (a film of another type), `FileNotAPicture` (any other type), `FileTooBig`; [`Failure::Store`].
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
    tx.put_upload(&upload).await?;
    tx.commit().await?;
    Ok(UploadStanding { offset: 0, upload })
}

fn limit_of(world: &World, media_type: &str) -> Result<u64, Refusal> {
    match media_type {
        "image/jpeg" | "image/png" => Ok(world.configuration.picture_limit),
        "video/mp4" => Ok(world.configuration.video_limit),
        film if film.starts_with("video/") => Err(Refusal::FileNotAVideo),
        _ => Err(Refusal::FileNotAPicture),
    }
}
