//! Proofs of a letter's events: sealed as they happen, shown to anybody, verified without the installation.

use crate::person::{Person, refusal};
use crate::scene::Scene;
use jiff::Timestamp;
use sceau_domain::journey::StateName;
use sceau_oidc::jws::sign_typed;
use sceau_oidc::keys::Jwks;
use sceau_service::crypto::Keys;
use sceau_service::failure::Refusal;
use sceau_service::letter::{
    LetterStanding, ProofFault, SealedProof, accept_by_link, find_by_code, is_intact, proof_code,
    prove, verify_proof,
};

async fn letter_of(person: &Person<'_>) -> LetterStanding {
    person.look().await.letter.unwrap()
}

/// The token of the letter's tracking page.
fn tracking(letter: &LetterStanding) -> &str {
    letter.tracking_url.rsplit_once('/').unwrap().1
}

#[tokio::test]
async fn every_event_is_sealed_as_it_happens_and_each_seal_is_for_one_letter() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let case = person.look().await.case.id;
    let record = scene.read().await.letter_of(case).await.unwrap().unwrap();
    let key = scene.world.keys.seal_public();
    assert!(
        record
            .letter
            .events
            .iter()
            .all(|event| event.seal.is_some())
    );
    assert!(is_intact(&record.letter, &key));
    let mut renamed = record.letter.clone();
    renamed.number = "A23BC4567".to_owned();
    assert!(!is_intact(&renamed, &key), "another letter's");
    let stranger = Keys::derive(&[9; 32]).unwrap().seal_public();
    assert!(!is_intact(&record.letter, &stranger));
}

#[tokio::test]
async fn a_proof_tells_whom_and_when_and_the_sender_only_after_acceptance() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    let (token, _) = scene.notice().await;
    let letter = letter_of(&person).await;
    let (deposit, page) = (letter.events[0].id, tracking(&letter));
    let before = prove(&scene.world, page, deposit).await.unwrap().said;
    assert_eq!(
        (before.number, before.sender),
        (letter.number.clone(), None)
    );
    let email = person.me().await.account.email;
    assert_eq!(before.recipient.as_ref(), Some(email.reveal()));
    assert_eq!(before.events.len(), 1);
    assert_eq!(before.events[0].at, letter.events[0].at);

    accept_by_link(&scene.world, &token).await.unwrap();
    let accepted = letter_of(&person).await.events.last().unwrap().id;
    let after = prove(&scene.world, page, accepted).await.unwrap().said;
    assert_eq!(
        after.sender.as_deref(),
        Some(&*scene.world.configuration.name)
    );
    assert_eq!(after.events.last().unwrap().kind, "EVT_ACCEPTED");
    assert_eq!(
        refusal(prove(&scene.world, "another", accepted).await),
        Refusal::LetterLinkUnknown
    );
}

#[tokio::test]
async fn a_proof_is_verified_without_the_installation_and_no_word_of_it_may_change() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let letter = letter_of(&person).await;
    let event = letter.events.last().unwrap().id;
    let proof = prove(&scene.world, tracking(&letter), event).await.unwrap();
    let ours = Jwks::of([scene.world.keys.seal_public()]);
    let verify = |proof: &SealedProof| verify_proof(&serde_json::to_vec(proof).unwrap(), &ours);
    assert_eq!(verify(&proof).unwrap(), proof.said);

    let changed = |change: fn(&mut SealedProof)| {
        let mut changed = proof.clone();
        change(&mut changed);
        verify(&changed).unwrap_err()
    };
    let other = changed(|file| file.said.recipient = Some("autre@exemple.test".into()));
    assert_eq!(other, ProofFault::Changed);
    let stranger = changed(|file| file.key = Keys::derive(&[9; 32]).unwrap().seal_public());
    assert_eq!(stranger, ProofFault::OtherKey);
    assert_eq!(changed(|file| file.seal.push('A')), ProofFault::Seal);
    assert_eq!(verify_proof(b"{}", &ours), Err(ProofFault::NotAProof));

    // Whoever holds the key today cannot say that an event was sealed the day it happened.
    let resealed = |change: fn(&mut SealedProof)| {
        let mut file = proof.clone();
        change(&mut file);
        let key = scene.world.keys.seal();
        file.seal = sign_typed(&file.said, "sceau-letter-proof+jwt", key).unwrap();
        verify(&file).unwrap_err()
    };
    let moved = resealed(|file| file.said.events[0].at = Timestamp::UNIX_EPOCH);
    assert_eq!(moved, ProofFault::Chain);
    let cut = resealed(|file| drop(file.said.events.pop()));
    assert_eq!(cut, ProofFault::EventSeal);
}

#[tokio::test]
async fn the_code_of_a_proof_leads_to_its_event_and_to_nobodys_name() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Identification).await;
    let letter = letter_of(&person).await;
    let event = letter.events[1].clone();
    let code = proof_code(&scene.world, &letter.number, event.id);
    let typed = code.to_lowercase().replace('-', " ");
    let seen = find_by_code(&scene.world, &typed).await.unwrap();
    assert_eq!((seen.number, seen.event), (letter.number.clone(), event));
    let guessed = format!("{}-23456-78923", letter.number);
    for wrong in [guessed.as_str(), &letter.number, "", "éééééééééééééééééé0"] {
        let found = find_by_code(&scene.world, wrong).await;
        assert_eq!(refusal(found), Refusal::NotFound, "{wrong}");
    }
}
