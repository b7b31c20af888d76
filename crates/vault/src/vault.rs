//! The port.

use crate::case_keys::CaseKeys;
use crate::check::{OpenFailure, check_key};
use crate::disk::{on_disk, storage};
use crate::object::{belonging, open_object, seal_object};
use crate::part::SealedObject;
use crate::sealing::{KEY_BYTES, SealingKey};
use crate::uploads::UploadFiles;
use async_trait::async_trait;
use bytes::Bytes;
use core::future::ready;
use futures_util::stream::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{Error as ObjectError, ObjectStore, ObjectStoreExt};
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use sceau_service::ports::{ByteStream, OpenedPart, PartAsked, Vault, VaultFailure};
use std::path::Path;
use std::sync::Arc;

/// A vault under one folder: `keys/`, `uploads/`, `objects/`.
#[derive(Clone)]
pub struct EncryptedVault {
    keys: CaseKeys,
    uploads: UploadFiles,
    objects: Arc<dyn ObjectStore>,
    random: Arc<dyn Random>,
}

impl core::fmt::Debug for EncryptedVault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("EncryptedVault(…)")
    }
}

impl EncryptedVault {
    /// Opens the vault in `folder`, making it if need be. `key` is the installation's vault key;
    /// another one is refused rather than finding everything in it `Tampered`.
    ///
    /// # Errors
    /// [`OpenFailure`].
    pub fn open(
        folder: &Path,
        key: &Secret<[u8; KEY_BYTES]>,
        random: Arc<dyn Random>,
    ) -> Result<Self, OpenFailure> {
        let objects = folder.join("objects");
        std::fs::create_dir_all(&objects).map_err(storage)?;
        let objects = LocalFileSystem::new_with_prefix(objects).map_err(storage)?;
        Self::open_with_objects(folder, Arc::new(objects.with_fsync(true)), key, random)
    }

    /// The same with sealed objects in another store, an S3-compatible one for example. Keys and
    /// uploads stay in `folder`.
    ///
    /// # Errors
    /// As [`EncryptedVault::open`].
    pub fn open_with_objects(
        folder: &Path,
        objects: Arc<dyn ObjectStore>,
        key: &Secret<[u8; KEY_BYTES]>,
        random: Arc<dyn Random>,
    ) -> Result<Self, OpenFailure> {
        let key = SealingKey::new(key);
        let keys = CaseKeys::open(folder.join("keys"), key.clone(), Arc::clone(&random))?;
        check_key(folder, &key)?;
        Ok(Self {
            keys,
            uploads: UploadFiles::open(folder.join("uploads"), key, Arc::clone(&random))?,
            objects,
            random,
        })
    }

    async fn with_uploads<T: Send + 'static>(
        &self,
        work: impl FnOnce(&UploadFiles) -> Result<T, VaultFailure> + Send + 'static,
    ) -> Result<T, VaultFailure> {
        let uploads = self.uploads.clone();
        on_disk(move || work(&uploads)).await
    }
}

fn folder_of(case: CaseId) -> ObjectPath {
    ObjectPath::from(case.to_string())
}

fn path_of(case: CaseId, evidence: EvidenceId, name: &str) -> ObjectPath {
    ObjectPath::from(format!("{case}/{evidence}.{name}"))
}

#[async_trait]
impl Vault for EncryptedVault {
    async fn append(
        &self,
        upload: UploadId,
        offset: u64,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        self.with_uploads(move |uploads| uploads.append(upload, offset, &bytes))
            .await
    }

    async fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure> {
        self.with_uploads(move |uploads| uploads.uploaded(upload))
            .await
    }

    async fn read_upload(&self, upload: UploadId) -> Result<Bytes, VaultFailure> {
        self.with_uploads(move |uploads| uploads.read(upload).map(Bytes::from))
            .await
    }

    async fn discard_upload(&self, upload: UploadId) -> Result<(), VaultFailure> {
        self.with_uploads(move |uploads| uploads.discard(upload))
            .await
    }

    async fn seal(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        let key = self.keys.key_for(case).await?;
        let random = Arc::clone(&self.random);
        let sealed =
            on_disk(move || seal_object(&key, &*random, &belonging(case, evidence, name), &bytes))
                .await?;
        let stored = self
            .objects
            .put(&path_of(case, evidence, name), sealed.into())
            .await;
        stored.map(drop).map_err(storage)
    }

    async fn open(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
    ) -> Result<ByteStream, VaultFailure> {
        let key = self.keys.key_of(case).await?;
        match self.objects.get(&path_of(case, evidence, name)).await {
            Ok(object) => Ok(open_object(
                key,
                belonging(case, evidence, name),
                object.into_stream(),
            )),
            Err(ObjectError::NotFound { .. }) => Err(VaultFailure::Missing),
            Err(error) => Err(storage(error)),
        }
    }

    async fn open_part(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure> {
        let object = SealedObject {
            objects: Arc::clone(&self.objects),
            path: path_of(case, evidence, name),
            key: self.keys.key_of(case).await?,
            belonging: belonging(case, evidence, name),
        };
        object.open_part(asked).await
    }

    async fn erase_case(&self, case: CaseId) -> Result<(), VaultFailure> {
        // The key first: whatever happens after, nothing opens any more.
        self.keys.erase(case).await?;
        let names = self
            .objects
            .list(Some(&folder_of(case)))
            .map_ok(|object| object.location);
        self.objects
            .delete_stream(names.boxed())
            // Somebody else may erase the same case: what is gone meanwhile is gone.
            .filter(|deleted| ready(!matches!(deleted, Err(ObjectError::NotFound { .. }))))
            .try_for_each(|_| ready(Ok(())))
            .await
            .map_err(storage)
    }
}
