//! « Renvoyer »: a new link and code; the older ones end, the deadline does not move.

use super::accept::waiting_letter;
use super::chain::past_answering;
use super::{make_link, send_notice};
use crate::case::{Asked, Begun, Standing, Step};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::time::after;
use sceau_domain::journey::EventName;

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
    let standing = super::standing_of(world, &record)?;
    if !standing.may_be_answered || standing.expires_at.is_some_and(|end| step.now >= end) {
        return Err(past_answering(record.letter.state).into());
    }
    let until = after(record.noticed_at, world.configuration.notice_resend_after);
    if step.now < until {
        return Err(Refusal::CodeTooSoon { until }.into());
    }
    let link = make_link(world, record.letter.id, step.now);
    record.link = Some(link.record.clone());
    record.noticed_at = step.now;
    send_notice(world, step.tx.as_mut(), &asked.by.account, &record, &link).await?;
    step.tx.put_letter(&record).await?;
    step.keep("letter.notice_asked_again").await
}
