//! The few files of these pages, inside the binary.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(crate) async fn show(Path(file): Path<String>) -> Response {
    let (media_type, text) = match file.as_str() {
        "pages.css" => (
            "text/css; charset=utf-8",
            include_str!("../../assets/pages.css"),
        ),
        "wait.js" => (
            "text/javascript; charset=utf-8",
            include_str!("../../assets/wait.js"),
        ),
        "sceau.svg" => ("image/svg+xml", include_str!("../../assets/sceau.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    (
        [
            (header::CONTENT_TYPE, media_type),
            (header::CACHE_CONTROL, "max-age=3600"),
        ],
        text,
    )
        .into_response()
}
