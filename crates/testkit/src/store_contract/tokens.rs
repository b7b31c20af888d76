//! What works once.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::transactions::join;
use super::{read, write};
use crate::samples::at;
use crate::samples::records::{account_id, grant, hash};
use sceau_oidc::refresh::{RefreshToken, Rotation, Shown};
use sceau_service::ports::Store;
use sceau_service::records::{PushedRequest, RefreshRecord};

pub async fn of_fifty_who_take_a_code_one_gets_it(store: &dyn Store) {
    write(store, async |tx| tx.put_code(&hash(1), &grant()).await)
        .await
        .expect("written");
    let take = async || {
        let mut tx = store.begin().await.expect("a turn");
        let taken = tx
            .spend_code(&hash(1), at(500))
            .await
            .expect("spent or not");
        tx.commit().await.expect("a commit");
        taken
    };
    let takers: Vec<_> = (0..50).map(|_| Box::pin(take())).collect();
    let taken = join(takers).await;
    assert_eq!(taken.len(), 50);
    let winners: Vec<_> = taken.into_iter().flatten().collect();
    assert_eq!(winners, [grant()]);
}

pub async fn a_code_is_not_an_access_token(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_code(&hash(1), &grant()).await.expect("written");
        tx.put_access_token(&hash(2), &grant())
            .await
            .expect("written");
        assert_eq!(tx.take_access_token(&hash(1)).await.expect("read"), None);
        assert_eq!(tx.spend_code(&hash(2), at(500)).await.expect("read"), None);
        assert_eq!(
            tx.take_access_token(&hash(2)).await.expect("read"),
            Some(grant())
        );
        assert_eq!(tx.take_access_token(&hash(2)).await.expect("read"), None);
    })
    .await;
}

pub async fn a_spent_code_is_remembered_as_long_as_asked(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_code(&hash(1), &grant()).await.expect("written");
        assert_eq!(tx.spent_code(&hash(1)).await.expect("read"), None);
        tx.spend_code(&hash(1), at(500)).await.expect("spent");
        tx.sweep_tokens(at(499)).await.expect("swept");
        let spent = tx.spent_code(&hash(1)).await.expect("read");
        assert_eq!(spent.map(|spent| spent.login), Some(grant().login));
        tx.sweep_tokens(at(500)).await.expect("swept");
        assert_eq!(tx.spent_code(&hash(1)).await.expect("read"), None);
    })
    .await;
}

pub async fn a_pushed_request_is_taken_once(store: &dyn Store) {
    let pushed = PushedRequest {
        client: "demo-service".to_owned(),
        parameters: vec![("scope".to_owned(), "openid".to_owned())],
        expires_at: at(60),
    };
    write(store, async |tx| {
        tx.put_pushed(&hash(1), &pushed).await.expect("written");
        tx.put_pushed(&hash(2), &pushed).await.expect("written");
        let taken = tx.take_pushed(&hash(1)).await.expect("read");
        assert_eq!(taken.as_ref(), Some(&pushed));
        assert_eq!(tx.take_pushed(&hash(1)).await.expect("read"), None);
        tx.sweep_tokens(at(60)).await.expect("swept");
        assert_eq!(tx.take_pushed(&hash(2)).await.expect("read"), None);
    })
    .await;
}

pub async fn what_a_login_gave_ends_together(store: &dyn Store) {
    let token = |number: u8| {
        RefreshToken::make(grant().login.to_string(), &|bytes: &mut [u8]| {
            bytes.fill(number);
        })
    };
    let first = RefreshRecord {
        grant: grant(),
        rotation: Rotation::begin(&token(1)),
    };
    let second = RefreshRecord {
        grant: grant(),
        rotation: first.rotation.clone().advance(Shown::Current, &token(2)),
    };
    write(store, async |tx| {
        tx.put_access_token(&hash(1), &grant())
            .await
            .expect("written");
        tx.put_code(&hash(2), &grant()).await.expect("written");
        tx.put_code(&hash(3), &grant()).await.expect("written");
        tx.spend_code(&hash(3), at(900)).await.expect("spent");
        tx.put_refresh(&first).await.expect("written");
        tx.put_refresh(&second).await.expect("moved on");
        let kept = tx.refresh_of(grant().login).await.expect("read");
        assert_eq!(kept.as_ref(), Some(&second));
        assert_eq!(
            tx.access_token(&hash(1)).await.expect("read"),
            Some(grant())
        );
        tx.revoke_tokens_of(grant().login).await.expect("revoked");
        assert_eq!(tx.access_token(&hash(1)).await.expect("read"), None);
        assert_eq!(tx.refresh_of(grant().login).await.expect("read"), None);
        let code = tx.spend_code(&hash(2), at(900)).await;
        assert_eq!(code.expect("read"), None, "a code on its way");
        let spent = tx.spent_code(&hash(3)).await.expect("read");
        assert!(spent.is_some(), "so that showing it again is noticed");
    })
    .await;
}

pub async fn an_assertion_is_new_once(store: &dyn Store) {
    let remember = async |client: &str, jti: &str| {
        write(store, async |tx| {
            tx.remember_assertion(client, jti, at(60)).await
        })
        .await
    };
    assert!(remember("demo-broker", "j-1").await.expect("remembered"));
    assert!(!remember("demo-broker", "j-1").await.expect("known"));
    assert!(
        remember("other-broker", "j-1")
            .await
            .expect("another client's")
    );
    assert!(remember("demo-broker", "j-2").await.expect("another one"));
}

pub async fn what_expired_is_forgotten(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_code(&hash(1), &grant()).await.expect("written");
        tx.remember_assertion("demo-broker", "j-1", at(60))
            .await
            .expect("remembered");
        tx.sweep_tokens(at(60)).await.expect("swept");
        assert!(
            tx.remember_assertion("demo-broker", "j-1", at(90))
                .await
                .expect("forgotten")
        );
        tx.sweep_tokens(at(110)).await.expect("swept");
        assert_eq!(tx.spend_code(&hash(1), at(500)).await.expect("read"), None);
    })
    .await;
}

pub async fn a_request_done_is_remembered_for_its_account(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_request_done(account_id(1), "key-1", &hash(9), at(5))
            .await
            .expect("written");
    })
    .await;
    read(store, async |tx| {
        assert_eq!(
            tx.request_done(account_id(1), "key-1").await.expect("read"),
            Some(hash(9))
        );
        assert_eq!(
            tx.request_done(account_id(2), "key-1").await.expect("read"),
            None
        );
        assert_eq!(
            tx.request_done(account_id(1), "key-2").await.expect("read"),
            None
        );
    })
    .await;
    write(store, async |tx| {
        tx.sweep_requests(at(5)).await.expect("swept");
        assert!(
            tx.request_done(account_id(1), "key-1")
                .await
                .expect("read")
                .is_some()
        );
        tx.sweep_requests(at(6)).await.expect("swept");
        assert!(
            tx.request_done(account_id(1), "key-1")
                .await
                .expect("read")
                .is_none()
        );
    })
    .await;
}
