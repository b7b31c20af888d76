//! What accepting and refusing have in common: the events, the link that is used up, the audit.

use super::open_link::usable_link;
use super::record_event;
use crate::case::{By, take_event};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, LetterRecord};
use sceau_domain::journey::Event;
use sceau_domain::letter::{LetterActor, LetterEventKind, LetterState};

/// A recipient's answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
    /// « Confirmer mon identité ».
    Accept,
    /// « Refuser la lettre ».
    Refuse,
}

/// Records an answer and uses the link up. Whoever holds the notice's token or code has the
/// notice: one whose sending was not recorded yet is recorded first.
pub(super) async fn record_answer(
    world: &World,
    tx: &mut dyn Transaction,
    record: &mut LetterRecord,
    answer: Answer,
    actor: LetterActor,
) -> Result<(), Failure> {
    let now = world.clock.now();
    use LetterEventKind as E;
    if matches!(
        record.letter.state,
        LetterState::Deposited | LetterState::NotificationFailed
    ) {
        record_event(
            world,
            record,
            E::NotificationSent,
            LetterActor::System,
            [0; 32],
            now,
        )?;
        record_event(
            world,
            record,
            E::Available,
            LetterActor::System,
            [0; 32],
            now,
        )?;
    }
    let (event, audit) = match answer {
        Answer::Accept => (E::Accepted, "letter.accepted"),
        Answer::Refuse => (E::Refused, "letter.refused"),
    };
    record_event(world, record, event, actor, [0; 32], now)?;
    if let Some(link) = &mut record.link {
        link.used_at = Some(now);
    }
    tx.put_letter(record).await?;
    let entry = AuditEntry::new(now, audit)
        .of_case(record.case)
        .of_letter(record.letter.id)
        .with_detail(format!("{actor:?}"));
    tx.append_audit(&entry).await?;
    Ok(())
}

/// Answers by the link of a notice (POST): uses it up, and the case goes on from there.
///
/// # Errors
/// As [`super::open_link`]; `NotPossibleHere` when the case went elsewhere meanwhile.
pub(super) async fn answer_by_link(
    world: &World,
    token: &str,
    answer: Answer,
) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let (mut record, _) = usable_link(world, tx.as_mut(), token).await?;
    let actor = LetterActor::RecipientByLink;
    record_answer(world, tx.as_mut(), &mut record, answer, actor).await?;
    let case = tx
        .case(record.case)
        .await?
        .ok_or(Refusal::LetterLinkUnknown)?;
    let event = match answer {
        Answer::Accept => Event::LetterAccepted(world.clock.now()),
        Answer::Refuse => Event::LetterRefused,
    };
    take_event(world, tx.as_mut(), case, event, By::LetterLink).await?;
    tx.commit().await?;
    Ok(())
}
