//! `frame:` – previews, pictures and videos by handle, so that no media crosses a command.

use crate::Host;
use crate::fault::FaultPage;
use tauri::http::{Request, Response, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// The scheme, named in the content policy too.
pub(crate) const SCHEME: &str = "frame";

/// Where the scheme's addresses begin on this system.
pub(crate) const BASE: &str = if cfg!(any(windows, target_os = "android")) {
    "http://frame.localhost"
} else {
    "frame://localhost"
};

/// Answers one request on a thread that may block.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle();
    if let Some(page) = app.try_state::<FaultPage>() {
        let mut answer = Response::new(page.0.clone().into_bytes());
        let html = header::HeaderValue::from_static("text/html; charset=utf-8");
        answer.headers_mut().insert(header::CONTENT_TYPE, html);
        return responder.respond(answer);
    }
    let host = app.state::<Host>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let range = request
            .headers()
            .get(header::RANGE)
            .and_then(|range| range.to_str().ok());
        let answer = host.serve_media(request.uri().path(), range);
        let mut response = Response::builder()
            .status(answer.status)
            .header(header::CONTENT_TYPE, answer.media_type)
            .header(header::ACCEPT_RANGES, "bytes")
            .header(header::CACHE_CONTROL, "no-store")
            // The page's own origin differs from the scheme's: without this `fetch` is refused.
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if let Some(range) = answer.content_range {
            response = response.header(header::CONTENT_RANGE, range);
        }
        match response.body(answer.body) {
            Ok(response) => responder.respond(response),
            Err(fault) => tracing::warn!(%fault, "a frame could not be answered"),
        }
    });
}
