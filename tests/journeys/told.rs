//! A service that knows its visitors from Sceau itself closes their sessions when Sceau says so: a real
//! server, the sandbox's real service, a person with an app, and a browser that follows every redirect.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use async_trait::async_trait;
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client as Browser, Response, StatusCode, redirect};
use sceau_domain::login::Decision;
use sceau_domain::private::Secret;
use sceau_http::{Site, router};
use sceau_oidc::keys::Jwks;
use sceau_oidc::logout_token::{EndedAccess, make_logout_token};
use sceau_sandbox::config::Config;
use sceau_sandbox::sandbox::Sandbox;
use sceau_sandbox::service::{DIRECT_ID, KEYS, TOLD, registration_of_service};
use sceau_sandbox::world::World as SandboxWorld;
use sceau_service::login::{answer_request, list_requests, recent_logins};
use sceau_service::person::{block_identity, report_login};
use sceau_service::ports::{LogoutTeller, NotifyFailure, RegisteredClientKeys};
use sceau_service::records::KeyProtection;
use sceau_testkit::clock::RunningClock;
use sceau_testkit::world::{Holder, TestWorld};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use url::Url;

const PHONE: &str = "06 39 98 01 02";

/// Posts what services are told, without looking at anything.
struct Posted;

#[async_trait]
impl LogoutTeller for Posted {
    async fn tell(&self, address: &str, token: &Secret<String>) -> Result<(), NotifyFailure> {
        match post_token(address, token.reveal()).await {
            StatusCode::OK => Ok(()),
            _ => Err(NotifyFailure::Refused),
        }
    }
}

async fn post_token(address: &str, token: &str) -> StatusCode {
    let answer = browser()
        .post(address)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form(&[("logout_token", token)]))
        .send()
        .await;
    answer.unwrap().status()
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

fn browser() -> Browser {
    let builder = Browser::builder().no_proxy();
    builder.redirect(redirect::Policy::none()).build().unwrap()
}

struct Stage {
    service: String,
    issuer: String,
    test: TestWorld,
    holder: Holder,
}

impl Stage {
    async fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let mut config = Config::default();
        config.provider.issuer.clone_from(&issuer);
        for listen in [
            &mut config.service.listen,
            &mut config.broker.listen,
            &mut config.register.listen,
            &mut config.inbox.listen,
        ] {
            listen.set_port(0);
        }
        let world = SandboxWorld::of_system().unwrap();
        let sandbox = Sandbox::bind(config.clone(), world).await.unwrap();
        let addresses = sandbox.addresses().clone();
        tokio::spawn(async move { sandbox.serve(std::future::pending()).await });
        let client = registration_of_service(&config, &addresses);
        let mut test = TestWorld::with(|configuration| {
            configuration.base_url = format!("{issuer}/").parse().unwrap();
            configuration.clients.insert(client.id.clone(), client);
        })
        .await;
        let keys_at = format!("{}{KEYS}", addresses.service);
        let keys: Jwks = reqwest::get(&keys_at).await.unwrap().json().await.unwrap();
        let at = BTreeMap::from([(keys_at, keys)]);
        test.world.client_keys = Arc::new(RegisteredClientKeys { at });
        test.world.clock = Arc::new(RunningClock);
        test.world.logouts = Arc::new(Posted);
        let holder = test.holder(1, PHONE, KeyProtection::Software).await;
        let routes = router(Site {
            world: test.world.clone().into(),
            console_files: None,
            trusted_proxies: Arc::from([]),
        });
        tokio::spawn(async move {
            let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, routes).await
        });
        Self {
            service: addresses.service,
            issuer,
            test,
            holder,
        }
    }

    /// Logs in without the broker; the cookie of the session that the service opened.
    async fn log_in(&self) -> String {
        let browser = browser();
        let begun = browser
            .post(format!("{}/connexion-directe", self.service))
            .send();
        let begun = begun.await.unwrap();
        let leaving = cookie_of(&begun);
        let authorize = Url::parse(&location_of(&begun)).unwrap();
        let pairs: Vec<_> = authorize.query_pairs().map(|(name, _)| name).collect();
        assert_eq!(pairs, ["client_id", "request_uri"], "the rest was pushed");
        let passage = browser.get(authorize).send().await.unwrap();
        let passage = cookie_of(&passage);
        let given = browser
            .post(format!("{}/connexion/numero", self.issuer))
            .header(COOKIE, &passage)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form(&[("numero", PHONE)]));
        assert!(given.send().await.unwrap().status().is_redirection());
        self.approve().await;
        let ended = browser
            .get(format!("{}/connexion/terminer", self.issuer))
            .header(COOKIE, &passage);
        let back = location_of(&ended.send().await.unwrap());
        let inside = browser.get(back).header(COOKIE, leaving).send();
        let inside = inside.await.unwrap();
        assert_eq!(location_of(&inside), "/espace");
        cookie_of(&inside)
    }

    async fn approve(&self) {
        let world = &self.test.world;
        let request = list_requests(world, &self.holder.by)
            .await
            .unwrap()
            .remove(0);
        let number = Some(request.request.number.value());
        let answer = self.holder.signs(&request, Decision::Approve, number);
        answer_request(world, &self.holder.by, &answer)
            .await
            .unwrap();
    }

    /// What the service shows to a browser, or where it sends it.
    async fn space(&self, session: &str) -> Result<String, String> {
        let page = browser()
            .get(format!("{}/espace", self.service))
            .header(COOKIE, session);
        let page = page.send().await.unwrap();
        if page.status() == StatusCode::OK {
            Ok(page.text().await.unwrap())
        } else {
            Err(location_of(&page))
        }
    }

    async fn is_inside(&self, session: &str) -> bool {
        let page = self.space(session).await;
        page.is_ok_and(|page| page.contains("data-verified=\"true\""))
    }
}

fn cookie_of(answer: &Response) -> String {
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn location_of(answer: &Response) -> String {
    answer.headers()[LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_block_from_the_phone_closes_the_session_at_the_service_whose_page_says_so() {
    let stage = Stage::set().await;
    let (here, elsewhere) = (stage.log_in().await, stage.log_in().await);
    assert!(stage.is_inside(&here).await && stage.is_inside(&elsewhere).await);
    block_identity(&stage.test.world, &stage.holder.by)
        .await
        .unwrap();
    assert_eq!(stage.test.run_jobs().await.services_told, 2);
    for session in [&here, &elsewhere] {
        let page = stage.space(session).await.unwrap();
        assert!(page.contains("Votre session est terminée"), "{page}");
        assert!(page.contains("service_told_of_end"));
        assert_eq!(stage.space(session).await, Err("/".to_owned()), "said once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reported_login_closes_its_session_and_no_other() {
    let stage = Stage::set().await;
    let kept = stage.log_in().await;
    let (world, by) = (&stage.test.world, &stage.holder.by);
    let before = recent_logins(world, by, 1).await.unwrap()[0].login;
    let reported = stage.log_in().await;
    // Two logins of the same second are in no order.
    let both = recent_logins(world, by, 2).await.unwrap();
    let newer = both.iter().find(|one| one.login != before).unwrap();
    report_login(world, by, newer.login, false).await.unwrap();
    stage.test.run_jobs().await;
    assert!(!stage.is_inside(&reported).await);
    assert!(stage.is_inside(&kept).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_logs_out_at_the_service_comes_back_by_sceau_and_is_told_once() {
    let stage = Stage::set().await;
    let session = stage.log_in().await;
    let leave = browser()
        .post(format!("{}/deconnexion", stage.service))
        .header(COOKIE, &session);
    let to_sceau = location_of(&leave.send().await.unwrap());
    assert!(to_sceau.starts_with(&stage.issuer), "{to_sceau}");
    let back = browser().get(to_sceau).send().await.unwrap();
    let back = location_of(&back);
    assert!(back.starts_with(&format!("{}/deconnecte", stage.service)));
    assert_eq!(stage.test.run_jobs().await.services_told, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_sceau_closes_a_session() {
    let stage = Stage::set().await;
    let session = stage.log_in().await;
    let told_at = format!("{}{TOLD}", stage.service);
    let world = &stage.test.world;
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    let ring = world.signing.ring();
    let ended = |client_id, subject| EndedAccess {
        issuer: &stage.issuer,
        client_id,
        subject,
        session: None,
    };
    let now = world.clock.now().as_second();
    let token = |ended, now| make_logout_token(ended, &ring.current, now, &fill).unwrap();
    let stranger = sceau_oidc::keys::SigningKey::make(&fill).unwrap();
    let forged = make_logout_token(ended(DIRECT_ID, ""), &stranger, now, &fill).unwrap();
    for refused in [
        "",
        "a.b.c",
        &forged,
        &token(ended("another", "x"), now),
        &token(ended(DIRECT_ID, "x"), now - 600),
        &token(ended(DIRECT_ID, ""), now),
    ] {
        let status = post_token(&told_at, refused).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }
    let someone_else = token(ended(DIRECT_ID, "x"), now);
    assert_eq!(post_token(&told_at, &someone_else).await, StatusCode::OK);
    assert!(stage.is_inside(&session).await);
}
