//! Shows what a link leads to. Mail scanners open links: this never consumes anything.

use super::chain::past_answering;
use super::track::{LetterStanding, standing_of};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{LetterLink, LetterRecord};
use jiff::Timestamp;

/// What the landing page of a link shows: the letter without its sender.
#[derive(Debug, Clone)]
pub struct LetterSeen {
    /// The letter.
    pub letter: LetterStanding,
    /// Until when the link may be used.
    pub link_expires_at: Timestamp,
}

/// Looks at a link (GET).
///
/// # Errors
/// `LetterLinkUnknown` (also when a newer notice replaced it), `LetterAnswered`, `LetterOver`, `LetterLinkExpired`;
/// [`Failure::Store`].
pub async fn open_link(world: &World, token: &str) -> Result<LetterSeen, Failure> {
    let mut tx = world.store.read().await?;
    let (record, link) = usable_link(world, tx.as_mut(), token).await?;
    Ok(LetterSeen {
        letter: standing_of(world, &record)?,
        link_expires_at: link.expires_at,
    })
}

/// The letter of a link that may be used now.
pub(super) async fn usable_link(
    world: &World,
    tx: &mut dyn Transaction,
    token: &str,
) -> Result<(LetterRecord, LetterLink), Failure> {
    let record = tx
        .letter_by_link(&sha256(token.as_bytes()))
        .await?
        .ok_or(Refusal::LetterLinkUnknown)?;
    let link = record.link.clone().ok_or(Refusal::LetterLinkUnknown)?;
    check_link(world, &record, &link)?;
    Ok((record, link))
}

/// Whether link and letter may still be used.
pub(super) fn check_link(
    world: &World,
    record: &LetterRecord,
    link: &LetterLink,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let standing = standing_of(world, record)?;
    let is_late = standing.expires_at.is_some_and(|end| now >= end);
    if !standing.may_be_answered || is_late {
        return Err(past_answering(record.letter.state).into());
    }
    if link.used_at.is_some() {
        return Err(Refusal::LetterAnswered.into());
    }
    if now > link.expires_at {
        return Err(Refusal::LetterLinkExpired.into());
    }
    Ok(())
}
