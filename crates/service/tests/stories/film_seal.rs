//! A film that the device signed, and what the operator is told of it.

use crate::person::{Person, VIDEO};
use crate::scene::Scene;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use sceau_domain::film::{FilmStatement, session_key_statement};
use sceau_domain::journey::StateName;
use sceau_service::crypto::sha256;
use sceau_service::proofing::{GivenEvidence, GivenSignature, attach_evidence};
use sceau_service::records::FilmSeal;

fn fresh_key() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()
}

fn sign(key: &EcdsaKeyPair, statement: &[u8]) -> Vec<u8> {
    let signature = key.sign(&SystemRandom::new(), statement).unwrap();
    signature.as_ref().to_vec()
}

/// Signs this content as the answer to the challenge, with a session key that `by` vouches for.
async fn signed(person: &Person<'_>, given: &mut GivenEvidence, film: &[u8], by: &EcdsaKeyPair) {
    let device = person.me().await.device.unwrap().id;
    let session_key = fresh_key();
    let point = session_key.public_key().as_ref().to_vec();
    // One segment: the chain's end is the hash of 32 zero bytes and the film.
    let head = sha256(&[&[0; 32][..], film].concat());
    let video = given.video.as_mut().unwrap();
    let statement = FilmStatement {
        challenge: &video.challenge.to_string(),
        length: film.len() as u64,
        head: &head,
    };
    video.signature = Some(GivenSignature {
        device,
        session_key_signature: sign(by, &session_key_statement(device, &point)),
        film_signature: sign(&session_key, &statement.to_bytes()),
        session_key: point,
    });
}

async fn seal_of(person: &Person<'_>, given: GivenEvidence) -> FilmSeal {
    let scene = person.scene;
    let standing = attach_evidence(&scene.world, &person.ask().await, &given)
        .await
        .unwrap();
    let pieces = scene.read().await.evidence_of(standing.case.id).await;
    let film = pieces.unwrap().into_iter().find_map(|piece| piece.video);
    film.unwrap().seal
}

#[tokio::test]
async fn a_film_signed_by_the_persons_device_is_known_as_such() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let mut given = person.filmed().await;
    signed(&person, &mut given, VIDEO, &person.key).await;
    assert_eq!(seal_of(&person, given).await, FilmSeal::Signed);
}

#[tokio::test]
async fn a_film_without_signature_is_taken_and_known_as_such() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let given = person.filmed().await;
    assert_eq!(seal_of(&person, given).await, FilmSeal::Unsigned);
}

#[tokio::test]
async fn a_film_changed_after_it_was_signed_is_noticed() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let mut given = person.filmed().await;
    let before = [VIDEO, b"!"].concat();
    signed(&person, &mut given, &before[..VIDEO.len() - 1], &person.key).await;
    assert_eq!(seal_of(&person, given).await, FilmSeal::Mismatched);
}

#[tokio::test]
async fn a_key_that_the_device_never_vouched_for_signs_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let mut given = person.filmed().await;
    signed(&person, &mut given, VIDEO, &fresh_key()).await;
    assert_eq!(seal_of(&person, given).await, FilmSeal::Mismatched);
}
