//! Accounts, sign-ins, sessions, devices, identities.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::records::{
    account, account_id, device, device_id, hash, identity, identity_id, session, sign_in,
};
use crate::samples::{at, birthplaces, declaration, phone};
use sceau_domain::document::DocumentKind;
use sceau_domain::id::CaseId;
use sceau_domain::private::Personal;
use sceau_service::ports::Store;
use sceau_service::records::{
    Account, Case, Device, Holder, Identity, KeyProtection, Session, SignIn,
};

pub async fn an_account_comes_back_whole_and_is_found_by_address_and_number(store: &dyn Store) {
    let unproved = Account {
        phone: None,
        ..account(2)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_account(&unproved).await.expect("written");
    })
    .await;
    read(store, async |tx| {
        assert_eq!(
            tx.account(account_id(1)).await.expect("read"),
            Some(account(1))
        );
        let by_email = tx
            .account_by_email("maelys2@exemple.test")
            .await
            .expect("read");
        assert_eq!(by_email, Some(unproved));
        let by_phone = tx.account_by_phone(&phone().e164()).await.expect("read");
        assert_eq!(by_phone, Some(account(1)));
        assert_eq!(
            tx.account_by_email("nobody@exemple.test")
                .await
                .expect("read"),
            None
        );
    })
    .await;
    let moved = Account {
        email: Personal::new("martin@exemple.test".to_owned()),
        phone: None,
        language: "en".to_owned(),
        ..account(1)
    };
    write(store, async |tx| tx.put_account(&moved).await)
        .await
        .expect("changed");
    read(store, async |tx| {
        assert_eq!(tx.account(account_id(1)).await.expect("read"), Some(moved));
        assert_eq!(
            tx.account_by_email("maelys1@exemple.test")
                .await
                .expect("read"),
            None
        );
        assert_eq!(
            tx.account_by_phone(&phone().e164()).await.expect("read"),
            None
        );
    })
    .await;
}

pub async fn a_sign_in_comes_back_whole_and_the_newest_is_found(store: &dyn Store) {
    let used = SignIn {
        is_used: true,
        ..sign_in(1)
    };
    write(store, async |tx| {
        for written in [sign_in(2), sign_in(1), used.clone()] {
            tx.put_sign_in(&written).await.expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        assert_eq!(tx.sign_in(used.id).await.expect("read"), Some(used));
        let newest = tx
            .newest_sign_in("maelys1@exemple.test")
            .await
            .expect("read");
        assert_eq!(newest, Some(sign_in(2)));
        assert_eq!(
            tx.newest_sign_in("nobody@exemple.test")
                .await
                .expect("read"),
            None
        );
    })
    .await;
}

pub async fn sessions_and_devices_come_back_whole(store: &dyn Store) {
    let bound = Session {
        device: Some(device_id(1)),
        ..session(2)
    };
    let revoked = Device {
        protection: KeyProtection::Hardware,
        blocked_until: None,
        revoked_at: Some(at(50)),
        ..device(2)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_device(&revoked).await.expect("written");
        tx.put_device(&device(1)).await.expect("written");
        tx.put_session(&session(1)).await.expect("written");
        tx.put_session(&bound).await.expect("written");
    })
    .await;
    write(store, async |tx| {
        assert_eq!(tx.session(&hash(2)).await.expect("read"), Some(bound));
        assert_eq!(tx.session(&hash(1)).await.expect("read"), Some(session(1)));
        assert_eq!(
            tx.device(device_id(1)).await.expect("read"),
            Some(device(1))
        );
        let devices = tx.devices_of(account_id(1)).await.expect("read");
        assert_eq!(devices, [device(1), revoked]);
        tx.delete_session(&hash(2)).await.expect("deleted");
        assert_eq!(tx.session(&hash(2)).await.expect("read"), None);
    })
    .await;
}

pub async fn an_identity_comes_back_whole_with_any_document_and_birthplace(store: &dyn Store) {
    let mut identities: Vec<Identity> = Vec::new();
    for kind in DocumentKind::ALL {
        for birthplace in birthplaces() {
            let number = u8::try_from(identities.len() + 1).expect("a few");
            identities.push(Identity {
                declaration: declaration(kind),
                birthplace,
                ..identity(number)
            });
        }
    }
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        for identity in &identities {
            tx.put_identity(identity).await.expect("written");
        }
    })
    .await;
    read(store, async |tx| {
        for identity in &identities {
            let found = tx
                .identity(identity.id)
                .await
                .expect("read")
                .expect("it is there");
            assert!(
                found == *identity,
                "{:?} with {:?}",
                identity.id,
                identity.declaration.kind()
            );
        }
        let newest = tx.identity_of(account_id(1)).await.expect("read");
        assert!(newest.as_ref() == identities.last());
        let in_short = newest.map(|newest| Holder {
            identity: newest.id,
            device: newest.device,
            blocked_at: newest.blocked_at,
        });
        let holder = tx.holder_of(account_id(1)).await.expect("read");
        assert!(holder.is_some() && holder == in_short);
        assert_eq!(tx.holder_of(account_id(200)).await.expect("read"), None);
        assert_eq!(tx.identity(identity_id(200)).await.expect("read"), None);
    })
    .await;
}

pub async fn what_ended_is_swept_and_what_goes_on_stays(store: &dyn Store) {
    let lasting = Session {
        expires_at: at(7200),
        ..session(2)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_session(&session(1)).await.expect("written");
        tx.put_session(&lasting).await.expect("written");
        tx.put_sign_in(&sign_in(1)).await.expect("written");
        tx.put_sign_in(&sign_in(9)).await.expect("written");
        tx.sweep_accounts(at(3600), at(9)).await.expect("swept");
        assert_eq!(
            tx.session(&hash(1)).await.expect("read"),
            None,
            "its end is its end"
        );
        assert_eq!(tx.session(&hash(2)).await.expect("read"), Some(lasting));
        assert_eq!(tx.sign_in(sign_in(1).id).await.expect("read"), None);
        assert_eq!(
            tx.sign_in(sign_in(9).id).await.expect("read"),
            Some(sign_in(9))
        );
    })
    .await;
}

pub async fn an_account_is_left_once_it_holds_nothing_and_nobody_is_signed_in(store: &dyn Store) {
    let made_later = Account {
        created_at: at(50),
        email: Personal::new("plus-tard@exemple.test".to_owned()),
        phone: None,
        ..account(4)
    };
    let signed_in = Session {
        account: account_id(2),
        device: None,
        expires_at: at(9_000),
        ..session(2)
    };
    let signed_out = Session {
        account: account_id(1),
        device: None,
        expires_at: at(8_000),
        ..session(1)
    };
    write(store, async |tx| {
        for number in 1..=3 {
            let account = Account {
                created_at: at(10),
                ..account(number)
            };
            tx.put_account(&account).await.expect("written");
        }
        tx.put_account(&made_later).await.expect("written");
        tx.put_session(&signed_in).await.expect("written");
        tx.put_session(&signed_out).await.expect("written");
        let case = Case::new(CaseId::from_bytes([3; 16]), account_id(3), at(10));
        tx.put_case(&case).await.expect("written");
        let left = tx.accounts_left(at(49), at(8_000)).await.expect("read");
        assert_eq!(left, [account_id(1)]);
        tx.delete_case(CaseId::from_bytes([3; 16]))
            .await
            .expect("deleted");
        let left = tx.accounts_left(at(50), at(9_000)).await.expect("read");
        assert_eq!(left, [1, 2, 3, 4].map(account_id));
        tx.note_left(account_id(1), at(51)).await.expect("written");
        tx.put_account(&account(1)).await.expect("written again");
        for (number, by, is_left) in [
            (1, 50, false),
            (1, 51, true),
            (2, 50, true),
            (4, 49, false),
            (9, 50, false),
        ] {
            let asked = tx.is_account_left(account_id(number), at(by), at(9_000));
            assert_eq!(asked.await.expect("read"), is_left, "{number} by {by}");
        }
        let left = tx.accounts_left(at(50), at(9_000)).await.expect("read");
        assert_eq!(left, [2, 3, 4].map(account_id), "signed out of later");
    })
    .await;
}
