//! Looks at every document picture that nobody has examined yet.

use crate::failure::Failure;
use crate::ports::{SideFacts, Transaction, World};
use crate::records::{AuditEntry, Evidence, Examination};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt as _;
use sceau_domain::document::DocumentKind;
use sceau_domain::id::EvidenceId;
use std::sync::Arc;

/// As many in one round: the other jobs have their turn soon.
const A_ROUND: u32 = 16;

/// The zone's name in the vault, beside `main` and `clip`.
pub(super) const ZONE: &str = "zone";

/// Examines what waits; how many pieces. What is examined is known by its row alone, so a round that
/// died begins again where it stood.
///
/// # Errors
/// [`Failure::Store`], [`Failure::Vault`].
pub async fn examine_due(world: &World) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let waiting = tx.evidence_to_examine(A_ROUND).await?;
    drop(tx);
    let mut examined = 0;
    for evidence in waiting {
        examined += u32::from(examine(world, evidence).await?);
    }
    Ok(examined)
}

async fn examine(world: &World, id: EvidenceId) -> Result<bool, Failure> {
    let mut tx = world.store.read().await?;
    let Some((evidence, kind)) = document_of(tx.as_mut(), id).await? else {
        return Ok(false);
    };
    drop(tx);
    let picture = read(world, &evidence).await?;
    let facts = look(world, &evidence, kind, picture).await;
    let SideFacts {
        findings,
        document,
        zone,
    } = facts;
    if let Some(zone) = &zone {
        // Object first, then row: a crash in between costs a second look, never a lost line.
        let text = Bytes::from(zone.lines.reveal().join("\n"));
        world.vault.seal(evidence.case, id, ZONE, text).await?;
    }
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    if tx.evidence(id).await?.is_none() {
        // Erased meanwhile, with its case.
        return Ok(false);
    }
    tx.put_examination(&Examination {
        evidence: id,
        case: evidence.case,
        made_by: world.examiner.version(),
        findings,
        document,
        zone: zone.map(|zone| (zone.format, zone.corners)),
        at: now,
    })
    .await?;
    let entry = AuditEntry::new(now, "evidence.examined")
        .of_case(evidence.case)
        .with_detail(id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// The piece and the document it should show; `None` when the case no longer says which.
async fn document_of(
    tx: &mut dyn Transaction,
    id: EvidenceId,
) -> Result<Option<(Evidence, DocumentKind)>, Failure> {
    let Some(evidence) = tx.evidence(id).await? else {
        return Ok(None);
    };
    let case = tx.case(evidence.case).await?;
    let locked = case.as_ref().and_then(|case| case.state.locked());
    Ok(locked.map(|locked| (evidence, locked.document_kind())))
}

async fn read(world: &World, evidence: &Evidence) -> Result<Bytes, Failure> {
    let stream = world.vault.open(evidence.case, evidence.id, "main").await?;
    let bytes: BytesMut = stream.try_collect().await?;
    Ok(bytes.freeze())
}

/// Off the runtime. A look that dies is a picture that cannot be read: it is not tried for ever.
async fn look(world: &World, evidence: &Evidence, kind: DocumentKind, picture: Bytes) -> SideFacts {
    let (examiner, part) = (Arc::clone(&world.examiner), evidence.part);
    let look = move || examiner.examine_side(&picture, part, kind);
    tokio::task::spawn_blocking(look)
        .await
        .unwrap_or_else(|_| SideFacts {
            findings: vec!["unreadable".to_owned()],
            ..SideFacts::default()
        })
}
