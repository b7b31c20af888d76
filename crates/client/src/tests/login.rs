use super::server::REQUEST;
use super::{World, code};
use crate::command;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::{ApprovalStatement, Decision, MatchNumber};
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{AnswerArgs, Nothing};
use sceau_wire::login::LoginDecision;
use serde_json::Value;

fn answer(decision: LoginDecision, number: Option<u8>, code: Option<&str>) -> AnswerArgs {
    AnswerArgs {
        request: REQUEST.into(),
        decision,
        number,
        code: code.map(Into::into),
    }
}

async fn with_a_key() -> World {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world
}

#[tokio::test]
async fn an_approval_signs_what_the_person_was_shown() {
    let world = with_a_key().await;
    let shown = command::list_login_requests(&world.app, Nothing {})
        .await
        .unwrap();
    assert_eq!(
        shown.requests[0].nonce.reveal(),
        "",
        "the nonce is the host's"
    );
    let approve = answer(LoginDecision::Approve, Some(42), Some("482913"));
    command::answer_login_request(&world.app, approve)
        .await
        .unwrap();

    let facts = world.server.facts();
    let bytes = |text: &Value| STANDARD.decode(text.as_str().unwrap()).unwrap();
    let statement = ApprovalStatement {
        request: REQUEST.parse().unwrap(),
        service: "Mairie de Rennes",
        level: "eidas2",
        decision: Decision::Approve,
        number: MatchNumber::new(42),
        nonce: "abcdef",
    };
    UnparsedPublicKey::new(
        &ECDSA_P256_SHA256_FIXED,
        bytes(&facts.device.as_ref().unwrap()["public_key"]),
    )
    .verify(
        &statement.to_bytes(),
        &bytes(&facts.answers[0]["signature"]),
    )
    .unwrap();
    assert_eq!(facts.answers[0]["number"], 42);
}

#[tokio::test]
async fn refusing_needs_neither_number_nor_code() {
    let world = with_a_key().await;
    for decision in [LoginDecision::Refuse, LoginDecision::NotMe] {
        command::answer_login_request(&world.app, answer(decision, None, None))
            .await
            .unwrap();
    }
    let facts = world.server.facts();
    assert_eq!(
        facts.answers[1],
        serde_json::json!({"decision": "not_me", "number": null, "signature": null})
    );
}

#[tokio::test]
async fn a_slip_of_the_finger_does_not_end_the_request() {
    let world = with_a_key().await;
    for (number, typed, expected) in [
        (Some(4), Some("482913"), ErrorCode::FieldsInvalid),
        (None, Some("482913"), ErrorCode::FieldsInvalid),
        (Some(42), Some("482914"), ErrorCode::SecretCodeWrong),
        (Some(42), None, ErrorCode::SecretCodeShape),
    ] {
        let args = answer(LoginDecision::Approve, number, typed);
        let refused = command::answer_login_request(&world.app, args)
            .await
            .unwrap_err();
        assert_eq!(refused.code, expected);
    }
    assert!(world.server.facts().answers.is_empty());
}
