//! Reading the server's answers.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use sceau_wire::error::{ErrorCode, Problem};
use serde::de::DeserializeOwned;

/// Reads a success; an empty body is `{}`.
pub(super) fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(bytes).map_err(|fault| {
        tracing::warn!(line = fault.line(), "an answer was not understood");
        Problem::new(ErrorCode::AnswerMalformed)
    })
}

/// Whether a refusal is of the server itself (RFC 9457) and not a page of a proxy before it.
pub(super) fn is_own(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/problem+json"))
}

/// Reads a refusal: the server's own problem, else what the status alone says (an answer to `HEAD`, a proxy's
/// page). Of what does not exist only the server knows: a page that is not found is a service out of reach.
pub(super) fn problem_of(status: StatusCode, is_own: bool, bytes: &[u8]) -> Problem {
    serde_json::from_slice(bytes).unwrap_or_else(|_| {
        Problem::new(match status.as_u16() {
            401 => ErrorCode::SessionMissing,
            404 | 410 if is_own => ErrorCode::NotFound,
            404 | 410 => ErrorCode::Unavailable,
            409 => ErrorCode::UploadOffset,
            413 => ErrorCode::FileTooBig,
            426 => ErrorCode::AppTooOld,
            429 => ErrorCode::TooManyRequests,
            500 => ErrorCode::Internal,
            501..=599 => ErrorCode::Unavailable,
            _ => ErrorCode::AnswerMalformed,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_read_with_what_it_carries() {
        let body = br#"{"code":"code.wrong","tries_left":3}"#;
        let problem = problem_of(StatusCode::UNPROCESSABLE_ENTITY, true, body);
        assert_eq!(
            problem,
            Problem::new(ErrorCode::CodeWrong).with_tries_left(3)
        );
    }

    #[test]
    fn a_proxys_page_is_worded_by_its_status_alone() {
        for status in [
            StatusCode::BAD_GATEWAY,
            StatusCode::NOT_FOUND,
            StatusCode::GONE,
        ] {
            let problem = problem_of(status, false, b"<html>nginx</html>");
            assert_eq!(problem.code, ErrorCode::Unavailable, "{status}");
        }
    }
}
