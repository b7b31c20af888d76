//! The app's answer: who may give it, once, in time, signed.

use crate::scene::{MAELYS, Person, Scene, browser, other_than, query, refusal};
use sceau_domain::id::DeviceId;
use sceau_domain::login::Decision;
use sceau_oidc::acr::Acr;
use sceau_service::account::Authenticated;
use sceau_service::failure::Refusal;
use sceau_service::login::{
    GivenAnswer, LoginState, answer_request, finish_login, give_phone, list_requests, offer_code,
    open_request, recent_logins, show_login,
};
use sceau_service::records::KeyProtection;
use sceau_service::review::{
    AuthenticatedOperator, add_operator, authenticate_operator, list_reports, sign_in_operator,
};

impl Scene {
    async fn operator(&self) -> AuthenticatedOperator {
        let added = add_operator(&self.world, "Dominique").await.unwrap();
        let signed_in = sign_in_operator(&self.world, &added.key).await.unwrap();
        authenticate_operator(&self.world, signed_in.token.reveal())
            .await
            .unwrap()
    }
}

async fn answer(scene: &Scene, person: &Person, given: &GivenAnswer) -> Option<Refusal> {
    match answer_request(&scene.world, &person.by, given).await {
        Ok(()) => None,
        refused => Some(refusal(refused)),
    }
}

#[tokio::test]
async fn an_approval_is_told_by_mail_and_kept_in_the_history() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    assert_eq!(scene.state(&page).await, LoginState::Approved);
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    assert!(
        mail.subject
            .ends_with("un service relié à Aiguilleur d’essai"),
        "{}",
        mail.subject
    );
    assert!(mail.text.reveal().contains("Firefox sur Linux"));
    let history = recent_logins(&scene.world, &maelys.by, 10).await.unwrap();
    assert_eq!((history.len(), history[0].kind), (1, "login.approved"));
}

#[tokio::test]
async fn a_wrong_number_ends_both_sides() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let wrong = other_than(request.request.number.value());
    let given = maelys.signs(&request, Decision::Approve, Some(wrong));
    assert_eq!(
        answer(&scene, &maelys, &given).await,
        Some(Refusal::LoginMismatch)
    );
    assert_eq!(scene.state(&page).await, LoginState::Mismatch);
    let right = maelys.signs(
        &request,
        Decision::Approve,
        Some(request.request.number.value()),
    );
    assert_eq!(
        answer(&scene, &maelys, &right).await,
        Some(Refusal::LoginAnswered)
    );
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn not_me_reaches_those_who_run_the_installation_and_a_plain_no_does_not() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let operator = scene.operator().await;
    for decision in [Decision::Refuse, Decision::NotMe] {
        scene.begin_with(MAELYS).await;
        let request = scene.waiting_for(&maelys).await;
        let given = maelys.signs(&request, decision, None);
        assert_eq!(answer(&scene, &maelys, &given).await, None);
        scene.seconds(1);
    }
    let reports = list_reports(&scene.world, &operator).await.unwrap();
    assert_eq!(reports.len(), 1, "the one that was disowned");
    assert_eq!(reports[0].browser, browser());
    assert!(!reports[0].was_given);
    let history = recent_logins(&scene.world, &maelys.by, 10).await.unwrap();
    assert_eq!(history[0].kind, "login.disowned");
}

#[tokio::test]
async fn not_me_is_answered_by_a_mail_that_speaks_of_a_number_only_when_one_was_typed() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    for was_typed in [false, true] {
        let page = scene.begin().await;
        if was_typed {
            give_phone(&scene.world, &page, MAELYS).await.unwrap();
        } else {
            offer_code(&scene.world, &page).await.unwrap();
            let link = show_login(&scene.world, &page).await.unwrap().link;
            open_request(&scene.world, &maelys.by, link.unwrap().reveal())
                .await
                .unwrap();
        }
        let request = scene.waiting_for(&maelys).await;
        let given = maelys.signs(&request, Decision::NotMe, None);
        assert_eq!(answer(&scene, &maelys, &given).await, None);
        scene.test.run_jobs().await;
        let mail = scene.test.last_mail().unwrap();
        let said = mail.text.reveal().replace('\n', " ");
        assert!(said.contains("Ce n’est pas moi"), "{said}");
        assert_eq!(said.contains("a saisi votre numéro"), was_typed, "{said}");
        assert!(said.contains("Pendant quelque temps"), "{said}");
        scene.minutes(61);
    }
}

#[tokio::test]
async fn two_minutes_later_is_too_late() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let given = maelys.signs(
        &request,
        Decision::Approve,
        Some(request.request.number.value()),
    );
    scene.seconds(121);
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        answer(&scene, &maelys, &given).await,
        Some(Refusal::LoginExpired)
    );
    assert_eq!(scene.state(&page).await, LoginState::Expired);
    let history = recent_logins(&scene.world, &maelys.by, 10).await.unwrap();
    assert_eq!(history[0].kind, "login.expired");
}

#[tokio::test]
async fn a_second_answer_changes_nothing() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let no = maelys.signs(&request, Decision::Refuse, None);
    assert_eq!(answer(&scene, &maelys, &no).await, None);
    let yes = maelys.signs(
        &request,
        Decision::Approve,
        Some(request.request.number.value()),
    );
    assert_eq!(
        answer(&scene, &maelys, &yes).await,
        Some(Refusal::LoginAnswered)
    );
    assert_eq!(scene.state(&page).await, LoginState::Refused);
}

#[tokio::test]
async fn saying_no_needs_no_signature_and_saying_yes_does() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let number = Some(request.request.number.value());
    let unsigned = |decision, number| GivenAnswer {
        request: request.request.id,
        decision,
        number,
        signature: None,
    };
    let yes = unsigned(Decision::Approve, number);
    assert_eq!(
        answer(&scene, &maelys, &yes).await,
        Some(Refusal::SignatureInvalid)
    );
    assert_eq!(
        scene.state(&page).await,
        LoginState::Waiting,
        "nothing was answered"
    );
    assert_eq!(
        answer(&scene, &maelys, &unsigned(Decision::Refuse, None)).await,
        None
    );
    assert_eq!(scene.state(&page).await, LoginState::Refused);
}

#[tokio::test]
async fn only_the_device_of_the_identity_answers_and_only_with_its_own_key() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let number = Some(request.request.number.value());
    let right = maelys.signs(&request, Decision::Approve, number);

    let mut elsewhere = maelys.by.clone();
    if let Some(device) = &mut elsewhere.device {
        device.id = DeviceId::from_bytes([9; 16]);
    }
    for by in [
        elsewhere,
        Authenticated {
            device: None,
            ..maelys.by.clone()
        },
    ] {
        let refused = answer_request(&scene.world, &by, &right).await;
        assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
        let refused = list_requests(&scene.world, &by).await;
        assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
    }
    let foreign_key = other.signs(&request, Decision::Approve, number);
    assert_eq!(
        answer(&scene, &maelys, &foreign_key).await,
        Some(Refusal::SignatureInvalid)
    );
    let foreign_account = answer(&scene, &other, &foreign_key).await;
    assert_eq!(foreign_account, Some(Refusal::NotFound));
    let signed_no = GivenAnswer {
        decision: Decision::Approve,
        number,
        ..maelys.signs(&request, Decision::Refuse, None)
    };
    assert_eq!(
        answer(&scene, &maelys, &signed_no).await,
        Some(Refusal::SignatureInvalid)
    );
    assert_eq!(scene.state(&page).await, LoginState::Waiting);
    assert_eq!(answer(&scene, &maelys, &right).await, None);
}

#[tokio::test]
async fn a_signature_for_one_request_opens_no_other() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let first = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let given = maelys.signs(&request, Decision::Refuse, None);
    assert_eq!(answer(&scene, &maelys, &given).await, None);
    let second = scene.begin_with(MAELYS).await;
    let another = scene.waiting_for(&maelys).await;
    let replayed = GivenAnswer {
        request: another.request.id,
        ..given
    };
    assert_eq!(
        answer(&scene, &maelys, &replayed).await,
        Some(Refusal::SignatureInvalid)
    );
    assert_eq!(scene.state(&first).await, LoginState::Refused);
    assert_eq!(scene.state(&second).await, LoginState::Waiting);
}

#[tokio::test]
async fn an_answer_leaves_for_the_service_once() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    let location = scene.finish(&page).await;
    assert!(query(&location, "code").is_some_and(|code| code.len() == 43));
    assert_eq!(scene.state(&page).await, LoginState::Finished);
    assert_eq!(
        refusal(finish_login(&scene.world, &page).await),
        Refusal::LoginAnswered
    );
}

#[tokio::test]
async fn a_key_that_can_be_copied_approves_no_request_for_the_high_level() {
    let scene = Scene::serving(&[Acr::Eidas3]).await;
    for (name, phone, protection, refused) in [
        (
            1,
            MAELYS,
            KeyProtection::Software,
            Some(Refusal::LoginLevel),
        ),
        (2, "06 39 98 02 02", KeyProtection::Hardware, None),
    ] {
        let person = scene.person(name, phone, protection).await;
        let page = scene.begin_with(phone).await;
        let request = scene.waiting_for(&person).await;
        let number = request.request.number.value();
        let given = person.signs(&request, Decision::Approve, Some(number));
        assert_eq!(answer(&scene, &person, &given).await, refused);
        if refused.is_some() {
            let given = person.signs(&request, Decision::Refuse, None);
            assert_eq!(answer(&scene, &person, &given).await, None);
        }
        let location = scene.finish(&page).await;
        let error = query(&location, "error");
        assert_eq!(error.is_some(), refused.is_some(), "{location}");
    }
}

#[tokio::test]
async fn what_was_approved_for_a_level_out_of_reach_is_denied_to_the_service() {
    let scene = Scene::serving(&[Acr::Eidas3]).await;
    let person = scene.person(1, MAELYS, KeyProtection::Hardware).await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&person, &page).await;
    let mut device = person.by.device.clone().unwrap();
    device.protection = KeyProtection::SystemKeyStore;
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_device(&device).await.unwrap();
    tx.commit().await.unwrap();
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
}
