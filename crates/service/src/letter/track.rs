//! The tracking page: every event with its proof, the deadline, what comes next.

use super::content::LetterContent;
use super::notice::tracking_of;
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::LetterRecord;
use crate::time::paris;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::LetterId;
use sceau_domain::letter::{LetterEvent, LetterState, expires_at};

/// A letter as its recipient may see it at any time: no sender, no content.
#[derive(Debug, Clone)]
pub struct LetterStanding {
    /// Names it inside.
    pub id: LetterId,
    /// Nine characters.
    pub number: String,
    /// Where it stands.
    pub state: LetterState,
    /// When the notice that counts left.
    pub notified_at: Option<Timestamp>,
    /// The last second to answer, once a notice left.
    pub answer_until: Option<Timestamp>,
    /// The first instant at which it is too late, once a notice left.
    pub expires_at: Option<Timestamp>,
    /// Whether it still waits for its recipient.
    pub may_be_answered: bool,
    /// When another notice may be asked for.
    pub resend_at: Timestamp,
    /// Everything that happened, oldest first.
    pub events: Vec<LetterEvent>,
    /// Address of the tracking page.
    pub tracking_url: String,
}

/// A letter on its tracking page.
#[derive(Debug, Clone)]
pub struct TrackedLetter {
    /// What may always be seen.
    pub letter: LetterStanding,
    /// The sender, once the letter is accepted.
    pub sender: Option<String>,
    /// Whether it was handed over and may be read.
    pub may_be_read: bool,
    /// Sender, subject and text, once its recipient asked to read them.
    pub content: Option<LetterContent>,
    /// Whether the events are those recorded and their seals ours.
    pub is_intact: bool,
}

/// Finds a letter by the token of its tracking page. Looking changes nothing.
///
/// # Errors
/// `LetterLinkUnknown`; [`Failure::Store`].
pub async fn track(world: &World, token: &str) -> Result<TrackedLetter, Failure> {
    let mut tx = world.store.read().await?;
    let record = tx
        .letter_by_tracking(&sha256(token.as_bytes()))
        .await?
        .ok_or(Refusal::LetterLinkUnknown)?;
    let state = record.letter.state;
    let content = LetterContent::of(&world.configuration, &record.letter.number);
    Ok(TrackedLetter {
        letter: standing_of(world, &record)?,
        sender: state.shows_the_sender().then(|| content.sender.clone()),
        may_be_read: state == LetterState::Received,
        content: record.letter.was_read().then_some(content),
        is_intact: super::is_intact(&record.letter, &world.keys.seal_public()),
    })
}

/// What may always be seen of a letter.
pub(crate) fn standing_of(world: &World, record: &LetterRecord) -> Result<LetterStanding, Failure> {
    let letter = &record.letter;
    let expires_at = match letter.notified_at {
        Some(notified_at) => Some(expires_at(notified_at, &paris()?)),
        None => None,
    };
    Ok(LetterStanding {
        id: letter.id,
        number: letter.number.clone(),
        state: letter.state,
        notified_at: letter.notified_at,
        answer_until: expires_at.map(|end| crate::time::before(end, SignedDuration::from_secs(1))),
        expires_at,
        may_be_answered: matches!(
            letter.state,
            LetterState::Deposited | LetterState::NotificationFailed | LetterState::Available
        ),
        resend_at: crate::time::after(record.noticed_at, world.configuration.notice_resend_after),
        events: letter.events.clone(),
        tracking_url: tracking_of(world, letter.id),
    })
}
