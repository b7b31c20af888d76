//! How a passage begins, what its pages show, how it ends without a login.

use crate::scene::{ISSUER, MAELYS, NOBODY, STATE, Scene, asked_with, browser, query, refusal};
use sceau_domain::login::Decision;
use sceau_oidc::request_error::{PageError, Refusal as RequestRefusal};
use sceau_service::failure::Refusal;
use sceau_service::login::{
    BeginFailure, Finished, InteractionCookie, LoginState, abandon_interaction, answer_request,
    begin_interaction, find_interaction, finish_login, give_phone, list_requests, offer_code,
    open_request, show_login, watch_login,
};
use sceau_service::records::{KeyProtection, LoginRecord};

async fn begin_refused(scene: &Scene, given: &[(String, String)]) -> RequestRefusal {
    match begin_interaction(&scene.world, given, browser()).await {
        Err(BeginFailure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_bad_redirect_or_an_unknown_client_is_told_on_a_page_and_never_sent_back() {
    let scene = Scene::open().await;
    for (name, value, error) in [
        (
            "redirect_uri",
            "https://pirate.test/",
            PageError::UnregisteredRedirectUri,
        ),
        ("redirect_uri", "", PageError::NoRedirectUri),
        ("client_id", "inconnu", PageError::UnknownClient),
        ("client_id", "", PageError::NoClient),
    ] {
        let refused = begin_refused(&scene, &asked_with(name, value)).await;
        assert_eq!(refused, RequestRefusal::Page(error), "{name}={value}");
        assert!(refused.location(ISSUER).is_none());
    }
}

#[tokio::test]
async fn a_request_without_nonce_goes_back_to_the_broker_with_its_state() {
    let scene = Scene::open().await;
    let location = begin_refused(&scene, &asked_with("nonce", ""))
        .await
        .location(ISSUER)
        .unwrap();
    assert_eq!(
        query(&location, "error").as_deref(),
        Some("invalid_request")
    );
    assert_eq!(query(&location, "state").as_deref(), Some(STATE));
    assert_eq!(query(&location, "iss").as_deref(), Some(ISSUER));
    let location = begin_refused(&scene, &asked_with("acr_values", "eidas3"))
        .await
        .location(ISSUER);
    let error = query(&location.unwrap(), "error");
    assert_eq!(error.as_deref(), Some("unmet_authentication_requirements"));
}

#[tokio::test]
async fn a_cookie_of_another_browser_opens_nothing() {
    let scene = Scene::open().await;
    let cookie = scene.begin().await;
    let stolen = format!("{}.devine", cookie.id).parse().unwrap();
    assert_eq!(
        refusal(find_interaction(&scene.world, &stolen).await),
        Refusal::NotFound
    );
    let passage = find_interaction(&scene.world, &cookie).await.unwrap();
    assert_eq!(
        (passage.service.as_str(), passage.level.as_str()),
        ("Aiguilleur d'essai", "eidas2")
    );
    assert_eq!(
        (passage.claims.len(), passage.state),
        (8, LoginState::NotAsked)
    );
}

#[tokio::test]
async fn a_number_of_nobody_gets_the_same_page_and_reaches_nobody() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let known = scene.begin_with(MAELYS).await;
    let unknown = scene.begin_with(NOBODY).await;
    for cookie in [&known, &unknown] {
        let page = show_login(&scene.world, cookie).await.unwrap();
        assert_eq!(page.state, LoginState::Waiting);
        assert!(page.link.is_some() && (10..=99).contains(&page.number));
    }
    assert_eq!(
        list_requests(&scene.world, &maelys.by).await.unwrap().len(),
        1
    );
    scene.seconds(121);
    for cookie in [&known, &unknown] {
        assert_eq!(scene.state(cookie).await, LoginState::Expired);
    }
    let landline = give_phone(&scene.world, &known, "01 02 03 04 05").await;
    assert!(matches!(refusal(landline), Refusal::Phone(_)));
}

#[tokio::test]
async fn a_stranger_cannot_tire_someone_into_approving() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    for _ in 0..4 {
        let page = scene.begin_with(MAELYS).await;
        assert_eq!(
            scene.state(&page).await,
            LoginState::Waiting,
            "the page shows no limit"
        );
    }
    assert_eq!(
        list_requests(&scene.world, &maelys.by).await.unwrap().len(),
        2
    );
    for _ in 0..18 {
        scene.minutes(3);
        scene.begin_with(MAELYS).await;
    }
    let mut tx = scene.world.store.read().await.unwrap();
    let asked = tx.logins_of(maelys.by.account.id, 64).await.unwrap().len();
    assert_eq!(asked, 10, "ten in an hour, however many pages were opened");
}

#[tokio::test]
async fn after_not_me_only_a_scan_reaches_the_app_for_an_hour() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let answer = maelys.signs(&request, Decision::NotMe, None);
    answer_request(&scene.world, &maelys.by, &answer)
        .await
        .unwrap();
    assert_eq!(
        scene.state(&page).await,
        LoginState::Refused,
        "a stranger learns no more"
    );
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    assert_eq!(
        mail.subject,
        "Vous avez signalé une connexion\u{202f}: un service relié à Aiguilleur d’essai"
    );
    scene.begin_with(MAELYS).await;
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    scene.minutes(61);
    scene.begin_with(MAELYS).await;
    scene.waiting_for(&maelys).await;
    assert!(
        scene
            .kinds()
            .await
            .iter()
            .any(|kind| kind == "login.disowned")
    );
}

#[tokio::test]
async fn typing_another_number_takes_the_request_from_the_first() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.waiting_for(&maelys).await;
    give_phone(&scene.world, &page, NOBODY).await.unwrap();
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn whoever_scans_the_page_answers_it() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let page = scene.begin().await;
    offer_code(&scene.world, &page).await.unwrap();
    let link = show_login(&scene.world, &page).await.unwrap().link.unwrap();
    let opened = open_request(&scene.world, &maelys.by, link.reveal())
        .await
        .unwrap();
    assert_eq!(opened.request.number.value(), scene.number(&page).await);
    let taken = open_request(&scene.world, &other.by, link.reveal())
        .await
        .unwrap();
    assert_eq!(
        taken.request.number, opened.request.number,
        "the page shows the same number"
    );
    let answer = maelys.signs(
        &opened,
        Decision::Approve,
        Some(opened.request.number.value()),
    );
    let late = answer_request(&scene.world, &maelys.by, &answer).await;
    assert_eq!(refusal(late), Refusal::LoginExpired);
    scene.approve(&other, &page).await;
    assert_eq!(scene.state(&page).await, LoginState::Approved);
}

#[tokio::test]
async fn a_page_s_code_is_good_for_a_minute_and_renewed_in_time() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin().await;
    offer_code(&scene.world, &page).await.unwrap();
    let first = show_login(&scene.world, &page).await.unwrap().link.unwrap();
    scene.seconds(30);
    let again = show_login(&scene.world, &page).await.unwrap().link.unwrap();
    assert_eq!(
        first, again,
        "reloading the page does not kill the code on it"
    );
    scene.seconds(31);
    let late = open_request(&scene.world, &maelys.by, first.reveal()).await;
    assert_eq!(refusal(late), Refusal::LoginExpired);
    let renewed = show_login(&scene.world, &page).await.unwrap().link.unwrap();
    assert_ne!(first, renewed);
    let replaced = open_request(&scene.world, &maelys.by, first.reveal()).await;
    assert_eq!(refusal(replaced), Refusal::HandoffForeign);
    assert!(
        open_request(&scene.world, &maelys.by, renewed.reveal())
            .await
            .is_ok()
    );
    let foreign = open_request(&scene.world, &maelys.by, "https://ailleurs.test/menu").await;
    assert_eq!(refusal(foreign), Refusal::HandoffForeign);
}

#[tokio::test]
async fn giving_up_leads_back_with_access_denied_and_clears_the_app() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let location = abandon_interaction(&scene.world, &page).await.unwrap();
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
    assert_eq!(query(&location, "state").as_deref(), Some(STATE));
    assert!(
        list_requests(&scene.world, &maelys.by)
            .await
            .unwrap()
            .is_empty()
    );
    let answer = maelys.signs(
        &request,
        Decision::Approve,
        Some(request.request.number.value()),
    );
    let late = answer_request(&scene.world, &maelys.by, &answer).await;
    assert_eq!(refusal(late), Refusal::LoginExpired);
    assert_eq!(
        refusal(abandon_interaction(&scene.world, &page).await),
        Refusal::LoginAnswered
    );
}

#[tokio::test]
async fn a_page_older_than_five_minutes_asks_nothing_and_leads_back() {
    let scene = Scene::open().await;
    let page = scene.begin().await;
    scene.seconds(300);
    assert!(matches!(
        finish_login(&scene.world, &page).await.unwrap(),
        Finished::NotYet(LoginState::NotAsked)
    ));
    scene.seconds(1);
    assert_eq!(
        watch_login(&scene.world, &page).await.unwrap(),
        LoginState::PageOver
    );
    let late = give_phone(&scene.world, &page, MAELYS).await;
    assert_eq!(refusal(late), Refusal::LoginExpired);
    let location = scene.finish(&page).await;
    assert_eq!(query(&location, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn a_client_struck_off_meanwhile_receives_nothing() {
    let mut scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    scene.approve(&maelys, &page).await;
    let mut configuration = (*scene.world.configuration).clone();
    configuration.clients.clear();
    scene.world.configuration = std::sync::Arc::new(configuration);
    assert_eq!(
        refusal(finish_login(&scene.world, &page).await),
        Refusal::NotFound
    );
}

#[tokio::test]
async fn passages_are_forgotten_after_a_day_and_logins_stay_in_the_history_for_ninety() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let cookie = scene.begin_with(MAELYS).await;
    let request = scene.waiting_for(&maelys).await;
    let stranger = scene.begin_with(NOBODY).await;
    let of_nobody = login_in(&scene, &stranger).await.unwrap();
    scene.minutes(23 * 60);
    scene.test.run_jobs().await;
    assert!(login_in(&scene, &cookie).await.is_some());
    assert!(login_in(&scene, &stranger).await.is_some());

    scene.minutes(2 * 60);
    scene.test.run_jobs().await;
    let mut tx = scene.world.store.read().await.unwrap();
    for gone in [cookie.id, stranger.id] {
        assert!(tx.interaction(gone).await.unwrap().is_none());
    }
    let id = of_nobody.request.id;
    assert!(tx.login(id).await.unwrap().is_none(), "nobody's history");
    assert!(tx.login(request.request.id).await.unwrap().is_some());
    drop(tx);

    scene.minutes(89 * 24 * 60);
    scene.test.run_jobs().await;
    assert!(login_in(&scene, &cookie).await.is_none());
}

async fn login_in(scene: &Scene, cookie: &InteractionCookie) -> Option<LoginRecord> {
    let mut tx = scene.world.store.read().await.unwrap();
    tx.login_of(cookie.id).await.unwrap()
}
