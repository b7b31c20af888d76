//! One round of everything that is due. The binary loops, with the examination in a loop of its own; tests call
//! it once.

use super::{
    close_idle_cases, erase_what_is_due, expire_letters, remind_of_letters, rotate_signing_keys,
    send_due_messages, sweep, tell_services,
};
use crate::examination::{compare_faces_due, examine_due};
use crate::failure::Failure;
use crate::ports::World;

/// What a round did, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the number of things its job did")]
pub struct Done {
    pub messages_sent: u32,
    pub services_told: u32,
    pub evidence_examined: u32,
    pub faces_compared: u32,
    pub letters_expired: u32,
    pub letters_reminded: u32,
    pub cases_closed: u32,
    pub cases_erased: u32,
    pub things_swept: u32,
    pub keys_rotated: u32,
}

/// Runs every job once. A job that fails is logged and does not keep the others from running.
///
/// # Errors
/// The first failure, after every job had its turn.
pub async fn run_due(world: &World) -> Result<Done, Failure> {
    let examined = examine_due(world).await;
    let mut first = None;
    let evidence_examined = noted("examine_due", examined, &mut first);
    let compared = compare_faces_due(world).await;
    let faces_compared = noted("compare_faces_due", compared, &mut first);
    let done = run_round(world).await?;
    first.map_or(
        Ok(Done {
            evidence_examined,
            faces_compared,
            ..done
        }),
        Err,
    )
}

/// Runs every job but the examination once: nobody's code waits for somebody's film.
///
/// # Errors
/// As [`run_due`].
pub async fn run_round(world: &World) -> Result<Done, Failure> {
    let mut first = None;
    let done = Done {
        evidence_examined: 0,
        faces_compared: 0,
        letters_expired: noted("expire_letters", expire_letters(world).await, &mut first),
        letters_reminded: noted(
            "remind_of_letters",
            remind_of_letters(world).await,
            &mut first,
        ),
        cases_closed: noted(
            "close_idle_cases",
            close_idle_cases(world).await,
            &mut first,
        ),
        cases_erased: noted(
            "erase_what_is_due",
            erase_what_is_due(world).await,
            &mut first,
        ),
        things_swept: noted("sweep", sweep(world).await, &mut first),
        keys_rotated: noted(
            "rotate_signing_keys",
            rotate_signing_keys(world).await,
            &mut first,
        ),
        messages_sent: noted(
            "send_due_messages",
            send_due_messages(world).await,
            &mut first,
        ),
        services_told: noted("tell_services", tell_services(world).await, &mut first),
    };
    first.map_or(Ok(done), Err)
}

fn noted(job: &'static str, result: Result<u32, Failure>, first: &mut Option<Failure>) -> u32 {
    match result {
        Ok(count) => count,
        Err(failure) => {
            tracing::error!(job, %failure, "a job failed");
            first.get_or_insert(failure);
            0
        }
    }
}
