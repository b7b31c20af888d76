//! One-time codes: drawn, hashed under the installation's key, judged. By mail or SMS alike.

use crate::crypto::is_equal;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::time::{after, before};
use jiff::{SignedDuration, Timestamp};
use sceau_domain::otp::{OtpAttempt, OtpOutcome, OtpPolicy};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::Secret;
use sceau_domain::random::draw_six_digits;

/// Codes that one number may receive within [`BUDGET_PERIOD`], whoever asks.
const BUDGET: usize = 10;
/// Warnings that one number may receive within [`BUDGET_PERIOD`]. Counted apart from the codes: whoever has codes
/// sent to a number must not silence what it is warned of.
const WARNINGS: usize = 3;
/// Under this name, which is no number, the codes to all numbers are counted.
const ALL_NUMBERS: &str = "*";
/// A day.
const BUDGET_PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// Draws a code, records that it leaves and gives it to be sent. `bound_to` names what it proves, so
/// that a code never works elsewhere.
///
/// # Errors
/// `CodeTooSoon` inside the wait or once the sends are spent, `CodeExhausted` once the tries are.
pub(crate) fn make_code(
    world: &World,
    attempt: &mut OtpAttempt,
    policy: &OtpPolicy,
    bound_to: &[u8],
    now: Timestamp,
) -> Result<Secret<String>, Refusal> {
    attempt
        .may_send(policy, now)
        .map_err(|refusal| match refusal {
            sceau_domain::otp::SendRefusal::NoneLeft { until }
                if attempt.wrong_tries >= policy.tries =>
            {
                Refusal::CodeExhausted { until }
            }
            sceau_domain::otp::SendRefusal::NoneLeft { until }
            | sceau_domain::otp::SendRefusal::TooSoon { until } => Refusal::CodeTooSoon { until },
        })?;
    let code = draw_six_digits(world.random.as_ref());
    attempt.record_sent(world.keys.hash_code(bound_to, &code), now);
    Ok(Secret::new(code))
}

/// Judges what was typed; spaces are forgiven. A wrong code spends a try, so the caller stores the
/// attempt whatever this returns. Something that is not six digits is wrong without spending one.
///
/// # Errors
/// `CodeWrong`, `CodeExpired`, `CodeExhausted`, or `CodeUnknown` when none was sent.
pub(crate) fn check_code(
    world: &World,
    attempt: &mut OtpAttempt,
    policy: &OtpPolicy,
    bound_to: &[u8],
    typed: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    if attempt.sent.is_empty() {
        return Err(Refusal::CodeUnknown);
    }
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let tries_left = policy.tries.saturating_sub(attempt.wrong_tries);
        return if tries_left > 0 {
            Err(Refusal::CodeWrong { tries_left })
        } else {
            exhausted(attempt, policy, now)
        };
    }
    let hash = world.keys.hash_code(bound_to, &digits);
    match attempt.check(policy, now, |sent| is_equal(sent, &hash)) {
        OtpOutcome::Accepted => Ok(()),
        OtpOutcome::Wrong { tries_left } => Err(Refusal::CodeWrong { tries_left }),
        OtpOutcome::Expired => Err(Refusal::CodeExpired),
        OtpOutcome::Exhausted { until } => Err(Refusal::CodeExhausted { until }),
    }
}

fn exhausted(attempt: &mut OtpAttempt, policy: &OtpPolicy, now: Timestamp) -> Result<(), Refusal> {
    match attempt.check(policy, now, |_| false) {
        OtpOutcome::Exhausted { until } => Err(Refusal::CodeExhausted { until }),
        _ => Err(Refusal::CodeUnknown),
    }
}

/// Counts one more code for a number, over all accounts, so that nobody is flooded by our SMS; and for the
/// installation, so that many numbers cost the host no more than it set.
///
/// # Errors
/// `TooManyRequests`; [`Failure::Store`].
pub(crate) async fn spend_budget(
    world: &World,
    tx: &mut dyn Transaction,
    number: &PhoneNumber,
    now: Timestamp,
) -> Result<(), Failure> {
    let hash = world.keys.hash_code(b"texts-sent", &number.e164());
    if let Some(until) = spend(tx, &hash, BUDGET, now).await? {
        return Err(Refusal::TooManyRequests { until }.into());
    }
    let all = world.keys.hash_code(b"texts-sent", ALL_NUMBERS);
    let budget = usize::try_from(world.configuration.sms_codes_per_day).unwrap_or(usize::MAX);
    if let Some(until) = spend(tx, &all, budget, now).await? {
        tracing::error!(budget, "the day's SMS codes are spent: nobody gets another");
        return Err(Refusal::TooManyRequests { until }.into());
    }
    Ok(())
}

/// Counts one more warning for a number; false when it had enough of them today, and the mail alone warns.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) async fn may_warn(
    world: &World,
    tx: &mut dyn Transaction,
    number: &PhoneNumber,
    now: Timestamp,
) -> Result<bool, Failure> {
    let hash = world.keys.hash_code(b"warnings-sent", &number.e164());
    Ok(spend(tx, &hash, WARNINGS, now).await?.is_none())
}

/// Counts one more text of a kind for a number; where that kind is spent, until when.
async fn spend(
    tx: &mut dyn Transaction,
    hash: &[u8; 32],
    budget: usize,
    now: Timestamp,
) -> Result<Option<Timestamp>, Failure> {
    let sent = tx
        .texts_sent_since(hash, before(now, BUDGET_PERIOD))
        .await?;
    if sent.len() >= budget {
        let oldest = sent.first().copied().unwrap_or(now);
        return Ok(Some(after(oldest, BUDGET_PERIOD)));
    }
    tx.put_text_sent(hash, now).await?;
    Ok(None)
}
