//! The person's own page: another number, the export, the end.

use crate::scene::{MAELYS, Person, Scene, refusal};
use jiff::SignedDuration;
use sceau_domain::deed::Deed;
use sceau_domain::id::CaseId;
use sceau_domain::journey::StateName;
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::Personal;
use sceau_service::account::Authenticated;
use sceau_service::failure::Refusal;
use sceau_service::login::{LoginState, give_phone, list_requests};
use sceau_service::person::{NewNumber, ask_number_code, change_number, erase_account, export};
use sceau_service::ports::Sms;
use sceau_service::records::{Account, Case, DecisionRecord, KeyProtection};
use sceau_testkit::samples;
use sceau_testkit::samples::records::{case, decision};

const NEW: &str = "06 39 98 45 67";

impl Scene {
    async fn texted_code(&self) -> String {
        self.test.run_jobs().await;
        let sent = self.test.texts.all();
        let is_code = |sms: &&Sms| sms.text.reveal().contains('#');
        let sms = sent.iter().rev().find(is_code).unwrap();
        sms.text.reveal().rsplit_once('#').unwrap().1.to_owned()
    }

    /// A case of somebody, with what an operator wrote about them.
    async fn decided_case(&self, person: &Person) -> CaseId {
        let case = Case {
            account: person.by.account.id,
            ..case(1, samples::state(StateName::Active))
        };
        let decided = DecisionRecord {
            case: case.id,
            message: Some(Personal::new("Bonjour Maëlys".to_owned())),
            note: Some(Personal::new("jointe par téléphone".to_owned())),
            ..decision(1)
        };
        let mut tx = self.world.store.begin().await.unwrap();
        tx.put_case(&case).await.unwrap();
        tx.put_decision(&decided).await.unwrap();
        tx.commit().await.unwrap();
        case.id
    }

    /// As the account is stored now.
    async fn again(&self, person: Person) -> Person {
        let mut tx = self.world.store.read().await.unwrap();
        let account = tx.account(person.by.account.id).await.unwrap().unwrap();
        Person {
            by: Authenticated {
                account,
                ..person.by
            },
            ..person
        }
    }
}

#[tokio::test]
async fn a_new_number_is_proved_and_confirmed_and_the_brokers_page_follows_it() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let sent = ask_number_code(&scene.world, &maelys.by, NEW)
        .await
        .unwrap();
    assert!(sent.to_masked.ends_with("67"));
    let code = scene.texted_code().await;
    let number = PhoneNumber::parse_mobile(NEW).unwrap();
    let new = NewNumber {
        number: NEW.to_owned(),
        code: code.clone(),
        proof: maelys
            .confirms(&scene.world, Deed::ChangeNumber(&number))
            .await,
    };
    let wrong = NewNumber {
        code: if code == "111111" { "222222" } else { "111111" }.to_owned(),
        ..new.clone()
    };
    let refused = change_number(&scene.world, &maelys.by, &wrong).await;
    assert_eq!(refusal(refused), Refusal::CodeWrong { tries_left: 4 });
    let other = NewNumber {
        number: "06 39 98 99 99".to_owned(),
        ..new.clone()
    };
    let refused = change_number(&scene.world, &maelys.by, &other).await;
    assert!(matches!(refusal(refused), Refusal::CodeWrong { .. }));
    change_number(&scene.world, &maelys.by, &new).await.unwrap();
    assert!(scene.subject_of_last_mail().await.contains("numéro"));
    let told = scene.test.last_sms().unwrap();
    assert!(
        told.to.reveal().ends_with("639980102"),
        "the old number is told"
    );
    assert!(!told.text.reveal().contains('#'), "and gets no code");

    let old = scene.begin_with(MAELYS).await;
    assert_eq!(scene.state(&old).await, LoginState::Waiting);
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    let page = scene.begin().await;
    give_phone(&scene.world, &page, NEW).await.unwrap();
    let maelys = scene.again(maelys).await;
    scene.approve(&maelys, &page).await;
    let used_up = change_number(&scene.world, &maelys.by, &new).await;
    assert_eq!(refusal(used_up), Refusal::CodeUnknown);
}

#[tokio::test]
async fn a_number_changed_takes_nothing_back_of_what_changed_meanwhile() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    ask_number_code(&scene.world, &maelys.by, NEW)
        .await
        .unwrap();
    let number = PhoneNumber::parse_mobile(NEW).unwrap();
    let new = NewNumber {
        number: NEW.to_owned(),
        code: scene.texted_code().await,
        proof: maelys
            .confirms(&scene.world, Deed::ChangeNumber(&number))
            .await,
    };
    // Another request of the same account, between the look at the session and the turn to write.
    let english = Account {
        language: "en".to_owned(),
        ..maelys.by.account.clone()
    };
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_account(&english).await.unwrap();
    tx.commit().await.unwrap();
    change_number(&scene.world, &maelys.by, &new).await.unwrap();
    let maelys = scene.again(maelys).await;
    assert_eq!(maelys.by.account.language, "en");
    assert_eq!(maelys.by.account.phone, Some(number));
}

#[tokio::test]
async fn a_number_follows_whoever_proved_it_last_and_the_other_is_told() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene.person(2, NEW, KeyProtection::Hardware).await;
    ask_number_code(&scene.world, &maelys.by, NEW)
        .await
        .unwrap();
    let number = PhoneNumber::parse_mobile(NEW).unwrap();
    let new = NewNumber {
        number: NEW.to_owned(),
        code: scene.texted_code().await,
        proof: maelys
            .confirms(&scene.world, Deed::ChangeNumber(&number))
            .await,
    };
    change_number(&scene.world, &maelys.by, &new).await.unwrap();
    let mail = scene.subject_of_last_mail().await;
    assert!(mail.contains("a changé"), "{mail}");
    let letterbox = scene.test.mails.all();
    let told: Vec<_> = letterbox
        .iter()
        .filter(|mail| mail.to == other.by.account.email)
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].subject.contains("n’est plus lié"));
    let other = scene.again(other).await;
    assert_eq!(other.by.account.phone, None);
    let page = scene.begin_with(NEW).await;
    assert_eq!(
        scene.waiting_for(&maelys).await.account,
        Some(maelys.by.account.id)
    );
    assert_eq!(scene.state(&page).await, LoginState::Waiting);
}

#[tokio::test]
async fn an_export_holds_the_history_and_is_told_by_mail() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    let proof = maelys.confirms(&scene.world, Deed::Export).await;
    let gathered = export(&scene.world, &maelys.by, &proof).await.unwrap();
    assert_eq!(gathered.account, maelys.by.account);
    assert_eq!(gathered.devices.len(), 1);
    assert_eq!(gathered.logins[0].1, "login.approved");
    assert!(scene.subject_of_last_mail().await.contains("exportées"));
    let mail = scene.test.last_mail().unwrap();
    let text = mail.text.reveal();
    let way = "Connectez-vous par e-mail depuis un autre appareil et bloquez votre identité";
    assert!(text.contains(way), "for whoever lost the phone: {text}");
}

#[tokio::test]
async fn after_the_end_nothing_names_the_person_and_the_number_is_free() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    scene.finish(&page).await;
    let case = scene.decided_case(&maelys).await;
    let proof = maelys.confirms(&scene.world, Deed::Erase).await;
    erase_account(&scene.world, &maelys.by, &proof)
        .await
        .unwrap();
    let account = maelys.by.account.id;
    let mut tx = scene.world.store.read().await.unwrap();
    assert!(tx.account(account).await.unwrap().is_none());
    assert!(tx.identity_of(account).await.unwrap().is_none());
    assert!(tx.devices_of(account).await.unwrap().is_empty());
    assert!(tx.logins_of(account, 9).await.unwrap().is_empty());
    let decisions = tx.decisions_of(case).await.unwrap();
    assert_eq!(decisions.len(), 1, "that it was decided stays");
    assert!(decisions[0].message.is_none() && decisions[0].note.is_none());
    let hash = maelys.by.session.token_hash;
    assert!(tx.session(&hash).await.unwrap().is_none());
    let theirs = other.by.account.id;
    assert!(tx.account(theirs).await.unwrap().is_some(), "nobody else's");
    drop(tx);
    assert!(scene.subject_of_last_mail().await.contains("supprimée"));
    assert_eq!(scene.kinds().await.last().unwrap(), "message.sent");
    scene.test.advance(SignedDuration::from_mins(10));
    let page = scene.begin_with(MAELYS).await;
    assert_eq!(
        scene.state(&page).await,
        LoginState::Waiting,
        "as for anyone"
    );
}

#[tokio::test]
async fn a_number_already_held_gets_no_code_and_a_success_gives_no_new_sends() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let held = ask_number_code(&scene.world, &maelys.by, MAELYS).await;
    assert!(matches!(refusal(held), Refusal::NotPossibleHere(_)));
    scene.test.run_jobs().await;
    assert!(scene.test.last_sms().is_none(), "nothing left");

    let mut maelys = maelys;
    for typed in [NEW, "06 39 98 45 68", "06 39 98 45 69"] {
        ask_number_code(&scene.world, &maelys.by, typed)
            .await
            .unwrap();
        let number = PhoneNumber::parse_mobile(typed).unwrap();
        let new = NewNumber {
            number: typed.to_owned(),
            code: scene.texted_code().await,
            proof: maelys
                .confirms(&scene.world, Deed::ChangeNumber(&number))
                .await,
        };
        change_number(&scene.world, &maelys.by, &new).await.unwrap();
        maelys = scene.again(maelys).await;
        scene.seconds(31);
    }
    let fourth = ask_number_code(&scene.world, &maelys.by, NEW).await;
    assert!(matches!(refusal(fourth), Refusal::CodeTooSoon { .. }));
    scene.minutes(15);
    assert!(ask_number_code(&scene.world, &maelys.by, NEW).await.is_ok());
}
