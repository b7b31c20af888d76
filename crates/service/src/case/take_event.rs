//! One event on one case: transition, effects, save, audit. Every way into the journey ends here.

use super::effects::carry_out;
use super::settle::settle;
use super::step::reread;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case};
use sceau_domain::id::OperatorId;
use sceau_domain::journey::{Effect, Event, Transition, transition};

/// Who causes an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The person, signed in to the app.
    Applicant,
    /// The person, through the link of a notice.
    LetterLink,
    /// An operator, by a decision.
    Operator(OperatorId),
    /// A job.
    System,
}

/// Takes an event on a case, in the caller's transaction, which it neither begins nor commits. An
/// operator's use case stores its decision first, so that the mail carries the message to the person.
/// Gives the case as stored.
///
/// # Errors
/// `NotPossibleHere`, or what an effect met; the caller drops the transaction then.
pub async fn take_event(
    world: &World,
    tx: &mut dyn Transaction,
    mut case: Case,
    event: Event,
    by: By,
) -> Result<Case, Failure> {
    let now = world.clock.now();
    let (before, event_name) = (case.state.name(), event.name());
    let Transition { state, effects } =
        transition(case.state.clone(), event).map_err(Refusal::from)?;
    case.state = state;
    case.changed_at = now;
    settle(
        world,
        &mut case,
        effects.contains(&Effect::StartRetention),
        now,
    );
    for effect in effects {
        carry_out(world, tx, &mut case, effect).await?;
    }
    tx.put_case(&case).await?;
    let mut entry = AuditEntry::new(now, "journey.moved")
        .of_account(case.account)
        .of_case(case.id)
        .with_detail(format!(
            "{}: {} > {}",
            event_name.as_str(),
            before.as_str(),
            case.state.name().as_str()
        ));
    if let By::Operator(operator) = by {
        entry = entry.by_operator(operator);
    }
    tx.append_audit(&entry).await?;
    reread(tx, case.id).await
}
