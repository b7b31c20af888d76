//! A browser: it keeps cookies, posts forms and does not follow redirects by itself.

use crate::scene::{Answer, Scene};
use axum::body::Body;
use axum::http::Request;
use core::cell::RefCell;
use std::collections::BTreeMap;
use url::Url;
use url::form_urlencoded::Serializer;

pub(crate) const AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
pub(crate) const CALLBACK: &str = "https://broker.test/callback";
pub(crate) const NONCE: &str = "a91c5f3e";
pub(crate) const STATE: &str = "5f3ea91c";

pub(crate) struct Browser<'s> {
    scene: &'s Scene,
    cookies: RefCell<BTreeMap<String, String>>,
    language: &'static str,
}

impl<'s> Browser<'s> {
    pub(crate) fn of(scene: &'s Scene) -> Self {
        Self::speaking(scene, "fr-FR,fr;q=0.9")
    }

    pub(crate) fn speaking(scene: &'s Scene, language: &'static str) -> Self {
        Self {
            scene,
            cookies: RefCell::default(),
            language,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request, Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        let request =
            Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let jar = self.cookies.borrow().clone();
        let jar: Vec<_> = jar
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request
            .header("user-agent", AGENT)
            .header("accept-language", self.language)
            .header("cookie", jar.join("; "))
            .body(body);
        let answer = self.scene.call(request.unwrap()).await;
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies
                .borrow_mut()
                .insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// A service's button: the broker sends this browser to us.
    pub(crate) async fn sent_by_broker(&self) -> Answer {
        self.get(&authorize(&asked())).await
    }

    /// The same, up to the waiting page, with a number typed.
    pub(crate) async fn waits_for(&self, phone: &str) -> Answer {
        goes_to(&self.sent_by_broker().await, "/connexion");
        let typed = self.post("/connexion/numero", &[("numero", phone)]).await;
        goes_to(&typed, "/connexion/attente");
        self.get("/connexion/attente").await
    }

    /// What the waiting page's script learns.
    pub(crate) async fn login_state(&self) -> serde_json::Value {
        self.get("/connexion/etat").await.json()
    }
}

/// The two digits that a page shows large.
pub(crate) fn number_on(page: &Answer) -> u8 {
    attribute(page.text(), "data-number").parse().unwrap()
}

/// The value of the first attribute of this name.
pub(crate) fn attribute<'t>(html: &'t str, name: &str) -> &'t str {
    let start = format!("{name}=\"");
    let (_, rest) = html
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {name} in {html}"));
    rest.split_once('"').unwrap().0
}

/// Checks that an answer leads somewhere.
#[track_caller]
pub(crate) fn goes_to(answer: &Answer, place: &str) {
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, place),
        "{}",
        answer.text()
    );
}

/// What a broker sends a browser with.
pub(crate) fn asked() -> Vec<(&'static str, &'static str)> {
    vec![
        ("client_id", sceau_testkit::world::DEMO_CLIENT),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        (
            "scope",
            "openid profile email preferred_username birthplace birthcountry",
        ),
        ("acr_values", "eidas2"),
        ("prompt", "login"),
        ("state", STATE),
        ("nonce", NONCE),
    ]
}

/// The same with one parameter changed; an empty value leaves it out.
pub(crate) fn asked_with(
    name: &'static str,
    value: &'static str,
) -> Vec<(&'static str, &'static str)> {
    let mut given = asked();
    given.retain(|(key, _)| *key != name);
    if !value.is_empty() {
        given.push((name, value));
    }
    given
}

/// The address of an authorization request.
pub(crate) fn authorize(parameters: &[(&str, &str)]) -> String {
    let query = Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    format!("/oidc/authorize?{query}")
}

/// A parameter of the address that an answer leads to.
pub(crate) fn returned(answer: &Answer, name: &str) -> Option<String> {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let address = Url::parse(answer.header("location")).unwrap();
    assert!(address.as_str().starts_with(CALLBACK), "{address}");
    address
        .query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
