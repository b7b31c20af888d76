//! A relay attack: a stranger begins a login and has somebody else approve it.

use crate::app::{App, PHONE};
use crate::browser::{Browser, goes_to, number_on};
use crate::login::answer_of;
use crate::scene::{Answer, Scene};
use sceau_wire::error::ErrorCode;
use sceau_wire::login::{LoginAnswerRequest, LoginDecision, LoginRequestView};
use serde_json::json;

/// A stranger's browser, waiting, and what it can send to somebody: the code in its page's link and QR code.
async fn a_stranger_begins(browser: &Browser<'_>) -> (Answer, String) {
    goes_to(&browser.sent_by_broker().await, "/connexion");
    let asked = browser.post("/connexion/code", &[]).await;
    goes_to(&asked, "/connexion/attente");
    let page = browser.get("/connexion/attente").await;
    let (_, rest) = page.text().split_once("sceau://login/").unwrap();
    let code = rest.split('"').next().unwrap().to_owned();
    (page, code)
}

/// Nothing that the stranger's browser may ask for leads to a code.
async fn is_given_nothing(stranger: &Browser<'_>) {
    let end = stranger.get("/connexion/terminer").await;
    assert!(!end.header("location").contains("code="), "{}", end.text());
    let state = stranger.login_state().await;
    assert_ne!(state["state"], "approved", "{state}");
}

#[tokio::test]
async fn a_relay_attack_gives_the_attackers_browser_nothing() {
    let scene = Scene::open().await;
    let victim = App::active(&scene).await;
    let stranger = Browser::of(&scene);
    let (page, code) = a_stranger_begins(&stranger).await;

    // The link that was sent, followed in the victim's own browser: a warning, no cookie, no passage.
    let followed = Browser::of(&scene);
    let seen = followed.get(&format!("/approuver/{code}")).await;
    assert!(seen.text().contains("quelqu’un vous a envoyé ce lien"));
    assert_eq!(seen.header("set-cookie"), "");
    assert_eq!(followed.get("/connexion/terminer").await.status, 404);

    // Followed in the app: who asks and from where, and never the number, which only the stranger sees.
    let opened = victim
        .post("/api/v1/login-requests/open", &json!({ "code": code }))
        .await;
    let request: LoginRequestView = opened.json();
    assert!(!opened.text().contains("\"number\""));
    is_given_nothing(&stranger).await;

    // Without the number nothing is approved, and a guess ends the request for both.
    let right = number_on(&page);
    let unnumbered = LoginAnswerRequest {
        number: None,
        ..answer_of(&victim, &request, right)
    };
    let refused = victim.answer(&request, &unnumbered).await;
    assert_eq!(refused.code(), ErrorCode::SignatureInvalid);
    is_given_nothing(&stranger).await;
    let guess = if right == 99 { 10 } else { right + 1 };
    let guessed = answer_of(&victim, &request, guess);
    let refused = victim.answer(&request, &guessed).await;
    assert_eq!(refused.code(), ErrorCode::LoginMismatch);
    is_given_nothing(&stranger).await;
    let late = victim
        .answer(&request, &answer_of(&victim, &request, right))
        .await;
    assert_eq!(late.code(), ErrorCode::LoginAnswered);
    is_given_nothing(&stranger).await;
}

#[tokio::test]
async fn a_relayed_link_is_dead_within_a_minute_and_disowning_it_tells_the_person() {
    let scene = Scene::open().await;
    let victim = App::active(&scene).await;
    let stranger = Browser::of(&scene);
    let (_, code) = a_stranger_begins(&stranger).await;
    scene.seconds(61);
    let open = json!({ "code": code });
    let late = victim.post("/api/v1/login-requests/open", &open).await;
    assert_eq!(late.code(), ErrorCode::LoginExpired);

    let (_, code) = a_stranger_begins(&stranger).await;
    let open = json!({ "code": code });
    let request: LoginRequestView = victim
        .post("/api/v1/login-requests/open", &open)
        .await
        .json();
    let disowned = LoginAnswerRequest {
        decision: LoginDecision::NotMe,
        number: None,
        signature: None,
    };
    assert_eq!(victim.answer(&request, &disowned).await.status, 204);
    is_given_nothing(&stranger).await;
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    assert!(
        mail.subject.starts_with("Vous avez signalé"),
        "{}",
        mail.subject
    );
}

#[tokio::test]
async fn the_number_of_the_persons_own_page_approves_no_strangers_request() {
    let scene = Scene::open().await;
    let victim = App::active(&scene).await;
    let own = Browser::of(&scene);
    let own_number = number_on(&own.waits_for(PHONE).await);
    let stranger = Browser::of(&scene);
    let (_, code) = loop {
        let begun = a_stranger_begins(&stranger).await;
        if number_on(&begun.0) != own_number {
            break begun;
        }
    };
    let open = json!({ "code": code });
    let request: LoginRequestView = victim
        .post("/api/v1/login-requests/open", &open)
        .await
        .json();
    let confused = answer_of(&victim, &request, own_number);
    let refused = victim.answer(&request, &confused).await;
    assert_eq!(refused.code(), ErrorCode::LoginMismatch);
    is_given_nothing(&stranger).await;
}
