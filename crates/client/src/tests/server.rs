//! A server that knows one account and remembers everything it was told.

use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, head, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::task::JoinHandle;
use url::Url;

pub(super) const TOKEN: &str = "token-of-nadia";
pub(super) const TOKEN_OF_ALI: &str = "token-of-ali";
pub(super) const DEVICE: &str = "0909090909090909090909090909090a";
pub(super) const NEW_DEVICE: &str = "0808080808080808080808080808080a";
pub(super) const REQUEST: &str = "0102030405060708090a0b0c0d0e0f10";

/// What was told, and how to misbehave.
#[derive(Default)]
pub(super) struct Facts {
    /// Every body received, as text.
    pub(super) bodies: Vec<String>,
    pub(super) device: Option<Value>,
    /// The next device is bound, and the answer lost.
    pub(super) bindings_to_lose: bool,
    pub(super) uploads: HashMap<String, Vec<u8>>,
    pub(super) metadata: Vec<String>,
    pub(super) pieces: usize,
    /// Idempotency keys of journey events, with the event.
    pub(super) events: Vec<(String, Value)>,
    pub(super) state: Value,
    pub(super) answers: Vec<Value>,
    /// What was asked of the person's page: the end of the path, and the body.
    pub(super) deeds: Vec<(String, Value)>,
    /// After this many bytes of an upload, this many pieces are half taken and not acknowledged.
    pub(super) cut: Option<(usize, usize)>,
    /// Journey events that get no answer although they were taken.
    pub(super) lost_answers: usize,
    /// Why evidence is refused for good.
    pub(super) refused: Option<&'static str>,
    pub(super) session_ended: bool,
    /// A proxy before the server knows the way no more: its page of what it could not find.
    pub(super) is_misrouted: bool,
    /// Tokens of sessions that were signed out.
    pub(super) signed_out: Vec<String>,
    /// Whoever asked for a sign-in code last.
    asked_by: String,
    /// The next erasure is done, and its answer lost.
    pub(super) erasure_to_lose: bool,
    /// The next join of a handover fails on the way.
    pub(super) joins_to_lose: bool,
}

pub(super) struct Server {
    pub(super) address: Url,
    pub(super) facts: Arc<Mutex<Facts>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(super) type Shared = State<Arc<Mutex<Facts>>>;

impl Server {
    pub(super) async fn start() -> Self {
        let facts = Arc::new(Mutex::new(Facts {
            state: view(json!({"state": "terms"})),
            ..Facts::default()
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let routes = routes().with_state(Arc::clone(&facts));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self {
            address,
            facts,
            task,
        }
    }

    /// Nobody answers any more.
    pub(super) async fn stop(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    pub(super) fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap()
    }
}

/// A journey view at a state.
pub(super) fn view(at: Value) -> Value {
    json!({ "at": at, "step": 8, "chapter": "number", "allowed": [], "missing": [], "actor": "applicant" })
}

fn routes() -> Router<Arc<Mutex<Facts>>> {
    Router::new()
        .route("/api/v1/configuration", get(configuration))
        .route("/api/v1/sign-in/code", post(sign_in_code))
        .route("/api/v1/sign-in", post(sign_in))
        .route("/api/v1/session", axum::routing::delete(end_session))
        .route("/api/v1/handoff/claim", post(claim))
        .route("/api/v1/handoff/confirm", post(confirm))
        .route(
            "/api/v1/handover",
            get(handover).post(handover).delete(end_handover),
        )
        .route("/api/v1/handover/join", post(join))
        .route("/api/v1/handover/approve", post(approve))
        .route("/api/v1/device", post(device))
        .route("/api/v1/device/unlock", post(unlock))
        .route("/api/v1/journey", get(journey).post(event))
        .route("/api/v1/journey/challenge", post(challenge))
        .route("/api/v1/login-requests", get(login_requests))
        .route("/api/v1/login-requests/{id}/answer", post(answer))
        .route("/api/v1/uploads", post(create))
        .route(
            "/api/v1/uploads/{id}",
            head(offset).patch(piece).delete(delete),
        )
        .merge(super::person::routes())
}

fn problem(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    let kind = [("content-type", "application/problem+json")];
    (status, kind, body.to_string()).into_response()
}

pub(super) fn refusal_of(facts: &Facts, headers: &HeaderMap) -> Option<Response> {
    let is_known = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .is_some_and(|token| [TOKEN, TOKEN_OF_ALI].contains(&token));
    if is_known && !facts.session_ended {
        return None;
    }
    Some(problem(401, json!({"code": "session.missing"})))
}

async fn configuration() -> Json<Value> {
    let text = json!({"fr": "Démonstrateur", "en": "Demonstrator"});
    Json(json!({
        "name": "Sceau", "label": text, "texts": [],
        "retention": {"unfinished_days": 30, "refused_days": 30, "media_days": 90, "decision_days": 2190},
        "help_url": "/aide", "decision_hours": {"from": 24, "to": 72}, "upload_allowed": true, "lowest_app_version": "0.1.0", "is_test": true,
    }))
}

async fn sign_in_code(State(facts): Shared, body: String) -> Json<Value> {
    let told: Value = serde_json::from_str(&body).unwrap();
    let mut facts = facts.lock().unwrap();
    facts.asked_by = told["email"].as_str().unwrap().to_owned();
    facts.bodies.push(body);
    Json(
        json!({"sign_in": "s1", "email_masked": "n••••@example.org", "expires_at": "2030-01-01T00:00:00Z"}),
    )
}

async fn sign_in(State(facts): Shared, body: String) -> Response {
    let told: Value = serde_json::from_str(&body).unwrap();
    let mut facts = facts.lock().unwrap();
    facts.bodies.push(body);
    if told["code"] != "123456" {
        return problem(422, json!({"code": "code.wrong", "tries_left": 4}));
    }
    facts.session_ended = false;
    Json(session_of(&facts.asked_by)).into_response()
}

async fn end_session(State(facts): Shared, headers: HeaderMap) -> StatusCode {
    let token = headers["authorization"].to_str().unwrap();
    let token = token.trim_start_matches("Bearer ").to_owned();
    facts.lock().unwrap().signed_out.push(token);
    StatusCode::NO_CONTENT
}

fn session_of(email: &str) -> Value {
    let (token, account) = match email {
        "ali@example.org" => (TOKEN_OF_ALI, "a2"),
        _ => (TOKEN, "a1"),
    };
    json!({
        "token": token, "account": account, "email_masked": "n••••@example.org", "needs_trusted_device": false,
    })
}

async fn claim(State(facts): Shared, body: String) -> Json<Value> {
    facts.lock().unwrap().bodies.push(body);
    Json(json!({
        "handoff": "h1", "secret": "secret-of-handoff",
        "browser": {"application": "Firefox", "system": "Linux", "place": "local"},
        "started_at": "2030-01-01T00:00:00Z", "carries_account": true, "numbers": [12, 34, 56],
    }))
}

async fn handover(State(facts): Shared, headers: HeaderMap) -> Response {
    let facts = facts.lock().unwrap();
    let newcomer = json!({
        "handover": REQUEST, "device": NEW_DEVICE, "name": "Téléphone", "public_key": STANDARD.encode([4; 65]),
    });
    let view = json!({
        "state": "offered", "is_giver": true, "number": 34, "expires_at": "2030-01-01T01:00:00Z", "is_other_here": false, "awaits_approval": true, "took_over": false, "newcomer": newcomer,
        "code": {
            "link": "https://id.example/continuer/abcdef", "typed": "ABCD-2345", "qr_path": "M0 0h7v1h-7z",
            "qr_size": 29, "expires_at": "2030-01-01T00:01:00Z",
        },
    });
    refusal_of(&facts, &headers).unwrap_or_else(|| Json(view).into_response())
}

async fn end_handover(State(facts): Shared, headers: HeaderMap) -> Response {
    let facts = facts.lock().unwrap();
    refusal_of(&facts, &headers).unwrap_or_else(|| StatusCode::NO_CONTENT.into_response())
}

async fn approve(State(facts): Shared, headers: HeaderMap, body: String) -> Response {
    let mut facts = facts.lock().unwrap();
    facts.bodies.push(body);
    refusal_of(&facts, &headers).unwrap_or_else(|| StatusCode::NO_CONTENT.into_response())
}

async fn join(State(facts): Shared, body: String) -> Response {
    let mut facts = facts.lock().unwrap();
    facts.bodies.push(body);
    if core::mem::take(&mut facts.joins_to_lose) {
        return problem(503, json!({"code": "server.unavailable"}));
    }
    Json(session_of("nadia@example.org")).into_response()
}

async fn confirm(State(facts): Shared, body: String) -> StatusCode {
    facts.lock().unwrap().bodies.push(body);
    StatusCode::NO_CONTENT
}

async fn device(State(facts): Shared, headers: HeaderMap, body: String) -> Response {
    let mut facts = facts.lock().unwrap();
    if let Some(refusal) = refusal_of(&facts, &headers) {
        return refusal;
    }
    facts.device = Some(serde_json::from_str(&body).unwrap());
    facts.bodies.push(body);
    if core::mem::take(&mut facts.bindings_to_lose) {
        return problem(503, json!({"code": "server.unavailable"}));
    }
    Json(json!({"device": DEVICE, "unlock_share": STANDARD.encode([5; 32])})).into_response()
}

fn proxys_page() -> Response {
    (StatusCode::NOT_FOUND, Html("<h1>404 Not Found</h1>")).into_response()
}

async fn unlock(State(facts): Shared, headers: HeaderMap, body: String) -> Response {
    let mut facts = facts.lock().unwrap();
    if facts.is_misrouted {
        return proxys_page();
    }
    if let Some(refusal) = refusal_of(&facts, &headers) {
        return refusal;
    }
    let told: Value = serde_json::from_str(&body).unwrap();
    facts.bodies.push(body);
    match &facts.device {
        Some(device) if device["unlock_proof"] == told["unlock_proof"] => {
            Json(json!({"unlock_share": STANDARD.encode([5; 32])})).into_response()
        }
        Some(_) => problem(422, json!({"code": "secret_code.wrong", "tries_left": 4})),
        None => problem(404, json!({"code": "device.unknown"})),
    }
}

async fn challenge(State(facts): Shared, body: String) -> Response {
    let told: Value = serde_json::from_str(&body).unwrap();
    facts.lock().unwrap().bodies.push(body);
    if told["consent"]["given"] != true {
        return problem(422, json!({"code": "consent.missing"}));
    }
    Json(json!({
        "challenge": "c1", "digits": [4, 7, 1], "third_task": "turn_left", "way": "speak",
        "expires_at": "2030-01-01T00:05:00Z",
    }))
    .into_response()
}

async fn journey(State(facts): Shared, headers: HeaderMap) -> Response {
    let facts = facts.lock().unwrap();
    refusal_of(&facts, &headers).unwrap_or_else(|| Json(facts.state.clone()).into_response())
}

async fn event(State(facts): Shared, headers: HeaderMap, body: String) -> Response {
    let mut facts = facts.lock().unwrap();
    if let Some(refusal) = refusal_of(&facts, &headers) {
        return refusal;
    }
    if let Some(code) = facts.refused {
        return problem(422, json!({"code": code}));
    }
    let key = headers["idempotency-key"].to_str().unwrap().to_owned();
    let event: Value = serde_json::from_str(&body).unwrap();
    if !facts.events.iter().any(|(known, _)| *known == key) {
        facts.events.push((key, event));
    }
    if facts.lost_answers > 0 {
        facts.lost_answers -= 1;
        return problem(503, json!({"code": "server.unavailable"}));
    }
    Json(facts.state.clone()).into_response()
}

async fn login_requests(State(facts): Shared, headers: HeaderMap) -> Response {
    if let Some(refusal) = refusal_of(&facts.lock().unwrap(), &headers) {
        return refusal;
    }
    Json(json!({"requests": [{
        "request": REQUEST, "service": "Mairie de Rennes", "browser": {"application": "Chromium", "place": "Rennes"},
        "asked_at": "2030-01-01T00:00:00Z", "expires_at": "2030-01-01T00:02:00Z", "seconds_left": 120,
        "claims": ["given_name"], "level": "eidas2", "nonce": "abcdef",
    }]}))
    .into_response()
}

async fn answer(State(facts): Shared, Path(id): Path<String>, body: String) -> StatusCode {
    assert_eq!(id, REQUEST);
    facts
        .lock()
        .unwrap()
        .answers
        .push(serde_json::from_str(&body).unwrap());
    StatusCode::NO_CONTENT
}

/// A server of the protocol refuses what does not name its version.
fn speaks_tus(headers: &HeaderMap) {
    assert_eq!(headers["tus-resumable"], "1.0.0");
}

async fn create(State(facts): Shared, headers: HeaderMap) -> Response {
    speaks_tus(&headers);
    let mut facts = facts.lock().unwrap();
    if facts.is_misrouted {
        return proxys_page();
    }
    if let Some(refusal) = refusal_of(&facts, &headers) {
        return refusal;
    }
    let metadata = headers["upload-metadata"].to_str().unwrap().to_owned();
    facts.metadata.push(metadata);
    let name = format!("u{}", facts.uploads.len() + 1);
    facts.uploads.insert(name.clone(), Vec::new());
    // A location elsewhere must lead nobody away.
    (
        StatusCode::CREATED,
        [("location", format!("https://evil.test/{name}"))],
    )
        .into_response()
}

async fn offset(State(facts): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    speaks_tus(&headers);
    match facts.lock().unwrap().uploads.get(&id) {
        Some(bytes) => [("upload-offset", bytes.len().to_string())].into_response(),
        None => problem(404, json!({"code": "upload.unknown"})),
    }
}

async fn piece(
    State(facts): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut facts = facts.lock().unwrap();
    speaks_tus(&headers);
    facts.pieces += 1;
    let at: usize = headers["upload-offset"].to_str().unwrap().parse().unwrap();
    let cut = facts.cut;
    let Some(bytes) = facts.uploads.get_mut(&id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if at != bytes.len() {
        return problem(409, json!({"code": "upload.offset"}));
    }
    if let Some((after, times)) = cut
        && at + body.len() > after
        && times > 0
    {
        bytes.extend_from_slice(&body[..body.len() / 2]);
        facts.cut = Some((after, times - 1));
        return problem(502, json!("cut"));
    }
    bytes.extend_from_slice(&body);
    let held = bytes.len().to_string();
    (StatusCode::NO_CONTENT, [("upload-offset", held)]).into_response()
}

async fn delete(State(facts): Shared, Path(id): Path<String>, headers: HeaderMap) -> StatusCode {
    speaks_tus(&headers);
    facts.lock().unwrap().uploads.remove(&id);
    StatusCode::NO_CONTENT
}

/// SHA-256, hexadecimal, then base64, as the metadata of an upload carries it.
pub(super) fn announced_hash(bytes: &[u8]) -> String {
    let hash: String = digest(&SHA256, bytes)
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    STANDARD.encode(hash)
}
