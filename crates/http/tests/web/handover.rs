//! From the app of someone signed in to another device, over the API.

use crate::app::App;
use crate::scene::{Answer, Scene};
use aws_lc_rs::rand::SystemRandom;
use axum::body::Body;
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::successor_statement;
use sceau_wire::StateName;
use sceau_wire::account::{HandoffProof, SessionView};
use sceau_wire::error::ErrorCode;
use sceau_wire::handoff::{HandoffView, HandoverState, HandoverView};
use serde_json::json;

const HANDOVER: &str = "/api/v1/handover";

pub(crate) async fn offer(app: &App<'_>) -> HandoverView {
    app.post(HANDOVER, &json!({})).await.json()
}

pub(crate) async fn claim(scene: &Scene, offered: &HandoverView) -> HandoffView {
    let code = offered.code.as_ref().unwrap().link.reveal();
    let body = json!({ "code": code });
    scene.post_json("/api/v1/handoff/claim", &body).await.json()
}

pub(crate) async fn choose(scene: &Scene, view: &HandoffView, number: u8) -> Answer {
    let body = json!({
        "handoff": view.handoff, "secret": view.secret.reveal(), "number": number
    });
    scene.post_json("/api/v1/handoff/confirm", &body).await
}

pub(crate) async fn join(scene: &Scene, view: &HandoffView) -> Answer {
    let proof = HandoffProof {
        handoff: view.handoff.clone(),
        secret: view.secret.clone(),
    };
    scene.post_json("/api/v1/handover/join", &proof).await
}

#[tokio::test]
async fn a_phone_is_signed_in_once_and_both_sides_follow() {
    let scene = Scene::open().await;
    let computer = App::at(&scene, StateName::PhotoTips).await;
    let offered = offer(&computer).await;
    assert_eq!(offered.state, HandoverState::Offered);
    let code = offered.code.as_ref().unwrap();
    assert_eq!(code.typed.reveal().len(), 9);
    assert!(
        code.qr_path.reveal().starts_with("M0 0h7v1h-7z"),
        "a finder"
    );

    let claimed = claim(&scene, &offered).await;
    assert!(claimed.carries_account && claimed.service.is_none());
    let browser = &claimed.browser;
    assert_eq!(browser.application.as_deref(), Some("Sceau"));
    assert_eq!(browser.system.as_deref(), Some("Linux"));
    assert_eq!(choose(&scene, &claimed, offered.number).await.status, 204);
    let session: SessionView = join(&scene, &claimed).await.json();
    assert_eq!(session.email_masked, "c•••@exemple.fr");
    assert_eq!(
        join(&scene, &claimed).await.code(),
        ErrorCode::HandoffExpired
    );

    let phone = App::with_token(&scene, session.token.reveal());
    assert_eq!(phone.bind().await.status, 200);
    assert_eq!(phone.look().await.at.name(), StateName::PhotoTips);
    for side in [&computer, &phone] {
        let view: HandoverView = side.get(HANDOVER).await.json();
        assert_eq!(view.state, HandoverState::Joined);
        assert!(view.code.is_none() && view.is_other_here);
    }
}

#[tokio::test]
async fn a_wrong_number_ends_both_sides() {
    let scene = Scene::open().await;
    let computer = App::sign_in(&scene).await;
    let offered = offer(&computer).await;
    let claimed = claim(&scene, &offered).await;
    let wrong = claimed.numbers.into_iter().find(|n| *n != offered.number);
    let refused = choose(&scene, &claimed, wrong.unwrap()).await;
    assert_eq!(refused.code(), ErrorCode::HandoffMismatch);
    assert_eq!(
        join(&scene, &claimed).await.code(),
        ErrorCode::HandoffExpired
    );
    let view: HandoverView = computer.get(HANDOVER).await.json();
    assert_eq!(view.state, HandoverState::Ended);
}

#[tokio::test]
async fn an_offer_ends_when_asked_and_after_its_hour() {
    let scene = Scene::open().await;
    let computer = App::sign_in(&scene).await;
    let none = computer.get(HANDOVER).await;
    assert_eq!(none.code(), ErrorCode::NotFound);
    offer(&computer).await;
    scene.minutes(61);
    let view: HandoverView = computer.get(HANDOVER).await.json();
    assert_eq!(view.state, HandoverState::Over);
    assert!(view.code.is_none());

    let offered = offer(&computer).await;
    let request = computer.request(Method::DELETE, HANDOVER);
    let ended = scene.call(request.body(Body::empty()).unwrap()).await;
    assert_eq!(ended.status, 204);
    let code = offered.code.unwrap();
    let body = json!({ "code": code.typed.reveal() });
    let late = scene.post_json("/api/v1/handoff/claim", &body).await;
    assert_eq!(late.code(), ErrorCode::HandoffExpired);
}

#[tokio::test]
async fn nobody_offers_follows_or_ends_without_a_session_and_its_device() {
    let scene = Scene::open().await;
    for method in [Method::GET, Method::POST, Method::DELETE] {
        let request = axum::http::Request::builder().method(method).uri(HANDOVER);
        let answer = scene.call(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.code(), ErrorCode::SessionMissing);
    }
    let unbound = App::without_device(&scene, crate::app::EMAIL, None).await;
    let refused = unbound.post(HANDOVER, &json!({})).await;
    assert_eq!(refused.code(), ErrorCode::DeviceNotTrusted);
}

#[tokio::test]
async fn the_old_phone_approves_the_new_one_by_its_key() {
    let scene = Scene::open().await;
    let old = App::active(&scene).await;
    let offered = offer(&old).await;
    let claimed = claim(&scene, &offered).await;
    assert_eq!(choose(&scene, &claimed, offered.number).await.status, 204);
    let session: SessionView = join(&scene, &claimed).await.json();
    assert!(session.needs_trusted_device);
    let new = App::with_token(&scene, session.token.reveal());
    assert_eq!(new.bind().await.status, 200);
    let refused = new.get("/api/v1/identity").await;
    assert_eq!(refused.code(), ErrorCode::DeviceNotTrusted);

    let seen: HandoverView = old.get(HANDOVER).await.json();
    assert!(seen.awaits_approval);
    let newcomer = seen.newcomer.unwrap();
    assert_eq!(newcomer.name, "Ordinateur Linux");
    let statement = successor_statement(
        newcomer.handover.parse().unwrap(),
        old.device.parse().unwrap(),
        newcomer.device.parse().unwrap(),
        &STANDARD.decode(&newcomer.public_key).unwrap(),
    );
    for (key, status) in [(&new.key, 403), (&old.key, 204)] {
        let signature = key.sign(&SystemRandom::new(), &statement).unwrap();
        let body = json!({ "signature": STANDARD.encode(signature.as_ref()) });
        let answer = old.post("/api/v1/handover/approve", &body).await;
        assert_eq!(answer.status, status);
    }
    assert_eq!(new.get("/api/v1/identity").await.status, 200);
    let refused = old.get("/api/v1/identity").await;
    assert_eq!(refused.code(), ErrorCode::DeviceNotTrusted);
}
