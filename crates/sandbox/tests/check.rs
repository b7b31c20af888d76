//! The questions of `sceau-sandbox check`, asked of providers that answer wrongly. That a right one passes is
//! shown by Sceau itself (`tests/clients/broker.rs`).

#![cfg(test)]

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use sceau_sandbox::check::{Report, Verdict, check};
use sceau_sandbox::config::Config;
use sceau_sandbox::world::World;
use serde_json::{Value, json};
use std::collections::HashMap;
use tokio::net::TcpListener;

/// Sends everyone wherever they ask, believes every code and every token.
fn careless(issuer: String) -> Router {
    let anything =
        json!({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": "x.y.z"});
    Router::new()
        .route("/.well-known/openid-configuration", get(metadata))
        .route("/authorize", get(authorize))
        .route(
            "/token",
            get(async || "").post(async move || Json(anything)),
        )
        .route("/userinfo", get(async || Json(json!({"sub": "a"}))))
        .route(
            "/keys",
            get(async || {
                Json(json!({"keys": [{"kty": "EC", "crv": "P-256", "x": "", "y": "", "d": "AQ"}]}))
            }),
        )
        .route("/logout", get(authorize))
        .with_state(issuer)
}

async fn metadata(State(issuer): State<String>) -> Json<Value> {
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "end_session_endpoint": "http://logout.test/logout",
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code", "token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["none"],
    }))
}

async fn authorize(Query(asked): Query<HashMap<String, String>>) -> Response {
    let to = asked
        .get("redirect_uri")
        .or(asked.get("post_logout_redirect_uri"));
    to.map_or_else(
        || ().into_response(),
        |to| Redirect::to(&format!("{to}?code=1")).into_response(),
    )
}

async fn ask(provider: impl FnOnce(String) -> Router) -> Report {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = Config::default();
    config.broker.listen = free.local_addr().unwrap();
    drop(free);
    config.provider.issuer = format!("http://{}", listener.local_addr().unwrap());
    let routes = provider(config.provider.issuer.clone());
    let serving = tokio::spawn(async move { axum::serve(listener, routes).await });
    let report = check(&config, World::of_system().unwrap(), None)
        .await
        .unwrap();
    serving.abort();
    report
}

#[tokio::test]
async fn a_provider_that_believes_everything_fails_line_by_line() {
    let report = ask(careless).await;
    for name in [
        "discovery-addresses",
        "discovery-code-flow",
        "discovery-encryption",
        "discovery-levels",
        "discovery-scopes",
        "keys-published",
        "request-of-a-broker",
        "client-unknown",
        "response-type-missing",
        "prompt-none",
        "parameter-twice",
        "redirect-look-alikes",
        "code-unknown",
        "client-without-proof",
        "client-with-another-secret",
        "token-by-get",
        "userinfo-without-token",
        "userinfo-token-in-address",
    ] {
        let verdict = report.verdict(name);
        assert!(
            matches!(verdict, Some(Verdict::Fails(_))),
            "{name}: {verdict:?}"
        );
    }
    assert!(matches!(
        report.verdict("login-answer"),
        Some(Verdict::NotRun(_))
    ));
    let printed = report.to_string();
    assert!(
        printed.ends_with(&format!("{} failed, 2 not run", report.failures())),
        "{printed}"
    );
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_one_line() {
    let report = ask(|_| Router::new()).await;
    assert_eq!(report.rows.len(), 1);
    assert_eq!(report.failures(), 1);
}
