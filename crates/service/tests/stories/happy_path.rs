//! The whole path, from a mail address to an active identity.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use sceau_domain::journey::{EventName, StateName};
use sceau_domain::letter::{LetterEventKind, LetterState};
use sceau_service::failure::Refusal;
use sceau_service::letter::{is_chain_intact, read_content, track};

#[tokio::test]
async fn a_person_walks_from_the_terms_to_an_active_identity() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Active).await;
    scene.round().await;
    let standing = person.look().await;
    let me = person.me().await;
    let mut tx = scene.read().await;
    let identity = tx.identity_of(me.account.id).await.unwrap().unwrap();
    assert_eq!(identity.device, me.device.unwrap().id);
    assert_eq!(identity.declaration.birth_name().reveal(), "Martin");
    assert_eq!(me.account.phone.unwrap().masked(), "+33 6 •• •• •• 34");
    let letter = tx
        .letter_of(standing.case.id)
        .await
        .unwrap()
        .unwrap()
        .letter;
    assert_eq!(letter.state, LetterState::Received);
    assert!(is_chain_intact(&letter));
    let kinds: Vec<&str> = letter
        .events
        .iter()
        .map(|event| event.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "EVT_DEPOSITED",
            "EVT_NOTIFICATION_SENT",
            "EVT_AVAILABLE",
            "EVT_ACCEPTED",
            "EVT_RECEIVED"
        ]
    );
    let consents = tx.consents_of(standing.case.id).await.unwrap();
    assert_eq!(
        consents.len(),
        4,
        "terms, letter service, receipt and face video each stand alone"
    );
    assert_eq!(tx.queue().await.unwrap().len(), 0);
    assert_eq!(
        scene.subjects(),
        [
            "Votre code pour Sceau".to_owned(),
            "Une lettre recommandée électronique vous attend – réponse possible jusqu’au 16 mars \
             2026 inclus"
                .to_owned(),
            format!(
                "Mise à jour de votre courrier recommandé N°{}\u{202f}: Une action est attendue de \
                 votre part",
                letter.number
            ),
            "Votre identité est vérifiée\u{202f}: une dernière étape".to_owned(),
        ]
    );
}

#[tokio::test]
async fn every_piece_of_evidence_is_sealed_before_its_row_names_it() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    let standing = person.look().await;
    let pieces = scene
        .read()
        .await
        .evidence_of(standing.case.id)
        .await
        .unwrap();
    assert_eq!(pieces.len(), 3);
    let sealed = scene.vault.sealed.lock().unwrap();
    for piece in &pieces {
        let bytes = &sealed[&(piece.case, piece.id, "main")];
        assert_eq!(piece.sha256, sceau_service::crypto::sha256(bytes));
        let has_clip = sealed.contains_key(&(piece.case, piece.id, "clip"));
        assert_eq!(has_clip, piece.clip_sha256.is_some());
    }
    assert_eq!((standing.photos_left, standing.videos_left), (18, 4));
    assert!(standing.queued_since.is_some());
}

#[tokio::test]
async fn a_first_look_opens_the_case_and_the_next_finds_the_same() {
    let scene = Scene::open().await;
    let person = Person::sign_in_without_device(&scene, EMAIL).await;
    let first = person.look().await;
    assert_eq!(first.view.at, StateName::Terms);
    assert_eq!(first.view.allowed, [EventName::TermsAccepted]);
    assert_eq!(first.email_masked, "c•••@exemple.fr");
    assert_eq!(person.look().await.case.id, first.case.id);
}

#[tokio::test]
async fn the_tracking_page_names_the_sender_only_after_acceptance() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let token_of = |url: &str| url.rsplit('/').next().unwrap().to_owned();
    let token = token_of(&person.look().await.letter.unwrap().tracking_url);
    let before = track(&scene.world, &token).await.unwrap();
    assert_eq!((before.sender, before.content), (None, None));
    person.walk_to(StateName::Identification).await;
    let accepted = track(&scene.world, &token).await.unwrap();
    assert_eq!(accepted.sender.as_deref(), Some("Sceau"));
    assert_eq!(
        accepted.content, None,
        "the content waits for the identity check"
    );
    person.walk_to(StateName::Activation).await;
    let received = track(&scene.world, &token).await.unwrap();
    assert!(received.may_be_read && received.is_intact);
    assert_eq!(received.content, None, "nobody asked to read it yet");
}

#[tokio::test]
async fn a_letter_is_read_when_asked_for_and_the_first_time_is_written_down() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let url = person.look().await.letter.unwrap().tracking_url;
    let token = url.rsplit('/').next().unwrap().to_owned();
    let early = read_content(&scene.world, &token).await;
    assert_eq!(refusal(early), Refusal::LetterLinkUnknown);
    person.walk_to(StateName::Activation).await;
    for _ in 0..2 {
        read_content(&scene.world, &token).await.unwrap();
    }
    let read = track(&scene.world, &token).await.unwrap();
    assert!(read.content.is_some() && read.is_intact);
    let events = read.letter.events;
    let times = events
        .iter()
        .filter(|event| event.kind == LetterEventKind::ContentAccessed)
        .count();
    assert_eq!(times, 1);
}
