//! Somebody at a keyboard who would like to know who has an account.

use crate::ear;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response};
use sceau_http::{Site, router};
use sceau_oidc::parameters::pairs;
use sceau_service::login::{InteractionCookie, begin_interaction};
use sceau_service::ports::World;
use sceau_service::records::Browser;
use sceau_testkit::world::DEMO_CLIENT;
use std::sync::Arc;
use tower::ServiceExt as _;
use url::form_urlencoded::Serializer;

pub(crate) const KNOWN: &str = "06 39 98 01 02";
pub(crate) const OTHER_KNOWN: &str = "06 39 98 02 02";
pub(crate) const UNKNOWN: &str = "06 39 98 77 77";

/// Status, headers, body.
type Shown = (u16, Vec<(String, String)>, String);

/// Everything that can be seen of an answer, and what it cost.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    answers: Vec<Shown>,
    statements: Vec<String>,
}

impl Seen {
    pub(crate) const fn statements(&self) -> usize {
        self.statements.len()
    }

    /// Checks that nothing tells the two apart, and says the first thing that does.
    #[track_caller]
    pub(crate) fn is_like(&self, other: &Self) {
        assert_eq!(self.statements, other.statements);
        for ((status, headers, body), (as_status, as_headers, as_body)) in
            self.answers.iter().zip(&other.answers)
        {
            assert_eq!((status, headers), (as_status, as_headers));
            for (line, as_line) in body.lines().zip(as_body.lines()) {
                assert_eq!(line, as_line);
            }
        }
        assert!(self == other);
    }
}

pub(crate) struct Visitor<'w> {
    world: &'w World,
    routes: Router,
}

impl<'w> Visitor<'w> {
    pub(crate) fn of(world: &'w World) -> Self {
        let routes = router(Site {
            world: world.clone().into(),
            console_files: None,
            trusted_proxies: Arc::from([]),
        });
        Self { world, routes }
    }

    /// Sent by a service, up to the page where a number is typed.
    pub(crate) async fn arrives(&self) -> InteractionCookie {
        let asked = pairs([
            ("client_id", DEMO_CLIENT),
            ("redirect_uri", "https://broker.test/callback"),
            ("response_type", "code"),
            ("scope", "openid email"),
            ("acr_values", "eidas2"),
            ("state", "5f3ea91c"),
            ("nonce", "a91c5f3e"),
        ]);
        let browser = Browser {
            name: "Firefox".to_owned(),
            place: "unknown".to_owned(),
        };
        let begun = begin_interaction(self.world, &asked, browser).await;
        begun.unwrap().cookie
    }

    /// A number, and the pages that follow until it is late.
    pub(crate) async fn types_number(&self, number: &str) -> Seen {
        let address = format!("/oidc/authorize?{}", query());
        let begun = self.send(Request::get(address), Body::empty()).await;
        let cookie = begun.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let form = Serializer::new(String::new())
            .append_pair("numero", number)
            .finish();
        ear::take();
        let typed = Request::post("/connexion/numero")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &cookie);
        let mut answers = vec![read(self.send(typed, Body::from(form)).await).await];
        for page in [
            "/connexion/attente",
            "/connexion/etat",
            "/connexion/terminer",
        ] {
            let request = Request::get(page).header("cookie", &cookie);
            answers.push(read(self.send(request, Body::empty()).await).await);
        }
        Seen {
            answers,
            statements: ear::take(),
        }
    }

    /// An address, for a code.
    pub(crate) async fn types_address(&self, address: &str) -> Seen {
        ear::take();
        let (answer, _) = self.ask_code(address).await;
        Seen {
            answers: vec![answer],
            statements: ear::take(),
        }
    }

    /// An address, and a code that is not the one sent.
    pub(crate) async fn types_code(&self, address: &str) -> Seen {
        let (_, body) = self.ask_code(address).await;
        let asked: serde_json::Value = serde_json::from_str(&body).unwrap();
        ear::take();
        let body = serde_json::json!({ "sign_in": asked["sign_in"], "code": "000000" });
        let request = Request::post("/api/v1/sign-in").header("content-type", "application/json");
        let answer = self.send(request, Body::from(body.to_string())).await;
        Seen {
            answers: vec![read(answer).await],
            statements: ear::take(),
        }
    }

    async fn ask_code(&self, address: &str) -> (Shown, String) {
        let body = serde_json::json!({ "email": address, "language": "fr" });
        let request =
            Request::post("/api/v1/sign-in/code").header("content-type", "application/json");
        let answer = self.send(request, Body::from(body.to_string())).await;
        let status = answer.status().as_u16();
        let headers = shown(answer.headers());
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        ((status, headers, without_chance(&body)), body)
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Response<Body> {
        let request = request.header("accept-language", "fr").body(body).unwrap();
        self.routes.clone().oneshot(request).await.unwrap()
    }
}

fn query() -> String {
    Serializer::new(String::new())
        .extend_pairs([
            ("client_id", DEMO_CLIENT),
            ("redirect_uri", "https://broker.test/callback"),
            ("response_type", "code"),
            ("scope", "openid email"),
            ("acr_values", "eidas2"),
            ("state", "5f3ea91c"),
            ("nonce", "a91c5f3e"),
        ])
        .finish()
}

async fn read(answer: Response<Body>) -> Shown {
    let status = answer.status().as_u16();
    let headers = shown(answer.headers());
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    let body = String::from_utf8(bytes.to_vec()).unwrap();
    (status, headers, without_chance(&body))
}

fn shown(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let value = without_chance(value.to_str().unwrap());
            (name.as_str().to_owned(), value)
        })
        .collect()
}

/// Longer than any word of a page: a name, a token.
const TOKEN: usize = 20;

/// What is drawn at random counts for its length alone: every digit, and every token. A QR code is left out:
/// its lines are as many as its code happens to need.
fn without_chance(text: &str) -> String {
    let text = match text.split_once(" d=\"M") {
        Some((before, code)) => before.to_owned() + code.split_once('"').unwrap().1,
        None => text.to_owned(),
    };
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let words = text.split_inclusive(|c| !is_of_token(c)).map(|word| {
        let length = word.chars().filter(|c| is_of_token(*c)).count();
        word.chars()
            .map(|c| match c {
                c if length >= TOKEN && is_of_token(c) => 'x',
                c if c.is_ascii_digit() => '0',
                c => c,
            })
            .collect::<String>()
    });
    words.collect()
}
