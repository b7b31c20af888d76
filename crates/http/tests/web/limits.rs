//! Strangers who knock too often.

use crate::app::{ask_code, give_code};
use crate::browser::{Browser, asked, authorize};
use crate::scene::{Answer, Scene};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use core::net::SocketAddr;
use sceau_http::{Site, router};
use sceau_testkit::world::TestWorld;
use sceau_wire::error::ErrorCode;
use serde_json::json;
use std::sync::Arc;
use tower::ServiceExt as _;

#[tokio::test]
async fn guesses_at_codes_are_slowed_down_and_told_when_to_come_back() {
    let scene = Scene::open().await;
    let nobody = "0".repeat(32);
    let mut last = None;
    for _ in 0..61 {
        last = Some(give_code(&scene, &nobody, "000000").await);
    }
    let refused = last.unwrap();
    let problem = refused.problem();
    assert_eq!(problem.code, ErrorCode::TooManyRequests);
    let wait = problem.until.unwrap().duration_since(scene.test.now());
    assert!(wait.as_secs() <= 1, "{wait}");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(
        ask_code(&scene, "a@exemple.fr").await.code(),
        ErrorCode::TooManyRequests
    );
    scene.seconds(2);
    assert_eq!(ask_code(&scene, "a@exemple.fr").await.status, 200);
}

#[tokio::test]
async fn a_storm_of_logins_meets_a_page_that_says_so() {
    let scene = Scene::open().await;
    for _ in 0..300 {
        assert_eq!(scene.get(&authorize(&asked())).await.status, 303);
    }
    let page = scene.get(&authorize(&asked())).await;
    assert_eq!(page.status, 429);
    assert!(page.text().contains("Trop de demandes") && page.text().contains("request.too_many"));
    // Doors are counted apart, and looking costs nothing.
    assert_eq!(Browser::of(&scene).post("/creer", &[]).await.status, 303);
    assert_eq!(scene.get("/bienvenue").await.status, 200);
}

#[tokio::test]
async fn codes_of_computers_cannot_be_guessed_quickly() {
    let scene = Scene::open().await;
    let body = json!({ "code": "ABCD-2345" });
    let mut codes = Vec::new();
    for _ in 0..121 {
        codes.push(scene.post_json("/api/v1/handoff/claim", &body).await.code());
    }
    assert_eq!(codes.pop(), Some(ErrorCode::TooManyRequests));
    assert!(codes.iter().all(|code| *code == ErrorCode::HandoffForeign));
}

/// Knocks sixty times and once more, from where `peer` and `forwarded` say; gives the last status.
async fn knocks(routes: &axum::Router, times: usize, peer: &str, forwarded: &str) -> u16 {
    let peer: SocketAddr = peer.parse().unwrap();
    let mut status = 0;
    for _ in 0..times {
        let mut request = Request::post("/api/v1/sign-in")
            .header("x-forwarded-for", forwarded)
            .body(Body::from("{}"))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = routes.clone().oneshot(request).await.unwrap();
        status = answer.status().as_u16();
    }
    status
}

#[tokio::test]
async fn addresses_count_apart_and_only_a_known_proxy_may_name_them() {
    let test = TestWorld::new().await;
    let proxy = "192.0.2.1:443";
    let routes = router(Site {
        world: test.world.clone().into(),
        console_files: None,
        trusted_proxies: Arc::from(["192.0.2.1".parse().unwrap()]),
    });
    assert_eq!(knocks(&routes, 61, "198.51.100.7:1", "").await, 429);
    assert_eq!(knocks(&routes, 1, "198.51.100.8:1", "").await, 400);
    // A stranger who invents a header stays who he is.
    assert_eq!(
        knocks(&routes, 1, "198.51.100.7:1", "203.0.113.9").await,
        429
    );
    // Behind the proxy the last entry counts, whatever was written before it.
    assert_eq!(
        knocks(&routes, 61, proxy, "203.0.113.1, 203.0.113.9").await,
        429
    );
    assert_eq!(
        knocks(&routes, 1, proxy, "203.0.113.2, 203.0.113.9").await,
        429
    );
    assert_eq!(
        knocks(&routes, 1, proxy, "203.0.113.9, 203.0.113.3").await,
        400
    );
}

#[tokio::test]
async fn a_person_who_is_recognised_is_not_counted() {
    let scene = Scene::open().await;
    let app = crate::app::App::sign_in(&scene).await;
    let answers: Vec<Answer> =
        futures_util::future::join_all((0..100).map(|_| app.get("/api/v1/journey"))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
}
