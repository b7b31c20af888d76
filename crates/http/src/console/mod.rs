//! The operator's console, `/api/console/v1`, by cookie session; its files under `/console/`.
//!
//! Unsafe methods need a header that no form and no foreign page can send; the cookie never leaves for
//! another site.

mod cases;
mod desk;
mod media;
mod session;

use crate::Site;
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use std::path::Path;
use tower_http::services::{ServeDir, ServeFile};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", post(session::sign_in))
        .route("/session", delete(session::sign_out))
        .route("/queue", get(cases::queue))
        .route("/assignment", post(cases::assign))
        .route("/cases/{case}", get(cases::show))
        .route("/cases/{case}/evidence/{evidence}", get(media::main))
        .route("/cases/{case}/evidence/{evidence}/clip", get(media::clip))
        .route(
            "/cases/{case}/evidence/{evidence}/portrait",
            get(media::portrait),
        )
        .route(
            "/cases/{case}/evidence/{evidence}/frames/{moment}",
            get(media::frame),
        )
        .route("/cases/{case}/record", get(cases::record))
        .route("/cases/{case}/release", post(cases::release))
        .route("/cases/{case}/birthplace-code", post(cases::read_code))
        .route("/cases/{case}/decision", post(cases::decide))
        .route("/desk", post(desk::look))
        .layer(from_fn(from_the_console))
}

/// The header is the proof that our own script asks (OWASP, custom request headers).
async fn from_the_console(request: axum::extract::Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_safe || request.headers().contains_key("x-sceau-console") {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// The console's own bundle.
pub(crate) fn files(folder: Option<&Path>) -> Router<Site> {
    match folder {
        Some(folder) => {
            let index = ServeFile::new(folder.join("console.html"));
            Router::new().nest_service("/console", ServeDir::new(folder).fallback(index))
        }
        None => Router::new(),
    }
}
