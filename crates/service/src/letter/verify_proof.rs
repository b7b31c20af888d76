//! Reads a proof that somebody was shown: from its file, without the installation, or by the code printed on it.

use super::chain::{is_chain_intact, is_intact};
use super::proof::{FORMAT, LetterProof, ProvenEvent, SEAL_TYPE, VERSION, number_in, proof_code};
use crate::crypto::{from_hex, is_equal, read_readable};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::sealed_file::{self, SealedFileFault};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sceau_domain::letter::{Letter, LetterActor, LetterEvent, LetterEventKind, LetterState};
use sceau_oidc::keys::Jwks;

/// Why a file is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// Something else, or a version that is not known here.
    #[error("this is no proof of a letter, or of a version that is not known here")]
    NotAProof,
    /// The key in it is none of those that are trusted.
    #[error("the proof was sealed by another key")]
    OtherKey,
    /// The seal is not the key's.
    #[error("the seal is not of its key")]
    Seal,
    /// What can be read is not what was sealed.
    #[error("the proof was changed after it was sealed")]
    Changed,
    /// An event does not follow from the one before.
    #[error("an event of the letter was changed")]
    Chain,
    /// The event's own seal, made as it was recorded, is not the key's.
    #[error("the event was not sealed as it was recorded")]
    EventSeal,
}

impl From<SealedFileFault> for ProofFault {
    fn from(fault: SealedFileFault) -> Self {
        match fault {
            SealedFileFault::SomethingElse => Self::NotAProof,
            SealedFileFault::OtherKey => Self::OtherKey,
            SealedFileFault::Seal => Self::Seal,
            SealedFileFault::Changed => Self::Changed,
        }
    }
}

/// Verifies a proof's file against the keys that its reader trusts.
///
/// # Errors
/// [`ProofFault`], the first thing found wrong.
pub fn verify_proof(file: &[u8], trusted: &Jwks) -> Result<LetterProof, ProofFault> {
    let (proof, key): (LetterProof, _) = sealed_file::open(file, SEAL_TYPE, trusted)?;
    if proof.format != FORMAT || proof.version != VERSION {
        return Err(ProofFault::NotAProof);
    }
    let letter = letter_in(&proof).ok_or(ProofFault::NotAProof)?;
    let last = letter.events.last().ok_or(ProofFault::NotAProof)?;
    if !is_chain_intact(&letter) {
        return Err(ProofFault::Chain);
    }
    let seal = URL_SAFE_NO_PAD.decode(&proof.event_seal);
    let seal = seal.map_err(|_| ProofFault::EventSeal)?;
    if !key.has_signed(&last.seal_input(&letter.number), &seal) {
        return Err(ProofFault::EventSeal);
    }
    Ok(proof)
}

/// The letter that a proof speaks of, as the rules of the chain see it.
fn letter_in(proof: &LetterProof) -> Option<Letter> {
    Some(Letter {
        id: proof.letter.parse().ok()?,
        number: proof.number.clone(),
        state: LetterState::Deposited,
        notified_at: None,
        events: proof.events.iter().map(event_in).collect::<Option<_>>()?,
    })
}

fn event_in(proven: &ProvenEvent) -> Option<LetterEvent> {
    Some(LetterEvent {
        id: proven.id.parse().ok()?,
        kind: LetterEventKind::named(&proven.kind)?,
        at: proven.at,
        actor: LetterActor::named(&proven.actor)?,
        input_hash: from_hex(&proven.input_hash)?,
        chain_hash: from_hex(&proven.chain_hash)?,
        seal: None,
    })
}

/// What the code on a proof leads to: enough to compare with the paper, and nobody's name.
#[derive(Debug, Clone)]
pub struct SeenByCode {
    /// The letter's number.
    pub number: String,
    /// The event that the proof is of.
    pub event: LetterEvent,
}

/// Finds the event whose proof bears a code.
///
/// # Errors
/// `NotFound`; [`Failure::Inconsistent`] for a letter that was changed; [`Failure::Store`].
pub async fn find_by_code(world: &World, typed: &str) -> Result<SeenByCode, Failure> {
    let code = read_readable(typed);
    let number = number_in(&code).ok_or(Refusal::NotFound)?;
    let mut tx = world.store.read().await?;
    let letter = tx
        .letter_by_number(number)
        .await?
        .ok_or(Refusal::NotFound)?
        .letter;
    let is_it = |event: &LetterEvent| {
        let expected = read_readable(&proof_code(world, number, event.id));
        event.seal.is_some() && is_equal(expected.as_bytes(), code.as_bytes())
    };
    let found = letter.events.iter().find(|event| is_it(event)).cloned();
    let event = found.ok_or(Refusal::NotFound)?;
    if !is_intact(&letter, &world.keys.seal_public()) {
        return Err(Failure::Inconsistent("the events of a letter were changed"));
    }
    Ok(SeenByCode {
        number: letter.number,
        event,
    })
}
