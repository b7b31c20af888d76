//! Answers a login request; an approval is signed by the device.

use super::Answer;
use super::login_requests::list_login_requests;
use super::secret_code::open_device_key;
use crate::App;
use crate::remote::Call;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::id::LoginRequestId;
use sceau_domain::login::{ApprovalStatement, Decision, MatchNumber};
use sceau_wire::Secret;
use sceau_wire::error::{ErrorCode, FieldFindingView, Problem};
use sceau_wire::host::{AnswerArgs, Nothing};
use sceau_wire::login::{LoginAnswerRequest, LoginDecision, LoginRequestView};

/// Answers. An approval needs the browser's two digits and the secret code; refusing needs neither.
///
/// # Errors
/// `fields.invalid` for digits that no browser shows, those of unlocking, `login.expired`,
/// `login.answered`, `login.mismatch`, the network's.
pub async fn answer_login_request(app: &App, args: AnswerArgs) -> Answer<Nothing> {
    let id: LoginRequestId = args
        .request
        .parse()
        .map_err(|_| Problem::new(ErrorCode::NotFound))?;
    let body = match args.decision {
        LoginDecision::Approve => approval(app, id, &args).await?,
        decision @ (LoginDecision::Refuse | LoginDecision::NotMe) => LoginAnswerRequest {
            decision,
            number: None,
            signature: None,
        },
    };
    let path = format!("api/v1/login-requests/{id}/answer");
    let answer: Answer<Nothing> = app.ask(Call::post(&path), Some(&body)).await;
    let is_over = match &answer {
        Ok(_) => true,
        Err(problem) => matches!(
            problem.code,
            ErrorCode::LoginExpired | ErrorCode::LoginAnswered | ErrorCode::LoginMismatch
        ),
    };
    if is_over {
        app.memory()
            .login_requests
            .retain(|request| request.request != args.request);
    }
    answer
}

async fn approval(app: &App, id: LoginRequestId, args: &AnswerArgs) -> Answer<LoginAnswerRequest> {
    // A slip of the finger must not end the request: only two digits are ever sent.
    let number = args
        .number
        .and_then(MatchNumber::new)
        .ok_or_else(wrong_number)?;
    let typed = args
        .code
        .as_ref()
        .ok_or(Problem::new(ErrorCode::SecretCodeShape))?;
    let request = find(app, &args.request).await?;
    let (_, key) = open_device_key(app, typed.reveal()).await?;
    let statement = ApprovalStatement {
        request: id,
        service: &request.service,
        level: &request.level,
        decision: Decision::Approve,
        number: Some(number),
        nonce: request.nonce.reveal(),
    };
    let signature = key
        .sign(&statement.to_bytes())
        .map_err(|_| Problem::new(ErrorCode::Internal))?;
    Ok(LoginAnswerRequest {
        decision: LoginDecision::Approve,
        number: Some(number.value()),
        signature: Some(Secret::from(STANDARD.encode(signature.reveal()))),
    })
}

/// What was shown to the person is what is signed; after a restart it is asked for again.
async fn find(app: &App, request: &str) -> Answer<LoginRequestView> {
    let in_memory = |app: &App| {
        let memory = app.memory();
        memory
            .login_requests
            .iter()
            .find(|known| known.request == request)
            .cloned()
    };
    if let Some(known) = in_memory(app) {
        return Ok(known);
    }
    list_login_requests(app, Nothing {}).await?;
    in_memory(app).ok_or(Problem::new(ErrorCode::LoginExpired))
}

fn wrong_number() -> Problem {
    let finding = FieldFindingView::new("number", "two_digits");
    Problem::new(ErrorCode::FieldsInvalid).with_fields(vec![finding])
}
