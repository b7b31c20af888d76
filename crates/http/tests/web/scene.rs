//! The routes over a test world, and what they answer.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, Response};
use jiff::SignedDuration;
use sceau_http::{Site, router};
use sceau_service::configuration::Configuration;
use sceau_testkit::world::TestWorld;
use sceau_wire::error::{ErrorCode, Problem};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use tower::ServiceExt as _;

/// The address of every test installation.
pub(crate) const BASE: &str = "https://sceau.test/";

pub(crate) struct Scene {
    pub(crate) test: TestWorld,
    routes: Router,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Scene {
    /// An installation where one operator is enough to approve.
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let test = TestWorld::with(|configuration| {
            configuration.review.second_look_percent = 0;
            change(configuration);
        })
        .await;
        Self::over(test)
    }

    fn over(test: TestWorld) -> Self {
        let routes = router(Site {
            world: test.world.clone().into(),
            console_files: None,
            trusted_proxies: Arc::from([]),
        });
        Self { test, routes }
    }

    /// After the server was killed: only what is on the disk is left.
    pub(crate) async fn restarted(self) -> Self {
        Self::over(self.test.restarted().await)
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        Answer::read(response).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post_json(&self, path: &str, body: &impl serde::Serialize) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        let request = Request::post(path)
            .header("content-type", "application/json")
            .body(Body::from(body))
            .unwrap();
        self.call(request).await
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.test.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.seconds(minutes * 60);
    }

    /// Sends what waits and gives the six digits of the newest mail.
    pub(crate) async fn mailed_code(&self) -> String {
        self.line_of_mail(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()))
            .await
    }

    /// Sends what waits and gives the code of the newest SMS, from its last line.
    pub(crate) async fn texted_code(&self) -> String {
        self.test.run_jobs().await;
        let sms = self.test.last_sms().unwrap();
        let text = sms.text.reveal();
        text.rsplit_once('#').unwrap().1.to_owned()
    }

    /// Sends what waits and gives the path of the link in the newest notice.
    pub(crate) async fn letter_link(&self) -> String {
        let link = self
            .line_of_mail(|line| line.starts_with("https://sceau.test/lettre/"))
            .await;
        link.replacen(BASE, "/", 1)
    }

    /// Sends what waits and gives the six characters printed in the newest notice.
    pub(crate) async fn letter_code(&self) -> String {
        self.line_of_mail(|line| {
            line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        .await
    }

    async fn line_of_mail(&self, is_it: impl Fn(&str) -> bool) -> String {
        self.test.run_jobs().await;
        let mail = self.test.last_mail().unwrap();
        let text = mail.text.reveal();
        let found = text.lines().find(|line| is_it(line));
        found.unwrap_or_else(|| panic!("not in: {text}")).to_owned()
    }
}

impl Answer {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }

    pub(crate) fn text(&self) -> &str {
        core::str::from_utf8(&self.body).unwrap()
    }

    /// The addresses on the page in which something stands.
    pub(crate) fn links(&self, part: &str) -> Vec<&str> {
        let links = self.text().split("href=\"").skip(1);
        links
            .filter_map(|rest| rest.split('"').next())
            .filter(|link| link.contains(part))
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The JSON of an answer that is no refusal.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", self.text());
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A problem of the contract: its type, and the status that its code stands for.
    #[track_caller]
    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(self.status, problem.code.status());
        problem
    }

    #[track_caller]
    pub(crate) fn code(&self) -> ErrorCode {
        self.problem().code
    }

    /// The findings of `fields.invalid`, as `field code`.
    #[track_caller]
    pub(crate) fn findings(&self) -> Vec<String> {
        let problem = self.problem();
        assert_eq!(problem.code, ErrorCode::FieldsInvalid);
        problem
            .fields
            .into_iter()
            .map(|finding| format!("{} {}", finding.field, finding.code))
            .collect()
    }
}
