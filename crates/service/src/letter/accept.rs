//! « Confirmer mon identité »: by the link's POST, or by the code typed in the app.

use super::answer::{Answer, answer_by_link, record_answer};
use super::link::CODE_TRIES;
use super::open_link::check_link;
use crate::case::{Asked, Begun, Standing, Step};
use crate::crypto::{is_equal, read_readable};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::LetterRecord;
use crate::time::after;
use sceau_domain::journey::{Event, EventName, Rejection, StateName};
use sceau_domain::letter::LetterActor;

/// Accepts by the link (POST): consumes it and opens the identity check.
///
/// # Errors
/// As [`super::open_link`]; `NotPossibleHere` when the case went elsewhere meanwhile.
pub async fn accept_by_link(world: &World, token: &str) -> Result<(), Failure> {
    answer_by_link(world, token, Answer::Accept).await
}

/// Accepts by the six characters printed in the notice, typed in the app.
///
/// # Errors
/// `CodeUnknown`, `CodeWrong`, `CodeExhausted` (until another notice may be asked for),
/// `LetterLinkExpired`, `LetterAnswered`, `LetterOver`, `NotPossibleHere`; [`Failure::Store`].
pub async fn accept_by_code(
    world: &World,
    asked: &Asked,
    typed: &str,
) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let mut record = waiting_letter(&mut step, EventName::LetterAccepted).await?;
    let mut link = record.link.clone().ok_or(Refusal::CodeUnknown)?;
    check_link(world, &record, &link)?;
    let hash = world
        .keys
        .hash_code(record.letter.id.as_bytes(), &read_readable(typed));
    if link.wrong_tries >= CODE_TRIES || !is_equal(&hash, &link.code_hash) {
        link.wrong_tries = link.wrong_tries.saturating_add(1);
        let tries_left = CODE_TRIES.saturating_sub(link.wrong_tries);
        let until = after(record.noticed_at, world.configuration.notice_resend_after);
        record.link = Some(link);
        step.tx.put_letter(&record).await?;
        let refusal = match tries_left {
            0 => Refusal::CodeExhausted { until },
            tries_left => Refusal::CodeWrong { tries_left },
        };
        return step.refuse("letter.code_refused", refusal).await;
    }
    record_answer(
        world,
        step.tx.as_mut(),
        &mut record,
        Answer::Accept,
        LetterActor::RecipientInApp,
    )
    .await?;
    let now = step.now;
    step.take(Event::LetterAccepted(now)).await
}

/// The letter of a case that waits for it; elsewhere the event is rejected as the journey would.
pub(super) async fn waiting_letter(
    step: &mut Step<'_>,
    event: EventName,
) -> Result<LetterRecord, Failure> {
    let state = step.case.state.name();
    if state != StateName::LetterSent {
        return Err(Refusal::from(Rejection { state, event }).into());
    }
    step.tx
        .letter_of(step.case.id)
        .await?
        .ok_or(Failure::Inconsistent(
            "a case whose letter was sent has no letter",
        ))
}
