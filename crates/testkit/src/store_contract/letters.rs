//! Letters.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::at;
use crate::samples::records::{case_id, hash, letter, other_letter};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::{LetterEventId, LetterId};
use sceau_domain::letter::{LetterActor, LetterEvent, LetterEventKind, LetterState, expires_at};
use sceau_service::ports::{Store, StoreFailure};

pub async fn a_letter_comes_back_whole_and_is_found_by_its_tokens(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_letter(&letter()).await.expect("written");
        tx.put_letter(&other_letter(2)).await.expect("written");
    })
    .await;
    read(store, async |tx| {
        assert_eq!(
            tx.letter(letter().letter.id).await.expect("read"),
            Some(letter())
        );
        assert_eq!(
            tx.letter_by_link(&hash(21)).await.expect("read"),
            Some(letter())
        );
        assert_eq!(
            tx.letter_by_tracking(&hash(23)).await.expect("read"),
            Some(letter())
        );
        assert_eq!(
            tx.letter_by_number("A23BC4567").await.expect("read"),
            Some(letter())
        );
        assert_eq!(tx.letter_by_number("A23BC4568").await.expect("read"), None);
        assert_eq!(tx.letter_by_link(&hash(23)).await.expect("read"), None);
        assert_eq!(
            tx.letter_of(case_id(1)).await.expect("read"),
            Some(other_letter(2))
        );
    })
    .await;
    let mut renewed = letter();
    let link = renewed.link.as_mut().expect("a link");
    (link.token_hash, link.used_at) = (hash(99), Some(at(60)));
    write(store, async |tx| tx.put_letter(&renewed).await)
        .await
        .expect("written");
    read(store, async |tx| {
        assert_eq!(
            tx.letter_by_link(&hash(21)).await.expect("read"),
            None,
            "older links are void"
        );
        assert_eq!(
            tx.letter_by_link(&hash(99)).await.expect("read"),
            Some(renewed)
        );
    })
    .await;
}

pub async fn events_are_appended_and_never_rewritten(store: &dyn Store) {
    write(store, async |tx| tx.put_letter(&letter()).await)
        .await
        .expect("written");
    let mut accepted = letter();
    accepted.letter.state = LetterState::Accepted;
    accepted.letter.events.push(LetterEvent {
        id: LetterEventId::from_bytes([3; 16]),
        kind: LetterEventKind::Accepted,
        at: at(70),
        actor: LetterActor::RecipientByLink,
        input_hash: [0; 32],
        chain_hash: hash(103),
        seal: Some([104; 64]),
    });
    write(store, async |tx| tx.put_letter(&accepted).await)
        .await
        .expect("appended");
    let found = read(store, async |tx| tx.letter(accepted.letter.id).await)
        .await
        .expect("read");
    assert_eq!(found, Some(accepted.clone()));

    let mut rewritten = accepted.clone();
    rewritten.letter.events[0].at = at(1000);
    let mut shortened = accepted;
    shortened.letter.events.pop();
    for changed in [rewritten, shortened] {
        let mut tx = store.begin().await.expect("a transaction");
        let refused = tx.put_letter(&changed).await;
        assert!(
            matches!(refused, Err(StoreFailure::Conflict)),
            "{refused:?}"
        );
    }
}

pub async fn letters_expire_after_their_fifteen_days_and_are_reminded_once(store: &dyn Store) {
    let mut answered = other_letter(2);
    answered.letter.state = LetterState::Accepted;
    let mut reminded = other_letter(3);
    reminded.reminded_at = Some(at(10));
    let mut unnoticed = other_letter(4);
    (unnoticed.letter.state, unnoticed.letter.notified_at) = (LetterState::Deposited, None);
    write(store, async |tx| {
        for record in [letter(), answered, reminded, unnoticed] {
            tx.put_letter(&record).await.expect("written");
        }
    })
    .await;
    let paris = TimeZone::get("Europe/Paris").expect("the time zone");
    let end = expires_at(at(2), &paris);
    let moment_before = end - SignedDuration::from_secs(1);
    let to_expire = async |now: Timestamp| {
        let mut found = read(store, async |tx| tx.letters_to_expire(now).await)
            .await
            .expect("read");
        found.sort();
        found
    };
    assert_eq!(to_expire(moment_before).await, []);
    let open = [LetterId::from_bytes([3; 16]), letter().letter.id];
    assert_eq!(to_expire(end).await, open);
    let remind = read(store, async |tx| tx.letters_to_remind(at(3)).await)
        .await
        .expect("read");
    assert_eq!(remind, [letter().letter.id]);
    let remind = read(store, async |tx| tx.letters_to_remind(at(2)).await)
        .await
        .expect("read");
    assert_eq!(remind, []);
}
