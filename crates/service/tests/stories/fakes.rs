//! Ports whose inside a story looks at.

use async_trait::async_trait;
use bytes::Bytes;
use core::time::Duration;
use futures_util::StreamExt as _;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::{
    ByteStream, MediaInspector, OpenedPart, PartAsked, Place, Store, Vault, VaultFailure,
};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::time::timeout;

type Sealed = HashMap<(CaseId, EvidenceId, &'static str), Bytes>;

#[derive(Default)]
pub(crate) struct MemoryVault {
    pub(crate) uploads: Mutex<HashMap<UploadId, Vec<u8>>>,
    pub(crate) sealed: Mutex<Sealed>,
    /// Whoever erases here finds out whether others may write meanwhile.
    pub(crate) others: OnceLock<Arc<dyn Store>>,
    /// The disk answers nobody who erases.
    pub(crate) is_stuck: AtomicBool,
}

impl MemoryVault {
    async fn begin_to_erase(&self) -> Result<(), VaultFailure> {
        if let Some(store) = self.others.get() {
            let turn = timeout(Duration::from_secs(5), store.begin()).await;
            assert!(turn.is_ok(), "the vault erases inside a writer's turn");
        }
        if self.is_stuck.load(Ordering::Relaxed) {
            return Err(VaultFailure::Storage("the disk is stuck".into()));
        }
        Ok(())
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn append(
        &self,
        upload: UploadId,
        offset: u64,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        let mut uploads = self.uploads.lock().unwrap();
        let stored = uploads.entry(upload).or_default();
        assert_eq!(
            stored.len() as u64,
            offset,
            "the use case checks the offset"
        );
        stored.extend_from_slice(&bytes);
        Ok(())
    }

    async fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure> {
        Ok(self
            .uploads
            .lock()
            .unwrap()
            .get(&upload)
            .map_or(0, |bytes| bytes.len() as u64))
    }

    async fn read_upload(&self, upload: UploadId) -> Result<Bytes, VaultFailure> {
        let uploads = self.uploads.lock().unwrap();
        uploads
            .get(&upload)
            .cloned()
            .map(Bytes::from)
            .ok_or(VaultFailure::Missing)
    }

    async fn discard_upload(&self, upload: UploadId) -> Result<(), VaultFailure> {
        self.begin_to_erase().await?;
        self.uploads.lock().unwrap().remove(&upload);
        Ok(())
    }

    async fn seal(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        self.sealed
            .lock()
            .unwrap()
            .insert((case, evidence, name), bytes);
        Ok(())
    }

    async fn open(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
    ) -> Result<ByteStream, VaultFailure> {
        let sealed = self.sealed.lock().unwrap();
        let bytes = sealed
            .get(&(case, evidence, name))
            .cloned()
            .ok_or(VaultFailure::Missing)?;
        Ok(futures_util::stream::iter([Ok(bytes)]).boxed())
    }

    async fn open_part(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure> {
        let sealed = self.sealed.lock().unwrap();
        let whole = sealed.get(&(case, evidence, name));
        let whole = whole.cloned().ok_or(VaultFailure::Missing)?;
        let length = whole.len() as u64;
        Ok(asked.within(length).map(|part| {
            let inside = usize::try_from(part.start).unwrap()..usize::try_from(part.end).unwrap();
            let bytes = whole.slice(inside);
            OpenedPart {
                place: Place { part, length },
                bytes: futures_util::stream::iter([Ok(bytes)]).boxed(),
            }
        }))
    }

    async fn erase_case(&self, case: CaseId) -> Result<(), VaultFailure> {
        self.begin_to_erase().await?;
        self.sealed
            .lock()
            .unwrap()
            .retain(|(of, _, _), _| *of != case);
        Ok(())
    }
}

/// Tells files apart by their first bytes; « cleans » a picture by cutting what follows its end.
pub(crate) struct ByFirstBytes;

impl MediaInspector for ByFirstBytes {
    fn clean_picture(&self, bytes: &[u8]) -> Result<Bytes, Failure> {
        if !bytes.starts_with(&[0xff, 0xd8]) {
            return Err(Refusal::FileNotAPicture.into());
        }
        let end = bytes.windows(2).position(|pair| pair == [0xff, 0xd9]);
        let end = end.ok_or(Refusal::FileDamaged)? + 2;
        Ok(Bytes::copy_from_slice(&bytes[..end]))
    }

    fn check_video(&self, bytes: &[u8]) -> Result<(), Refusal> {
        if bytes.get(4..8) == Some(b"ftyp") {
            Ok(())
        } else {
            Err(Refusal::FileNotAVideo)
        }
    }
}
