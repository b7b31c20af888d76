//! What the person's own page needs: codes, the end of sessions and tokens, the end of an account.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples;
use crate::samples::records::{
    account, account_id, attempt, case, device, device_id, grant, handoff, hash, identity,
    identity_id, interaction, login, message, session, sign_in, upload,
};
use sceau_domain::id::AccountId;
use sceau_domain::journey::StateName;
use sceau_domain::login::RequestState;
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};
use sceau_service::ports::{Mail, Sms, Store, Transaction};
use sceau_service::records::{
    Account, Carrier, CodePurpose, Identity, LoginRecord, OutboxMessage, Outgoing, PersonCode,
    RefreshRecord, Rotation, SecretHash, Session,
};

fn code(purpose: CodePurpose) -> PersonCode {
    PersonCode {
        account: account_id(1),
        purpose,
        number: (purpose == CodePurpose::NewNumber).then(phone_under_proof),
        attempt: attempt(),
    }
}

pub async fn codes_of_someone_signed_in_come_back_whole_one_series_a_purpose(store: &dyn Store) {
    let purposes = [CodePurpose::Unblock, CodePurpose::NewNumber];
    let again = PersonCode {
        attempt: sceau_domain::otp::OtpAttempt::default(),
        ..code(CodePurpose::Unblock)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        for purpose in purposes {
            tx.put_person_code(&code(purpose)).await.expect("written");
        }
        tx.put_person_code(&again).await.expect("written");
    })
    .await;
    write(store, async |tx| {
        let found = tx.person_code(account_id(1), CodePurpose::Unblock).await;
        assert_eq!(found.expect("read"), Some(again));
        let found = tx.person_code(account_id(1), CodePurpose::NewNumber).await;
        assert_eq!(found.expect("read"), Some(code(CodePurpose::NewNumber)));
        tx.delete_person_code(account_id(1), CodePurpose::Unblock)
            .await
            .expect("deleted");
        let gone = tx.person_code(account_id(1), CodePurpose::Unblock).await;
        assert_eq!(gone.expect("read"), None);
        let kept = tx.person_code(account_id(1), CodePurpose::NewNumber).await;
        assert!(kept.expect("read").is_some());
    })
    .await;
}

pub async fn sessions_on_a_device_end_together(store: &dyn Store) {
    let on = |number, device| Session {
        device,
        ..session(number)
    };
    let sessions = [
        on(1, Some(device_id(1))),
        on(2, Some(device_id(1))),
        on(3, Some(device_id(2))),
        on(4, None),
    ];
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        for number in [1, 2] {
            tx.put_device(&device(number)).await.expect("written");
        }
        for session in &sessions {
            tx.put_session(session).await.expect("written");
        }
        tx.delete_sessions_on(device_id(1)).await.expect("deleted");
    })
    .await;
    read(store, async |tx| {
        for (number, is_kept) in [(1, false), (2, false), (3, true), (4, true)] {
            let found = tx.session(&hash(number)).await.expect("read");
            assert_eq!(found.is_some(), is_kept, "{number}");
        }
    })
    .await;
}

pub async fn all_sessions_of_an_account_but_one_end_together(store: &dyn Store) {
    let other = Account {
        phone: None,
        ..account(2)
    };
    let theirs = Session {
        account: account_id(2),
        ..session(3)
    };
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_account(&other).await.expect("written");
        tx.put_device(&device(1)).await.expect("written");
        for session in [session(1), session(2), theirs] {
            tx.put_session(&session).await.expect("written");
        }
        tx.delete_other_sessions(account_id(1), &hash(2))
            .await
            .expect("deleted");
    })
    .await;
    read(store, async |tx| {
        for (number, is_kept) in [(1, false), (2, true), (3, true)] {
            let found = tx.session(&hash(number)).await.expect("read");
            assert_eq!(found.is_some(), is_kept, "{number}");
        }
    })
    .await;
}

pub async fn what_an_identitys_logins_gave_ends_together(store: &dyn Store) {
    let of = |number| sceau_service::records::AuthorizationGrant {
        identity: identity_id(number),
        ..grant()
    };
    write(store, async |tx| {
        tx.put_code(&hash(1), &of(1)).await.expect("written");
        tx.put_access_token(&hash(2), &of(1))
            .await
            .expect("written");
        tx.put_access_token(&hash(3), &of(2))
            .await
            .expect("written");
        tx.revoke_tokens_of_identity(identity_id(1))
            .await
            .expect("revoked");
    })
    .await;
    write(store, async |tx| {
        assert_eq!(
            tx.spend_code(&hash(1), samples::at(9)).await.expect("read"),
            None
        );
        assert_eq!(tx.access_token(&hash(2)).await.expect("read"), None);
        let other = tx.access_token(&hash(3)).await.expect("read");
        assert!(other.is_some(), "another person's");
    })
    .await;
}

fn sms(number: u8, to: &str, about: Option<AccountId>) -> OutboxMessage {
    OutboxMessage {
        message: Outgoing::Sms(Sms {
            to: Personal::new(to.to_owned()),
            text: Secret::new("Votre code".to_owned()),
        }),
        about,
        ..message(number)
    }
}

/// To the address, the number, the number under proof, and one that was left.
fn messages_to_me() -> [OutboxMessage; 4] {
    let mine = account(1);
    let number = mine.phone.as_ref().expect("a number").e164();
    let mail = OutboxMessage {
        message: Outgoing::Mail(Mail {
            to: mine.email,
            subject: "Votre code".to_owned(),
            text: Secret::new("Bonjour".to_owned()),
            html: Secret::new("<p>Bonjour</p>".to_owned()),
        }),
        about: None,
        ..message(10)
    };
    [
        mail,
        sms(11, &number, None),
        sms(12, &phone_under_proof().e164(), None),
        sms(13, "+33639980000", Some(account_id(1))),
    ]
}

fn phone_under_proof() -> PhoneNumber {
    PhoneNumber::parse_mobile("06 39 98 88 88").expect("a number")
}

fn refresh() -> RefreshRecord {
    RefreshRecord {
        grant: grant(),
        rotation: Rotation {
            current: SecretHash::from_hex("ab".repeat(32)),
            forgivable: None,
        },
    }
}

/// Somebody with everything that an account may have.
async fn settle_in(tx: &mut dyn Transaction) {
    tx.put_account(&account(1)).await.expect("written");
    tx.put_sign_in(&sign_in(1)).await.expect("written");
    tx.put_device(&device(1)).await.expect("written");
    tx.put_session(&session(1)).await.expect("written");
    tx.put_identity(&identity(1)).await.expect("written");
    let active = case(1, samples::state(StateName::Active));
    tx.put_case(&active).await.expect("written");
    tx.put_login(&login(1, RequestState::Completed))
        .await
        .expect("written");
    tx.put_handoff(&handoff(1)).await.expect("written");
    tx.put_upload(&upload(1)).await.expect("written");
    tx.put_interaction(&interaction(1)).await.expect("written");
    tx.put_access_token(&hash(9), &grant())
        .await
        .expect("written");
    tx.put_code(&hash(8), &grant()).await.expect("written");
    tx.put_refresh(&refresh()).await.expect("written");
    for waiting in messages_to_me() {
        tx.put_message(&waiting).await.expect("written");
    }
    tx.put_person_code(&code(CodePurpose::NewNumber))
        .await
        .expect("written");
    tx.put_person_code(&code(CodePurpose::Unblock))
        .await
        .expect("written");
    tx.put_request_done(account_id(1), "k", &hash(1), samples::at(1))
        .await
        .expect("written");
}

/// Looks everywhere where account 1 was.
async fn is_nowhere(tx: &mut dyn Transaction) {
    let mine = account_id(1);
    assert_eq!(tx.account(mine).await.expect("read"), None);
    assert_eq!(tx.identity_of(mine).await.expect("read"), None);
    assert!(tx.devices_of(mine).await.expect("read").is_empty());
    assert!(tx.cases_of(mine).await.expect("read").is_empty());
    assert!(tx.uploads_of(mine).await.expect("read").is_empty());
    assert!(tx.logins_of(mine, 9).await.expect("read").is_empty());
    assert_eq!(tx.session(&hash(1)).await.expect("read"), None);
    assert_eq!(tx.access_token(&hash(9)).await.expect("read"), None);
    let handoff = tx.handoff(handoff(1).id).await;
    assert_eq!(handoff.expect("read"), None);
    let passage = tx.interaction(interaction(1).id).await;
    assert_eq!(passage.expect("read"), None);
    let refresh = tx.refresh_of(grant().login).await;
    assert_eq!(refresh.expect("read"), None);
    let mut waiting = Vec::new();
    for carrier in [Carrier::Mail, Carrier::Sms] {
        let left = tx.messages_due(carrier, samples::at(9_999), 99).await;
        waiting.extend(left.expect("read").iter().map(|left| left.id));
    }
    assert_eq!(waiting, [message(14).id], "theirs alone");
    assert_eq!(tx.sign_in(sign_in(1).id).await.expect("read"), None);
    assert_eq!(tx.request_done(mine, "k").await.expect("read"), None);
}

pub async fn an_erased_account_is_gone_whole_and_nobody_else_is_touched(store: &dyn Store) {
    let other = Account {
        phone: None,
        ..account(2)
    };
    let their_identity = Identity {
        account: account_id(2),
        ..identity(2)
    };
    let their_login = LoginRecord {
        account: Some(account_id(2)),
        interaction: interaction(2).id,
        ..login(2, RequestState::Completed)
    };
    write(store, async |tx| {
        settle_in(tx).await;
        tx.put_account(&other).await.expect("written");
        tx.put_identity(&their_identity).await.expect("written");
        tx.put_login(&their_login).await.expect("written");
        tx.put_interaction(&interaction(2)).await.expect("written");
        let theirs = sms(14, "+33639980001", Some(account_id(2)));
        tx.put_message(&theirs).await.expect("written");
    })
    .await;
    write(store, async |tx| {
        for case in tx.cases_of(account_id(1)).await.expect("read") {
            tx.delete_case(case.id).await.expect("deleted");
        }
        for upload in tx.uploads_of(account_id(1)).await.expect("read") {
            tx.delete_upload(upload).await.expect("deleted");
        }
        tx.delete_account(account_id(1)).await.expect("deleted");
    })
    .await;
    write(store, async |tx| {
        let code = tx.spend_code(&hash(8), samples::at(9)).await;
        assert_eq!(code.expect("read"), None);
    })
    .await;
    read(store, async |tx| {
        is_nowhere(tx).await;
        let theirs = account_id(2);
        let passage = tx.interaction(interaction(2).id).await;
        assert!(passage.expect("read").is_some());
        assert!(tx.account(theirs).await.expect("read").is_some());
        assert!(tx.identity_of(theirs).await.expect("read").is_some());
        assert_eq!(tx.logins_of(theirs, 9).await.expect("read").len(), 1);
    })
    .await;
}
