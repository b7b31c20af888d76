//! The one function that decides, for a failure, its public code, its log level and its status.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sceau_domain::birthplace::BirthplaceError;
use sceau_domain::document::FieldFinding;
use sceau_domain::phone::PhoneFinding;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::StoreFailure;
use sceau_wire::error::{ErrorCode, FieldFindingView, Problem};

/// A failure on its way out.
#[derive(Debug)]
pub struct Refused(pub Problem);

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self(publish(failure))
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(publish(Failure::Refusal(refusal)))
    }
}

impl From<ErrorCode> for Refused {
    fn from(code: ErrorCode) -> Self {
        Self(Problem::new(code))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = (status, Json(self.0)).into_response();
        answer.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        answer
    }
}

/// Turns a failure into what the outside learns, and logs what the inside must know.
pub fn publish(failure: Failure) -> Problem {
    match failure {
        Failure::Refusal(refusal) => {
            let problem = publish_refusal(refusal);
            tracing::info!(code = problem.code.as_str(), "refused");
            problem
        }
        Failure::Store(StoreFailure::Conflict) => {
            tracing::warn!("two writers met; the app asks again");
            Problem::new(ErrorCode::NotPossibleHere)
        }
        inside => {
            tracing::error!(error = &inside as &dyn std::error::Error, "failed");
            Problem::new(ErrorCode::Internal)
        }
    }
}

fn publish_refusal(refusal: Refusal) -> Problem {
    use {ErrorCode as C, Refusal as R};
    match refusal {
        R::Document(findings) => {
            Problem::new(C::FieldsInvalid).with_fields(findings.into_iter().map(field).collect())
        }
        R::Birthplace(error) => Problem::new(C::FieldsInvalid).with_fields(vec![place(error)]),
        R::Phone(finding) => Problem::new(C::FieldsInvalid).with_fields(vec![phone(finding)]),
        R::EmailInvalid => Problem::new(C::EmailInvalid),
        R::Malformed => Problem::new(C::RequestMalformed),
        R::TooManyRequests { until } => Problem::new(C::TooManyRequests).with_until(until),
        R::IdempotencyConflict => Problem::new(C::IdempotencyConflict),
        R::NotFound => Problem::new(C::NotFound),
        R::CodeWrong { tries_left } => Problem::new(C::CodeWrong).with_tries_left(tries_left),
        R::CodeExpired => Problem::new(C::CodeExpired),
        R::CodeExhausted { until } => Problem::new(C::CodeExhausted).with_until(until),
        R::CodeTooSoon { until } => Problem::new(C::CodeTooSoon).with_until(until),
        R::CodeUnknown => Problem::new(C::CodeUnknown),
        R::SessionMissing => Problem::new(C::SessionMissing),
        R::DeviceNotTrusted => Problem::new(C::DeviceNotTrusted),
        R::DeviceUnknown => Problem::new(C::DeviceUnknown),
        R::DeviceBlocked { until } => Problem::new(C::DeviceBlocked).with_until(until),
        R::SecretCodeWrong { tries_left } => {
            Problem::new(C::SecretCodeWrong).with_tries_left(tries_left)
        }
        R::SignatureInvalid => Problem::new(C::SignatureInvalid),
        R::NotPossibleHere(_) => Problem::new(C::NotPossibleHere),
        R::TermsOutdated => Problem::new(C::TermsOutdated),
        R::ConsentMissing => Problem::new(C::ConsentMissing),
        R::LetterLinkUnknown => Problem::new(C::LetterLinkUnknown),
        R::LetterLinkExpired => Problem::new(C::LetterLinkExpired),
        R::LetterAnswered => Problem::new(C::LetterAnswered),
        R::LetterOver => Problem::new(C::LetterOver),
        R::FileTooBig => Problem::new(C::FileTooBig),
        R::FileNotAPicture => Problem::new(C::FileNotAPicture),
        R::FileDamaged => Problem::new(C::FileDamaged),
        R::FileTooSmall => Problem::new(C::FileTooSmall),
        R::FileTooManyPixels => Problem::new(C::FileTooManyPixels),
        R::FileNotAVideo => Problem::new(C::FileNotAVideo),
        R::UploadOffset { .. } => Problem::new(C::UploadOffset),
        R::UploadUnknown => Problem::new(C::UploadUnknown),
        R::UploadIncomplete => Problem::new(C::UploadIncomplete),
        R::UploadHash => Problem::new(C::UploadHash),
        R::AttemptsExhausted => Problem::new(C::AttemptsExhausted),
        R::ChallengeExpired => Problem::new(C::ChallengeExpired),
        R::ChallengeUsed => Problem::new(C::ChallengeUsed),
        R::HandoffForeign => Problem::new(C::HandoffForeign),
        R::HandoffExpired => Problem::new(C::HandoffExpired),
        R::HandoffMismatch => Problem::new(C::HandoffMismatch),
        R::LoginExpired => Problem::new(C::LoginExpired),
        R::LoginAnswered => Problem::new(C::LoginAnswered),
        R::LoginMismatch => Problem::new(C::LoginMismatch),
        R::LoginLevel => Problem::new(C::LoginLevel),
        R::IdentityBlocked => Problem::new(C::IdentityBlocked),
        R::RecoveryTooEarly { until } => Problem::new(C::RecoveryTooEarly).with_until(until),
        R::OperatorUnknown => Problem::new(C::OperatorUnknown),
        R::CaseNotAssigned => Problem::new(C::CaseNotAssigned),
        R::CaseDecided => Problem::new(C::CaseDecided),
        R::DecisionIncomplete => Problem::new(C::DecisionIncomplete),
    }
}

fn field(finding: FieldFinding) -> FieldFindingView {
    FieldFindingView {
        until: finding.until.map(|day| day.to_string().into()),
        ..FieldFindingView::new(finding.field.as_str(), finding.code.as_str())
    }
}

fn phone(finding: PhoneFinding) -> FieldFindingView {
    FieldFindingView::new("phone", finding.as_str())
}

fn place(error: BirthplaceError) -> FieldFindingView {
    FieldFindingView::new("birthplace", error.as_str())
}
