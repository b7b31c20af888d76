//! Operators, the queue, decisions.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::at;
use crate::samples::records::{
    account, case, case_id, decision, hash, operator, operator_id, operator_session, queue_entry,
};
use sceau_domain::journey::State;
use sceau_domain::private::Personal;
use sceau_service::ports::Store;
use sceau_service::records::{
    DecisionCount, DecisionRecord, Operator, OperatorSession, QueueEntry, Verdict,
};

pub async fn operators_and_their_sessions_come_back_whole(store: &dyn Store) {
    let revoked = Operator {
        revoked_at: Some(at(5)),
        ..operator(1)
    };
    write(store, async |tx| {
        tx.put_operator(&operator(2)).await.expect("written");
        tx.put_operator(&operator(1)).await.expect("written");
        tx.put_operator(&revoked).await.expect("written");
        tx.put_operator_session(&operator_session(1))
            .await
            .expect("written");
    })
    .await;
    write(store, async |tx| {
        assert_eq!(
            tx.operator(operator_id(1)).await.expect("read"),
            Some(revoked.clone())
        );
        assert_eq!(
            tx.operator_by_key(&hash(2)).await.expect("read"),
            Some(operator(2))
        );
        assert_eq!(tx.operators().await.expect("read"), [revoked, operator(2)]);
        let session = tx.operator_session(&hash(1)).await.expect("read");
        assert_eq!(session, Some(operator_session(1)));
        tx.delete_operator_session(&hash(1)).await.expect("deleted");
        assert_eq!(tx.operator_session(&hash(1)).await.expect("read"), None);
    })
    .await;
}

pub async fn operator_sessions_that_ended_are_swept(store: &dyn Store) {
    let longer = OperatorSession {
        expires_at: at(3601),
        ..operator_session(2)
    };
    write(store, async |tx| {
        tx.put_operator(&operator(1)).await.expect("written");
        for session in [&operator_session(1), &longer] {
            tx.put_operator_session(session).await.expect("written");
        }
        tx.sweep_operator_sessions(at(3600)).await.expect("swept");
        let ended = tx.operator_session(&hash(1)).await.expect("read");
        assert_eq!(ended, None);
        let kept = tx.operator_session(&hash(2)).await.expect("read");
        assert_eq!(kept, Some(longer));
    })
    .await;
}

pub async fn the_queue_is_oldest_first_and_entries_change(store: &dyn Store) {
    let free = QueueEntry {
        assigned: None,
        excluded: vec![],
        appeal: false,
        ..queue_entry(1)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        for number in [3, 1, 2] {
            tx.put_case(&case(number, State::Terms))
                .await
                .expect("written");
            tx.put_queue_entry(&queue_entry(number))
                .await
                .expect("written");
        }
        tx.put_queue_entry(&free).await.expect("changed");
    })
    .await;
    write(store, async |tx| {
        let queue = tx.queue().await.expect("read");
        assert_eq!(queue, [free, queue_entry(2), queue_entry(3)]);
        tx.delete_queue_entry(case_id(2)).await.expect("deleted");
        assert_eq!(tx.queue_entry(case_id(2)).await.expect("read"), None);
        assert_eq!(
            tx.queue_entry(case_id(3)).await.expect("read"),
            Some(queue_entry(3))
        );
    })
    .await;
}

pub async fn decisions_come_back_whole_and_the_old_ones_go(store: &dyn Store) {
    let approved = DecisionRecord {
        verdict: Verdict::Approve,
        reasons: vec![],
        message: None,
        note: Some(Personal::new("vu au guichet".to_owned())),
        awaits_second: false,
        ..decision(2)
    };
    write(store, async |tx| {
        tx.put_decision(&approved).await.expect("written");
        tx.put_decision(&decision(1)).await.expect("written");
    })
    .await;
    write(store, async |tx| {
        let decisions = tx.decisions_of(case_id(1)).await.expect("read");
        assert_eq!(decisions, [decision(1), approved.clone()]);
        let lately = tx.count_decisions_since(at(2)).await.expect("counted");
        let one = DecisionCount {
            operator: approved.operator,
            count: 1,
        };
        assert_eq!(lately, [one]);
        assert_eq!(tx.delete_decisions_before(at(2)).await.expect("deleted"), 1);
    })
    .await;
    let left = read(store, async |tx| tx.decisions_of(case_id(1)).await)
        .await
        .expect("read");
    assert_eq!(left, [approved]);
}

pub async fn emptied_decisions_keep_their_verdict_and_lose_their_words(store: &dyn Store) {
    let noted = DecisionRecord {
        message: Some(Personal::new("Votre photo est floue.".to_owned())),
        note: Some(Personal::new("Mme Kermarrec, jointe".to_owned())),
        ..decision(1)
    };
    let elsewhere = DecisionRecord {
        case: case_id(2),
        note: Some(Personal::new("vu au guichet".to_owned())),
        ..decision(2)
    };
    write(store, async |tx| {
        tx.put_decision(&noted).await.expect("written");
        tx.put_decision(&elsewhere).await.expect("written");
        tx.empty_decisions_of(case_id(1)).await.expect("emptied");
    })
    .await;
    read(store, async |tx| {
        let emptied = DecisionRecord {
            message: None,
            note: None,
            ..noted
        };
        assert_eq!(tx.decisions_of(case_id(1)).await.expect("read"), [emptied]);
        let other = tx.decisions_of(case_id(2)).await.expect("read");
        assert_eq!(other, [elsewhere]);
    })
    .await;
}
