//! From a computer to a phone: foreign, late, taken, mismatched codes.

use crate::app::{App, ask_code, give_code};
use crate::browser::{Browser, goes_to, number_on};
use crate::console::Operator;
use crate::scene::{Answer, Scene};
use sceau_wire::StateName;
use sceau_wire::account::{HandoffProof, SignInRequest, SignInView};
use sceau_wire::error::ErrorCode;
use sceau_wire::handoff::HandoffView;
use serde_json::json;

async fn computer(scene: &Scene) -> Browser<'_> {
    let browser = Browser::of(scene);
    goes_to(&browser.post("/creer", &[]).await, "/creer/telephone");
    browser
}

fn link_on(page: &Answer) -> String {
    let (_, rest) = page.text().split_once("readonly value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn claim(scene: &Scene, code: &str) -> Answer {
    scene
        .post_json("/api/v1/handoff/claim", &json!({ "code": code }))
        .await
}

async fn choose(scene: &Scene, view: &HandoffView, number: Option<u8>) -> Answer {
    let body = json!({
        "handoff": view.handoff, "secret": view.secret.reveal(), "number": number
    });
    scene.post_json("/api/v1/handoff/confirm", &body).await
}

async fn state(browser: &Browser<'_>) -> String {
    let state: serde_json::Value = browser.get("/creer/etat").await.json();
    state["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_foreign_code_is_not_ours() {
    let scene = Scene::open().await;
    for code in ["https://ailleurs.test/continuer/abc", "ABCD-2345", "", "x"] {
        assert_eq!(
            claim(&scene, code).await.code(),
            ErrorCode::HandoffForeign,
            "{code}"
        );
    }
}

#[tokio::test]
async fn a_code_lives_a_minute_the_page_renews_it_and_it_works_once() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let old = link_on(&browser.get("/creer/telephone").await);
    scene.seconds(61);
    assert_eq!(claim(&scene, &old).await.code(), ErrorCode::HandoffExpired);
    let page = browser.get("/creer/telephone").await;
    let new = link_on(&page);
    assert_ne!(new, old);
    assert_eq!(claim(&scene, &new).await.status, 200);
    assert_eq!(claim(&scene, &new).await.code(), ErrorCode::HandoffExpired);
    let claimed = browser.get("/creer/telephone").await;
    assert!(
        !claimed.text().contains("data-typed"),
        "the code is shown no more"
    );
    assert_eq!(number_on(&claimed), number_on(&page));
}

#[tokio::test]
async fn looking_at_the_link_in_a_browser_consumes_nothing() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let link = link_on(&browser.get("/creer/telephone").await);
    let seen = Browser::of(&scene)
        .get(&link.replacen(crate::scene::BASE, "/", 1))
        .await;
    assert_eq!(seen.status, 200);
    assert!(seen.text().contains("sceau://handoff/"));
    assert_eq!(claim(&scene, &link).await.status, 200);
}

#[tokio::test]
async fn the_typed_code_works_like_the_scanned_one() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let page = browser.get("/creer/telephone").await;
    let (_, rest) = page.text().split_once("data-typed>").unwrap();
    let typed = rest.split('<').next().unwrap().to_lowercase();
    assert_eq!(claim(&scene, &typed).await.status, 200);
}

#[tokio::test]
async fn a_wrong_number_or_not_me_ends_both_sides() {
    let scene = Scene::open().await;
    for chosen in [true, false] {
        let browser = computer(&scene).await;
        let page = browser.get("/creer/telephone").await;
        let right = number_on(&page);
        let view: HandoffView = claim(&scene, &link_on(&page)).await.json();
        let before = state(&browser).await;
        let wrong = view.numbers.into_iter().find(|number| *number != right);
        let answer = choose(&scene, &view, wrong.filter(|_| chosen)).await;
        if chosen {
            assert_eq!(answer.code(), ErrorCode::HandoffMismatch);
        } else {
            assert_eq!(answer.status, 204);
        }
        assert_ne!(state(&browser).await, before, "the computer learns it");
        let late = choose(&scene, &view, Some(right)).await;
        assert_eq!(late.code(), ErrorCode::HandoffExpired);
        let over = browser.get("/creer/telephone").await;
        assert!(over.text().contains("Afficher un nouveau code"));
    }
}

#[tokio::test]
async fn a_handoff_that_ended_is_no_reason_to_refuse_a_right_code() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let page = browser.get("/creer/telephone").await;
    let view: HandoffView = claim(&scene, &link_on(&page)).await.json();
    assert_eq!(choose(&scene, &view, None).await.status, 204);
    let proof = HandoffProof {
        handoff: view.handoff,
        secret: view.secret,
    };
    let app = App::sign_in_as(&scene, "camille@exemple.fr", Some(proof)).await;
    assert_eq!(app.get("/api/v1/journey").await.status, 200);
}

#[tokio::test]
async fn a_handoff_that_makes_no_sense_costs_nobody_their_code() {
    let scene = Scene::open().await;
    let asked: SignInView = ask_code(&scene, "camille@exemple.fr").await.json();
    let code = scene.mailed_code().await;
    let request = SignInRequest {
        sign_in: asked.sign_in.clone(),
        code: code.as_str().into(),
        handoff: Some(HandoffProof {
            handoff: "pas un nom".to_owned(),
            secret: "autre".into(),
        }),
    };
    let refused = scene.post_json("/api/v1/sign-in", &request).await;
    assert_eq!(refused.code(), ErrorCode::NotFound);
    let answer = give_code(&scene, &asked.sign_in, &code).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn another_secret_confirms_nothing() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let page = browser.get("/creer/telephone").await;
    let mut view: HandoffView = claim(&scene, &link_on(&page)).await.json();
    view.secret = "autre".into();
    let answer = choose(&scene, &view, Some(number_on(&page))).await;
    assert_eq!(answer.code(), ErrorCode::HandoffForeign);
    view.handoff = "pas un nom".to_owned();
    assert_eq!(
        choose(&scene, &view, None).await.code(),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn a_computer_without_cookie_is_offered_a_new_code() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    let page = browser.get("/creer/telephone").await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("href=\"/creer\""));
    assert_eq!(browser.get("/creer/etat").await.code(), ErrorCode::NotFound);
    assert_eq!(browser.post("/creer/reprendre", &[]).await.status, 404);
}

/// What the computer's page says, and whether it still shows the number.
async fn computer_says(browser: &Browser<'_>, words: &str) -> bool {
    let page = browser.get("/creer/telephone").await;
    let shown = page.text();
    assert!(shown.contains(words), "no « {words} » in {shown}");
    assert!(!shown.contains("Ce code a expiré") && !shown.contains("nouveau code"));
    shown.contains("data-number")
}

#[tokio::test]
async fn the_computer_counts_with_the_app_and_lets_the_person_leave_before_the_decision() {
    let scene = Scene::open().await;
    let browser = Browser::of(&scene);
    browser.sent_by_broker().await;
    goes_to(&browser.post("/creer", &[]).await, "/creer/telephone");
    assert!(computer_says(&browser, "Gardez cette page ouverte").await);
    let page = browser.get("/creer/telephone").await;
    let view: HandoffView = claim(&scene, &link_on(&page)).await.json();
    assert!(computer_says(&browser, "Choisissez ce nombre").await);

    assert_eq!(
        choose(&scene, &view, Some(number_on(&page))).await.status,
        204
    );
    assert!(!computer_says(&browser, "Cette page avance avec vous").await);
    computer_says(&browser, "Étape 1 sur 5\u{202f}: Votre numéro.").await;
    let proof = HandoffProof {
        handoff: view.handoff,
        secret: view.secret,
    };
    let app = App::sign_in_as(&scene, "camille@exemple.fr", Some(proof)).await;
    app.walk_to(StateName::LetterConsent).await;
    computer_says(&browser, "Étape 3 sur 5\u{202f}: Votre lettre recommandée.").await;
    app.walk_to(StateName::Processing).await;
    assert!(!computer_says(&browser, "Vous pouvez fermer cette page").await);

    // The decision takes days: the page's hour is long over by then.
    let before = state(&browser).await;
    Operator::named(&scene, "Alix").await.approves_next().await;
    app.walk_to(StateName::Active).await;
    assert_ne!(state(&browser).await, before);
    assert!(!computer_says(&browser, "action=\"/creer/reprendre\"").await);
    scene.minutes(61);
    computer_says(&browser, "Revenez sur le service et connectez-vous").await;
    let active = browser.get("/creer/telephone").await;
    for gone in ["/creer/reprendre", "Gardez cette page", "class=\"warn\""] {
        assert!(!active.text().contains(gone), "{gone}");
    }
}

#[tokio::test]
async fn a_number_that_was_chosen_never_becomes_a_code_that_expired() {
    let scene = Scene::open().await;
    let browser = computer(&scene).await;
    let page = browser.get("/creer/telephone").await;
    let view: HandoffView = claim(&scene, &link_on(&page)).await.json();
    choose(&scene, &view, Some(number_on(&page))).await;
    scene.minutes(61);
    assert!(!computer_says(&browser, "revenez sur le service").await);
}
