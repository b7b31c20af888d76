//! Retention: what must be deleted is deleted, each time recorded.

use super::erase_marked::erase_marked;
use super::tally::Tally;
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, Erasure, Retention};
use jiff::Timestamp;
use sceau_domain::id::CaseId;

/// Erases the media of cases whose time has come, and whole cases; how many. Then the vault loses all that was marked,
/// here and elsewhere: what a cut left marked is erased by the next round.
///
/// # Errors
/// [`Failure::Store`], [`Failure::Vault`].
pub async fn erase_what_is_due(world: &World) -> Result<u32, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.read().await?;
    let due = tx.cases_to_erase(now).await?;
    drop(tx);
    let mut tally = Tally::default();
    for case in due {
        tally.note(erase(world, case, now).await);
    }
    tally.note(erase_marked(world).await.map(|_| false));
    tally.finish()
}

/// The case is held from the look to the commit, so that no appeal comes in between.
async fn erase(world: &World, case: CaseId, now: Timestamp) -> Result<bool, Failure> {
    let mut tx = world.store.begin().await?;
    let Some(case) = tx
        .case(case)
        .await?
        .filter(|case| is_due(&case.retention, now))
    else {
        return Ok(false);
    };
    tx.mark_erasure(Erasure::Case(case.id)).await?;
    if case.retention.erase_case_at.is_some_and(|at| at <= now) {
        erase_rows(tx.as_mut(), &case, now).await?;
    } else {
        let entry = AuditEntry::new(now, "evidence.erased")
            .of_account(case.account)
            .of_case(case.id);
        tx.append_audit(&entry).await?;
        let retention = Retention {
            media_erased_at: Some(now),
            ..case.retention
        };
        tx.put_case(&Case { retention, ..case }).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Erases a case now, at the person's own request, whatever its timers say. Of its decisions only what names nobody
/// stays: verdict, reasons, checklist. The caller commits, then lets the vault lose what is marked.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn erase_case(
    world: &World,
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<(), Failure> {
    tx.mark_erasure(Erasure::Case(case.id)).await?;
    tx.empty_decisions_of(case.id).await?;
    erase_rows(tx, case, world.clock.now()).await
}

fn is_due(retention: &Retention, now: Timestamp) -> bool {
    let has_come = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    has_come(retention.erase_case_at)
        || (has_come(retention.erase_media_at) && retention.media_erased_at.is_none())
}

async fn erase_rows(tx: &mut dyn Transaction, case: &Case, now: Timestamp) -> Result<(), Failure> {
    tx.delete_case(case.id).await?;
    let entry = AuditEntry::new(now, "case.erased")
        .of_account(case.account)
        .of_case(case.id);
    tx.append_audit(&entry).await?;
    Ok(())
}
