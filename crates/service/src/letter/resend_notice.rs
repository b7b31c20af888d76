//! « Renvoyer », and « Recevoir un nouveau lien » on the page of a dead one: a new link and code; the older ones
//! end, the deadline does not move.

use super::accept::waiting_letter;
use super::chain::past_answering;
use super::{make_link, send_notice};
use crate::case::{Asked, Begun, Standing, Step};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{Account, AuditEntry, LetterRecord};
use sceau_domain::journey::{EventName, StateName};

/// Sends another notice.
///
/// # Errors
/// `NotPossibleHere`, `CodeTooSoon`, `LetterOver` once the fifteen days are over;
/// [`Failure::Store`].
pub async fn resend_notice(world: &World, asked: &Asked) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let mut record = waiting_letter(&mut step, EventName::LetterAccepted).await?;
    send_again(world, step.tx.as_mut(), &asked.by.account, &mut record).await?;
    step.keep(ASKED_AGAIN).await
}

/// Sends another notice to whom a dead link was sent. A link does it once: the new one takes its place. Whoever
/// asks is told the same whatever came of it, so that nobody learns which links there were.
///
/// # Errors
/// [`Failure::Store`] and what else is no refusal.
pub async fn renew_link(world: &World, token: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let Some(mut record) = tx.letter_by_link(&sha256(token.as_bytes())).await? else {
        return Ok(());
    };
    let waiting = tx.case(record.case).await?;
    let waiting = waiting.filter(|case| case.state.name() == StateName::LetterSent);
    let Some(case) = waiting else {
        return Ok(());
    };
    let account = tx.account(case.account).await?;
    let account = account.ok_or(Failure::Inconsistent("a case without account"))?;
    match send_again(world, tx.as_mut(), &account, &mut record).await {
        Ok(()) => {}
        Err(Failure::Refusal(_)) => return Ok(()),
        Err(failure) => return Err(failure),
    }
    let entry = AuditEntry::new(world.clock.now(), ASKED_AGAIN)
        .of_case(case.id)
        .of_letter(record.letter.id);
    tx.append_audit(&entry).await?;
    Ok(tx.commit().await?)
}

/// How the audit names it.
const ASKED_AGAIN: &str = "letter.notice_asked_again";

/// Puts another notice into the outbox and its link into the place of the one before.
async fn send_again(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    record: &mut LetterRecord,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let standing = super::standing_of(world, record)?;
    if !standing.may_be_answered || standing.expires_at.is_some_and(|end| now >= end) {
        return Err(past_answering(record.letter.state).into());
    }
    if now < standing.resend_at {
        let until = standing.resend_at;
        return Err(Refusal::CodeTooSoon { until }.into());
    }
    let link = make_link(world, record.letter.id, now);
    record.link = Some(link.record.clone());
    record.noticed_at = now;
    send_notice(world, tx, account, record, &link).await?;
    Ok(tx.put_letter(record).await?)
}
