//! Only pages that this host served may command it: another page open in the same browser, or a
//! name that was pointed at this machine, gets nothing.

use crate::Host;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses foreign `Host` and `Origin` headers, and commands that are not JSON (a form of another
/// page can only send other types without being asked first).
pub(crate) async fn own_pages_only(
    State(host): State<Host>,
    request: Request,
    next: Next,
) -> Response {
    let port = host.address.port();
    let headers = request.headers();
    let is_ours = has_own(headers, header::HOST.as_str(), port, "")
        && (!headers.contains_key(header::ORIGIN)
            || has_own(headers, header::ORIGIN.as_str(), port, "http://"));
    if !is_ours {
        return StatusCode::FORBIDDEN.into_response();
    }
    let is_command = request.uri().path().starts_with("/command/");
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    if is_command && !is_json {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(request).await
}

fn has_own(headers: &HeaderMap, name: &str, port: u16, scheme: &str) -> bool {
    let own = ["127.0.0.1", "localhost"].map(|name| format!("{scheme}{name}:{port}"));
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| own.iter().any(|own| own == value))
}
