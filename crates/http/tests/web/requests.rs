//! Requests that have not the form of the contract, repeated requests, and strangers.

use crate::app::App;
use crate::scene::Scene;
use axum::body::Body;
use axum::http::{Method, Request};
use sceau_wire::StateName;
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::JourneyRequest;

#[tokio::test]
async fn json_over_sixty_four_kilobytes_is_refused_unread() {
    let scene = Scene::open().await;
    let app = App::sign_in(&scene).await;
    let padded = |padding: usize| format!("{{\"do\":\"continue\"{}}}", " ".repeat(padding));
    let send = |body: String| {
        let request = app
            .request(Method::POST, "/api/v1/journey")
            .header("idempotency-key", "k");
        request.body(Body::from(body)).unwrap()
    };
    let too_big = scene.call(send(padded(64 * 1024))).await;
    assert_eq!(too_big.code(), ErrorCode::RequestMalformed);
    let fits = scene.call(send(padded(60 * 1024))).await;
    assert_eq!(
        fits.code(),
        ErrorCode::NotPossibleHere,
        "read, and refused for its content"
    );
}

#[tokio::test]
async fn unknown_fields_and_events_broken_json_and_missing_keys_are_refused() {
    let scene = Scene::open().await;
    let app = App::sign_in(&scene).await;
    for body in [
        "",
        "{",
        "[]",
        "{\"do\":\"fly\"}",
        "{\"do\":\"continue\",\"fast\":true}",
        "{\"do\":\"choose_method\",\"in_person\":true,\"fast\":true}",
        "{\"do\":\"answer_conditions\",\"adult\":true}",
        "{\"do\":\"choose_kind\",\"kind\":\"library_card\"}",
    ] {
        let request = app
            .request(Method::POST, "/api/v1/journey")
            .header("idempotency-key", "k");
        let answer = scene.call(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.code(), ErrorCode::RequestMalformed, "{body}");
    }
    let without_key = app
        .post("/api/v1/journey", &JourneyRequest::Continue {})
        .await;
    assert_eq!(without_key.code(), ErrorCode::RequestMalformed);
    let extra = serde_json::json!({ "email": "a@exemple.fr", "language": "fr", "admin": true });
    let refused = scene.post_json("/api/v1/sign-in/code", &extra).await;
    assert_eq!(refused.code(), ErrorCode::RequestMalformed);
}

#[tokio::test]
async fn a_repeated_request_is_answered_again_and_done_once() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Conditions).await;
    let yes = JourneyRequest::AnswerConditions {
        adult: true,
        document: true,
    };
    let first = app.send_as("une-fois", &yes).await;
    let second = app.send_as("une-fois", &yes).await;
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(first.body, second.body);
    let no = JourneyRequest::AnswerConditions {
        adult: false,
        document: true,
    };
    let conflict = app.send_as("une-fois", &no).await;
    assert_eq!(conflict.code(), ErrorCode::IdempotencyConflict);
    let elsewhere = app.send_as("deux-fois", &yes).await;
    assert_eq!(elsewhere.code(), ErrorCode::NotPossibleHere);
}

#[tokio::test]
async fn nobody_is_served_without_a_session() {
    let scene = Scene::open().await;
    for (method, path) in [
        ("GET", "/api/v1/journey"),
        ("POST", "/api/v1/journey"),
        ("POST", "/api/v1/journey/challenge"),
        ("DELETE", "/api/v1/session"),
        ("POST", "/api/v1/device"),
        ("POST", "/api/v1/device/unlock"),
        ("POST", "/api/v1/uploads"),
        ("HEAD", "/api/v1/uploads/0"),
        ("PATCH", "/api/v1/uploads/0"),
        ("GET", "/api/v1/login-requests"),
        ("POST", "/api/v1/login-requests/open"),
        ("POST", "/api/v1/login-requests/0/answer"),
        ("GET", "/api/v1/identity"),
    ] {
        for authorization in ["", "Bearer ", "Bearer inconnu", "Basic YTpi"] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("authorization", authorization)
                .header("tus-resumable", "1.0.0")
                .body(Body::from("{}"));
            let answer = scene.call(request.unwrap()).await;
            assert_eq!(answer.status, 401, "{method} {path} {authorization:?}");
        }
    }
}

#[tokio::test]
async fn an_address_of_nothing_is_a_problem_for_apps_and_a_page_for_people() {
    let scene = Scene::open().await;
    assert_eq!(
        scene.get("/api/v1/nothing").await.code(),
        ErrorCode::NotFound
    );
    assert_eq!(
        scene.get("/api/console/v1/nothing").await.code(),
        ErrorCode::NotFound
    );
    let page = scene.get("/rien").await;
    assert_eq!(page.status, 404);
    assert!(page.header("content-type").starts_with("text/html"));
    let app = App::sign_in(&scene).await;
    let request = app.get("/api/v1/identity").await;
    assert_eq!(request.code(), ErrorCode::NotFound, "no identity yet");
}
