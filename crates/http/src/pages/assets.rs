//! The few files of these pages, inside the binary.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const AN_HOUR: &str = "max-age=3600";
/// For a file that never changes: another one comes under another name.
const A_YEAR: &str = "max-age=31536000, immutable";

pub(crate) async fn show(Path(file): Path<String>) -> Response {
    let (media_type, kept, bytes): (_, _, &'static [u8]) = match file.as_str() {
        "pages.css" => (
            "text/css; charset=utf-8",
            AN_HOUR,
            include_bytes!("../../assets/pages.css"),
        ),
        "wait.js" => (
            "text/javascript; charset=utf-8",
            AN_HOUR,
            include_bytes!("../../assets/wait.js"),
        ),
        "sceau.svg" => (
            "image/svg+xml",
            AN_HOUR,
            include_bytes!("../../assets/sceau.svg"),
        ),
        "atkinson-hyperlegible-next-latin.woff2" => (
            "font/woff2",
            A_YEAR,
            include_bytes!("../../assets/atkinson-hyperlegible-next-latin.woff2"),
        ),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, kept),
    ];
    (headers, bytes).into_response()
}
