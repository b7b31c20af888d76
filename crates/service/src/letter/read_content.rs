//! Reads a letter that was handed over.

use super::content::LetterContent;
use super::record_event;
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::letter::{LetterActor, LetterEventKind, LetterState};

/// Opens the content from the tracking page (POST: a scanner of mails that follows links reads nothing). The
/// first time is an event of the letter's chain; afterwards nothing changes.
///
/// # Errors
/// `LetterLinkUnknown` for a letter that nobody has, or that is not handed over; [`Failure::Store`].
pub async fn read_content(world: &World, token: &str) -> Result<(), Failure> {
    let mut tx = world.store.begin().await?;
    let mut record = tx
        .letter_by_tracking(&sha256(token.as_bytes()))
        .await?
        .filter(|record| record.letter.state == LetterState::Received)
        .ok_or(Refusal::LetterLinkUnknown)?;
    if record.letter.was_read() {
        return Ok(());
    }
    let now = world.clock.now();
    let content = LetterContent::of(&world.configuration, &record.letter.number);
    let (kind, actor) = (
        LetterEventKind::ContentAccessed,
        LetterActor::RecipientByLink,
    );
    record_event(world, &mut record, kind, actor, content.hash(), now)?;
    tx.put_letter(&record).await?;
    let entry = AuditEntry::new(now, "letter.read")
        .of_case(record.case)
        .of_letter(record.letter.id);
    tx.append_audit(&entry).await?;
    tx.commit().await?;
    Ok(())
}
