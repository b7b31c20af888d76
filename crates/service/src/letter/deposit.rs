//! Hands a letter in and asks for its notice to be sent.

use super::content::LetterContent;
use super::{chain, make_link, send_notice};
use crate::crypto::{make_random_readable, sha256};
use crate::failure::Failure;
use crate::ports::{Transaction, World};
use crate::records::{Account, AuditEntry, LetterRecord};
use sceau_domain::id::{CaseId, LetterId};
use sceau_domain::letter::{Letter, LetterActor, LetterEventKind, LetterState};

/// Characters of a letter's number, as after `N°` in its mails.
pub(super) const NUMBER_LENGTH: usize = 9;

/// Deposits the letter of a case, in the transaction that agreed to it.
pub(crate) async fn deposit(
    world: &World,
    tx: &mut dyn Transaction,
    account: &Account,
    case: CaseId,
    letter: LetterId,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let link = make_link(world, letter, now);
    let token = world.keys.tracking_token(letter.as_bytes());
    let mut record = LetterRecord {
        letter: Letter {
            id: letter,
            number: make_random_readable(world.random.as_ref(), NUMBER_LENGTH),
            state: LetterState::Deposited,
            notified_at: None,
            events: Vec::new(),
        },
        case,
        link: Some(link.record.clone()),
        tracking_hash: sha256(token.reveal().as_bytes()),
        noticed_at: now,
        reminded_at: None,
    };
    let content = LetterContent::of(&world.configuration, &record.letter.number);
    chain::append(
        world,
        &mut record.letter,
        LetterEventKind::Deposited,
        LetterActor::Sender,
        content.hash(),
        now,
    );
    send_notice(world, tx, account, &record, &link).await?;
    tx.put_letter(&record).await?;
    let entry = AuditEntry::new(now, "letter.deposited")
        .of_case(case)
        .of_letter(letter);
    tx.append_audit(&entry).await?;
    Ok(())
}
