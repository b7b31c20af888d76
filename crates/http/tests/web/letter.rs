//! The letter's link: opened twice, by a scanner, late, replaced; and its tracking page.

use crate::app::{App, EMAIL};
use crate::browser::Browser;
use crate::console::{Operator, approval};
use crate::scene::Scene;
use sceau_oidc::keys::Jwks;
use sceau_service::letter::verify_proof;
use sceau_wire::StateName;
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::{JourneyRequest, StateView};

async fn state(app: &App<'_>) -> StateName {
    app.look().await.at.name()
}

#[tokio::test]
async fn a_scanner_opens_the_link_and_the_person_confirms_later() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let link = scene.letter_link().await;
    let scanner = Browser::speaking(&scene, "");
    for _ in 0..2 {
        let seen = scanner.get(&link).await;
        assert_eq!(seen.status, 200);
        assert!(seen.text().contains("indiqué après votre acceptation"));
    }
    assert_eq!(scanner.get(&format!("{link}/refuser")).await.status, 200);
    assert_eq!(state(&app).await, StateName::LetterSent);

    let person = Browser::of(&scene);
    let accepted = person.post(&format!("{link}/accepter"), &[]).await;
    assert_eq!(accepted.status, 200);
    assert!(accepted.text().contains("Lettre acceptée"));
    assert_eq!(state(&app).await, StateName::Identification);

    // The link was used: opened again it says so, and changes nothing.
    for answer in [
        person.get(&link).await,
        person.post(&format!("{link}/accepter"), &[]).await,
        person.post(&format!("{link}/refuser"), &[]).await,
    ] {
        assert_eq!(answer.status, 409);
        assert!(answer.text().contains("letter.answered"));
    }
    assert_eq!(state(&app).await, StateName::Identification);
}

#[tokio::test]
async fn a_link_lives_a_day_and_a_newer_one_replaces_it() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let old = scene.letter_link().await;
    scene.minutes(24 * 60 + 1);
    let late = Browser::of(&scene).get(&old).await;
    assert_eq!(late.status, 410);
    assert!(late.text().contains("letter.link_expired"));
    app.does(&JourneyRequest::ResendNotice {}).await;
    let new = scene.letter_link().await;
    assert_ne!(new, old);
    let replaced = Browser::of(&scene)
        .post(&format!("{old}/accepter"), &[])
        .await;
    assert_eq!(replaced.status, 404);
    assert!(replaced.text().contains("letter.link_unknown"));
    let accepted = Browser::of(&scene)
        .post(&format!("{new}/accepter"), &[])
        .await;
    assert_eq!(accepted.status, 200);
}

#[tokio::test]
async fn a_dead_link_sends_another_one_once_and_tells_strangers_nothing() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let old = scene.letter_link().await;
    scene.minutes(24 * 60 + 1);
    let visitor = Browser::of(&scene);
    let dead = visitor.get(&old).await;
    assert!(dead.text().contains("Recevoir un nouveau lien"));
    assert!(!dead.text().contains("sceau://letter/open"));
    let asked = visitor.post(&format!("{old}/nouveau"), &[]).await;
    assert_eq!(asked.status, 200);
    let new = scene.letter_link().await;
    assert_ne!(new, old);
    let mails = scene.test.mails.all().len();

    // The same link again, and one that never was: the same words, and no mail.
    scene.minutes(5);
    for path in [old.as_str(), "/lettre/inconnu"] {
        let told = visitor.post(&format!("{path}/nouveau"), &[]).await;
        assert_eq!((told.status, told.text()), (200, asked.text()));
    }
    scene.test.run_jobs().await;
    assert_eq!(scene.test.mails.all().len(), mails);
    let accepted = visitor.post(&format!("{new}/accepter"), &[]).await;
    assert_eq!(accepted.status, 200);
    assert_eq!(state(&app).await, StateName::Identification);

    // An answered letter sends nothing either.
    scene.minutes(5);
    visitor.post(&format!("{new}/nouveau"), &[]).await;
    scene.test.run_jobs().await;
    assert_eq!(scene.test.mails.all().len(), mails);
}

#[tokio::test]
async fn a_wrong_or_used_typed_code_has_its_code() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let right = scene.letter_code().await;
    let accept = |code: &str| JourneyRequest::AcceptLetter { code: code.into() };
    let wrong = if right == "222222" {
        "333333"
    } else {
        "222222"
    };
    let refused = app.send(&accept(wrong)).await.code();
    assert!(
        matches!(refused, ErrorCode::CodeWrong | ErrorCode::LetterLinkUnknown),
        "{refused:?}"
    );
    let spaced = format!("{} {}", &right[..3].to_lowercase(), &right[3..]);
    assert_eq!(
        app.does(&accept(&spaced)).await.at.name(),
        StateName::Identification
    );
    assert_eq!(
        app.send(&accept(&right)).await.code(),
        ErrorCode::NotPossibleHere
    );
}

#[tokio::test]
async fn a_refused_letter_closes_the_case_and_one_may_begin_again() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let link = scene.letter_link().await;
    let refused = Browser::of(&scene)
        .post(&format!("{link}/refuser"), &[])
        .await;
    assert!(refused.text().contains("Lettre refusée"));
    let StateView::Closed { because } = app.look().await.at else {
        panic!("still open")
    };
    assert_eq!(because, "letter_refused");
    let anew = app.does(&JourneyRequest::StartOver {}).await;
    assert_eq!(anew.at.name(), StateName::Terms);
}

#[tokio::test]
async fn the_tracking_page_tells_the_sender_only_after_acceptance() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    scene.test.run_jobs().await;
    let StateView::LetterSent { letter, .. } = app.look().await.at else {
        panic!("elsewhere")
    };
    let path = letter.tracking_url.replacen(crate::scene::BASE, "/", 1);
    let before = Browser::of(&scene).get(&path).await;
    assert!(before.text().contains("Reçue (15 jours pour répondre)"));
    assert!(before.text().contains(&letter.number));
    assert!(!before.text().contains("<dt>Expéditeur</dt>"));
    assert!(
        !before.text().contains("sceau://"),
        "the mail is awaited, not the app"
    );
    let hashes = before.text().matches("</summary><code>").count();
    assert_eq!(hashes, before.text().matches("<time ").count());
    app.walk_to(StateName::Identification).await;
    let after = Browser::of(&scene).get(&path).await;
    assert!(after.text().contains("<dt>Expéditeur</dt>"));
    let english = Browser::speaking(&scene, "en-GB").get(&path).await;
    assert!(english.text().contains("lang=\"en\"") && english.text().contains("Letter accepted"));
    assert_eq!(Browser::of(&scene).get("/suivi/inconnu").await.status, 404);
}

#[tokio::test]
async fn a_letter_that_was_handed_over_is_read_by_a_button_and_by_no_scanner() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let StateView::LetterSent { letter, .. } = app.look().await.at else {
        panic!("elsewhere")
    };
    let path = letter.tracking_url.replacen(crate::scene::BASE, "/", 1);
    let visitor = Browser::of(&scene);
    let early = visitor.post(&format!("{path}/lire"), &[]).await;
    assert_eq!(early.status, 404);
    app.walk_to(StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    assert_eq!(operator.decide(&case.case, &approval()).await.status, 200);
    let seen = visitor.get(&path).await;
    assert!(seen.text().contains("Lire la lettre") && !seen.text().contains("Madame, Monsieur"));
    assert!(
        seen.text()
            .contains("class=\"button\" href=\"sceau://letter/")
    );
    assert!(
        seen.text()
            .contains("class=\"quiet\" data-action=\"read-letter\"")
    );
    let answer = visitor.post(&format!("{path}/lire"), &[]).await;
    assert_eq!(answer.status, 303);
    let read = visitor.get(&path).await;
    let read = read.text();
    assert!(read.contains("Madame, Monsieur") && read.contains("Contenu consulté"));
    assert!(!read.contains("Lire la lettre"));
}

#[tokio::test]
async fn each_event_has_a_proof_to_print_to_keep_and_to_show_to_anybody() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::LetterSent).await;
    let StateView::LetterSent { letter, .. } = app.look().await.at else {
        panic!("elsewhere")
    };
    app.walk_to(StateName::Identification).await;
    let path = letter.tracking_url.replacen(crate::scene::BASE, "/", 1);
    let visitor = Browser::of(&scene);
    let tracked = visitor.get(&path).await;
    let proofs = tracked.links("/preuve/");
    assert_eq!(proofs.len(), 4, "deposited, sent, available, accepted");
    let proof = proofs.last().unwrap();
    let page = visitor.get(proof).await;
    for word in [
        "Preuve d’acceptation",
        EMAIL,
        &letter.number,
        "non qualifié",
    ] {
        assert!(page.text().contains(word), "{word}");
    }
    let file = visitor.get(&format!("{proof}/fichier")).await;
    assert_eq!(file.header("content-type"), "application/json");
    let name = file.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"preuve-"), "{name}");

    // Whoever is shown the page types its code; nobody is named to them.
    let code = page.text().split("data-proof-code>").nth(1).unwrap();
    let code = code.split('<').next().unwrap();
    let stranger = Browser::of(&scene);
    let seen = stranger.post("/preuve/code", &[("code", code)]).await;
    assert_eq!(seen.status, 200);
    assert!(seen.text().contains("Preuve reconnue") && seen.text().contains("Lettre acceptée"));
    assert!(!seen.text().contains(EMAIL));
    let typed = [("fichier", file.text())];
    let pasted = stranger.post("/preuve/fichier", &typed).await;
    assert!(pasted.text().contains("Preuve reconnue"));
    let forged = file.text().replace(EMAIL, "autre@exemple.test");
    let forged = stranger
        .post("/preuve/fichier", &[("fichier", &forged)])
        .await;
    assert_eq!(forged.status, 422);
    assert!(forged.text().contains("a été modifiée"));
    let keys: Jwks = stranger.get("/preuve/cle").await.json();
    assert!(verify_proof(file.text().as_bytes(), &keys).is_ok());
}
