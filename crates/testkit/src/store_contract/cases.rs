//! Cases, consents, evidence, uploads, challenges.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::records::{
    account, account_id, case, case_id, challenge_record, consent_record, decision, evidence,
    examination, hash, letter, queue_entry, upload,
};
use crate::samples::{at, event, state, states};
use sceau_domain::journey::{EventName, Part, State, StateName, transition};
use sceau_service::crypto::sha256;
use sceau_service::ports::{Store, StoreFailure};
use sceau_service::records::{Case, ConsentPurpose, Evidence, Examination, Retention};

pub async fn a_case_comes_back_whole_in_every_state(store: &dyn Store) {
    write(store, async |tx| tx.put_account(&account(1)).await)
        .await
        .expect("written");
    for (number, state) in (1..).zip(states()) {
        let stored = Case {
            version: 1,
            ..case(number, state.clone())
        };
        write(store, async |tx| tx.put_case(&case(number, state)).await)
            .await
            .expect("written");
        let found = read(store, async |tx| tx.case(case_id(number)).await).await;
        let found = found.expect("read").expect("it is there");
        assert!(
            found == stored,
            "{:?} changed in the store",
            stored.state.name()
        );
    }
    let bare = Case::new(case_id(200), account_id(1), at(0));
    write(store, async |tx| tx.put_case(&bare).await)
        .await
        .expect("written");
    let found = read(store, async |tx| tx.case(case_id(200)).await)
        .await
        .expect("read");
    assert_eq!(found, Some(Case { version: 1, ..bare }));
}

pub async fn a_case_changed_meanwhile_is_a_conflict(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
    })
    .await;
    let read_early = read(store, async |tx| tx.case(case_id(1)).await).await;
    let read_early = read_early.expect("read").expect("it is there");
    let mut tx = store.begin().await.expect("a transaction");
    tx.put_case(&read_early).await.expect("the first to write");
    tx.commit().await.expect("a commit");

    let mut tx = store.begin().await.expect("a transaction");
    let again = tx.put_case(&read_early).await;
    assert!(matches!(again, Err(StoreFailure::Conflict)), "{again:?}");
    let as_new = tx.put_case(&case(1, State::Terms)).await;
    assert!(matches!(as_new, Err(StoreFailure::Conflict)), "{as_new:?}");
    let unknown = tx
        .put_case(&Case {
            version: 1,
            ..case(2, State::Terms)
        })
        .await;
    assert!(
        matches!(unknown, Err(StoreFailure::Conflict)),
        "{unknown:?}"
    );
}

pub async fn a_case_is_found_by_its_account_and_its_desk_code(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(2, State::Terms)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
    })
    .await;
    read(store, async |tx| {
        let newest = tx.case_of(account_id(1)).await.expect("read").expect("one");
        assert_eq!(newest.id, case_id(2));
        let by_code = tx
            .case_by_desk_code(&sha256(b"K7QX0001"))
            .await
            .expect("read");
        assert_eq!(by_code.expect("one").id, case_id(1));
        assert_eq!(
            tx.case_by_desk_code(&sha256(b"K7QX0003"))
                .await
                .expect("read"),
            None
        );
        assert_eq!(tx.case_of(account_id(2)).await.expect("read"), None);
    })
    .await;
}

pub async fn consents_come_back_in_order(store: &dyn Store) {
    let purposes = [
        ConsentPurpose::Identity,
        ConsentPurpose::LetterService,
        ConsentPurpose::LetterReceipt,
        ConsentPurpose::FaceVideo,
        ConsentPurpose::Identity,
    ];
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
        for purpose in purposes {
            tx.put_consent(&consent_record(purpose))
                .await
                .expect("written");
        }
    })
    .await;
    let found = read(store, async |tx| tx.consents_of(case_id(1)).await)
        .await
        .expect("read");
    assert_eq!(found, purposes.map(consent_record));
}

/// The store's list and the journey's rule are the same.
pub async fn exactly_the_cases_that_may_be_abandoned_are_idle(store: &dyn Store) {
    write(store, async |tx| tx.put_account(&account(1)).await)
        .await
        .expect("written");
    let mut expected = Vec::new();
    for (number, name) in (1..).zip(StateName::ALL) {
        if transition(state(*name), event(EventName::Abandoned)).is_ok() {
            expected.push(case_id(number));
        }
        let written = write(store, async |tx| {
            tx.put_case(&case(number, state(*name))).await
        })
        .await;
        written.expect("written");
    }
    let mut idle = read(store, async |tx| tx.cases_idle_since(at(100)).await)
        .await
        .expect("read");
    idle.sort();
    assert_eq!(idle, expected);
    let none = read(store, async |tx| tx.cases_idle_since(at(99)).await)
        .await
        .expect("read");
    assert_eq!(none, []);
}

pub async fn cases_are_erased_when_their_time_has_come(store: &dyn Store) {
    let media_done = Retention {
        media_erased_at: Some(at(1000)),
        ..case(2, State::Terms).retention
    };
    let kept = Retention::default();
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
        tx.put_case(&Case {
            retention: media_done,
            ..case(2, State::Terms)
        })
        .await
        .expect("written");
        tx.put_case(&Case {
            retention: kept,
            ..case(3, State::Terms)
        })
        .await
        .expect("written");
    })
    .await;
    for (second, expected) in [
        (999, vec![]),
        (1000, vec![case_id(1)]),
        (2000, vec![case_id(1), case_id(2)]),
    ] {
        let found = read(store, async |tx| tx.cases_to_erase(at(second)).await).await;
        let mut found = found.expect("read");
        found.sort();
        assert_eq!(found, expected, "after {second} s");
    }
}

pub async fn a_deleted_case_leaves_its_letter_and_its_decisions(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
        tx.put_consent(&consent_record(ConsentPurpose::Identity))
            .await
            .expect("written");
        tx.put_evidence(&evidence(Part::Front))
            .await
            .expect("written");
        tx.put_challenge(&challenge_record())
            .await
            .expect("written");
        tx.put_queue_entry(&queue_entry(1)).await.expect("written");
        tx.put_letter(&letter()).await.expect("written");
        tx.put_decision(&decision(1)).await.expect("written");
    })
    .await;
    write(store, async |tx| tx.delete_case(case_id(1)).await)
        .await
        .expect("deleted");
    read(store, async |tx| {
        assert_eq!(tx.case(case_id(1)).await.expect("read"), None);
        assert_eq!(tx.consents_of(case_id(1)).await.expect("read"), []);
        assert_eq!(tx.evidence_of(case_id(1)).await.expect("read"), []);
        assert_eq!(
            tx.challenge(challenge_record().challenge.id)
                .await
                .expect("read"),
            None
        );
        assert_eq!(tx.queue_entry(case_id(1)).await.expect("read"), None);
        assert_eq!(
            tx.letter(letter().letter.id).await.expect("read"),
            Some(letter())
        );
        assert_eq!(
            tx.decisions_of(case_id(1)).await.expect("read"),
            [decision(1)]
        );
    })
    .await;
}

pub async fn evidence_uploads_and_challenges_come_back_whole(store: &dyn Store) {
    let used = sceau_service::records::ChallengeRecord {
        used_at: Some(at(200)),
        ..challenge_record()
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
        for part in [Part::Video, Part::Back, Part::Front] {
            tx.put_evidence(&evidence(part)).await.expect("written");
        }
        tx.put_challenge(&challenge_record())
            .await
            .expect("written");
        tx.put_challenge(&used).await.expect("written");
        tx.put_upload(&upload(1)).await.expect("written");
        tx.put_upload(&upload(2)).await.expect("written");
    })
    .await;
    write(store, async |tx| {
        let all = tx.evidence_of(case_id(1)).await.expect("read");
        assert_eq!(
            all,
            [Part::Front, Part::Back, Part::Video].map(evidence),
            "oldest first"
        );
        let video = tx.evidence(evidence(Part::Video).id).await.expect("read");
        assert_eq!(video, Some(evidence(Part::Video)));
        assert_eq!(
            tx.challenge(used.challenge.id).await.expect("read"),
            Some(used)
        );
        assert_eq!(
            tx.upload(upload(1).id).await.expect("read"),
            Some(upload(1))
        );
        assert_eq!(
            tx.uploads_expired_at(at(100)).await.expect("read"),
            [upload(1).id]
        );
        tx.delete_upload(upload(1).id).await.expect("deleted");
        assert_eq!(tx.upload(upload(1).id).await.expect("read"), None);
    })
    .await;
}

pub async fn only_pictures_that_nobody_examined_wait_and_examinations_come_back_whole(
    store: &dyn Store,
) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        let under_way = state(StateName::Processing);
        tx.put_case(&case(1, under_way)).await.expect("written");
        for part in [Part::Front, Part::Back, Part::Video] {
            tx.put_evidence(&evidence(part)).await.expect("written");
        }
    })
    .await;
    let waiting = read(store, async |tx| tx.evidence_to_examine(10).await).await;
    let pieces = [Part::Front, Part::Back, Part::Video].map(|part| evidence(part).id);
    assert_eq!(waiting.expect("read"), pieces);
    let first = read(store, async |tx| tx.evidence_to_examine(1).await).await;
    assert_eq!(first.expect("read"), pieces[..1]);
    write(store, async |tx| {
        let put_off = tx.put_off_examination(pieces[0], at(90));
        put_off.await.expect("written");
    })
    .await;
    let waiting = read(store, async |tx| tx.evidence_to_examine(10).await).await;
    assert_eq!(waiting.expect("read"), [pieces[1], pieces[2], pieces[0]]);
    let seen = examination(Part::Front);
    let empty = Examination {
        findings: Vec::new(),
        document: None,
        zone: None,
        seal: None,
        has_portrait: false,
        at: at(31),
        ..examination(Part::Back)
    };
    let film = Examination {
        at: at(32),
        ..examination(Part::Video)
    };
    write(store, async |tx| {
        tx.put_examination(&seen).await.expect("written");
        tx.put_examination(&empty).await.expect("written");
        tx.put_examination(&film).await.expect("written");
    })
    .await;
    let found = read(store, async |tx| tx.examinations_of(case_id(1)).await).await;
    assert_eq!(found.expect("read"), [seen, empty, film]);
    let waiting = read(store, async |tx| tx.evidence_to_examine(10).await).await;
    assert_eq!(waiting.expect("read"), []);

    write(store, async |tx| {
        tx.delete_case(case_id(1)).await.expect("deleted");
    })
    .await;
    let found = read(store, async |tx| tx.examinations_of(case_id(1)).await).await;
    assert_eq!(found.expect("read"), []);
}

/// Whether another account has a document, or a piece of evidence, of this case.
async fn elsewhere(store: &dyn Store, number: u8) -> (bool, bool) {
    read(store, async move |tx| {
        let case = case_id(number);
        let document = tx.is_document_elsewhere(case).await.expect("read");
        let evidence = tx.is_evidence_elsewhere(case).await.expect("read");
        (document, evidence)
    })
    .await
}

/// The same picture under another identifier, in a case.
fn same_picture(part: Part, number: u8) -> Evidence {
    Evidence {
        id: evidence(part).id,
        case: case_id(number),
        ..evidence(Part::Front)
    }
}

/// Two cases of one account, with one document and one picture, and a case of another account.
async fn put_two_tries_and_a_stranger(store: &dyn Store) {
    write(store, async |tx| {
        for owner in [1, 2] {
            tx.put_account(&account(owner)).await.expect("written");
        }
        for (number, owner) in [(1, 1), (2, 1), (3, 2)] {
            let under_way = Case {
                account: account(owner).id,
                ..case(number, state(StateName::Processing))
            };
            tx.put_case(&under_way).await.expect("written");
        }
        for piece in [same_picture(Part::Front, 1), same_picture(Part::Back, 2)] {
            tx.put_evidence(&piece).await.expect("written");
        }
        for (number, mark) in [(1, 7), (1, 7), (2, 7), (3, 8)] {
            let marked = tx.put_document_mark(case_id(number), &hash(mark)).await;
            marked.expect("written");
        }
    })
    .await;
}

pub async fn a_document_or_a_picture_of_another_account_is_known_and_of_the_same_account_is_not(
    store: &dyn Store,
) {
    put_two_tries_and_a_stranger(store).await;
    let alone = elsewhere(store, 1).await;
    assert_eq!(alone, (false, false), "a second try is usual");
    write(store, async |tx| {
        let theirs = same_picture(Part::Video, 3);
        tx.put_evidence(&theirs).await.expect("written");
        let marked = tx.put_document_mark(case_id(3), &hash(7)).await;
        marked.expect("written");
    })
    .await;
    for number in [1, 2, 3] {
        let seen = elsewhere(store, number).await;
        assert_eq!(seen, (true, true), "case {number}");
    }
    write(store, async |tx| {
        tx.delete_case(case_id(3)).await.expect("deleted");
    })
    .await;
    let alone = elsewhere(store, 1).await;
    assert_eq!(alone, (false, false), "it went with its case");
}
