//! The modules of the OpenID Connect basic provider plan, named as there, against a client of a broker's
//! profile. Where Sceau does otherwise on purpose, the module's test holds what it does instead
//! (`docs/conformance.md`).

use crate::browser::{Browser, asked, authorize, number_on};
use crate::scene::{Answer, Scene};
use sceau_domain::login::Decision;
use sceau_oidc::client::{Authentication, Client, ClientKeys, Profile, UserinfoForm};
use sceau_oidc::id_token::IdTokenClaims;
use sceau_oidc::jws;
use sceau_oidc::keys::Jwks;
use sceau_oidc::secret::SecretHash;
use sceau_service::login::{answer_request, list_requests, published_keys};
use sceau_service::records::KeyProtection;
use sceau_testkit::world::Holder;
use serde_json::Value;
use url::Url;

const CLIENT: &str = "basic";
const SECRET: &str = "a-secret-of-the-basic-client-only";
const CALLBACK: &str = "https://basic.test/retour?d=1";
const PHONE: &str = "06 39 98 01 02";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

type Asked = Vec<(&'static str, &'static str)>;

struct Plan {
    scene: Scene,
    holder: Holder,
}

impl Plan {
    async fn begin() -> Self {
        let scene = Scene::with(|configuration| {
            let demo = configuration.clients.values().next().unwrap();
            let client = Client {
                id: CLIENT.to_owned(),
                profile: Profile::FcPlus,
                redirect_uris: vec![CALLBACK.to_owned()],
                authentication: Authentication::ClientSecretPost(SecretHash::derive(SECRET)),
                encryption: None,
                userinfo: UserinfoForm::Json,
                keys: ClientKeys::None,
                ..demo.clone()
            };
            configuration.clients.insert(CLIENT.to_owned(), client);
        })
        .await;
        let holder = scene.test.holder(1, PHONE, KeyProtection::Software).await;
        Self { scene, holder }
    }

    /// The person types their number, their app approves: where the service is answered to.
    async fn approves(&self, browser: &Browser<'_>, begun: &Answer) -> Url {
        assert_eq!(begun.header("location"), "/connexion", "{}", begun.text());
        browser
            .post("/connexion/numero", &[("numero", PHONE)])
            .await;
        let number = number_on(&browser.get("/connexion/attente").await);
        let world = &self.scene.test.world;
        let request = list_requests(world, &self.holder.by)
            .await
            .unwrap()
            .remove(0);
        let answer = self.holder.signs(&request, Decision::Approve, Some(number));
        answer_request(world, &self.holder.by, &answer)
            .await
            .unwrap();
        let ended = browser.get("/connexion/terminer").await;
        ended.header("location").parse().unwrap()
    }

    async fn answered(&self, asked: &Asked) -> Url {
        let browser = Browser::of(&self.scene);
        let begun = browser.get(&authorize(asked)).await;
        self.approves(&browser, &begun).await
    }

    async fn code(&self, asked: &Asked) -> String {
        query(&self.answered(asked).await, "code").unwrap()
    }

    async fn token_answer(&self, code: &str, more: &[(&str, &str)]) -> Answer {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_id", CLIENT),
            ("client_secret", SECRET),
        ];
        form.extend_from_slice(more);
        Browser::of(&self.scene).post("/oidc/token", &form).await
    }

    async fn tokens(&self, asked: &Asked) -> Value {
        let answer = self.token_answer(&self.code(asked).await, &[]).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    fn id_token(&self, tokens: &Value) -> IdTokenClaims {
        let keys: Jwks = published_keys(&self.scene.test.world);
        jws::verify(tokens["id_token"].as_str().unwrap(), &keys).unwrap()
    }

    async fn claims(&self, asked: &Asked) -> Value {
        let tokens = self.tokens(asked).await;
        let header = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let browser = Browser::of(&self.scene);
        let answer = browser
            .get_with("/oidc/userinfo", &[("authorization", &header)])
            .await;
        let claims: Value = answer.json();
        assert_eq!(claims["sub"], self.id_token(&tokens).sub);
        claims
    }

    /// What the client is told at once, without a page.
    async fn error(&self, asked: &Asked) -> String {
        let answer = self.scene.get(&authorize(asked)).await;
        let location: Url = answer.header("location").parse().unwrap();
        assert_eq!(query(&location, "d").as_deref(), Some("1"), "its own query");
        query(&location, "error").unwrap()
    }
}

fn query(address: &Url, name: &str) -> Option<String> {
    let mut pairs = address.query_pairs();
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The basic client's request, with these parameters changed or added; an empty value leaves one out.
fn with(changes: &[(&'static str, &'static str)]) -> Asked {
    let mut given = asked();
    let own = [
        ("client_id", CLIENT),
        ("redirect_uri", CALLBACK),
        ("prompt", ""),
    ];
    for (name, value) in own.iter().chain(changes) {
        given.retain(|(key, _)| key != name);
        if !value.is_empty() {
            given.push((name, value));
        }
    }
    given
}

#[tokio::test]
async fn oidcc_server() {
    let plan = Plan::begin().await;
    let answered = plan.answered(&with(&[])).await;
    assert_eq!(
        query(&answered, "d").as_deref(),
        Some("1"),
        "oidcc-redirect-uri-query-OK"
    );
    let code = query(&answered, "code").unwrap();
    let tokens: Value = plan.token_answer(&code, &[]).await.json();
    assert_eq!(tokens["token_type"], "Bearer");
    let id_token = plan.id_token(&tokens);
    assert_eq!(id_token.iss, "https://sceau.test");
    assert!(id_token.aud.contains(CLIENT));
    assert_eq!(id_token.nonce.as_deref(), Some(crate::browser::NONCE));
    assert!(id_token.exp > id_token.iat && id_token.sub.len() <= 255);
}

#[tokio::test]
async fn oidcc_response_type_missing() {
    let plan = Plan::begin().await;
    assert_eq!(
        plan.error(&with(&[("response_type", "")])).await,
        "invalid_request"
    );
}

#[tokio::test]
async fn oidcc_idtoken_signature_and_idtoken_unsigned() {
    let plan = Plan::begin().await;
    let tokens = plan.tokens(&with(&[])).await;
    plan.id_token(&tokens);
    let metadata: Value = plan
        .scene
        .get("/.well-known/openid-configuration")
        .await
        .json();
    let algorithms = metadata["id_token_signing_alg_values_supported"]
        .as_array()
        .unwrap();
    assert!(
        algorithms.iter().all(|algorithm| algorithm != "none"),
        "never unsigned"
    );
}

#[tokio::test]
async fn oidcc_userinfo_get_post_header_and_post_body() {
    let plan = Plan::begin().await;
    assert!(plan.claims(&with(&[])).await["sub"].is_string());
    let token = |tokens: &Value| tokens["access_token"].as_str().unwrap().to_owned();
    let by_header = token(&plan.tokens(&with(&[])).await);
    let browser = Browser::of(&plan.scene);
    let body = [("access_token", by_header.as_str())];
    let in_body = browser.post("/oidc/userinfo", &body).await;
    assert_eq!(
        in_body.status, 401,
        "a token in a body is not taken (RFC 6750 §2.2: may)"
    );
    let request = axum::http::Request::post("/oidc/userinfo")
        .header("authorization", format!("Bearer {by_header}"))
        .body(axum::body::Body::empty());
    let posted = plan.scene.call(request.unwrap()).await;
    assert_eq!(posted.status, 200);
}

#[tokio::test]
async fn oidcc_ensure_request_without_nonce_is_refused_by_this_profile() {
    let plan = Plan::begin().await;
    assert_eq!(plan.error(&with(&[("nonce", "")])).await, "invalid_request");
}

#[tokio::test]
async fn oidcc_scope_profile_email_address_phone_all() {
    let plan = Plan::begin().await;
    let of = async |scope| plan.claims(&with(&[("scope", scope)])).await;
    let profile = of("openid profile").await;
    assert!(profile["family_name"].is_string() && profile.get("email").is_none());
    let email = of("openid email").await;
    assert!(email["email"].is_string() && email.get("family_name").is_none());
    for unknown in ["openid address", "openid phone"] {
        let none = of(unknown).await;
        assert_eq!(none.as_object().unwrap().len(), 3, "sub, iss, aud: {none}");
    }
    let all = of("openid profile email address phone").await;
    assert!(all["family_name"].is_string() && all["email"].is_string());
    let other_order = of("email openid").await;
    assert!(
        other_order["email"].is_string(),
        "oidcc-ensure-other-scope-order-succeeds"
    );
}

#[tokio::test]
async fn oidcc_what_may_be_asked_and_changes_nothing() {
    let plan = Plan::begin().await;
    for (name, value) in [
        ("display", "page"),
        ("display", "popup"),
        ("prompt", "login"),
        ("max_age", "1"),
        ("max_age", "10000"),
        ("extra", "foobar"),
        ("login_hint", "personne1@exemple.test"),
        ("ui_locales", "se"),
        ("claims_locales", "se"),
        ("acr_values", "eidas2"),
        ("claims", r#"{"userinfo":{"name":{"essential":true}}}"#),
    ] {
        let id_token = plan.id_token(&plan.tokens(&with(&[(name, value)])).await);
        let now = plan.scene.test.now().as_second();
        let auth_time = id_token.auth_time.unwrap();
        assert!(now - auth_time <= 1, "{name}: signed in just now");
        assert_eq!(id_token.acr.as_deref(), Some("eidas2"), "{name}={value}");
    }
}

#[tokio::test]
async fn oidcc_prompt_none_logged_in_or_not_and_id_token_hint() {
    let plan = Plan::begin().await;
    let none = with(&[("prompt", "none")]);
    assert_eq!(plan.error(&none).await, "login_required");
    plan.tokens(&with(&[])).await;
    assert_eq!(
        plan.error(&none).await,
        "login_required",
        "nobody stays signed in"
    );
    let hinted = with(&[("prompt", "none"), ("id_token_hint", "e30.e30.AA")]);
    assert_eq!(plan.error(&hinted).await, "login_required");
}

#[tokio::test]
async fn oidcc_codereuse_and_codereuse_30seconds() {
    let plan = Plan::begin().await;
    for pause in [0, 31] {
        let code = plan.code(&with(&[])).await;
        let tokens: Value = plan.token_answer(&code, &[]).await.json();
        plan.scene.seconds(pause);
        let again = plan.token_answer(&code, &[]).await;
        assert_eq!(again.status, 400);
        let again: Value = serde_json::from_slice(&again.body).unwrap();
        assert_eq!(again["error"], "invalid_grant");
        let header = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let claims = Browser::of(&plan.scene)
            .get_with("/oidc/userinfo", &[("authorization", &header)])
            .await;
        assert_eq!(claims.status, 401, "what it gave has ended");
    }
}

#[tokio::test]
async fn oidcc_ensure_registered_redirect_uri_and_its_query() {
    let plan = Plan::begin().await;
    for other in [
        "https://basic.test/autre",
        "https://basic.test/retour",
        "https://basic.test/retour?d=2",
        "https://basic.test/retour?d=1&e=2",
    ] {
        let answer = plan
            .scene
            .get(&authorize(&with(&[("redirect_uri", other)])))
            .await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, ""),
            "{other}"
        );
    }
}

#[tokio::test]
async fn oidcc_ensure_post_request_succeeds() {
    let plan = Plan::begin().await;
    let browser = Browser::of(&plan.scene);
    let begun = browser.post("/oidc/authorize", &with(&[])).await;
    let answered = plan.approves(&browser, &begun).await;
    assert!(query(&answered, "code").is_some());
}

#[tokio::test]
async fn oidcc_server_client_secret_post_and_no_other_way() {
    let plan = Plan::begin().await;
    let code = plan.code(&with(&[])).await;
    let basic = axum::http::Request::post("/oidc/token")
        .header("authorization", "Basic YmFzaWM6c2VjcmV0")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(format!(
            "grant_type=authorization_code&code={code}"
        )));
    assert_eq!(plan.scene.call(basic.unwrap()).await.status, 401);
    assert_eq!(
        plan.token_answer(&code, &[]).await.status,
        200,
        "nothing was spent"
    );
}

#[tokio::test]
async fn oidcc_unsigned_request_object_and_request_object_with_redirect_uri_are_rejected() {
    let plan = Plan::begin().await;
    let object = with(&[("request", "eyJhbGciOiJub25lIn0.e30.")]);
    assert_eq!(plan.error(&object).await, "request_not_supported");
    let address = with(&[("request_uri", "https://basic.test/request.jwt")]);
    assert_eq!(plan.error(&address).await, "request_uri_not_supported");
}

#[tokio::test]
async fn oidcc_refresh_token_is_not_given_to_this_profile() {
    let plan = Plan::begin().await;
    let tokens = plan
        .tokens(&with(&[("scope", "openid offline_access")]))
        .await;
    assert!(tokens.get("refresh_token").is_none());
}

#[tokio::test]
async fn oidcc_ensure_request_with_valid_pkce_succeeds() {
    let plan = Plan::begin().await;
    let asked = with(&[
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]);
    let code = plan.code(&asked).await;
    let with_verifier = plan
        .token_answer(&code, &[("code_verifier", VERIFIER)])
        .await;
    assert_eq!(with_verifier.status, 200, "{}", with_verifier.text());
    let code = plan.code(&asked).await;
    assert_eq!(
        plan.token_answer(&code, &[]).await.status,
        400,
        "without it"
    );
}
