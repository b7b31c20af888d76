//! What was marked leaves the vault, in nobody's turn to write: a slow disk holds up no one else.

use super::tally::Tally;
use crate::failure::Failure;
use crate::ports::{VaultFailure, World};
use crate::records::Erasure;
use sceau_domain::id::CaseId;

/// Erases what was marked; how many things. The marks go last: a server that dies in between finds them again.
///
/// # Errors
/// The first failure: [`Failure::Store`], [`Failure::Vault`]. What failed stays marked.
pub async fn erase_marked(world: &World) -> Result<u32, Failure> {
    let mut tx = world.store.read().await?;
    let marked = tx.marked_erasures().await?;
    drop(tx);
    let mut tally = Tally::default();
    let mut gone = Vec::new();
    for mark in marked {
        let erased = erase(world, mark.erasure).await;
        if erased.is_ok() {
            gone.push(mark.number);
        }
        tally.note(erased.map(|()| true));
    }
    if !gone.is_empty() {
        let mut tx = world.store.begin().await?;
        for number in gone {
            tx.unmark_erasure(number).await?;
        }
        tx.commit().await?;
    }
    tally.finish()
}

async fn erase(world: &World, erasure: Erasure) -> Result<(), Failure> {
    let erased = match erasure {
        Erasure::Case(case) => world.vault.erase_case(case).await,
        Erasure::Upload(upload) => world.vault.discard_upload(upload).await,
    };
    match erased {
        Ok(()) | Err(VaultFailure::Missing) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// The same, for whoever has just marked something. What fails is said in the host's log and erased by a later round:
/// that it goes is decided already.
pub(crate) async fn erase_marked_now(world: &World) {
    if let Err(failure) = erase_marked(world).await {
        tracing::error!(%failure, "what was marked is not erased yet");
    }
}

/// Erases what was sealed for a case that was erased meanwhile: it came after the vault was emptied.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn erase_what_came_late(world: &World, case: CaseId) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    if tx.case(case).await?.is_some() {
        return Ok(());
    }
    tx.mark_erasure(Erasure::Case(case)).await?;
    tx.commit().await?;
    erase_marked_now(world).await;
    Ok(())
}
