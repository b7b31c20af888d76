//! The whole path, as a person walks it: a service's button, the identity, the login.

use crate::app::App;
use crate::browser::{Browser, CALLBACK, NONCE, STATE, asked, attribute, authorize, goes_to};
use crate::browser::{number_on, returned};
use crate::console::Operator;
use crate::login::answer_of;
use crate::scene::{Answer, Scene};
use axum::body::Body;
use axum::http::Request;
use sceau_oidc::claims::check_as_broker;
use sceau_oidc::id_token::{Trust, open_id_token};
use sceau_oidc::keys::Jwks;
use sceau_oidc::userinfo::open_userinfo;
use sceau_testkit::world::{DEMO_CLIENT, DEMO_CLIENT_SECRET};
use sceau_wire::StateName;
use sceau_wire::account::HandoffProof;
use sceau_wire::handoff::HandoffView;
use sceau_wire::identity::IdentityView;
use sceau_wire::login::LoginRequestsView;
use serde_json::{Value, json};

const ISSUER: &str = "https://sceau.test";

#[tokio::test]
async fn a_newcomer_goes_from_a_services_button_to_being_logged_in_there() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    goes_to(&browser.sent_by_broker().await, "/connexion");

    // No identity yet: the computer hands over to the phone.
    assert!(
        browser
            .get("/connexion")
            .await
            .text()
            .contains("href=\"/bienvenue\"")
    );
    assert_eq!(browser.get("/creer").await.status, 200);
    goes_to(&browser.post("/creer", &[]).await, "/creer/telephone");
    let proof = hand_over(&scene, &browser).await;
    let app = App::sign_in_as(&scene, crate::app::EMAIL, Some(proof)).await;

    app.walk_to(StateName::Processing).await;
    let page = browser.get("/creer/telephone").await;
    assert_eq!(
        page.text().matches("class=\"done\"").count(),
        4,
        "{}",
        page.text()
    );
    Operator::named(&scene, "Alix").await.approves_next().await;
    app.walk_to(StateName::Active).await;
    let identity: IdentityView = app.get("/api/v1/identity").await.json();
    assert_eq!(identity.birth_name.reveal(), "Martin");
    assert!(identity.devices[0].is_this_one);

    // Back on the computer only the approval remains.
    goes_to(
        &browser.post("/creer/reprendre", &[]).await,
        "/connexion/attente",
    );
    let waiting = browser.get("/connexion/attente").await;
    approve(&app, number_on(&waiting)).await;
    let state = browser.login_state().await;
    assert_eq!(
        state,
        json!({ "state": "approved", "next": "/connexion/terminer" })
    );
    let finished = browser.get("/connexion/terminer").await;
    assert_eq!(returned(&finished, "state").unwrap(), STATE);
    let code = returned(&finished, "code").unwrap();
    let name = claims_for(&scene, &code).await;
    assert_eq!(name, ("MARTIN".to_owned(), "Camille Marie".to_owned()));
}

#[tokio::test]
async fn a_known_person_types_a_number_and_approves() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    let page = browser.waits_for("+33 6 39 98 12 34").await;
    assert_eq!(attribute(page.text(), "data-state"), "waiting");
    approve(&app, number_on(&page)).await;
    let code = returned(&browser.get("/connexion/terminer").await, "code").unwrap();
    claims_for(&scene, &code).await;
    // A code works once, and what it gave is taken back.
    let again = token(&scene, &code).await;
    assert_eq!(again.status, 400);
    let body: Value = serde_json::from_slice(&again.body).unwrap();
    assert_eq!(body["error"], "invalid_grant");
}

#[tokio::test]
async fn a_broker_may_ask_by_form_as_well() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    goes_to(
        &browser.post("/oidc/authorize", &asked()).await,
        "/connexion",
    );
    assert_eq!(browser.get("/connexion").await.status, 200);
    assert_eq!(scene.get(&authorize(&asked())).await.status, 303);
}

/// The phone takes the computer's code and chooses its number.
async fn hand_over(scene: &Scene, browser: &Browser<'_>) -> HandoffProof {
    let page = browser.get("/creer/telephone").await;
    let link = page.text().split("value=\"").nth(1).unwrap();
    let link = link.split('"').next().unwrap();
    let claim = json!({ "code": link });
    let view: HandoffView = scene
        .post_json("/api/v1/handoff/claim", &claim)
        .await
        .json();
    let browser = &view.browser;
    assert_eq!(browser.application.as_deref(), Some("Firefox"));
    assert_eq!(browser.system.as_deref(), Some("Linux"));
    assert_eq!(view.service.as_deref(), Some("Service d'essai"));
    let number = number_on(&page);
    assert!(view.numbers.contains(&number));
    let chosen = json!({
        "handoff": view.handoff, "secret": view.secret.reveal(), "number": number
    });
    let confirmed = scene.post_json("/api/v1/handoff/confirm", &chosen).await;
    assert_eq!(confirmed.status, 204, "{}", confirmed.text());
    HandoffProof {
        handoff: view.handoff,
        secret: view.secret,
    }
}

/// The app shows the one request, and the person approves it with the browser's number.
async fn approve(app: &App<'_>, number: u8) {
    let waiting: LoginRequestsView = app.get("/api/v1/login-requests").await.json();
    let [request] = &waiting.requests[..] else {
        panic!("{waiting:?}")
    };
    assert_eq!(request.service, "Service d'essai");
    let browser = &request.browser;
    assert_eq!(browser.application.as_deref(), Some("Firefox"));
    assert_eq!(browser.system.as_deref(), Some("Linux"));
    assert!(request.claims.contains(&"birthplace".to_owned()));
    let answered = app.answer(request, &answer_of(app, request, number)).await;
    assert_eq!(answered.status, 204, "{}", answered.text());
}

async fn token(scene: &Scene, code: &str) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("client_id", DEMO_CLIENT),
        ("client_secret", DEMO_CLIENT_SECRET),
    ];
    Browser::of(scene).post("/oidc/token", &form).await
}

/// What the broker does with a code; gives the verified family and given names.
async fn claims_for(scene: &Scene, code: &str) -> (String, String) {
    let given = token(scene, code).await;
    assert_eq!(given.header("cache-control"), "no-store");
    let given: Value = given.json();
    let discovered: Value = scene.get("/.well-known/openid-configuration").await.json();
    assert_eq!(discovered["issuer"], ISSUER);
    let keys: Jwks = scene.get("/oidc/jwks").await.json();
    let trust = Trust {
        issuer: ISSUER,
        client_id: DEMO_CLIENT,
        provider_keys: &keys,
        decryption_keys: &[],
    };
    let now = scene.test.now().as_second();
    let id_token = given["id_token"].as_str().unwrap();
    let id = open_id_token(id_token, &trust, NONCE, now, 0).unwrap();
    assert_eq!(id.acr.as_deref(), Some("eidas2"));
    let access = given["access_token"].as_str().unwrap();
    let request = Request::get("/oidc/userinfo")
        .header("authorization", format!("Bearer {access}"))
        .body(Body::empty());
    let info = scene.call(request.unwrap()).await;
    assert_eq!(info.header("content-type"), "application/jwt");
    let claims = open_userinfo(info.text(), &trust, &id.sub).unwrap();
    let person = check_as_broker(&claims).unwrap();
    (person.family_name, person.given_name)
}
