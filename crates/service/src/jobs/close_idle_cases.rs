//! Unfinished cases are kept for a while, then closed.

use super::erase_what_is_due::erase_case;
use super::tally::Tally;
use crate::case::{By, take_event};
use crate::failure::{Failure, Refusal};
use crate::letter::record_event;
use crate::person::{end_recovery, recovered_by};
use crate::ports::{Transaction, World};
use crate::records::Case;
use crate::time::{before, days};
use jiff::Timestamp;
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Event, State};
use sceau_domain::letter::{LetterActor, LetterEventKind};

/// Closes cases in which nothing happened for as long as unfinished ones are kept; how many. A recovery that
/// nobody went on with ends with its case: it must not wait for somebody to come back to it.
///
/// # Errors
/// [`Failure::Store`].
pub async fn close_idle_cases(world: &World) -> Result<u32, Failure> {
    let kept = days(world.configuration.retention.unfinished_days);
    let since = before(world.clock.now(), kept);
    let mut tx = world.store.read().await?;
    let idle = tx.cases_idle_since(since).await?;
    drop(tx);
    let mut tally = Tally::default();
    for case in idle {
        tally.note(close(world, case, since).await);
    }
    tally.finish()
}

async fn close(world: &World, case: CaseId, since: Timestamp) -> Result<bool, Failure> {
    let mut tx = world.store.begin().await?;
    let still_idle = |case: &Case| case.changed_at <= since;
    let Some(case) = tx.case(case).await?.filter(still_idle) else {
        return Ok(false);
    };
    if let Some(identity) = recovered_by(tx.as_mut(), &case).await? {
        end_recovery(world, tx.as_mut(), &identity, None).await?;
        tx.commit().await?;
        return Ok(true);
    }
    if matches!(case.state, State::Terms) {
        // Nothing was begun: nothing is said of it, and a look opens another one.
        erase_case(world, tx.as_mut(), &case).await?;
        tx.commit().await?;
        return Ok(true);
    }
    match take_event(world, tx.as_mut(), case, Event::Abandoned, By::System).await {
        Ok(case) => end_letter(world, tx.as_mut(), &case).await?,
        Err(Failure::Refusal(Refusal::NotPossibleHere(_))) => return Ok(false),
        Err(failure) => return Err(failure),
    }
    tx.commit().await?;
    Ok(true)
}

/// A letter whose notice never could be delivered ends with its case.
async fn end_letter(world: &World, tx: &mut dyn Transaction, case: &Case) -> Result<(), Failure> {
    let Some(mut record) = tx.letter_of(case.id).await? else {
        return Ok(());
    };
    let (kind, actor) = (LetterEventKind::Expired, LetterActor::System);
    if record_event(world, &mut record, kind, actor, [0; 32], world.clock.now()).is_ok() {
        tx.put_letter(&record).await?;
    }
    Ok(())
}
