//! One round of everything that is due. The binary loops over its parts, each in a loop of its own, so that nobody's
//! code waits for somebody's film or for a slow mail server; tests call all of it once.

use super::{
    close_idle_cases, erase_left_accounts, erase_what_is_due, expire_letters, remind_of_letters,
    rotate_signing_keys, send_due_messages, sweep, tell_services, warn_of_closing,
};
use crate::examination::{compare_faces_due, examine_due};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::Carrier;

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
    pub cases_warned: u32,
    pub cases_closed: u32,
    pub cases_erased: u32,
    pub accounts_erased: u32,
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
    let things_swept = noted("sweep", sweep(world).await, &mut first);
    let left = erase_left_accounts(world).await;
    let accounts_erased = noted("erase_left_accounts", left, &mut first);
    let mut messages_sent = 0;
    for carrier in [Carrier::Mail, Carrier::Sms] {
        let sent = send_due_messages(world, carrier).await;
        messages_sent += noted("send_due_messages", sent, &mut first);
    }
    let told = tell_services(world).await;
    let services_told = noted("tell_services", told, &mut first);
    first.map_or(
        Ok(Done {
            evidence_examined,
            faces_compared,
            things_swept,
            accounts_erased,
            messages_sent,
            services_told,
            ..done
        }),
        Err,
    )
}

/// Runs once the jobs that wait for nobody and take no time worth speaking of: what is due about letters and cases,
/// and the signing keys. The examination, the messages, the services to be told, the sweep and the accounts that were
/// left have rounds of their own.
///
/// # Errors
/// As [`run_due`].
pub async fn run_round(world: &World) -> Result<Done, Failure> {
    let mut first = None;
    let done = Done {
        letters_expired: noted("expire_letters", expire_letters(world).await, &mut first),
        letters_reminded: noted(
            "remind_of_letters",
            remind_of_letters(world).await,
            &mut first,
        ),
        cases_warned: noted("warn_of_closing", warn_of_closing(world).await, &mut first),
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
        keys_rotated: noted(
            "rotate_signing_keys",
            rotate_signing_keys(world).await,
            &mut first,
        ),
        ..Done::default()
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
