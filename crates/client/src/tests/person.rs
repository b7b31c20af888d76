use super::server::{DEVICE, Facts, NEW_DEVICE, REQUEST, Shared, refusal_of};
use super::{World, code};
use crate::command;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::deed::{Deed, DeedStatement};
use sceau_domain::phone::PhoneNumber;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{
    AtStake, ChangeNumberArgs, NewNumberArgs, Nothing, RemoveDeviceArgs, ReportArgs, UnblockArgs,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const CODE: &str = "482913";
const NUMBER: &str = "06 39 98 45 67";
/// As such files begin, with bytes that are no text.
const PDF: &[u8] = b"%PDF-1.7\n%\xC3\xFF\x00";

/// What the person's page asks of the server.
pub(super) fn routes() -> Router<Arc<Mutex<Facts>>> {
    Router::new()
        .route("/api/v1/identity/deed", post(deed_nonce))
        .route("/api/v1/identity/export", post(export))
        .route("/api/v1/identity/recovery", get(outlook).post(recovery))
        .route("/api/v1/identity/{*deed}", post(deed))
        .route("/api/v1/account/{*deed}", post(deed))
}

async fn deed_nonce(State(facts): Shared, headers: HeaderMap) -> Response {
    let facts = facts.lock().unwrap();
    let drawn = json!({"nonce": "once", "expires_at": "2030-01-01T00:05:00Z"});
    refusal_of(&facts, &headers).unwrap_or_else(|| Json(drawn).into_response())
}

async fn outlook() -> Json<Value> {
    Json(json!({"possible_from": "2030-01-04T00:00:00Z", "is_elsewhere": true}))
}

async fn recovery(State(facts): Shared) -> Json<Value> {
    let asked = ("recovery".into(), Value::Null);
    facts.lock().unwrap().deeds.push(asked);
    Json(json!({"possible_from": "2030-01-04T00:00:00Z", "is_possible": false}))
}

/// Remembers what is asked of the person's page, by its path.
async fn deed(
    State(facts): Shared,
    Path(path): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let mut facts = facts.lock().unwrap();
    if let Some(refusal) = refusal_of(&facts, &headers) {
        return refusal;
    }
    let told = serde_json::from_str(&body).unwrap_or(Value::Null);
    facts.deeds.push((path.clone(), told));
    if path == "erase" && core::mem::take(&mut facts.erasure_to_lose) {
        facts.session_ended = true;
        return StatusCode::BAD_GATEWAY.into_response();
    }
    if path.ends_with("code") {
        let sent = json!({"to_masked": "n•••", "expires_at": "2030-01-01T00:10:00Z"});
        return Json(sent).into_response();
    }
    StatusCode::NO_CONTENT.into_response()
}

async fn export(State(facts): Shared, body: String) -> Json<Value> {
    let told = serde_json::from_str(&body).unwrap();
    facts.lock().unwrap().deeds.push(("export".into(), told));
    let data = json!({"made_at": "2030-01-01T09:08:07.5Z", "of_a_newer_server": true});
    let pdf = STANDARD.encode(PDF);
    Json(json!({"data": data, "pdf": pdf}))
}

impl World {
    async fn with_a_key() -> Self {
        let world = Self::signed_in().await;
        command::choose_secret_code(&world.app, code(CODE))
            .await
            .unwrap();
        world
    }

    fn deeds(&self) -> Vec<(String, Value)> {
        self.server.facts().deeds.clone()
    }

    /// Whether a proof is this device's signature of a deed over the server's nonce.
    fn is_signed(&self, proof: &Value, deed: Deed<'_>) -> bool {
        let bytes = |text: &Value| STANDARD.decode(text.as_str().unwrap()).unwrap();
        let statement = DeedStatement {
            deed,
            device: DEVICE.parse().unwrap(),
            nonce: proof["nonce"].as_str().unwrap(),
        };
        let facts = self.server.facts();
        let key = bytes(&facts.device.as_ref().unwrap()["public_key"]);
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
            .verify(&statement.to_bytes(), &bytes(&proof["signature"]))
            .is_ok()
    }
}

#[tokio::test]
async fn a_deed_is_signed_for_what_it_says_and_nothing_else() {
    let world = World::with_a_key().await;
    let remove = RemoveDeviceArgs {
        device: NEW_DEVICE.into(),
        code: CODE.into(),
    };
    command::remove_device(&world.app, remove).await.unwrap();
    let unblock = UnblockArgs {
        mailed: "135790".into(),
        code: CODE.into(),
    };
    command::unblock_identity(&world.app, unblock)
        .await
        .unwrap();
    let change = ChangeNumberArgs {
        number: NUMBER.into(),
        texted: "246801".into(),
        code: CODE.into(),
    };
    command::change_number(&world.app, change).await.unwrap();

    let deeds = world.deeds();
    let paths: Vec<_> = deeds.iter().map(|(path, _)| path.as_str()).collect();
    let removal = format!("devices/{NEW_DEVICE}/remove");
    assert_eq!(paths, [removal.as_str(), "unblock", "number"]);
    let removed = Deed::RemoveDevice(NEW_DEVICE.parse().unwrap());
    let number = PhoneNumber::parse_mobile(NUMBER).unwrap();
    assert!(world.is_signed(&deeds[0].1, removed));
    assert!(!world.is_signed(&deeds[0].1, Deed::Erase));
    assert!(world.is_signed(&deeds[1].1["proof"], Deed::Unblock));
    assert!(world.is_signed(&deeds[2].1["proof"], Deed::ChangeNumber(&number)));
    assert_eq!(deeds[1].1["code"], "135790");
    assert_eq!(deeds[2].1["code"], "246801");
}

#[tokio::test]
async fn blocking_reporting_and_asking_for_codes_need_no_secret_code() {
    let world = World::with_a_key().await;
    command::block_identity(&world.app, Nothing {})
        .await
        .unwrap();
    let report = ReportArgs {
        login: REQUEST.into(),
        block: true,
    };
    command::report_login(&world.app, report).await.unwrap();
    let sent = command::ask_unblock_code(&world.app, Nothing {}).await;
    assert_eq!(sent.unwrap().to_masked, "n•••");
    let number = NewNumberArgs {
        number: NUMBER.into(),
    };
    command::ask_number_code(&world.app, number).await.unwrap();
    let report = format!("logins/{REQUEST}/report");
    let paths: Vec<_> = world.deeds().into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        ["block", report.as_str(), "unblock/code", "number/code"]
    );
}

#[tokio::test]
async fn a_lost_device_is_said_without_a_code_and_the_delay_is_told() {
    let world = World::with_a_key().await;
    let seen = command::foresee_recovery(&world.app, Nothing {}).await;
    assert!(seen.unwrap().is_elsewhere);
    assert!(world.deeds().is_empty(), "looking asks for nothing");
    let begun = command::begin_recovery(&world.app, Nothing {}).await;
    let from = begun.unwrap().possible_from.to_string();
    assert_eq!(from, "2030-01-04T00:00:00Z");
    let start = world.start().await;
    assert_eq!(
        start.at_stake,
        AtStake::Recovery,
        "signing out would end it"
    );
    let paths: Vec<_> = world.deeds().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["recovery"]);
}

#[tokio::test]
async fn a_wrong_secret_code_does_nothing() {
    let world = World::with_a_key().await;
    let refused = command::erase_account(&world.app, code("482914")).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::SecretCodeWrong);
    let landline = ChangeNumberArgs {
        number: "01 42 00 00 00".into(),
        texted: "246801".into(),
        code: CODE.into(),
    };
    let refused = command::change_number(&world.app, landline).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::FieldsInvalid);
    assert!(world.deeds().is_empty());
}

#[tokio::test]
async fn the_data_are_saved_whole_where_the_person_finds_them_and_nothing_is_overwritten() {
    let world = World::with_a_key().await;
    let saved = command::export_data(&world.app, code(CODE)).await.unwrap();
    assert!(world.is_signed(&world.deeds()[0].1, Deed::Export));
    assert_eq!(saved.data, "sceau-2030-01-01T090807.json");
    let folder = std::path::Path::new(&saved.folder);
    assert_eq!(folder, world.folder.path().join("exports"));
    let data = std::fs::read_to_string(folder.join(&saved.data)).unwrap();
    let data: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["of_a_newer_server"], true);
    assert_eq!(saved.pdf, "sceau-2030-01-01T090807.pdf");
    assert_eq!(std::fs::read(folder.join(&saved.pdf)).unwrap(), PDF);
}

#[tokio::test]
async fn after_the_end_this_device_knows_nobody() {
    let mut world = World::with_a_key().await;
    command::erase_account(&world.app, code(CODE))
        .await
        .unwrap();
    assert!(world.is_signed(&world.deeds()[0].1, Deed::Erase));
    for _ in 0..2 {
        let start = world.start().await;
        assert!(!start.has_session && !start.has_secret_code);
        world.kill_and_restart();
    }
}

/// An identity erased at the server, whose answer was lost on the way.
async fn erased_without_an_answer() -> World {
    let world = World::with_a_key().await;
    world.server.facts().erasure_to_lose = true;
    let lost = command::erase_account(&world.app, code(CODE)).await;
    assert_ne!(lost.unwrap_err().code, ErrorCode::SessionMissing);
    world
}

#[tokio::test]
async fn an_end_whose_answer_was_lost_is_told_at_the_second_press_and_nothing_is_kept() {
    let mut world = erased_without_an_answer().await;
    world.kill_and_restart();
    command::erase_account(&world.app, code(CODE))
        .await
        .unwrap();
    for _ in 0..2 {
        let start = world.start().await;
        assert!(!start.has_session && !start.has_secret_code);
        world.kill_and_restart();
    }
}

#[tokio::test]
async fn an_end_whose_answer_was_lost_is_told_even_if_something_else_asked_first() {
    let world = erased_without_an_answer().await;
    let asked = command::list_login_requests(&world.app, Nothing {}).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::SessionMissing);
    assert!(!world.start().await.has_secret_code);
    command::erase_account(&world.app, code(CODE))
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_signs_in_after_an_end_whose_answer_was_lost_is_somebody_else() {
    let world = erased_without_an_answer().await;
    let asked = command::get_journey(&world.app, Nothing {}).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::SessionMissing);
    let next = world.sign_in_as("ali@example.org").await;
    assert!(next.is_another_person, "the screens still have the words");
    let again = world.sign_in_as("ali@example.org").await;
    assert!(!again.is_another_person);
}

#[tokio::test]
async fn a_session_that_ended_otherwise_is_no_erasure() {
    let world = World::with_a_key().await;
    world.server.facts().session_ended = true;
    for _ in 0..2 {
        let refused = command::erase_account(&world.app, code(CODE)).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::SessionMissing);
    }
    assert!(world.start().await.has_secret_code);

    let world = erased_without_an_answer().await;
    world.server.facts().session_ended = false;
    world.sign_in().await;
    world.server.facts().session_ended = true;
    let refused = command::erase_account(&world.app, code(CODE)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::SessionMissing);
}

#[tokio::test]
async fn an_end_that_this_device_cannot_follow_is_told_as_done() {
    let world = World::with_a_key().await;
    let entries = world.folder.path().join("entries.sealed");
    std::fs::create_dir_all(entries.join("in-the-way")).unwrap();
    command::erase_account(&world.app, code(CODE))
        .await
        .unwrap();
    let start = world.start().await;
    assert!(!start.has_session && !start.has_secret_code);
}
