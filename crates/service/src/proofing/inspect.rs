//! Looks at an upload's bytes before they become evidence.

use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::Upload;
use bytes::Bytes;
use std::sync::Arc;

/// The bytes of a complete upload that are those announced.
///
/// # Errors
/// `UploadIncomplete`, `UploadHash`; [`Failure::Vault`].
pub(super) async fn read_whole(world: &World, upload: &Upload) -> Result<Bytes, Failure> {
    if world.vault.uploaded(upload.id).await? != upload.size {
        return Err(Refusal::UploadIncomplete.into());
    }
    let bytes = world.vault.read_upload(upload.id).await?;
    let (bytes, hash) = off_the_runtime(move || {
        let hash = sha256(&bytes);
        Ok((bytes, hash))
    })
    .await?;
    if hash == upload.sha256 {
        Ok(bytes)
    } else {
        Err(Refusal::UploadHash.into())
    }
}

/// A picture, cleaned: oriented, without metadata, as JPEG.
///
/// # Errors
/// The refusals of files.
pub(super) async fn clean_picture(
    world: &World,
    upload: &Upload,
    bytes: Bytes,
) -> Result<Bytes, Failure> {
    if !upload.media_type.starts_with("image/") {
        return Err(Refusal::FileNotAPicture.into());
    }
    let media = Arc::clone(&world.media);
    off_the_runtime(move || media.clean_picture(&bytes)).await
}

/// A video, checked.
///
/// # Errors
/// The refusals of files.
pub(super) async fn check_video(
    world: &World,
    upload: &Upload,
    bytes: Bytes,
) -> Result<Bytes, Failure> {
    if upload.media_type != "video/mp4" {
        return Err(Refusal::FileNotAVideo.into());
    }
    let media = Arc::clone(&world.media);
    off_the_runtime(move || {
        media.check_video(&bytes)?;
        Ok(bytes)
    })
    .await
}

/// Decoding takes tens of milliseconds: other requests must not wait for it.
pub(super) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(Failure::Inconsistent(
            "the inspection of a file did not end",
        )),
    }
}
