//! Login requests in the app: late, twice, elsewhere, with another number; and giving up.

use crate::app::{App, PHONE};
use crate::browser::{Browser, attribute, goes_to, number_on, returned};
use crate::console::Operator;
use crate::scene::{Answer, BASE, Scene};
use sceau_domain::login::{ApprovalStatement, Decision, MatchNumber};
use sceau_service::language::with_apostrophes;
use sceau_testkit::world::DEMO_CLIENT;
use sceau_wire::StateName;
use sceau_wire::error::ErrorCode;
use sceau_wire::identity::IdentityView;
use sceau_wire::login::{LoginAnswerRequest, LoginDecision, LoginRequestView, LoginRequestsView};
use serde_json::json;

impl<'s> App<'s> {
    /// An app whose identity is active.
    pub(crate) async fn active(scene: &'s Scene) -> Self {
        let app = Self::at(scene, StateName::Processing).await;
        let operator = Operator::named(scene, "Alix").await;
        operator.approves_next().await;
        app.walk_to(StateName::Active).await;
        app
    }

    async fn waiting(&self) -> Vec<LoginRequestView> {
        let view: LoginRequestsView = self.get("/api/v1/login-requests").await.json();
        view.requests
    }

    async fn only_request(&self) -> LoginRequestView {
        let mut waiting = self.waiting().await;
        assert_eq!(waiting.len(), 1);
        waiting.remove(0)
    }

    pub(crate) async fn answer(
        &self,
        request: &LoginRequestView,
        answer: &LoginAnswerRequest,
    ) -> Answer {
        let path = format!("/api/v1/login-requests/{}/answer", request.request);
        self.post(&path, answer).await
    }
}

/// An approval as this app signs it.
pub(crate) fn answer_of(
    app: &App<'_>,
    request: &LoginRequestView,
    number: u8,
) -> LoginAnswerRequest {
    let statement = ApprovalStatement {
        request: request.request.parse().unwrap(),
        service: &request.service,
        level: &request.level,
        decision: Decision::Approve,
        number: MatchNumber::new(number),
        nonce: request.nonce.reveal(),
    };
    LoginAnswerRequest {
        decision: LoginDecision::Approve,
        number: Some(number),
        signature: Some(app.sign(&statement.to_bytes()).into()),
    }
}

const REFUSAL: LoginAnswerRequest = LoginAnswerRequest {
    decision: LoginDecision::Refuse,
    number: None,
    signature: None,
};

#[tokio::test]
async fn a_broker_is_said_to_stand_between_and_never_to_be_the_service() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    browser.sent_by_broker().await;
    let broker = &scene.test.world.configuration.clients[DEMO_CLIENT].name;
    let asker = format!("un service relié à {broker}");
    let escaped = asker.replace('\'', "&#39;");
    let page = browser.get("/connexion").await;
    assert!(page.text().contains(&escaped) && page.text().contains("Retourner sur Service"));
    let page = browser.waits_for(PHONE).await;
    assert!(page.text().contains(&escaped));

    let request = app.only_request().await;
    assert_eq!(request.broker.as_ref(), Some(broker));
    let answer = answer_of(&app, &request, number_on(&page));
    assert_eq!(app.answer(&request, &answer).await.status, 204);
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    let printed = with_apostrophes(&asker);
    assert!(mail.subject.ends_with(&printed), "{}", mail.subject);
    let seen: IdentityView = app.get("/api/v1/identity").await.json();
    let login = seen.activity[0].login.as_ref().unwrap();
    assert_eq!(login.broker.as_ref(), Some(broker));
}

#[tokio::test]
async fn an_approval_after_two_minutes_is_late_and_the_page_offers_another() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let number = number_on(&browser.waits_for(PHONE).await);
    let request = app.only_request().await;
    scene.seconds(121);
    let late = app
        .answer(&request, &answer_of(&app, &request, number))
        .await;
    assert_eq!(late.code(), ErrorCode::LoginExpired);
    let page = browser.get("/connexion/attente").await;
    assert!(page.text().contains("La demande a expiré"));
    let again = browser
        .post("/connexion/numero", &[("numero", PHONE)])
        .await;
    goes_to(&again, "/connexion/attente");
    assert_ne!(app.only_request().await.request, request.request);
}

#[tokio::test]
async fn a_second_answer_changes_nothing() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let number = number_on(&browser.waits_for(PHONE).await);
    let request = app.only_request().await;
    let approval = answer_of(&app, &request, number);
    assert_eq!(app.answer(&request, &approval).await.status, 204);
    assert_eq!(
        app.answer(&request, &approval).await.code(),
        ErrorCode::LoginAnswered
    );
    assert_eq!(
        app.answer(&request, &REFUSAL).await.code(),
        ErrorCode::LoginAnswered
    );
    assert_eq!(browser.login_state().await["state"], "approved");
}

#[tokio::test]
async fn a_wrong_number_ends_the_request_on_both_sides() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let number = number_on(&browser.waits_for(PHONE).await);
    let request = app.only_request().await;
    let other = if number == 99 { 10 } else { number + 1 };
    let wrong = app
        .answer(&request, &answer_of(&app, &request, other))
        .await;
    assert_eq!(wrong.code(), ErrorCode::LoginMismatch);
    let right = app
        .answer(&request, &answer_of(&app, &request, number))
        .await;
    assert_eq!(right.code(), ErrorCode::LoginAnswered);
    let page = browser.get("/connexion/attente").await;
    assert!(page.text().contains("pas le bon nombre"), "{}", page.text());
}

#[tokio::test]
async fn another_device_of_the_account_may_neither_see_nor_answer() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let number = number_on(&browser.waits_for(PHONE).await);
    let request = app.only_request().await;
    scene.minutes(1);
    let other = App::without_device(&scene, crate::app::EMAIL, None).await;
    assert_eq!(other.bind().await.code(), ErrorCode::DeviceNotTrusted);
    let refused = other
        .answer(&request, &answer_of(&other, &request, number))
        .await;
    assert_eq!(refused.code(), ErrorCode::DeviceNotTrusted);
    let listed = other.get("/api/v1/login-requests").await;
    assert_eq!(listed.code(), ErrorCode::DeviceNotTrusted);
}

#[tokio::test]
async fn another_key_than_the_devices_proves_nothing() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let number = number_on(&browser.waits_for(PHONE).await);
    let request = app.only_request().await;
    scene.minutes(1);
    let thief = App::without_device(&scene, "voleur@exemple.fr", None).await;
    let forged = answer_of(&thief, &request, number);
    assert_eq!(
        app.answer(&request, &forged).await.code(),
        ErrorCode::SignatureInvalid
    );
    assert_eq!(
        thief.answer(&request, &forged).await.code(),
        ErrorCode::NotFound
    );
    // The owner may still answer.
    let approval = answer_of(&app, &request, number);
    assert_eq!(app.answer(&request, &approval).await.status, 204);
}

#[tokio::test]
async fn a_refusal_sends_the_service_no_data() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    browser.waits_for(PHONE).await;
    let request = app.only_request().await;
    assert_eq!(app.answer(&request, &REFUSAL).await.status, 204);
    let page = browser.get("/connexion/attente").await;
    assert!(page.text().contains("Vous avez refusé cette connexion"));
    let back = browser.get("/connexion/terminer").await;
    assert_eq!(returned(&back, "error").unwrap(), "access_denied");
    assert_eq!(returned(&back, "code"), None);
}

#[tokio::test]
async fn a_number_of_nobody_looks_like_any_other() {
    let scene = Scene::open().await;
    let page = Browser::of(&scene).waits_for("06 39 98 77 77").await;
    assert_eq!(page.status, 200);
    assert_eq!(attribute(page.text(), "data-state"), "waiting");
    let seconds: u8 = attribute(page.text(), "data-renew").parse().unwrap();
    assert!(
        (5..=60).contains(&seconds),
        "the code is shown anew before it ends"
    );
}

#[tokio::test]
async fn a_number_that_is_none_is_told_beside_the_field_and_kept() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    browser.sent_by_broker().await;
    let page = browser
        .post("/connexion/numero", &[("numero", "01 42 <b>")])
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.text().contains("value=\"01 42 &#60;b&#62;\""),
        "{}",
        page.text()
    );
    assert!(page.text().contains("<title>Erreur\u{202f}: "));
    assert_eq!(browser.post("/connexion/numero", &[]).await.status, 422);
}

#[tokio::test]
async fn the_pages_code_is_bound_to_the_account_that_scans_it_and_dies_after_a_minute() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    browser.sent_by_broker().await;
    goes_to(
        &browser.post("/connexion/code", &[]).await,
        "/connexion/attente",
    );
    let code_on = |page: &Answer| {
        let (_, rest) = page.text().split_once("sceau://login/").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let old = code_on(&browser.get("/connexion/attente").await);
    scene.seconds(61);
    let late = app
        .post("/api/v1/login-requests/open", &json!({ "code": old }))
        .await;
    assert_eq!(late.code(), ErrorCode::LoginExpired);
    let page = browser.get("/connexion/attente").await;
    let new = code_on(&page);
    assert_ne!(new, old);
    let to_copy = format!("value=\"{BASE}approuver/{new}\"");
    assert!(page.text().contains(&to_copy), "{}", page.text());
    let opened: LoginRequestView = app
        .post("/api/v1/login-requests/open", &json!({ "code": new }))
        .await
        .json();
    assert_eq!(opened.service, "Service d'essai");
    assert_eq!(opened.seconds_left, 120, "by the server's clock");
    scene.seconds(30);
    assert_eq!(app.only_request().await.seconds_left, 90);
    let foreign = app
        .post("/api/v1/login-requests/open", &json!({ "code": "autre" }))
        .await;
    assert_eq!(foreign.code(), ErrorCode::HandoffForeign);
}

#[tokio::test]
async fn a_person_gives_up_by_a_link_and_nobody_else_does_it_for_them() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    let page = browser.sent_by_broker().await;
    goes_to(&page, "/connexion");
    for headers in [
        [("sec-fetch-site", "cross-site"), ("x-extra", "")],
        [("sec-fetch-site", "same-site"), ("x-extra", "")],
        [
            ("sec-fetch-site", "same-origin"),
            ("sec-purpose", "prefetch;prerender"),
        ],
    ] {
        let kept = browser.get_with("/connexion/retour", &headers).await;
        goes_to(&kept, "/connexion");
    }
    assert_eq!(browser.get("/connexion").await.status, 200);
    let ours = [("sec-fetch-site", "same-origin")];
    let left = browser.get_with("/connexion/retour", &ours).await;
    assert_eq!(returned(&left, "error").unwrap(), "access_denied");
    let again = browser.get("/connexion/retour").await;
    assert_eq!(again.status, 409);
    assert!(again.text().contains("login.answered"));
}

#[tokio::test]
async fn a_page_is_over_after_five_minutes_and_leads_back() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    browser.sent_by_broker().await;
    scene.seconds(301);
    let page = browser.get("/connexion").await;
    assert!(
        page.text().contains("Cette page a expiré"),
        "{}",
        page.text()
    );
    let late = browser
        .post("/connexion/numero", &[("numero", PHONE)])
        .await;
    assert_eq!(late.status, 410);
    let back = browser.get("/connexion/terminer").await;
    assert!(returned(&back, "error").is_some());
}

#[tokio::test]
async fn a_browser_without_passage_is_told_to_begin_at_the_service() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    for path in [
        "/connexion",
        "/connexion/attente",
        "/connexion/terminer",
        "/connexion/retour",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(
            page.text().contains("Recommencez depuis le service"),
            "{path}"
        );
    }
    assert_eq!(
        browser.get("/connexion/etat").await.code(),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn whoever_has_no_identity_is_shown_the_way_to_one_and_nobody_learns_who_has() {
    let scene = Scene::open().await;
    let _active = App::active(&scene).await;
    let first = Browser::of(&scene);
    goes_to(&first.sent_by_broker().await, "/connexion");
    let asked = first.get("/connexion").await;
    let (before, after) = asked.text().split_once("data-action=\"create\"").unwrap();
    assert!(before.ends_with("href=\"/bienvenue\" "));
    assert!(after.contains("data-action=\"use-code\"") && after.contains("class=\"links\""));

    let mut pages = Vec::new();
    for phone in [PHONE, "06 39 98 00 01"] {
        let page = Browser::of(&scene).waits_for(phone).await;
        let from_status = page.text().split_once("data-status").unwrap().1;
        assert!(
            from_status.contains("Rien n&#39;apparaît") || from_status.contains("Rien n’apparaît")
        );
        assert!(from_status.contains("href=\"/bienvenue\""));
        pages.push(from_status.to_owned());
    }
    assert_eq!(pages[0], pages[1]);
}
