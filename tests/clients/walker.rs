//! A browser with a person: follows a service's address into Sceau, types the number, waits for the
//! approval, and says where it is sent back to. For clients in any language.

use crate::house::PHONE;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, redirect};
use serde::Deserialize;
use std::time::Duration;
use url::Url;

#[derive(Deserialize)]
struct Walk {
    to: Url,
}

pub(crate) fn routes() -> Router {
    Router::new().route("/walk", get(walk))
}

async fn walk(Query(walk): Query<Walk>) -> Result<String, (StatusCode, &'static str)> {
    let walked = walk_to(walk.to).await;
    walked.map_err(|stuck| (StatusCode::BAD_GATEWAY, stuck))
}

/// Where a browser that a service sends to `to` is sent back to.
pub(crate) async fn walk_to(to: Url) -> Result<String, &'static str> {
    let browser = Client::builder()
        .redirect(redirect::Policy::none())
        .build()
        .unwrap();
    let begun = browser.get(to.clone()).send().await.unwrap();
    let Some(cookie) = cookie_of(&begun) else {
        // Refused before a page was shown: the service learns why.
        return location_of(&begun).ok_or("neither a page nor a way back");
    };
    let at = |path: &str| to.join(path).unwrap();
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("numero", PHONE)
        .finish();
    let given = browser
        .post(at("/connexion/numero"))
        .header(COOKIE, &cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form)
        .send()
        .await
        .unwrap();
    if !given.status().is_redirection() {
        return Err("the number was not taken");
    }
    for _ in 0..200 {
        let page = at("/connexion/terminer");
        let ended = browser.get(page).header(COOKIE, &cookie).send().await;
        match location_of(&ended.unwrap()) {
            Some(address) if !address.starts_with('/') => return Ok(address),
            _ => tokio::time::sleep(Duration::from_millis(25)).await,
        }
    }
    Err("nobody approved")
}

fn cookie_of(answer: &Response) -> Option<String> {
    let cookie = answer.headers().get(SET_COOKIE)?.to_str().ok()?;
    cookie.split(';').next().map(str::to_owned)
}

fn location_of(answer: &Response) -> Option<String> {
    let address = answer.headers().get(LOCATION)?;
    address.to_str().ok().map(str::to_owned)
}
