//! Appends a piece of an upload, durable before it is acknowledged.

use super::upload_offset::{UploadStanding, upload_offset};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::ports::{VaultFailure, World};
use bytes::Bytes;
use sceau_domain::id::UploadId;

/// Appends bytes at an offset (PATCH); gives the new one. The vault has written them to the disk.
///
/// # Errors
/// `UploadUnknown`, `UploadOffset` with the right one, `FileTooBig` beyond the announced size;
/// [`Failure::Vault`].
pub async fn append_upload(
    world: &World,
    by: &Authenticated,
    upload: UploadId,
    offset: u64,
    piece: Bytes,
) -> Result<UploadStanding, Failure> {
    let UploadStanding {
        offset: expected,
        upload,
    } = upload_offset(world, by, upload).await?;
    if offset != expected {
        return Err(Refusal::UploadOffset { expected }.into());
    }
    let length = u64::try_from(piece.len()).map_err(|_| Refusal::FileTooBig)?;
    let end = expected.checked_add(length).ok_or(Refusal::FileTooBig)?;
    if end > upload.size {
        return Err(Refusal::FileTooBig.into());
    }
    if length > 0 {
        match world.vault.append(upload.id, offset, piece).await {
            Err(VaultFailure::Offset { durable: expected }) => {
                return Err(Refusal::UploadOffset { expected }.into());
            }
            appended => appended?,
        }
    }
    Ok(UploadStanding {
        offset: end,
        upload,
    })
}
