//! Codes by mail and SMS, and the secret code's proof: wrong, late, used, exhausted.

use crate::app::{App, EMAIL, PHONE, ask_code, give_code};
use crate::scene::Scene;
use sceau_wire::StateName;
use sceau_wire::account::{SessionView, SignInView};
use sceau_wire::configuration::ConfigurationView;
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::JourneyRequest;

/// Another code than the right one.
fn other_than(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

#[tokio::test]
async fn a_wrong_code_counts_down_until_none_is_left() {
    let scene = Scene::open().await;
    let asked: SignInView = ask_code(&scene, EMAIL).await.json();
    assert_eq!(asked.email_masked, "c•••@exemple.fr");
    let right = scene.mailed_code().await;
    for left in [4, 3, 2, 1] {
        let problem = give_code(&scene, &asked.sign_in, other_than(&right))
            .await
            .problem();
        assert_eq!(
            (problem.code, problem.tries_left),
            (ErrorCode::CodeWrong, Some(left))
        );
    }
    let last = give_code(&scene, &asked.sign_in, other_than(&right))
        .await
        .problem();
    assert_eq!(last.code, ErrorCode::CodeExhausted);
    assert!(last.until.unwrap() > scene.test.now());
    let right_but_spent = give_code(&scene, &asked.sign_in, &right).await;
    assert_eq!(right_but_spent.code(), ErrorCode::CodeExhausted);
    assert_eq!(
        ask_code(&scene, EMAIL).await.code(),
        ErrorCode::CodeExhausted
    );
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes_and_once() {
    let scene = Scene::open().await;
    let asked: SignInView = ask_code(&scene, EMAIL).await.json();
    let code = scene.mailed_code().await;
    scene.seconds(601);
    assert_eq!(
        give_code(&scene, &asked.sign_in, &code).await.code(),
        ErrorCode::CodeExpired
    );

    let asked: SignInView = ask_code(&scene, EMAIL).await.json();
    let code = scene.mailed_code().await;
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    assert_eq!(give_code(&scene, &asked.sign_in, &spaced).await.status, 200);
    assert_eq!(
        give_code(&scene, &asked.sign_in, &code).await.code(),
        ErrorCode::CodeUnknown
    );
}

#[tokio::test]
async fn another_code_has_to_be_waited_for() {
    let scene = Scene::open().await;
    ask_code(&scene, EMAIL).await;
    let problem = ask_code(&scene, EMAIL).await.problem();
    assert_eq!(problem.code, ErrorCode::CodeTooSoon);
    assert!(problem.until.is_some());
    scene.minutes(1);
    assert_eq!(ask_code(&scene, EMAIL).await.status, 200);
}

#[tokio::test]
async fn what_is_no_address_or_no_sign_in_is_told() {
    let scene = Scene::open().await;
    assert_eq!(
        ask_code(&scene, "camille").await.code(),
        ErrorCode::EmailInvalid
    );
    let nobody = "0".repeat(32);
    assert_eq!(
        give_code(&scene, &nobody, "000000").await.code(),
        ErrorCode::CodeUnknown
    );
    assert_eq!(
        give_code(&scene, "x", "000000").await.code(),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn codes_by_sms_have_the_same_rules() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::PhoneNumber).await;
    let give = JourneyRequest::GivePhone {
        number: PHONE.into(),
    };
    app.does(&give).await;
    assert_eq!(app.send(&give).await.code(), ErrorCode::CodeTooSoon);
    let right = scene.texted_code().await;
    let prove = |code: &str| JourneyRequest::ProvePhone { code: code.into() };
    let wrong = app.send(&prove(other_than(&right))).await.problem();
    assert_eq!(
        (wrong.code, wrong.tries_left),
        (ErrorCode::CodeWrong, Some(4))
    );
    scene.seconds(601);
    assert_eq!(
        app.send(&prove(&right)).await.code(),
        ErrorCode::CodeExpired
    );
    app.does(&give).await;
    let right = scene.texted_code().await;
    for _ in 0..3 {
        app.send(&prove(other_than(&right))).await;
    }
    // Tries belong to the number: another code does not give new ones.
    let last = app.send(&prove(other_than(&right))).await;
    assert_eq!(last.code(), ErrorCode::CodeExhausted);
    assert_eq!(app.send(&give).await.code(), ErrorCode::CodeExhausted);
    assert_eq!(app.look().await.at.name(), StateName::PhoneCode);
}

#[tokio::test]
async fn a_number_that_is_no_french_mobile_is_named() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::PhoneNumber).await;
    for number in ["01 42 34 56 78", "12", "+44 7911 123456"] {
        let refused = app
            .send(&JourneyRequest::GivePhone {
                number: number.into(),
            })
            .await;
        assert!(refused.findings()[0].starts_with("phone "), "{number}");
    }
}

#[tokio::test]
async fn the_fifth_wrong_secret_code_rests_the_device() {
    let scene = Scene::open().await;
    let app = App::sign_in(&scene).await;
    for left in [4, 3, 2, 1] {
        let problem = app.unlock([6; 32]).await.problem();
        assert_eq!(
            (problem.code, problem.tries_left),
            (ErrorCode::SecretCodeWrong, Some(left))
        );
    }
    assert_eq!(app.unlock([6; 32]).await.code(), ErrorCode::DeviceBlocked);
    let blocked = app.unlock([5; 32]).await.problem();
    assert_eq!(blocked.code, ErrorCode::DeviceBlocked);
    scene.test.clock.set(blocked.until.unwrap());
    assert_eq!(app.unlock([5; 32]).await.status, 200);
}

#[tokio::test]
async fn a_session_that_was_signed_out_is_gone() {
    let scene = Scene::open().await;
    let app = App::sign_in(&scene).await;
    let request = app.request(axum::http::Method::DELETE, "/api/v1/session");
    let left = scene
        .call(request.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(left.status, 204);
    assert_eq!(
        app.get("/api/v1/journey").await.code(),
        ErrorCode::SessionMissing
    );
}

#[tokio::test]
async fn the_app_knows_by_the_accounts_name_whether_the_same_person_is_back() {
    let scene = Scene::open().await;
    let mut seen = Vec::new();
    for email in [EMAIL, "ali@exemple.fr", EMAIL] {
        let asked: SignInView = ask_code(&scene, email).await.json();
        let code = scene.mailed_code().await;
        let session: SessionView = give_code(&scene, &asked.sign_in, &code).await.json();
        assert!(!session.account.contains('@'), "{}", session.account);
        seen.push(session.account);
        scene.seconds(61);
    }
    assert_eq!(seen[0], seen[2]);
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn the_configuration_tells_the_servers_time() {
    let scene = Scene::open().await;
    let view: ConfigurationView = scene.get("/api/v1/configuration").await.json();
    assert_eq!(view.now, Some(scene.test.now()));
    assert_eq!((view.decision_hours.from, view.decision_hours.to), (24, 72));
}
