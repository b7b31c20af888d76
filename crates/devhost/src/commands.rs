//! The contract's commands over HTTP.

use crate::Host;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sceau_client::App;
use sceau_wire::error::{ErrorCode, Problem};
use serde::de::DeserializeOwned;

/// Most bytes of one command: a ten-megabyte picture as base64, and some room.
pub(crate) const MOST_BYTES: usize = 16_000_000;

macro_rules! web_commands {
    ($($name:ident($args:ident) -> $result:ident;)+) => {
        async fn dispatch(app: &App, name: &str, body: &[u8]) -> Result<Vec<u8>, Problem> {
            match name {
                $(stringify!($name) => {
                    let answer = Box::pin(sceau_client::command::$name(app, decode(body)?));
                    sceau_client::command::to_json(&answer.await?)
                })+
                _ => Err(Problem::new(ErrorCode::NotFound)),
            }
        }
    };
}

sceau_client::commands!(web_commands);

/// `POST /command/{name}`.
pub(crate) async fn serve(
    State(host): State<Host>,
    Path(name): Path<String>,
    body: axum::body::Bytes,
) -> Response {
    let answer = dispatch(&host.app, &name, &body).await;
    let (status, media_type, body) = match answer {
        Ok(body) => (StatusCode::OK, "application/json", body),
        Err(problem) => {
            tracing::info!(command = name, code = problem.code.as_str(), "refused");
            let body = serde_json::to_vec(&problem).unwrap_or_default();
            (status_of(&problem), "application/problem+json", body)
        }
    };
    (
        status,
        [
            (header::CONTENT_TYPE, media_type),
            (header::CACHE_CONTROL, "no-store"),
        ],
        body,
    )
        .into_response()
}

/// Codes that only arise on the device have no status of their own.
fn status_of(problem: &Problem) -> StatusCode {
    match StatusCode::from_u16(problem.code.status()) {
        Ok(status) if status.is_client_error() || status.is_server_error() => status,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|_| Problem::new(ErrorCode::RequestMalformed))
}
