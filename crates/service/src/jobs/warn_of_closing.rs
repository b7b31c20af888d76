//! One mail before an unfinished case is closed.

use super::tally::Tally;
use crate::failure::Failure;
use crate::letter::put_mail;
use crate::mail;
use crate::ports::World;
use crate::records::{AuditEntry, Case};
use crate::time::{after, before, days};
use jiff::Timestamp;
use sceau_domain::id::CaseId;

/// A mail leaves this many days before, once for each time that the case is left. Where unfinished cases are kept no
/// longer than that, none leaves.
const WARN_BEFORE_DAYS: u32 = 7;

/// Tells people whose case is about to be closed; how many. Whoever only signed in began nothing, and is told
/// nothing.
///
/// # Errors
/// The first failure: [`Failure::Store`].
pub async fn warn_of_closing(world: &World) -> Result<u32, Failure> {
    let kept = world.configuration.retention.unfinished_days;
    let Some(left_for) = kept.checked_sub(WARN_BEFORE_DAYS).filter(|left| *left > 0) else {
        return Ok(0);
    };
    let since = before(world.clock.now(), days(left_for));
    let mut tx = world.store.read().await?;
    let left = tx.cases_to_warn(since).await?;
    drop(tx);
    let mut tally = Tally::default();
    for case in left {
        tally.note(warn(world, case, since, kept).await);
    }
    tally.finish()
}

async fn warn(world: &World, case: CaseId, since: Timestamp, kept: u32) -> Result<bool, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let is_left = |case: &Case| case.changed_at <= since && !case.is_warned();
    let Some(case) = tx.case(case).await?.filter(is_left) else {
        return Ok(false);
    };
    let closes_at = after(case.changed_at, days(kept));
    let Some(account) = tx.account(case.account).await?.filter(|_| now < closes_at) else {
        return Ok(false);
    };
    let told = mail::left_unfinished(&world.configuration, &account, closes_at)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    let entry = AuditEntry::new(now, "case.closing_told")
        .of_account(account.id)
        .of_case(case.id);
    tx.append_audit(&entry).await?;
    tx.put_case(&Case {
        warned_at: Some(now),
        ..case
    })
    .await?;
    tx.commit().await?;
    Ok(true)
}
