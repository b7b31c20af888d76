//! Brokers that ask wrongly, and what the endpoints say to strangers.

use crate::browser::{Browser, CALLBACK, STATE, asked_with, authorize, returned};
use crate::scene::Scene;
use axum::body::Body;
use axum::http::Request;
use sceau_testkit::world::{DEMO_CLIENT, DEMO_CLIENT_SECRET};
use serde_json::Value;

#[tokio::test]
async fn an_unknown_client_or_a_bad_address_is_told_on_a_page_and_never_redirected() {
    let scene = Scene::open().await;
    for (name, value) in [
        ("client_id", "inconnu"),
        ("client_id", ""),
        ("redirect_uri", "https://broker.test/callback/"),
        ("redirect_uri", "https://mechant.test/"),
        ("redirect_uri", ""),
    ] {
        let answer = scene.get(&authorize(&asked_with(name, value))).await;
        assert_eq!(answer.status, 400, "{name}={value}");
        assert_eq!(answer.header("location"), "");
        assert_eq!(answer.header("set-cookie"), "");
        assert!(answer.text().contains("Cette demande est refusée"));
    }
    let twice = format!(
        "{}&client_id={DEMO_CLIENT}",
        authorize(&asked_with("x", ""))
    );
    assert_eq!(scene.get(&twice).await.status, 400);
}

#[tokio::test]
async fn what_else_is_wrong_goes_back_to_the_client_with_its_state() {
    let scene = Scene::open().await;
    for (name, value, error) in [
        ("nonce", "", "invalid_request"),
        ("scope", "email", "invalid_scope"),
        ("response_type", "token", "unsupported_response_type"),
        (
            "request",
            "eyJhbGciOiJub25lIn0.e30.",
            "request_not_supported",
        ),
    ] {
        let answer = scene.get(&authorize(&asked_with(name, value))).await;
        assert_eq!(returned(&answer, "error").unwrap(), error, "{name}={value}");
        assert_eq!(returned(&answer, "state").unwrap(), STATE);
    }
    let without_state = scene.get(&authorize(&asked_with("state", ""))).await;
    assert_eq!(
        returned(&without_state, "error").unwrap(),
        "invalid_request"
    );
    assert_eq!(returned(&without_state, "state"), None);
}

#[tokio::test]
async fn a_code_of_nobody_a_wrong_secret_and_no_token_are_refused_as_the_standard_says() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    let form = |secret: &'static str| {
        [
            ("grant_type", "authorization_code"),
            ("code", "inventé"),
            ("redirect_uri", CALLBACK),
            ("client_id", DEMO_CLIENT),
            ("client_secret", secret),
        ]
    };
    for (secret, status, error) in [
        (DEMO_CLIENT_SECRET, 400, "invalid_grant"),
        ("faux", 401, "invalid_client"),
    ] {
        let answer = browser.post("/oidc/token", &form(secret)).await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (answer.status, body["error"].as_str()),
            (status, Some(error))
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let info = scene.get("/oidc/userinfo").await;
    assert_eq!(info.status, 401);
    assert!(info.header("www-authenticate").starts_with("Bearer"));
}

#[tokio::test]
async fn what_is_no_form_is_refused_as_the_standard_says_or_on_a_page_of_ours() {
    let scene = Scene::open().await;
    let json = Some("application/json");
    let form = Some("application/x-www-form-urlencoded");
    let long = "a=".to_owned() + &"b".repeat(70_000);
    for (kind, body) in [(json, "{}"), (None, ""), (form, long.as_str())] {
        let post = |path: &str| {
            let mut request = Request::post(path);
            if let Some(kind) = kind {
                request = request.header("content-type", kind);
            }
            request.body(Body::from(body.to_owned())).unwrap()
        };
        for path in [
            "/oidc/token",
            "/oidc/par",
            "/oidc/introspect",
            "/oidc/revoke",
        ] {
            let answer = scene.call(post(path)).await;
            assert_eq!(answer.status, 400, "{path} {kind:?}");
            let told: Value = serde_json::from_slice(&answer.body).unwrap();
            assert_eq!(told["error"], "invalid_request", "{path}");
        }
        for path in ["/oidc/authorize", "/oidc/logout"] {
            let answer = scene.call(post(path)).await;
            assert_eq!(answer.status, 400, "{path} {kind:?}");
            assert!(
                answer.text().contains("Cette demande est illisible"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_logout_returns_only_to_a_registered_address() {
    let scene = Scene::open().await;
    let to = |address: &str| {
        format!("/oidc/logout?client_id={DEMO_CLIENT}&post_logout_redirect_uri={address}&state=s")
    };
    let known = scene
        .get(&to("https%3A%2F%2Fbroker.test%2Flogged-out"))
        .await;
    assert_eq!(known.status, 303, "{}", known.text());
    assert!(
        known
            .header("location")
            .starts_with("https://broker.test/logged-out")
    );
    let unknown = scene.get(&to("https%3A%2F%2Fmechant.test%2F")).await;
    assert_eq!((unknown.status, unknown.header("location")), (400, ""));
    assert_eq!(scene.get("/oidc/logout").await.status, 200);
}

#[tokio::test]
async fn a_client_pushes_its_request_and_the_browser_carries_its_name_only() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    let asked = asked_with("x", "");
    let mut form = asked.clone();
    form.push(("client_secret", DEMO_CLIENT_SECRET));
    let pushed = browser.post("/oidc/par", &form).await;
    assert_eq!(pushed.status, 201, "{}", pushed.text());
    let pushed: Value = serde_json::from_slice(&pushed.body).unwrap();
    assert_eq!(pushed["expires_in"], 60);
    let name = pushed["request_uri"].as_str().unwrap();
    let carried = [("client_id", DEMO_CLIENT), ("request_uri", name)];
    let begun = scene.get(&authorize(&carried)).await;
    assert_eq!(
        (begun.status, begun.header("location")),
        (303, "/connexion")
    );
    let again = scene.get(&authorize(&carried)).await;
    assert_eq!(again.status, 400, "its name works once");

    form.push(("scope", "twice"));
    let refused = browser.post("/oidc/par", &form).await;
    assert_eq!(refused.status, 400);
    let refused: Value = serde_json::from_slice(&refused.body).unwrap();
    assert_eq!(refused["error"], "invalid_request");
}

#[tokio::test]
async fn a_token_of_nobody_is_inactive_and_giving_it_back_changes_nothing() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    let form = [
        ("client_id", DEMO_CLIENT),
        ("client_secret", DEMO_CLIENT_SECRET),
        ("token", "inventé"),
    ];
    let worth = browser.post("/oidc/introspect", &form).await;
    assert_eq!(worth.status, 200);
    assert_eq!(
        worth.json::<Value>(),
        serde_json::json!({ "active": false })
    );
    assert_eq!(browser.post("/oidc/revoke", &form).await.status, 200);
    for path in ["/oidc/introspect", "/oidc/revoke", "/oidc/par"] {
        let stranger = browser.post(path, &form[..1]).await;
        assert_eq!(stranger.status, 401, "{path}");
    }
}

#[tokio::test]
async fn what_the_provider_publishes_is_what_it_serves() {
    let scene = Scene::open().await;
    let metadata: Value = scene.get("/.well-known/openid-configuration").await.json();
    for name in [
        "pushed_authorization_request_endpoint",
        "token_endpoint",
        "introspection_endpoint",
        "revocation_endpoint",
        "userinfo_endpoint",
    ] {
        let address = metadata[name].as_str().unwrap();
        let path = address.strip_prefix("https://sceau.test").unwrap();
        let answer = Browser::of(&scene).post(path, &[]).await;
        assert!(matches!(answer.status, 400 | 401), "{name}");
    }
    assert_eq!(
        metadata["authorization_response_iss_parameter_supported"],
        true
    );
    assert_eq!(metadata["require_pushed_authorization_requests"], false);
    assert_eq!(metadata["dpop_signing_alg_values_supported"][0], "ES256");
}

#[tokio::test]
async fn the_health_test_says_up() {
    let scene = Scene::open().await;
    let status: Value = scene.get("/status").await.json();
    assert_eq!(status["status"], "up");
}
