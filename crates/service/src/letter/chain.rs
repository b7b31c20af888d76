//! The events of a letter, each chained to the one before.

use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::LetterRecord;
use jiff::Timestamp;
use sceau_domain::id::LetterEventId;
use sceau_domain::letter::{
    Letter, LetterActor, LetterEvent, LetterEventKind, LetterRejection, LetterState,
};
use sceau_oidc::keys::{PublicJwk, SigningKey};

impl From<LetterRejection> for Failure {
    /// A recipient only meets a rejection on a letter that is past answering.
    fn from(rejection: LetterRejection) -> Self {
        Self::Refusal(past_answering(rejection.state))
    }
}

/// Why a letter takes no answer: it had one, or the time for one is over.
pub(super) const fn past_answering(state: LetterState) -> Refusal {
    match state {
        LetterState::Accepted | LetterState::Received | LetterState::Refused => {
            Refusal::LetterAnswered
        }
        LetterState::Deposited
        | LetterState::NotificationFailed
        | LetterState::Available
        | LetterState::Expired => Refusal::LetterOver,
    }
}

/// Appends an event, if the letter's state takes it, and moves the state. The first notice that leaves
/// starts the fifteen days; later ones do not move them.
///
/// # Errors
/// [`LetterRejection`]; nothing changed.
pub(crate) fn record_event(
    world: &World,
    record: &mut LetterRecord,
    kind: LetterEventKind,
    actor: LetterActor,
    input_hash: [u8; 32],
    at: Timestamp,
) -> Result<(), LetterRejection> {
    let letter = &mut record.letter;
    letter.state = letter.state.after(kind)?;
    if kind == LetterEventKind::NotificationSent && letter.notified_at.is_none() {
        letter.notified_at = Some(at);
    }
    append(world, letter, kind, actor, input_hash, at);
    Ok(())
}

/// Appends without asking the state: only the deposit, which begins it.
pub(super) fn append(
    world: &World,
    letter: &mut Letter,
    kind: LetterEventKind,
    actor: LetterActor,
    input_hash: [u8; 32],
    at: Timestamp,
) {
    let mut event = LetterEvent {
        id: LetterEventId::make_random(world.random.as_ref()),
        kind,
        at,
        actor,
        input_hash,
        chain_hash: [0; 32],
        seal: None,
    };
    let previous = letter
        .events
        .last()
        .map_or([0; 32], |event| event.chain_hash);
    event.chain_hash = sha256(&event.chain_input(letter.id, &previous));
    event.seal = make_seal(world.keys.seal(), &event, &letter.number);
    letter.events.push(event);
}

/// An event that could not be sealed is recorded all the same: what happened, happened. It has no proof.
fn make_seal(key: &SigningKey, event: &LetterEvent, number: &str) -> Option<[u8; 64]> {
    let seal = key.sign(&event.seal_input(number));
    if seal.is_none() {
        tracing::error!(event = %event.id, "a letter's event could not be sealed");
    }
    seal
}

/// Whether every event is the one that was recorded, in the order it was, and every seal this key's.
pub fn is_intact(letter: &Letter, key: &PublicJwk) -> bool {
    let mut seals = letter.events.iter().filter_map(|event| {
        let seal = event.seal.as_ref()?;
        Some(key.has_signed(&event.seal_input(&letter.number), seal))
    });
    is_chain_intact(letter) && seals.all(|is_ours| is_ours)
}

/// Whether every event's hash follows from the one before and from itself.
pub fn is_chain_intact(letter: &Letter) -> bool {
    let mut previous = [0; 32];
    letter.events.iter().all(|event| {
        let is_intact = event.chain_hash == sha256(&event.chain_input(letter.id, &previous));
        previous = event.chain_hash;
        is_intact
    })
}
