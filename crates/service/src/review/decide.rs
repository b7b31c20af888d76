//! An operator decides.

use super::AuthenticatedOperator;
use super::blind::{Outcome, open_opinions, outcome};
use super::judge::{GivenDecision, check};
use super::lock::{Held, hold, submitted_of};
use crate::case::{By, take_event};
use crate::failure::{Failure, Refusal};
use crate::person::{names_its_person, recovered_by};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, DecisionRecord, Verdict};
use sceau_domain::id::{CaseId, DecisionId};
use sceau_domain::journey::Event;
use sceau_domain::random::draw_below;

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Another operator must agree before it takes effect.
    pub awaits_second: bool,
}

/// Takes a decision about a case that this operator holds. It takes effect at once, with its letter,
/// mails and timers in the same transaction, or waits for other eyes (see the room's words).
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`, `DecisionIncomplete` (also an approval while no code
/// of the birthplace is known: such an identity could never log in, and of a recovery in which another person is
/// declared); [`Failure::Store`].
pub async fn decide(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
    given: &GivenDecision,
) -> Result<Decided, Failure> {
    let mut tx = world.store.begin().await?;
    let held = hold(world, tx.as_mut(), by, case).await?;
    let locked = submitted_of(&held.case)?.prepared().locked();
    check(given, locked.document_kind())?;
    let has_code = locked.declared.birthplace.claims().is_some();
    if given.verdict == Verdict::Approve && !has_code {
        return Err(Refusal::DecisionIncomplete.into());
    }
    let recovered = recovered_by(tx.as_mut(), &held.case).await?;
    let is_another = recovered
        .as_ref()
        .is_some_and(|identity| !names_its_person(identity, locked));
    if given.verdict == Verdict::Approve && is_another {
        return Err(Refusal::DecisionIncomplete.into());
    }
    let mut opinions = open_opinions(tx.as_mut(), case).await?;
    // Whoever accepted the person at the desk is not a second pair of eyes beside themselves.
    opinions.retain(|opinion| opinion.operator != by.operator.id);
    let needs_second = recovered.is_some() || needs_second(world, given);
    let outcome = outcome(&opinions, given.verdict, &given.reasons, needs_second);
    let awaits_second = outcome == Outcome::Waits;
    let record = record_of(world, by, case, given, awaits_second);
    tx.put_decision(&record).await?;
    match outcome {
        Outcome::Waits => send_on(world, tx.as_mut(), by, held).await?,
        Outcome::Effect(reasons) => {
            let event = match given.verdict {
                Verdict::Approve => Event::Approved,
                Verdict::AskAgain => Event::AskedAgain(reasons),
                Verdict::Refuse => Event::Refused,
            };
            take_effect(world, tx.as_mut(), by, held.case, event).await?;
        }
    }
    tx.commit().await?;
    Ok(Decided { awaits_second })
}

/// Four eyes: a final refusal, any « Ne sait pas », and a random sample of approvals.
fn needs_second(world: &World, given: &GivenDecision) -> bool {
    let percent = u32::from(world.configuration.review.second_look_percent);
    match given.verdict {
        Verdict::Refuse => true,
        _ if given.is_unsure() => true,
        Verdict::Approve => draw_below(world.random.as_ref(), 100) < percent,
        Verdict::AskAgain => false,
    }
}

fn record_of(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
    given: &GivenDecision,
    awaits_second: bool,
) -> DecisionRecord {
    DecisionRecord {
        id: DecisionId::make_random(world.random.as_ref()),
        case,
        operator: by.operator.id,
        verdict: given.verdict,
        reasons: given.reasons.clone(),
        checklist: given.checklist.clone(),
        message: given.message.clone(),
        note: given.note.clone(),
        at: world.clock.now(),
        awaits_second,
    }
}

/// Sends the case on to somebody who has not given an opinion. The audit keeps that one was given, not
/// which: its chain is shown to whoever comes next.
async fn send_on(
    world: &World,
    tx: &mut dyn Transaction,
    by: &AuthenticatedOperator,
    held: Held,
) -> Result<(), Failure> {
    let Held {
        mut entry, case, ..
    } = held;
    entry.assigned = None;
    entry.excluded.push(by.operator.id);
    tx.put_queue_entry(&entry).await?;
    let audit = AuditEntry::new(world.clock.now(), "decision.opinion")
        .of_account(case.account)
        .of_case(case.id)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    Ok(())
}

/// Lets the journey take the decision.
pub(super) async fn take_effect(
    world: &World,
    tx: &mut dyn Transaction,
    by: &AuthenticatedOperator,
    case: Case,
    event: Event,
) -> Result<(), Failure> {
    let audit = AuditEntry::new(world.clock.now(), "decision.taken")
        .of_account(case.account)
        .of_case(case.id)
        .by_operator(by.operator.id)
        .with_detail(event.name().as_str());
    tx.append_audit(&audit).await?;
    take_event(world, tx, case, event, By::Operator(by.operator.id)).await?;
    Ok(())
}
