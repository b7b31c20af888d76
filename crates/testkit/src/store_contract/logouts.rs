//! Services that are told of an end.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::at;
use crate::samples::records::grant;
use sceau_domain::id::{IdentityId, LoginRequestId};
use sceau_service::ports::Store;
use sceau_service::records::{LogoutNotice, ServiceSession};

fn session(login: LoginRequestId, begun: i64) -> ServiceSession {
    ServiceSession {
        login,
        client: "service-essai".to_owned(),
        identity: grant().identity,
        begun_at: at(begun),
    }
}

fn other_login() -> LoginRequestId {
    LoginRequestId::from_bytes([0x5a; 16])
}

pub async fn a_service_session_is_taken_once(store: &dyn Store) {
    let (first, second) = (session(grant().login, 1), session(other_login(), 2));
    write(store, async |tx| {
        for kept in [&first, &second] {
            tx.put_service_session(kept).await.expect("written");
        }
        tx.put_service_session(&session(other_login(), 9))
            .await
            .expect("a renewed token changes nothing");
        let stranger = IdentityId::from_bytes([0x77; 16]);
        let none = tx.take_service_sessions_of(stranger).await.expect("read");
        assert_eq!(none, []);
        let all = tx
            .take_service_sessions_of(grant().identity)
            .await
            .expect("read");
        assert_eq!(all, [first.clone(), second.clone()]);
        let gone = tx.take_service_session(first.login).await.expect("read");
        assert_eq!(gone, None);
    })
    .await;
}

pub async fn a_service_session_is_forgotten_with_the_history(store: &dyn Store) {
    let (old, new) = (session(grant().login, 1), session(other_login(), 2));
    write(store, async |tx| {
        for kept in [&old, &new] {
            tx.put_service_session(kept).await.expect("written");
        }
        tx.sweep_service_sessions(at(2)).await.expect("swept");
        assert_eq!(
            tx.take_service_session(old.login).await.expect("read"),
            None
        );
        let kept = tx.take_service_session(new.login).await.expect("read");
        assert_eq!(kept, Some(new.clone()));
    })
    .await;
}

pub async fn a_logout_notice_waits_for_its_time_and_goes(store: &dyn Store) {
    let notice = LogoutNotice {
        login: grant().login,
        client: "service-essai".to_owned(),
        subject: "abc".to_owned(),
        tries: 0,
        due_at: at(10),
    };
    let later = LogoutNotice {
        tries: 1,
        due_at: at(20),
        ..notice.clone()
    };
    write(store, async |tx| {
        tx.put_logout_notice(&notice).await.expect("written");
        assert_eq!(tx.logout_notices_due(at(9), 5).await.expect("read"), []);
        let due = tx.logout_notices_due(at(10), 5).await.expect("read");
        assert_eq!(due, core::slice::from_ref(&notice));
        tx.put_logout_notice(&later).await.expect("put off");
        assert_eq!(tx.logout_notices_due(at(19), 5).await.expect("read"), []);
    })
    .await;
    let due = read(store, async |tx| tx.logout_notices_due(at(20), 5).await).await;
    assert_eq!(due.expect("read"), [later]);
    write(store, async |tx| {
        tx.delete_logout_notice(notice.login)
            .await
            .expect("deleted");
        assert_eq!(tx.logout_notices_due(at(99), 5).await.expect("read"), []);
    })
    .await;
}
