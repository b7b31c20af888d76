//! How far an upload is: only what is durable counts.

use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::Upload;
use sceau_domain::id::UploadId;

/// An upload and how far it is.
#[derive(Debug, Clone)]
pub struct UploadStanding {
    /// Durable bytes.
    pub offset: u64,
    /// The upload as announced.
    pub upload: Upload,
}

/// Says where an upload goes on (HEAD).
///
/// # Errors
/// `UploadUnknown`; [`Failure::Store`], [`Failure::Vault`].
pub async fn upload_offset(
    world: &World,
    by: &Authenticated,
    upload: UploadId,
) -> Result<UploadStanding, Failure> {
    let mut tx = world.store.read().await?;
    let upload = upload_of(world, tx.as_mut(), by, upload).await?;
    drop(tx);
    let offset = world.vault.uploaded(upload.id).await?;
    Ok(UploadStanding { offset, upload })
}

/// The caller's upload, while it lives: a stranger's is as unknown as one that never was.
pub(super) async fn upload_of(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    upload: UploadId,
) -> Result<Upload, Failure> {
    match tx.upload(upload).await? {
        Some(upload)
            if upload.account == by.account.id && world.clock.now() < upload.expires_at =>
        {
            Ok(upload)
        }
        _ => Err(Refusal::UploadUnknown.into()),
    }
}
