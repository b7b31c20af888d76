//! Nobody waits to write while a dossier is gathered.

use crate::examination::card_of_somebody_else;
use crate::scene::{Scene, piece};
use async_trait::async_trait;
use bytes::Bytes;
use core::time::Duration;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_domain::journey::Part;
use sceau_service::ports::{ByteStream, OpenedPart, PartAsked, Store, Vault, VaultFailure};
use sceau_service::review::{assign_next, view_case};
use sceau_testkit::specimen::seal::SealPrint;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::time::timeout;

/// A vault that lets somebody else write before it opens anything.
struct OthersWrite {
    inner: Arc<dyn Vault>,
    store: Arc<dyn Store>,
    opened: AtomicU32,
}

#[async_trait]
impl Vault for OthersWrite {
    async fn append(&self, upload: UploadId, at: u64, bytes: Bytes) -> Result<(), VaultFailure> {
        self.inner.append(upload, at, bytes).await
    }

    async fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure> {
        self.inner.uploaded(upload).await
    }

    async fn read_upload(&self, upload: UploadId) -> Result<Bytes, VaultFailure> {
        self.inner.read_upload(upload).await
    }

    async fn discard_upload(&self, upload: UploadId) -> Result<(), VaultFailure> {
        self.inner.discard_upload(upload).await
    }

    async fn seal(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        self.inner.seal(case, evidence, name, bytes).await
    }

    async fn open(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
    ) -> Result<ByteStream, VaultFailure> {
        let turn = timeout(Duration::from_secs(5), self.store.begin()).await;
        assert!(turn.is_ok(), "the vault is opened inside a writer's turn");
        self.opened.fetch_add(1, Ordering::Relaxed);
        self.inner.open(case, evidence, name).await
    }

    async fn open_part(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure> {
        self.inner.open_part(case, evidence, name, asked).await
    }

    async fn erase_case(&self, case: CaseId) -> Result<(), VaultFailure> {
        self.inner.erase_case(case).await
    }
}

#[tokio::test]
async fn others_write_while_an_operators_dossier_is_opened() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let back = piece(1, Part::Back);
    let vault = &scene.world.vault;
    let card = card_of_somebody_else(SealPrint::Absent);
    vault.seal(case, back, "main", card).await.unwrap();
    scene.test.run_jobs().await;
    let by = scene.operator("Dominique").await;
    let vault = Arc::new(OthersWrite {
        inner: Arc::clone(vault),
        store: Arc::clone(&scene.world.store),
        opened: AtomicU32::new(0),
    });
    let mut world = scene.world.clone();
    world.vault = vault.clone();
    assign_next(&world, &by).await.unwrap().unwrap();
    let drawn = vault.opened.load(Ordering::Relaxed);
    view_case(&world, &by, case).await.unwrap();
    let seen = vault.opened.load(Ordering::Relaxed);
    assert!(drawn > 0 && seen > drawn, "{drawn} {seen}");
}
