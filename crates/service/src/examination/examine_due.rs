//! Looks at every piece of evidence that nobody has examined yet.

use super::seen::{Seen, look_at};
use crate::failure::Failure;
use crate::jobs::{Tally, erase_what_came_late};
use crate::ports::{Transaction, VaultFailure, World};
use crate::records::{AuditEntry, Evidence, Examination, FilmSeen};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt as _;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{LookFinding, TaskSeen};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;

/// As many in one round: the other jobs have their turn soon.
const A_ROUND: u32 = 16;

/// The zone's name in the vault, beside `main` and `clip`.
pub(super) const ZONE: &str = "zone";

/// The seal's name in the vault.
pub(super) const SEAL: &str = "seal";

/// The portrait's name in the vault.
pub(crate) const PORTRAIT: &str = "portrait";

/// The finding of a picture that shows nothing, whatever the cause.
pub(super) const UNREADABLE: &str = "unreadable";

/// Examines what waits; how many pieces. A film takes seconds: it ends its round. What is examined is known by
/// its row alone, so a round that died begins again where it stood. A piece whose object is lost is filed as
/// unreadable; one that fails otherwise, as where nobody can look, goes to the end of the line, and the others have
/// their turn.
///
/// # Errors
/// The first failure: [`Failure::Store`], [`Failure::Vault`].
pub async fn examine_due(world: &World) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let waiting = tx.evidence_to_examine(A_ROUND).await?;
    drop(tx);
    let mut tally = Tally::default();
    for evidence in waiting {
        let done = examine(world, evidence).await;
        if done.is_err() {
            tally.note(put_off(world, evidence).await.map(|()| false));
        }
        let was_film = matches!(done, Ok(Some(Part::Video)));
        tally.note(done.map(|part| part.is_some()));
        if was_film {
            break;
        }
    }
    tally.finish()
}

async fn put_off(world: &World, evidence: EvidenceId) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    tx.put_off_examination(evidence, world.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// What was examined; `None` where there is nothing any more.
async fn examine(world: &World, id: EvidenceId) -> Result<Option<Part>, Failure> {
    let mut tx = world.store.read().await?;
    let Some((evidence, kind, declared)) = document_of(tx.as_mut(), id).await? else {
        return Ok(None);
    };
    drop(tx);
    let part = evidence.part;
    let bytes = match read(world, &evidence).await {
        Ok(bytes) => bytes,
        Err(failure) if failure.is_lost() => {
            let is_filed = file_lost(world, &evidence, &failure).await?;
            return Ok(is_filed.then_some(part));
        }
        Err(failure) => return Err(failure.into()),
    };
    let Seen {
        row,
        objects,
        number,
    } = look_at(world, &evidence, kind, bytes).await?;
    for (name, bytes) in objects {
        // Objects first, then the row: a crash in between costs a second look, never a lost line.
        world.vault.seal(evidence.case, id, name, bytes).await?;
    }
    let declared = (part != Part::Video).then_some(declared);
    let numbers = declared.into_iter().chain(number);
    let marks: Vec<_> = numbers
        .map(|number| document_mark(world, number.reveal()))
        .collect();
    let is_filed = file(world, &row, &marks, "evidence.examined").await?;
    Ok(is_filed.then_some(part))
}

/// A piece whose object the vault holds no more, or holds changed: the operator reads that it is unreadable,
/// the audit and the host's log say why. Nothing is sealed for it.
async fn file_lost(
    world: &World,
    evidence: &Evidence,
    why: &VaultFailure,
) -> Result<bool, Failure> {
    let id = evidence.id;
    let (made_by, finding, film) = if evidence.part == Part::Video {
        let nothing = FilmSeen {
            seen: TaskSeen::default(),
            frames: Vec::new(),
            sound: None,
        };
        let finding = LookFinding::Unreadable.as_str();
        (world.films.version(), finding, Some(nothing))
    } else {
        (world.examiner.version(), UNREADABLE, None)
    };
    let examination = Examination {
        evidence: id,
        case: evidence.case,
        made_by,
        findings: vec![finding.to_owned()],
        document: None,
        zone: None,
        seal: None,
        has_portrait: false,
        film,
        at: world.clock.now(),
    };
    let is_filed = file(world, &examination, &[], "evidence.lost").await?;
    if is_filed {
        tracing::error!(%why, evidence = %id, "a sealed object is lost: evidence cannot be shown");
    }
    Ok(is_filed)
}

/// Writes an examination, after what belongs to it was sealed; false when its evidence is gone meanwhile.
async fn file(
    world: &World,
    examination: &Examination,
    marks: &[[u8; 32]],
    audited_as: &'static str,
) -> Result<bool, Failure> {
    let (id, case) = (examination.evidence, examination.case);
    let mut tx = world.store.begin().await?;
    if tx.evidence(id).await?.is_none() {
        drop(tx);
        erase_what_came_late(world, case).await?;
        return Ok(false);
    }
    tx.put_examination(examination).await?;
    for mark in marks {
        tx.put_document_mark(case, mark).await?;
    }
    let entry = AuditEntry::new(examination.at, audited_as)
        .of_case(case)
        .with_detail(id.to_string());
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// A keyed hash: whoever reads the database learns no number from it.
pub(crate) fn document_mark(world: &World, number: &str) -> [u8; 32] {
    world.keys.hash_code(b"document-number", number)
}

/// The piece, the document it should show and its number as declared; `None` when the case no longer
/// says which.
pub(super) async fn document_of(
    tx: &mut dyn Transaction,
    id: EvidenceId,
) -> Result<Option<(Evidence, DocumentKind, Personal<String>)>, Failure> {
    let Some(evidence) = tx.evidence(id).await? else {
        return Ok(None);
    };
    let case = tx.case(evidence.case).await?;
    let locked = case.as_ref().and_then(|case| case.state.locked());
    Ok(locked.map(|locked| {
        let declaration = &locked.declared.documented.declaration;
        let number = Personal::new(declaration.number().reveal().clone());
        (evidence, declaration.kind(), number)
    }))
}

pub(super) async fn read(world: &World, evidence: &Evidence) -> Result<Bytes, VaultFailure> {
    opened(world, evidence.case, evidence.id, "main").await
}

/// A whole object of the vault.
pub(super) async fn opened(
    world: &World,
    case: CaseId,
    evidence: EvidenceId,
    name: &'static str,
) -> Result<Bytes, VaultFailure> {
    let stream = world.vault.open(case, evidence, name).await?;
    let bytes: BytesMut = stream.try_collect().await?;
    Ok(bytes.freeze())
}
