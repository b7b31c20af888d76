//! Uploads under way: one file each, sealed records appended one after another.
//!
//! Layout: `SCEAUUP1`, the upload's wrapped key, then records of length (32 bits, little-endian),
//! nonce and sealed bytes. Each record is bound to the upload and to its offset. A kill in the
//! middle of a record leaves a short tail, which the next append cuts off: it was never
//! acknowledged. What a file cannot prove is that its last whole records were not cut off; the
//! announced size and hash of the upload do.

use crate::disk::{remove, storage, sync_folder_of};
use crate::sealing::{NONCE_BYTES, SealingKey, TAG_BYTES, WRAPPED_BYTES, make_random_nonce};
use sceau_domain::id::UploadId;
use sceau_domain::random::Random;
use sceau_service::ports::VaultFailure;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const MAGIC: &[u8; 8] = b"SCEAUUP1";
const HEAD_BYTES: u64 = (MAGIC.len() + WRAPPED_BYTES) as u64;
const RECORD_OVERHEAD: u64 = (4 + NONCE_BYTES + TAG_BYTES) as u64;
const LOCKS: usize = 64;

/// All uploads under way.
#[derive(Clone)]
pub(crate) struct UploadFiles {
    folder: PathBuf,
    vault_key: SealingKey,
    random: Arc<dyn Random>,
    /// Two appends to one upload wait for each other; few locks for many uploads.
    locks: Arc<[Mutex<Extents>; LOCKS]>,
}

/// How far uploads were when they were last looked at, so that nobody walks over all records of one for each that
/// is added. An extent holds for as long as its file ends there.
type Extents = HashMap<UploadId, Extent>;

/// Where whole records end.
#[derive(Clone, Copy)]
struct Extent {
    /// In the file.
    file: u64,
    /// In the upload.
    upload: u64,
}

impl UploadFiles {
    /// Opens the folder of uploads, making it if need be.
    pub(crate) fn open(
        folder: PathBuf,
        vault_key: SealingKey,
        random: Arc<dyn Random>,
    ) -> Result<Self, VaultFailure> {
        std::fs::create_dir_all(&folder).map_err(storage)?;
        let locks = Arc::new(core::array::from_fn(|_| Mutex::default()));
        Ok(Self {
            folder,
            vault_key,
            random,
            locks,
        })
    }

    /// Appends a record; it is on the disk when this returns.
    pub(crate) fn append(
        &self,
        upload: UploadId,
        offset: u64,
        bytes: &[u8],
    ) -> Result<(), VaultFailure> {
        let mut extents = self.lock(upload);
        let path = self.path(upload);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(storage)?;
        let key = self.key_for(&mut file, &path, upload)?;
        let extent = extent_of(&mut extents, upload, &mut file)?;
        if extent.upload != offset {
            let durable = extent.upload;
            return Err(VaultFailure::Offset { durable });
        }
        if bytes.is_empty() {
            return Ok(());
        }
        let length = u32::try_from(bytes.len()).map_err(storage)?;
        let nonce = make_random_nonce(&*self.random);
        let mut record = length.to_le_bytes().to_vec();
        record.extend_from_slice(&nonce);
        record.extend(key.seal(nonce, &belonging(upload, offset), bytes)?);
        file.set_len(extent.file).map_err(storage)?;
        file.seek(SeekFrom::Start(extent.file)).map_err(storage)?;
        file.write_all(&record)
            .and_then(|()| file.sync_all())
            .map_err(storage)?;
        let longer = Extent {
            file: extent.file + record.len() as u64,
            upload: offset + u64::from(length),
        };
        extents.insert(upload, longer);
        Ok(())
    }

    /// The bytes in whole records; 0 for an upload that nothing was appended to.
    pub(crate) fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure> {
        let mut extents = self.lock(upload);
        match self.open_existing(upload)? {
            Some(mut file) => Ok(extent_of(&mut extents, upload, &mut file)?.upload),
            None => Ok(0),
        }
    }

    /// Reads everything back.
    pub(crate) fn read(&self, upload: UploadId) -> Result<Vec<u8>, VaultFailure> {
        let _alone = self.lock(upload);
        let mut file = self.open_existing(upload)?.ok_or(VaultFailure::Missing)?;
        let extent = measure(&mut file)?;
        if extent.file < HEAD_BYTES {
            return Err(VaultFailure::Missing);
        }
        let key = self.stored_key(&mut file, upload)?;
        let mut bytes = Vec::new();
        let mut at = HEAD_BYTES;
        while at < extent.file {
            let length = read_length(&mut file, at)?;
            let nonce: [u8; NONCE_BYTES] = read_array(&mut file)?;
            let mut sealed = vec![0; length as usize + TAG_BYTES];
            file.read_exact(&mut sealed).map_err(storage)?;
            let offset = bytes.len() as u64;
            bytes.extend(key.open(nonce, &belonging(upload, offset), &sealed)?);
            at += u64::from(length) + RECORD_OVERHEAD;
        }
        Ok(bytes)
    }

    /// Removes an upload.
    pub(crate) fn discard(&self, upload: UploadId) -> Result<(), VaultFailure> {
        let mut extents = self.lock(upload);
        extents.remove(&upload);
        remove(&self.path(upload))
    }

    /// The upload's key; a file without a whole head is begun anew.
    fn key_for(
        &self,
        file: &mut File,
        path: &Path,
        upload: UploadId,
    ) -> Result<SealingKey, VaultFailure> {
        if file.metadata().map_err(storage)?.len() >= HEAD_BYTES {
            return self.stored_key(file, upload);
        }
        let (key, wrapped) = self
            .vault_key
            .make_random_key(&*self.random, &key_name(upload))?;
        file.set_len(0).map_err(storage)?;
        file.rewind().map_err(storage)?;
        file.write_all(&[MAGIC.as_slice(), &wrapped].concat())
            .map_err(storage)?;
        file.sync_all().map_err(storage)?;
        sync_folder_of(path)?;
        Ok(key)
    }

    fn stored_key(&self, file: &mut File, upload: UploadId) -> Result<SealingKey, VaultFailure> {
        file.rewind().map_err(storage)?;
        let magic: [u8; 8] = read_array(file)?;
        let wrapped: [u8; WRAPPED_BYTES] = read_array(file)?;
        if magic != *MAGIC {
            return Err(VaultFailure::Tampered);
        }
        self.vault_key.unwrap_key(&key_name(upload), &wrapped)
    }

    fn open_existing(&self, upload: UploadId) -> Result<Option<File>, VaultFailure> {
        match File::open(self.path(upload)) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(storage(error)),
        }
    }

    fn path(&self, upload: UploadId) -> PathBuf {
        self.folder.join(format!("{upload}.part"))
    }

    fn lock(&self, upload: UploadId) -> MutexGuard<'_, Extents> {
        let at = usize::from(upload.as_bytes()[0]) % LOCKS;
        self.locks[at]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn key_name(upload: UploadId) -> Vec<u8> {
    format!("sceau-vault-upload-key-v1\n{upload}").into_bytes()
}

fn belonging(upload: UploadId, offset: u64) -> Vec<u8> {
    format!("sceau-vault-upload-v1\n{upload}\n{offset}").into_bytes()
}

/// The extent that is remembered, or measured where the file ends elsewhere: after a restart, or in the middle of a
/// record.
fn extent_of(
    extents: &mut Extents,
    upload: UploadId,
    file: &mut File,
) -> Result<Extent, VaultFailure> {
    let length = file.metadata().map_err(storage)?.len();
    if let Some(extent) = extents.get(&upload)
        && extent.file == length
    {
        return Ok(*extent);
    }
    let extent = measure(file)?;
    extents.insert(upload, extent);
    Ok(extent)
}

/// Walks over the lengths of the records and stops before one that is not whole.
fn measure(file: &mut File) -> Result<Extent, VaultFailure> {
    let length = file.metadata().map_err(storage)?.len();
    let mut extent = Extent {
        file: HEAD_BYTES.min(length),
        upload: 0,
    };
    while extent.file >= HEAD_BYTES && extent.file + RECORD_OVERHEAD <= length {
        let record = u64::from(read_length(file, extent.file)?);
        let end = extent.file + record + RECORD_OVERHEAD;
        if end > length {
            break;
        }
        extent.file = end;
        extent.upload += record;
    }
    Ok(extent)
}

fn read_length(file: &mut File, at: u64) -> Result<u32, VaultFailure> {
    file.seek(SeekFrom::Start(at)).map_err(storage)?;
    read_array(file).map(u32::from_le_bytes)
}

fn read_array<const N: usize>(file: &mut File) -> Result<[u8; N], VaultFailure> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes).map_err(storage)?;
    Ok(bytes)
}
