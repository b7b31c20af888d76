//! Hands the content over once the identity check has passed.

use super::content::LetterContent;
use super::record_event;
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, LetterRecord};
use sceau_domain::letter::{LetterActor, LetterEventKind};

/// Records `received`, in the transaction that approved the case.
pub(crate) async fn hand_over(
    world: &World,
    tx: &mut dyn Transaction,
    record: &mut LetterRecord,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let content = LetterContent::of(&world.configuration, &record.letter.number);
    let (kind, actor) = (LetterEventKind::Received, LetterActor::System);
    record_event(world, record, kind, actor, content.hash(), now).map_err(|_| {
        Failure::Inconsistent("an approved case has a letter that was not accepted")
    })?;
    tx.put_letter(record).await?;
    let entry = AuditEntry::new(now, "letter.received")
        .of_case(record.case)
        .of_letter(record.letter.id);
    tx.append_audit(&entry).await?;
    Ok(())
}
