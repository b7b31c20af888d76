//! The person's own page, over the API and by the link of a mail.

use crate::app::{App, EMAIL, PHONE};
use crate::browser::{Browser, number_on};
use crate::console::Operator;
use crate::login::answer_of;
use crate::scene::{Answer, Scene};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lopdf::Document;
use sceau_domain::deed::{Deed, DeedStatement};
use sceau_domain::id::DeviceId;
use sceau_domain::phone::PhoneNumber;
use sceau_service::crypto::sha256;
use sceau_service::records::{Device, Session};
use sceau_wire::configuration::{ConfigurationView, TextPurpose};
use sceau_wire::console::QueueView;
use sceau_wire::error::ErrorCode;
use sceau_wire::identity::IdentityView;
use sceau_wire::login::LoginRequestsView;
use sceau_wire::person::{ConsentsView, DeedNonceView, DeedProof, ExportedView, PersonCodeView};
use sceau_wire::{Personal, StateName};
use serde_json::json;

const NEW: &str = "06 39 98 45 67";

impl App<'_> {
    pub(crate) async fn identity(&self) -> IdentityView {
        self.get("/api/v1/identity").await.json()
    }

    pub(crate) async fn confirms(&self, deed: Deed<'_>) -> DeedProof {
        let drawn: DeedNonceView = self.post("/api/v1/identity/deed", &json!({})).await.json();
        let statement = DeedStatement {
            deed,
            device: self.device.parse().unwrap(),
            nonce: drawn.nonce.reveal(),
        };
        DeedProof {
            signature: self.sign(&statement.to_bytes()).into(),
            nonce: drawn.nonce,
        }
    }

    async fn blocks(&self) -> Answer {
        self.post("/api/v1/identity/block", &json!({})).await
    }

    /// Another device of the same account, signed in under a token.
    async fn another_device(&self, token: &str) -> DeviceId {
        let other = DeviceId::from_bytes([77; 16]);
        let mut tx = self.scene.test.world.store.begin().await.unwrap();
        let mine = tx.device(self.device.parse().unwrap()).await.unwrap();
        let session = tx.session(&sha256(self.token.as_bytes())).await.unwrap();
        let device = Device {
            id: other,
            name: "Tablette".to_owned(),
            ..mine.unwrap()
        };
        tx.put_device(&device).await.unwrap();
        let session = Session {
            token_hash: sha256(token.as_bytes()),
            device: Some(other),
            ..session.unwrap()
        };
        tx.put_session(&session).await.unwrap();
        tx.commit().await.unwrap();
        other
    }

    /// A login asked for by number and approved.
    async fn approves_a_login(&self, browser: &Browser<'_>) {
        let number = number_on(&browser.waits_for(PHONE).await);
        let waiting: LoginRequestsView = self.get("/api/v1/login-requests").await.json();
        let request = &waiting.requests[0];
        let answer = self
            .answer(request, &answer_of(self, request, number))
            .await;
        assert_eq!(answer.status, 204);
    }
}

#[tokio::test]
async fn a_device_is_listed_removed_with_the_secret_code_and_out() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let before = app.identity().await;
    assert_eq!(before.devices.len(), 1);
    let device: DeviceId = before.devices[0].device.parse().unwrap();
    let path = format!("/api/v1/identity/devices/{device}/remove");
    let proof = app.confirms(Deed::RemoveDevice(device)).await;
    let refused = app.post(&path, &proof).await;
    assert_eq!(refused.code(), ErrorCode::NotFound, "not this one");
    let forged = DeedProof {
        signature: "AAAA".into(),
        ..app.confirms(Deed::RemoveDevice(device)).await
    };
    let refused = app.post(&path, &forged).await;
    assert_eq!(refused.code(), ErrorCode::SignatureInvalid);
    let other = app.another_device("jeton-de-la-tablette").await;
    let tablet = App::with_token(&scene, "jeton-de-la-tablette");
    assert_eq!(app.identity().await.devices.len(), 2);
    assert_ne!(tablet.get("/api/v1/journey").await.status, 401);
    let path = format!("/api/v1/identity/devices/{other}/remove");
    let confirmed = app.confirms(Deed::RemoveDevice(other)).await;
    assert_eq!(app.post(&path, &confirmed).await.status, 204);
    let left = app.identity().await.devices;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].device, app.device);
    let out = tablet.get("/api/v1/journey").await;
    assert_eq!(out.code(), ErrorCode::SessionMissing);
    let nobody = app
        .post("/api/v1/identity/devices/rien/remove", &proof)
        .await;
    assert_eq!(nobody.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn the_identity_is_blocked_at_once_and_unblocked_with_both_codes() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let browser = Browser::of(&scene);
    browser.waits_for(PHONE).await;
    assert_eq!(app.blocks().await.status, 204);
    assert_eq!(app.blocks().await.status, 204, "twice is no fault");
    let shown = app.identity().await;
    assert!(shown.blocked_at.is_some());
    let kinds: Vec<_> = shown
        .activity
        .iter()
        .map(|line| line.kind.as_str())
        .collect();
    assert!(kinds.contains(&"identity.blocked") && kinds.contains(&"login.expired"));
    let waiting: LoginRequestsView = app.get("/api/v1/login-requests").await.json();
    assert!(waiting.requests.is_empty());

    let sent: PersonCodeView = app
        .post("/api/v1/identity/unblock/code", &json!({}))
        .await
        .json();
    assert_eq!(sent.to_masked, "c•••@exemple.fr");
    let soon = app.post("/api/v1/identity/unblock/code", &json!({})).await;
    assert_eq!(soon.code(), ErrorCode::CodeTooSoon);
    let code = scene.mailed_code().await;
    let body = json!({ "code": code, "proof": app.confirms(Deed::Unblock).await });
    assert_eq!(
        app.post("/api/v1/identity/unblock", &body).await.status,
        204
    );
    assert!(app.identity().await.blocked_at.is_none());
}

#[tokio::test]
async fn the_link_of_a_mail_asks_first_and_a_scanner_blocks_nothing() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    app.approves_a_login(&Browser::of(&scene)).await;
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    let text = mail.text.reveal();
    let link = text
        .lines()
        .find(|line| line.contains("/bloquer/"))
        .unwrap();
    let path = link.replacen(crate::scene::BASE, "/", 1);
    let scanner = Browser::speaking(&scene, "");
    for _ in 0..2 {
        let seen = scanner.get(&path).await;
        assert_eq!(seen.status, 200);
        assert!(seen.text().contains("Bloquer mon identité"));
        assert!(seen.text().contains("Sans cet appareil"), "{}", seen.text());
    }
    assert!(app.identity().await.blocked_at.is_none());
    let blocked = scanner.post(&path, &[]).await;
    assert!(blocked.text().contains("est bloquée"), "{}", blocked.text());
    assert!(app.identity().await.blocked_at.is_some());
    let english = Browser::speaking(&scene, "en").get(&path).await;
    assert!(english.text().contains("Your identity is blocked"));
    let foreign = scanner.post("/bloquer/0f0f", &[]).await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn a_login_of_the_history_is_looked_at_and_reported() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    app.approves_a_login(&Browser::of(&scene)).await;
    let shown = app.identity().await;
    let past = shown.activity[0].login.clone().unwrap();
    assert_eq!(shown.activity[0].kind, "login.approved");
    let browser = &past.browser;
    assert_eq!(browser.application.as_deref(), Some("Firefox"));
    assert_eq!(browser.system.as_deref(), Some("Linux"));
    assert_eq!(past.device.as_deref(), Some("Ordinateur Linux"));
    assert!(past.claims.contains(&"birthdate".to_owned()));
    assert!(past.answered_at.is_some() && past.reported_at.is_none());
    let path = format!("/api/v1/identity/logins/{}/report", past.login);
    let reported = app.post(&path, &json!({ "block": true })).await;
    assert_eq!(reported.status, 204);
    let shown = app.identity().await;
    assert!(shown.blocked_at.is_some());
    let operator = Operator::named(&scene, "Basile").await;
    let queue: QueueView = operator.get("/queue").await.json();
    assert_eq!(queue.reports.len(), 1);
    assert!(!queue.reports[0].was_given);
    let mut reported = shown.activity.iter().filter_map(|line| line.login.as_ref());
    assert!(reported.any(|login| login.reported_at.is_some()));
}

#[tokio::test]
async fn a_number_is_changed_with_both_codes() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let asked = app
        .post(
            "/api/v1/identity/number/code",
            &json!({ "number": "01 23" }),
        )
        .await;
    assert_eq!(asked.code(), ErrorCode::FieldsInvalid);
    let body = json!({ "number": NEW });
    let sent: PersonCodeView = app.post("/api/v1/identity/number/code", &body).await.json();
    assert!(sent.to_masked.ends_with("67"));
    let code = scene.texted_code().await;
    let number = PhoneNumber::parse_mobile(NEW).unwrap();
    let proof = app.confirms(Deed::ChangeNumber(&number)).await;
    let body = json!({ "number": NEW, "code": code, "proof": proof });
    assert_eq!(app.post("/api/v1/identity/number", &body).await.status, 204);
    assert!(app.identity().await.phone_masked.ends_with("67"));
    let page = Browser::of(&scene).get("/connexion/nouveau-numero").await;
    assert!(page.text().contains("Changer de numéro"));
}

#[tokio::test]
async fn the_data_leave_as_json_and_as_pdf_and_no_secret_with_them() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    app.approves_a_login(&Browser::of(&scene)).await;
    let proof = app.confirms(Deed::Export).await;
    let answer = app.post("/api/v1/identity/export", &proof).await;
    let exported: ExportedView = answer.json();
    let data = &exported.data;
    assert_eq!((data.format.as_str(), data.version), ("sceau-export", 1));
    assert_eq!(data.account.email.reveal(), EMAIL);
    assert_eq!(data.cases.len(), 1);
    let case = &data.cases[0];
    assert!(case.consents.len() >= 3 && !case.evidence.is_empty() && !case.history.is_empty());
    let letter = case.letter.as_ref().unwrap();
    assert!(!letter.events.is_empty());
    assert!(case.decisions.len() == 1 && case.evidence.iter().all(|piece| piece.is_kept));
    assert_eq!(data.logins[0].outcome, "login.approved");

    let text = text_of_pdf(exported.pdf.reveal());
    let declaration = &data.identity.declaration;
    let said = [
        EMAIL,
        "Mesdonnées",
        "FirefoxsurLinux",
        "avisenvoyé",
        &letter.number,
    ]
    .into_iter()
    .chain(case.consents.iter().map(|consent| consent.hash.as_str()))
    .chain(case.evidence.iter().map(|piece| piece.sha256.as_str()))
    .chain(case.history.iter().map(|event| event.kind.as_str()))
    .chain(letter.events.iter().map(|event| event.hash.as_str()))
    .chain(data.devices.iter().map(|device| device.name.as_str()))
    .chain(declaration.document.number.iter().map(Personal::reveal))
    .chain([declaration.register.sent.family_name.reveal()])
    .chain([data.logins[0].level.as_str()]);
    for words in said {
        assert!(text.contains(&words.replace(' ', "")), "{words} in {text}");
    }
    for secret in ["unlock_share", "unlock_hash", "token", "nonce", "Alix"] {
        assert!(!answer.text().contains(secret), "{secret}");
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_was_agreed_to_is_read_again_word_for_word_and_the_film_has_its_day() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let given: ConsentsView = app.get("/api/v1/identity/consents").await.json();
    let purposes: Vec<_> = given.consents.iter().map(|one| one.purpose).collect();
    assert_eq!(
        purposes.first(),
        Some(&TextPurpose::FaceVideo),
        "newest first"
    );
    assert_eq!(purposes.last(), Some(&TextPurpose::Identity));
    let configuration: ConfigurationView = app.get("/api/v1/configuration").await.json();
    for one in &given.consents {
        let mut texts = configuration.texts.iter();
        let asked = texts.find(|text| text.purpose == one.purpose).unwrap();
        let text = one.text.as_ref().unwrap();
        assert!(one.is_in_force && one.hash == asked.hash && text.hash == asked.hash);
        assert_eq!(text.body.fr, asked.body.fr);
        let is_film = one.purpose == TextPurpose::FaceVideo;
        assert_eq!(one.film_erased_on.is_some(), is_film);
        assert!(one.film_erased_at.is_none());
    }
}

/// What the pages say, without the blanks, which lines may break at or not.
pub(crate) fn text_of_pdf(encoded: &str) -> String {
    let bytes = STANDARD.decode(encoded).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect()
}

#[tokio::test]
async fn the_identity_is_erased_and_signing_in_again_begins_anew() {
    let scene = Scene::open().await;
    let app = App::active(&scene).await;
    let world = &scene.test.world;
    let mut tx = world.store.read().await.unwrap();
    let account = tx.account_by_email(EMAIL).await.unwrap().unwrap();
    let case = tx.case_of(account.id).await.unwrap().unwrap().id;
    let pieces = tx.evidence_of(case).await.unwrap();
    drop(tx);
    let piece = pieces.first().unwrap().id;
    assert!(world.vault.open(case, piece, "main").await.is_ok());
    let proof = app.confirms(Deed::Erase).await;
    let erased = app.post("/api/v1/account/erase", &proof).await;
    assert_eq!(erased.status, 204);
    let gone = app.get("/api/v1/identity").await;
    assert_eq!(gone.code(), ErrorCode::SessionMissing);
    assert!(world.vault.open(case, piece, "main").await.is_err());
    let mut tx = world.store.read().await.unwrap();
    assert!(tx.case(case).await.unwrap().is_none());
    assert!(!tx.decisions_of(case).await.unwrap().is_empty());
    assert!(tx.letter_of(case).await.unwrap().is_some());
    drop(tx);
    scene.test.run_jobs().await;
    scene.minutes(10);
    let anew = App::sign_in(&scene).await;
    assert_eq!(anew.look().await.at.name(), StateName::Terms);
}

#[tokio::test]
async fn an_account_without_an_identity_is_erased_from_its_own_device_alone() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Processing).await;
    let world = &scene.test.world;
    let mut tx = world.store.read().await.unwrap();
    let account = tx.account_by_email(EMAIL).await.unwrap().unwrap();
    let case = tx.case_of(account.id).await.unwrap().unwrap().id;
    let piece = tx.evidence_of(case).await.unwrap().first().unwrap().id;
    drop(tx);
    let unbound = App::without_device(&scene, EMAIL, None).await;
    let refused = unbound.post("/api/v1/identity/deed", &json!({})).await;
    assert_eq!(refused.code(), ErrorCode::DeviceNotTrusted);
    let proof = app.confirms(Deed::Erase).await;
    let stolen = unbound.post("/api/v1/account/erase", &proof).await;
    assert_eq!(stolen.code(), ErrorCode::DeviceNotTrusted);
    let for_another_deed = app.confirms(Deed::Export).await;
    let refused = app.post("/api/v1/account/erase", &for_another_deed).await;
    assert_eq!(refused.code(), ErrorCode::SignatureInvalid);
    assert!(world.vault.open(case, piece, "main").await.is_ok());

    let erased = app.post("/api/v1/account/erase", &proof).await;
    assert_eq!(erased.status, 204);
    assert!(world.vault.open(case, piece, "main").await.is_err());
    let mut tx = world.store.read().await.unwrap();
    assert!(tx.account_by_email(EMAIL).await.unwrap().is_none());
    assert!(tx.case(case).await.unwrap().is_none());
    drop(tx);
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    assert_eq!(mail.subject, "Votre compte a été supprimé");
}
