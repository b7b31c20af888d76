//! Evidence whose sealed object is lost: it is said, and nobody else waits for it.

use crate::scene::{Scene, piece};
use async_trait::async_trait;
use bytes::Bytes;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_domain::journey::Part;
use sceau_service::jobs::run_due;
use sceau_service::ports::{ByteStream, OpenedPart, PartAsked, Vault, VaultFailure};
use std::sync::Arc;

/// A vault in which one piece was changed, others lie on a disk that fails, and the key of a case is damaged:
/// nothing opens under it, and nothing can be sealed.
pub(crate) struct Damaged {
    pub(crate) whole: Arc<dyn Vault>,
    pub(crate) changed: Option<EvidenceId>,
    pub(crate) failing: Vec<EvidenceId>,
    pub(crate) keyless: Option<CaseId>,
}

impl Damaged {
    /// Nothing is damaged yet.
    pub(crate) fn new(whole: &Arc<dyn Vault>) -> Self {
        Self {
            whole: Arc::clone(whole),
            changed: None,
            failing: Vec::new(),
            keyless: None,
        }
    }
}

#[async_trait]
impl Vault for Damaged {
    async fn append(&self, to: UploadId, offset: u64, bytes: Bytes) -> Result<(), VaultFailure> {
        self.whole.append(to, offset, bytes).await
    }

    async fn uploaded(&self, upload: UploadId) -> Result<u64, VaultFailure> {
        self.whole.uploaded(upload).await
    }

    async fn read_upload(&self, upload: UploadId) -> Result<Bytes, VaultFailure> {
        self.whole.read_upload(upload).await
    }

    async fn discard_upload(&self, upload: UploadId) -> Result<(), VaultFailure> {
        self.whole.discard_upload(upload).await
    }

    async fn seal(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        bytes: Bytes,
    ) -> Result<(), VaultFailure> {
        if self.keyless == Some(case) {
            return Err(VaultFailure::Tampered);
        }
        self.whole.seal(case, evidence, name, bytes).await
    }

    async fn open(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
    ) -> Result<ByteStream, VaultFailure> {
        if self.changed == Some(evidence) || self.keyless == Some(case) {
            return Err(VaultFailure::Tampered);
        }
        if self.failing.contains(&evidence) {
            return Err(VaultFailure::Storage("the disk fails".into()));
        }
        self.whole.open(case, evidence, name).await
    }

    async fn open_part(
        &self,
        case: CaseId,
        evidence: EvidenceId,
        name: &'static str,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure> {
        self.whole.open_part(case, evidence, name, asked).await
    }

    async fn erase_case(&self, case: CaseId) -> Result<(), VaultFailure> {
        self.whole.erase_case(case).await
    }
}

#[tokio::test]
async fn a_picture_that_is_lost_is_said_to_be_unreadable_and_the_next_case_is_examined() {
    let mut scene = Scene::open().await;
    let first = scene.queued(1).await;
    scene.minutes(1);
    let second = scene.queued(2).await;
    let lost = piece(1, Part::Front);
    scene.world.vault = Arc::new(Damaged {
        changed: Some(lost),
        ..Damaged::new(&scene.world.vault)
    });
    for _ in 0..3 {
        Box::pin(run_due(&scene.world)).await.unwrap();
    }
    let kinds = scene.kinds(first).await;
    let times = |wanted: &str| kinds.iter().filter(|kind| *kind == wanted).count();
    assert_eq!((times("evidence.lost"), times("evidence.examined")), (1, 2));
    let kinds = scene.kinds(second).await;
    let examined = kinds.iter().filter(|kind| *kind == "evidence.examined");
    assert_eq!(examined.count(), 3, "the next case had its turn");
    let mut tx = scene.world.store.read().await.unwrap();
    let filed = tx.examinations_of(first).await.unwrap();
    let side = filed.iter().find(|filed| filed.evidence == lost).unwrap();
    assert_eq!(side.findings, ["unreadable"]);
}

#[tokio::test]
async fn a_film_that_is_lost_is_said_to_be_unreadable_and_its_case_opens() {
    let mut scene = Scene::open().await;
    let case = scene.queued(1).await;
    scene.world.vault = Arc::new(Damaged {
        changed: Some(piece(1, Part::Video)),
        ..Damaged::new(&scene.world.vault)
    });
    Box::pin(run_due(&scene.world)).await.unwrap();
    assert!(
        scene
            .kinds(case)
            .await
            .contains(&"evidence.lost".to_owned())
    );
    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    let look = dossier.look.unwrap();
    let codes: Vec<_> = look.look.findings.iter().map(|one| one.as_str()).collect();
    assert_eq!(codes, ["film.unreadable"]);
}

#[tokio::test]
async fn a_disk_that_fails_for_one_piece_keeps_nobody_else_waiting_and_is_tried_again() {
    let mut scene = Scene::open().await;
    let first = scene.queued(1).await;
    scene.minutes(1);
    let second = scene.queued(2).await;
    scene.world.vault = Arc::new(Damaged {
        failing: vec![piece(1, Part::Front)],
        ..Damaged::new(&scene.world.vault)
    });
    let examined = async |case| {
        let kinds = scene.kinds(case).await;
        let examined = kinds.iter().filter(|kind| *kind == "evidence.examined");
        examined.count()
    };
    for _ in 0..3 {
        let told = Box::pin(run_due(&scene.world)).await;
        assert!(told.is_err(), "the failure is told");
    }
    assert_eq!((examined(first).await, examined(second).await), (2, 3));
    Box::pin(run_due(&scene.test.world)).await.unwrap();
    assert_eq!(examined(first).await, 3, "the disk is well again");
}

#[tokio::test]
async fn however_many_pieces_fail_the_next_case_has_its_turn() {
    let mut scene = Scene::open().await;
    let mut failing = Vec::new();
    for name in 1..=6 {
        scene.queued(name).await;
        failing.extend([Part::Front, Part::Back, Part::Video].map(|part| piece(name, part)));
    }
    scene.world.vault = Arc::new(Damaged {
        failing,
        ..Damaged::new(&scene.world.vault)
    });
    scene.minutes(1);
    let whole = scene.queued(7).await;
    for _ in 0..3 {
        scene.minutes(1);
        let told = Box::pin(run_due(&scene.world)).await;
        assert!(told.is_err(), "the failure is told");
    }
    let kinds = scene.kinds(whole).await;
    let examined = kinds.iter().filter(|kind| *kind == "evidence.examined");
    assert_eq!(examined.count(), 3);
}
