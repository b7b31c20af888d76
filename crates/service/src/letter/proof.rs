//! The proof of one event of a letter: what CPCE R.53-2 asks for, sealed by the installation, as a file that is
//! verified without it.

use super::chain::is_intact;
use super::deposit::NUMBER_LENGTH;
use crate::crypto::{sha256, to_hex};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::LetterRecord;
use crate::sealed_file::{self, SealedFile};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sceau_domain::id::LetterEventId;
use sceau_domain::letter::LetterEvent;
use serde::{Deserialize, Serialize};

/// The name of the format.
pub(super) const FORMAT: &str = "sceau-letter-proof";
/// Its version: grows when a reader of the one before would go wrong.
pub(super) const VERSION: u32 = 1;
/// The type of the file's seal, a JWS: what is signed for another purpose is no proof.
pub(super) const SEAL_TYPE: &str = "sceau-letter-proof+jwt";
/// Characters of a verification code after the letter's number (about 49 bits).
const CODE_LENGTH: usize = 10;

/// What a proof says. It names people, so `Debug` prints its number alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterProof {
    /// `sceau-letter-proof`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// What it is worth, in French.
    pub worth: String,
    /// The address of the installation.
    pub issuer: String,
    /// When the proof was made; the event has a time of its own.
    pub made_at: Timestamp,
    /// The letter's number.
    pub number: String,
    /// Names the letter inside; the chain begins with it.
    pub letter: String,
    /// The sender, once the letter is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// The recipient's address when the proof was made, while there is an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Every event up to the one that is proved, which is the last.
    pub events: Vec<ProvenEvent>,
    /// The last event's seal, made as it was recorded: 64 bytes, base64url.
    pub event_seal: String,
}

impl core::fmt::Debug for LetterProof {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("LetterProof").field(&self.number).finish()
    }
}

/// An event in a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvenEvent {
    /// Names it.
    pub id: String,
    /// `EVT_…`.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: String,
    /// SHA-256 of what it speaks of, hexadecimal; zeros where there is nothing.
    pub input_hash: String,
    /// The chain's hash after it, hexadecimal.
    pub chain_hash: String,
}

/// A proof as a file.
pub type SealedProof = SealedFile<LetterProof>;

/// Proves an event, to whoever has the address of the letter's tracking page.
///
/// # Errors
/// `LetterLinkUnknown` for a letter or an event that nobody has, also one without a seal;
/// [`Failure::Inconsistent`] for a letter that was changed; [`Failure::Store`].
pub async fn prove(
    world: &World,
    token: &str,
    event: LetterEventId,
) -> Result<SealedProof, Failure> {
    let mut tx = world.store.read().await?;
    let record = tx
        .letter_by_tracking(&sha256(token.as_bytes()))
        .await?
        .ok_or(Refusal::LetterLinkUnknown)?;
    let letter = &record.letter;
    let at = letter.events.iter().position(|other| other.id == event);
    let at = at.ok_or(Refusal::LetterLinkUnknown)?;
    let (upto, _) = letter.events.split_at(at + 1);
    let seal = upto.last().and_then(|event| event.seal);
    let seal = seal.ok_or(Refusal::LetterLinkUnknown)?;
    let key = world.keys.seal();
    if !is_intact(letter, &key.public()) {
        return Err(Failure::Inconsistent("the events of a letter were changed"));
    }
    let sender = letter
        .state
        .shows_the_sender()
        .then(|| world.configuration.name.clone());
    let proof = LetterProof {
        format: FORMAT.to_owned(),
        version: VERSION,
        worth: "Horodatage non qualifié, cachet non qualifié. Service de démonstration, aucune valeur légale."
            .to_owned(),
        issuer: world.configuration.base_url.to_string(),
        made_at: world.clock.now(),
        number: letter.number.clone(),
        letter: letter.id.to_string(),
        sender,
        recipient: recipient_of(tx.as_mut(), &record).await?,
        events: upto.iter().map(proven).collect(),
        event_seal: URL_SAFE_NO_PAD.encode(seal),
    };
    sealed_file::seal(proof, SEAL_TYPE, key)
}

/// Who was written to; letters outlive the accounts that they were sent to.
async fn recipient_of(
    tx: &mut dyn Transaction,
    record: &LetterRecord,
) -> Result<Option<String>, Failure> {
    let Some(case) = tx.case(record.case).await? else {
        return Ok(None);
    };
    let account = tx.account(case.account).await?;
    Ok(account.map(|account| account.email.reveal().clone()))
}

fn proven(event: &LetterEvent) -> ProvenEvent {
    ProvenEvent {
        id: event.id.to_string(),
        kind: event.kind.as_str().to_owned(),
        at: event.at,
        actor: event.actor.as_str().to_owned(),
        input_hash: to_hex(&event.input_hash),
        chain_hash: to_hex(&event.chain_hash),
    }
}

/// The verification code of an event's proof, as it is printed and typed: the letter's number, then ten characters.
pub fn proof_code(world: &World, number: &str, event: LetterEventId) -> String {
    let code = world.keys.proof_code(event.as_bytes(), CODE_LENGTH);
    let (first, second) = code.split_at(CODE_LENGTH / 2);
    format!("{number}-{first}-{second}")
}

/// The number that a typed code begins with; `None` for what is no code.
pub(super) fn number_in(code: &str) -> Option<&str> {
    (code.chars().count() == NUMBER_LENGTH + CODE_LENGTH)
        .then(|| code.get(..NUMBER_LENGTH))
        .flatten()
}
