//! What the four sites share: pages with their headers, the style sheet, cookies, parameters.

use askama::Template;
use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use url::form_urlencoded;

/// No script at all; frames only for the inbox's own mails.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page that says one thing and offers ways on.
#[derive(Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    /// Which site speaks.
    pub site: &'static str,
    /// The one `h1`.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Listed below the paragraphs.
    pub details: Vec<String>,
    /// Shown as the code to quote, when something failed.
    pub code: Option<&'static str>,
    /// Where to go next, the first one as the primary action.
    pub actions: Vec<Action>,
}

/// A link that looks like a button.
pub struct Action {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// Renders a page with the headers every page has.
pub fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, page_headers(PAGE_POLICY), html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The headers of an HTML answer under this content policy.
pub fn page_headers(policy: &'static str) -> [(HeaderName, HeaderValue); 5] {
    [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (
            HeaderName::from_static("referrer-policy"),
            HeaderValue::from_static("no-referrer"),
        ),
        (
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        ),
    ]
}

/// The style sheet and the sign of life, mounted on every site.
pub fn common_routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(
            "/assets/encre.css",
            get(|| async {
                (
                    [(CONTENT_TYPE, "text/css; charset=utf-8")],
                    include_str!("../assets/encre.css"),
                )
            }),
        )
        .route("/health", get(|| async { "ok" }))
        .fallback(|| async {
            let template = MessagePage {
                site: "Bac à sable de Sceau",
                title: String::from("Page introuvable"),
                paragraphs: vec![String::from("Cette adresse ne mène à rien ici.")],
                details: Vec::new(),
                code: None,
                actions: vec![Action {
                    label: String::from("Revenir à l’accueil"),
                    href: String::from("/"),
                }],
            };
            page(StatusCode::NOT_FOUND, &template)
        })
}

/// Decoded pairs of a query string or of a form body.
pub fn read_pairs(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

/// The value of a cookie.
pub fn read_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|line| {
            line.split(';')
                .filter_map(|pair| pair.trim().split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.to_owned())
        })
}

/// Sends the browser elsewhere (303), setting a session cookie; an empty value forgets it.
///
/// `Lax`, not `Strict`: the answer of a login comes back from another site.
pub fn redirect_with_cookie(location: &str, name: &str, value: &str) -> Response {
    let age = if value.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}");
    ([(SET_COOKIE, cookie)], Redirect::to(location)).into_response()
}
