//! 12 – a number, and a code sent to it; again for another code or another number.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::{Failure, Refusal};
use crate::language::Language;
use crate::mail;
use crate::otp;
use crate::ports::World;
use crate::records::{Case, OutboxMessage, Outgoing};
use sceau_domain::id::MessageId;
use sceau_domain::journey::{Event, EventName, Rejection};
use sceau_domain::otp::OtpAttempt;
use sceau_domain::phone::PhoneNumber;

/// Sends a code to a mobile number, in any usual spelling. The limits belong to the case: another
/// number does not give new sends. A number has a budget of its own over all cases, so that many
/// accounts cannot flood one person by our SMS.
///
/// # Errors
/// `Phone`, `TooManyRequests`, `CodeTooSoon`, `CodeExhausted`, `NotPossibleHere`; [`Failure::Store`].
pub async fn give_phone(world: &World, asked: &Asked, typed: &str) -> Result<Standing, Failure> {
    let number = PhoneNumber::parse_mobile(typed).map_err(Refusal::Phone)?;
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let here = sceau_domain::journey::view(&step.case.state);
    if !here.allowed.contains(&EventName::PhoneGiven) {
        let rejection = Rejection {
            state: here.at,
            event: EventName::PhoneGiven,
        };
        return Err(Refusal::from(rejection).into());
    }
    let policy = &world.configuration.sms_code;
    let mut attempt = match step.case.phone_attempt.take() {
        Some(open) if !open.may_begin_anew(policy, step.now) => open,
        _ => OtpAttempt::default(),
    };
    let bound_to = bound_to(&step.case, &number);
    let code = otp::make_code(world, &mut attempt, policy, &bound_to, step.now)?;
    otp::spend_budget(world, step.tx.as_mut(), &number, step.now).await?;
    let language = Language::from_code(&asked.by.account.language);
    let message = mail::phone_code(&world.configuration, language, &number, &code);
    step.tx
        .put_message(&OutboxMessage {
            id: MessageId::make_random(world.random.as_ref()),
            message: Outgoing::Sms(message),
            tries: 0,
            due_at: step.now,
            until: attempt.expires_at(policy),
            notice_of: None,
            about: Some(asked.by.account.id),
        })
        .await?;
    step.case.phone_attempt = Some(attempt);
    step.take(Event::PhoneGiven(number)).await
}

/// A code proves one number in one case: one sent to another number never matches.
pub(super) fn bound_to(case: &Case, number: &PhoneNumber) -> Vec<u8> {
    let mut bytes = case.id.as_bytes().to_vec();
    bytes.extend_from_slice(number.e164().as_bytes());
    bytes
}
