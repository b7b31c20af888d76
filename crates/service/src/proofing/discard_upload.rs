//! Throws an upload away.

use super::upload_offset::upload_of;
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::id::UploadId;

/// Discards an upload (DELETE): its bytes first, then its row, so that a cut leaves nothing unnamed.
///
/// # Errors
/// `UploadUnknown`; [`Failure::Store`], [`Failure::Vault`].
pub async fn discard_upload(
    world: &World,
    by: &Authenticated,
    upload: UploadId,
) -> Result<(), Failure> {
    let mut tx = world.store.read().await?;
    let upload = upload_of(world, tx.as_mut(), by, upload).await?;
    drop(tx);
    throw_away(world, upload.id).await
}

/// Bytes, then row.
pub(crate) async fn throw_away(world: &World, upload: UploadId) -> Result<(), Failure> {
    match world.vault.discard_upload(upload).await {
        Ok(()) | Err(crate::ports::VaultFailure::Missing) => {}
        Err(failure) => return Err(failure.into()),
    }
    let mut tx = world.store.begin().await?;
    tx.delete_upload(upload).await?;
    tx.commit().await?;
    Ok(())
}
