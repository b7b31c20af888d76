//! The journey's effects, carried out in the transaction of their event. Here and nowhere else.

use crate::failure::Failure;
use crate::letter;
use crate::mail;
use crate::person::{recovery_link, recovery_of};
use crate::ports::{Transaction, World};
use crate::records::{Account, Case, QueueEntry};
use sceau_domain::id::{CaseId, OperatorId};
use sceau_domain::journey::{Effect, State};

/// Carries out one effect. The case already is in its new state, its timers are set.
pub(super) async fn carry_out(
    world: &World,
    tx: &mut dyn Transaction,
    case: &mut Case,
    effect: Effect,
) -> Result<(), Failure> {
    match effect {
        Effect::SendLetter(letter) => {
            let account = account_of(tx, case).await?;
            letter::deposit(world, tx, &account, case.id, letter).await
        }
        Effect::QueueForReview => queue_for_review(world, tx, case).await,
        Effect::LeaveQueue => Ok(tx.delete_queue_entry(case.id).await?),
        Effect::HandOverLetter => {
            let mut record = tx.letter_of(case.id).await?.ok_or(Failure::Inconsistent(
                "a case approved online has no letter",
            ))?;
            letter::hand_over(world, tx, &mut record).await
        }
        Effect::TellDecision => tell_decision(world, tx, case).await,
        // `settle` has set the timers: the mails of `TellDecision` name the day.
        Effect::StartRetention => Ok(()),
    }
}

async fn account_of(tx: &mut dyn Transaction, case: &Case) -> Result<Account, Failure> {
    tx.account(case.account)
        .await?
        .ok_or(Failure::Inconsistent("a case without account"))
}

/// Operators who said that they know the person of a case.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn recused_from(
    tx: &mut dyn Transaction,
    case: CaseId,
) -> Result<Vec<OperatorId>, Failure> {
    let rows = tx.audit_of_case(case).await?;
    let recused = rows.into_iter().filter(|row| row.kind == "case.recused");
    Ok(recused.filter_map(|row| row.operator).collect())
}

/// Whoever knows the person never has the case again; an appeal never goes to an operator who decided.
async fn queue_for_review(
    world: &World,
    tx: &mut dyn Transaction,
    case: &mut Case,
) -> Result<(), Failure> {
    let appeal = matches!(case.state, State::Processing(_, true));
    let mut excluded = recused_from(tx, case.id).await?;
    if appeal {
        excluded.extend(
            tx.decisions_of(case.id)
                .await?
                .iter()
                .map(|decision| decision.operator),
        );
    }
    excluded.sort_unstable();
    excluded.dedup();
    case.examinations = case.examinations.saturating_add(1);
    let since = world.clock.now();
    tx.put_queue_entry(&QueueEntry {
        case: case.id,
        since,
        appeal,
        assigned: None,
        excluded,
    })
    .await?;
    Ok(())
}

async fn tell_decision(
    world: &World,
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<(), Failure> {
    let account = account_of(tx, case).await?;
    let configuration = &world.configuration;
    let message = match &case.state {
        State::Activation(_) => {
            let until = case.retention.erase_case_at;
            match recovery_of(world, tx, case).await? {
                Some(delay) => {
                    let stop = recovery_link(world, account.id, delay.asked_at);
                    mail::approved_again(configuration, &account, delay, &stop, until)?
                }
                None => mail::approved(configuration, &account, until)?,
            }
        }
        State::Redo(_, _, requests) => {
            let decisions = tx.decisions_of(case.id).await?;
            let words = decisions
                .last()
                .and_then(|decision| decision.message.as_ref());
            mail::ask_again(configuration, &account, requests, words)
        }
        State::Refused(_, was_appeal) => mail::refused(
            configuration,
            &account,
            !was_appeal,
            case.retention.erase_case_at,
        )?,
        _ => return Err(Failure::Inconsistent("a decision that leads nowhere")),
    };
    if let Some(record) = tx.letter_of(case.id).await? {
        letter::send_update(world, tx, &account, &record).await?;
    }
    letter::put_mail(world, tx, message, None).await
}
