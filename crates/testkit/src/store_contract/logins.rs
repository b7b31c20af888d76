//! Passages, handoffs, login requests, messages.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::at;
use crate::samples::records::{
    account_id, device_id, handoff, handover, hash, interaction, interaction_id, login, message,
};
use sceau_domain::login::{LoginRequest, RequestState};
use sceau_service::ports::Store;
use sceau_service::records::Carrier::{Mail, Sms};
use sceau_service::records::{
    Giver, Handoff, HandoffState, Interaction, LoginRecord, LoginWindow, LoginsLately,
    OutboxMessage,
};

pub async fn interactions_and_handoffs_come_back_whole(store: &dyn Store) {
    let finished = Interaction {
        is_finished: true,
        ..interaction(1)
    };
    let offered = Handoff {
        state: HandoffState::Offered,
        secret_hash: None,
        account: None,
        interaction: None,
        service: None,
        ..handoff(2)
    };
    write(store, async |tx| {
        tx.put_interaction(&interaction(1)).await.expect("written");
        tx.put_interaction(&finished).await.expect("changed");
        tx.put_handoff(&handoff(1)).await.expect("written");
        tx.put_handoff(&offered).await.expect("written");
    })
    .await;
    read(store, async |tx| {
        assert_eq!(
            tx.interaction(interaction_id(1)).await.expect("read"),
            Some(finished)
        );
        assert_eq!(
            tx.handoff(handoff(1).id).await.expect("read"),
            Some(handoff(1))
        );
        for code in [52, 62] {
            let found = tx.handoff_by_code(&hash(code)).await.expect("read");
            assert_eq!(
                found,
                Some(offered.clone()),
                "by the QR code and by the typed one"
            );
        }
        assert_eq!(
            tx.handoff_by_code(&hash(41)).await.expect("read"),
            None,
            "a cookie is no code"
        );
        assert_eq!(
            tx.handoff_of(account_id(1)).await.expect("read"),
            Some(handoff(1))
        );
    })
    .await;
}

pub async fn handoffs_that_an_account_gave_come_back_newest_first(store: &dyn Store) {
    let of_another = Handoff {
        giver: Giver::App {
            account: account_id(2),
            device: device_id(2),
        },
        ..handover(4)
    };
    let open = Handoff {
        account: None,
        session_hash: None,
        giver_seen_at: None,
        taker_seen_at: None,
        ..handover(3)
    };
    write(store, async |tx| {
        for handoff in [&open, &handover(1), &handover(2), &of_another, &handoff(5)] {
            tx.put_handoff(handoff).await.expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        let since = tx.handoffs_given_by(account_id(1), at(2)).await;
        assert_eq!(since.expect("read"), [open, handover(2)]);
        let all = tx.handoffs_given_by(account_id(2), at(0)).await;
        assert_eq!(all.expect("read"), [of_another]);
    })
    .await;
}

pub async fn a_login_request_comes_back_whole_in_every_state(store: &dyn Store) {
    let states = [
        RequestState::Waiting,
        RequestState::Approved {
            by: device_id(1),
            at: at(30),
        },
        RequestState::Refused,
        RequestState::Disowned,
        RequestState::NumberMismatch,
        RequestState::Completed,
    ];
    let bare = LoginRecord {
        account: None,
        broker: None,
        ..login(1, RequestState::Waiting)
    };
    let all: Vec<_> = states
        .map(|state| login(1, state))
        .into_iter()
        .chain([bare])
        .collect();
    for record in all {
        write(store, async |tx| tx.put_login(&record).await)
            .await
            .expect("written");
        let found = read(store, async |tx| tx.login(record.request.id).await).await;
        assert_eq!(found.expect("read"), Some(record));
    }
}

pub async fn the_newest_login_requests_come_first(store: &dyn Store) {
    let records = [2, 3, 1].map(|number| login(number, RequestState::Waiting));
    write(store, async |tx| {
        for record in &records {
            tx.put_login(record).await.expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        let [second, third, first] = &records;
        let two = tx.logins_of(account_id(1), 2).await.expect("read");
        assert_eq!(two, [third.clone(), second.clone()]);
        let newest = tx.login_of(interaction_id(1)).await.expect("read");
        assert_eq!(newest.as_ref(), Some(third));
        assert_eq!(
            tx.login_by_code(&hash(71)).await.expect("read").as_ref(),
            Some(first)
        );
        assert_eq!(tx.logins_of(account_id(2), 2).await.expect("read"), []);
    })
    .await;
}

pub async fn messages_are_due_in_order_and_leave_once(store: &dyn Store) {
    let later = OutboxMessage {
        tries: 9,
        due_at: at(500),
        ..message(1)
    };
    write(store, async |tx| {
        for number in [3, 2, 1, 4, 5] {
            tx.put_message(&message(number)).await.expect("written");
        }
    })
    .await;
    write(store, async |tx| {
        let due = tx.messages_due(Sms, at(4), 10).await.expect("read");
        assert_eq!(due, [1, 3].map(message));
        let due = tx.messages_due(Mail, at(3), 10).await.expect("read");
        assert_eq!(due, [message(2)], "each carrier its own");
        let one = tx.messages_due(Sms, at(9), 1).await.expect("read");
        assert_eq!(one, [message(1)]);
        tx.put_message(&later).await.expect("put off");
        tx.delete_message(message(2).id).await.expect("deleted");
        let due = tx.messages_due(Sms, at(5), 10).await.expect("read");
        assert_eq!(due, [3, 5].map(message));
        let due = tx.messages_due(Mail, at(5), 10).await.expect("read");
        assert_eq!(due, [message(4)]);
        let due = tx.messages_due(Sms, at(500), 10).await.expect("read");
        assert_eq!(due.last(), Some(&later));
    })
    .await;
}

pub async fn a_message_that_is_gone_is_not_put_back_by_putting_it_off(store: &dyn Store) {
    write(store, async |tx| {
        for number in [1, 2] {
            tx.put_message(&message(number)).await.expect("written");
        }
        tx.delete_message(message(1).id).await.expect("deleted");
        for number in [1, 2] {
            tx.put_off_message(message(number).id, 7, at(500))
                .await
                .expect("put off");
        }
        let due = tx.messages_due(Mail, at(499), 10).await.expect("read");
        assert_eq!(due, []);
        let off = OutboxMessage {
            tries: 7,
            due_at: at(500),
            ..message(2)
        };
        let due = tx.messages_due(Mail, at(500), 10).await.expect("read");
        assert_eq!(due, [off]);
    })
    .await;
}

pub async fn texts_to_a_number_are_counted_over_all_accounts(store: &dyn Store) {
    write(store, async |tx| {
        for (number, second) in [(1, 30), (1, 10), (2, 20), (1, 20)] {
            tx.put_text_sent(&hash(number), at(second))
                .await
                .expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        let since = tx.texts_sent_since(&hash(1), at(11)).await.expect("read");
        assert_eq!(since, [at(20), at(30)]);
        let of_nobody = tx.texts_sent_since(&hash(3), at(0)).await.expect("read");
        assert_eq!(of_nobody, []);
    })
    .await;
}

pub async fn passages_that_are_over_go_and_the_history_stays_longer(store: &dyn Store) {
    let later = Interaction {
        expires_at: at(601),
        ..interaction(2)
    };
    let offered = Handoff {
        expires_at: at(601),
        ..handoff(2)
    };
    let of_nobody = LoginRecord {
        account: None,
        ..login(3, RequestState::Waiting)
    };
    write(store, async |tx| {
        for interaction in [&interaction(1), &later] {
            tx.put_interaction(interaction).await.expect("written");
        }
        for handoff in [&handoff(1), &offered] {
            tx.put_handoff(handoff).await.expect("written");
        }
        let completed = RequestState::Completed;
        for login in [&login(1, completed), &login(2, completed), &of_nobody] {
            tx.put_login(login).await.expect("written");
        }
        tx.sweep_interactions(at(120), at(1)).await.expect("swept");
        let found = tx.login(of_nobody.request.id).await.expect("read");
        assert!(found.is_some(), "it may still be answered at that instant");
        tx.sweep_interactions(at(601), at(2)).await.expect("swept");
    })
    .await;
    read(store, async |tx| {
        let gone = tx.interaction(interaction_id(1)).await.expect("read");
        assert_eq!(gone, None);
        let kept = tx.interaction(interaction_id(2)).await.expect("read");
        assert_eq!(kept, Some(later), "it ends only now");
        assert_eq!(tx.handoff(handoff(1).id).await.expect("read"), None);
        let kept = tx.handoff(offered.id).await.expect("read");
        assert_eq!(kept, Some(offered), "it ends only now");
        let gone = tx.login(of_nobody.request.id).await.expect("read");
        assert_eq!(gone, None, "nobody's history");
        let history = tx.logins_of(account_id(1), 9).await.expect("read");
        assert_eq!(history, [login(2, RequestState::Completed)]);
    })
    .await;
}

pub async fn what_leads_to_a_login_request_changes_with_it(store: &dyn Store) {
    let first = LoginRecord {
        reported_at: None,
        ..login(1, RequestState::Waiting)
    };
    let changed = LoginRecord {
        interaction: interaction_id(2),
        account: Some(account_id(2)),
        asked_at: at(5),
        code_hash: hash(99),
        reported_at: Some(at(70)),
        ..first.clone()
    };
    write(store, async |tx| {
        tx.put_login(&first).await.expect("written");
        tx.put_login(&changed).await.expect("changed");
    })
    .await;
    read(store, async |tx| {
        let found = tx.login_of(interaction_id(2)).await.expect("read");
        assert_eq!(found.as_ref(), Some(&changed));
        assert_eq!(tx.login_of(interaction_id(1)).await.expect("read"), None);
        let code = first.code_hash;
        assert_eq!(tx.login_by_code(&code).await.expect("read"), None);
        assert_eq!(tx.logins_of(account_id(1), 9).await.expect("read"), []);
        let reported = tx.logins_reported_since(at(70)).await.expect("read");
        assert_eq!(reported, [changed]);
    })
    .await;
}

pub async fn only_login_requests_that_still_wait_are_shown_as_waiting(store: &dyn Store) {
    let waiting = [1, 2, 3].map(|number| login(number, RequestState::Waiting));
    let late = LoginRecord {
        request: LoginRequest {
            expires_at: at(59),
            ..login(4, RequestState::Waiting).request
        },
        ..login(4, RequestState::Waiting)
    };
    let of_another = LoginRecord {
        account: Some(account_id(2)),
        ..login(5, RequestState::Waiting)
    };
    let answered = login(6, RequestState::Refused);
    write(store, async |tx| {
        for record in waiting.iter().chain([&late, &of_another, &answered]) {
            tx.put_login(record).await.expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        let found = tx.logins_waiting(account_id(1), at(60), 2).await;
        let [_, second, third] = waiting;
        assert_eq!(found.expect("read"), [third, second], "the newest, no more");
        let over = tx.logins_waiting(account_id(1), at(121), 9).await;
        assert_eq!(over.expect("read"), []);
    })
    .await;
}

pub async fn that_a_service_took_a_login_is_noted_once(store: &dyn Store) {
    let approved = LoginRecord {
        given_at: None,
        ..login(1, RequestState::Completed)
    };
    let id = approved.request.id;
    write(store, async |tx| {
        tx.put_login(&approved).await.expect("written");
        tx.note_login_given(id, at(40)).await.expect("noted");
        tx.note_login_given(id, at(50)).await.expect("left alone");
    })
    .await;
    let found = read(store, async |tx| tx.login(id).await).await;
    let given = LoginRecord {
        given_at: Some(at(40)),
        ..approved
    };
    assert_eq!(found.expect("read"), Some(given));
}

pub async fn what_was_asked_of_an_account_lately_is_counted(store: &dyn Store) {
    let asked = |number: u8, state| login(number, state);
    let others = LoginRecord {
        account: Some(account_id(2)),
        ..login(60, RequestState::Waiting)
    };
    write(store, async |tx| {
        for kept in [
            asked(10, RequestState::Disowned),
            asked(20, RequestState::Refused),
            asked(30, RequestState::Completed),
            asked(40, RequestState::Disowned),
            asked(50, RequestState::Waiting),
            others,
        ] {
            tx.put_login(&kept).await.expect("written");
        }
    })
    .await;
    let count = async |now, asked, disowned| {
        let window = LoginWindow {
            account: account_id(1),
            now: at(now),
            asked_after: at(asked),
            disowned_after: at(disowned),
        };
        let counted = read(store, async |tx| tx.logins_lately(&window).await);
        let LoginsLately {
            waiting,
            asked,
            disowned,
        } = counted.await.expect("counted");
        (waiting, asked, disowned)
    };
    assert_eq!(count(120, 0, 0).await, (1, 4, 2));
    assert_eq!(count(121, 0, 0).await, (0, 4, 2), "late");
    assert_eq!(count(60, 20, 0).await, (1, 2, 2));
    assert_eq!(count(60, 0, 40).await, (1, 4, 0));
    let nobody = LoginWindow {
        account: account_id(9),
        now: at(60),
        asked_after: at(0),
        disowned_after: at(0),
    };
    let none = read(store, async |tx| tx.logins_lately(&nobody).await).await;
    assert_eq!(none.expect("counted").asked, 0);
}
