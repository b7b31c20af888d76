//! Reading the server's answers.

use reqwest::StatusCode;
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

/// Reads a refusal: the server's own problem, else what the status alone says (a proxy's page, an
/// answer to `HEAD`).
pub(super) fn problem_of(status: StatusCode, bytes: &[u8]) -> Problem {
    serde_json::from_slice(bytes).unwrap_or_else(|_| {
        Problem::new(match status.as_u16() {
            401 => ErrorCode::SessionMissing,
            404 | 410 => ErrorCode::NotFound,
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
        let problem = problem_of(StatusCode::UNPROCESSABLE_ENTITY, body);
        assert_eq!(
            problem,
            Problem::new(ErrorCode::CodeWrong).with_tries_left(3)
        );
    }

    #[test]
    fn a_proxys_page_is_worded_by_its_status_alone() {
        let problem = problem_of(StatusCode::BAD_GATEWAY, b"<html>nginx</html>");
        assert_eq!(problem.code, ErrorCode::Unavailable);
    }
}
