//! What a case carries beside its state, put in order after each event: one-time codes that belong to
//! a state, and the retention timers.

use crate::crypto::{make_random_readable, to_hex};
use crate::ports::World;
use crate::records::{Case, Retention};
use crate::time::{after, days};
use jiff::Timestamp;
use sceau_domain::journey::{Closing, State, StateName};
use sceau_domain::private::Secret;

/// Characters of a desk's code: 59 bits, because it is found by its plain hash.
const DESK_CODE_LENGTH: usize = 12;

/// How long a case that was closed unfinished is still shown as that.
const SAID_DAYS: u32 = 7;

/// Puts the case in order for the state it has just reached.
pub(super) fn settle(world: &World, case: &mut Case, starts_retention: bool, now: Timestamp) {
    let at = case.state.name();
    if at != StateName::InPerson {
        case.desk_code = None;
    } else if case.desk_code.is_none() {
        let code = make_random_readable(world.random.as_ref(), DESK_CODE_LENGTH);
        case.desk_code = Some(Secret::new(code));
    }
    if at != StateName::Activation {
        case.activation_nonce = None;
    } else if case.activation_nonce.is_none() {
        let mut nonce = [0; 32];
        world.random.fill(&mut nonce);
        case.activation_nonce = Some(Secret::new(to_hex(&nonce)));
    }
    if at == StateName::Closed
        && let Some(attempt) = &mut case.phone_attempt
    {
        // No code is needed any more; how many left still counts when the person begins again.
        attempt.use_up();
    }
    if at == StateName::Processing {
        case.retention = Retention::default();
    }
    if at == StateName::Active {
        // What remains names nobody; it tells the app that the identity is active.
        case.retention.erase_case_at = None;
    }
    if starts_retention {
        case.retention = retention_of(world, &case.state, now);
    }
}

/// The timers of a state in which nothing more is gathered. An approved identity waits for its
/// activation as long as its pictures are kept.
fn retention_of(world: &World, state: &State, now: Timestamp) -> Retention {
    let policy = &world.configuration.retention;
    let (media, whole) = match state {
        State::Activation(_) => (policy.media_days, policy.media_days),
        State::Refused(..) => (policy.refused_days, policy.refused_days),
        // What was sent goes at once; that it was left unfinished is said for a while.
        State::Closed(Closing::Abandoned) => (0, SAID_DAYS),
        _ => (policy.unfinished_days, policy.unfinished_days),
    };
    Retention {
        erase_media_at: Some(after(now, days(media))),
        erase_case_at: Some(after(now, days(whole))),
        media_erased_at: None,
    }
}
