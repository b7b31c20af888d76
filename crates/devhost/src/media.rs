//! Previews, pictures and videos by handle.

use crate::Host;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// `GET /preview/{session}.jpg`, `/picture/{capture}`, `/video/{capture}`.
pub(crate) async fn serve(State(host): State<Host>, uri: Uri, headers: HeaderMap) -> Response {
    let app = Arc::clone(&host.app);
    let answered = tokio::task::spawn_blocking(move || {
        let range = headers
            .get(header::RANGE)
            .and_then(|range| range.to_str().ok());
        app.serve_media(uri.path(), range)
    });
    let Ok(answer) = answered.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (
        status,
        [
            (header::CONTENT_TYPE, answer.media_type),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
        ],
        answer.body,
    )
        .into_response();
    if let Some(range) = answer.content_range.and_then(|range| range.parse().ok()) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}
