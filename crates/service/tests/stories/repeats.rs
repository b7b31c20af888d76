//! Requests repeated after a lost answer, and keys used for something else.

use crate::person::{Person, card, consent, refusal};
use crate::scene::Scene;
use sceau_domain::document::{Field, FindingCode};
use sceau_domain::journey::{Part, StateName};
use sceau_service::case::{
    Asked, PlainStep, accept_terms, declare_document, give_phone, take_plain_step,
};
use sceau_service::failure::Refusal;
use sceau_service::proofing::{GivenEvidence, attach_evidence};
use sceau_service::records::EvidenceSource;

#[tokio::test]
async fn a_request_repeated_under_its_key_is_done_once() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneNumber).await;
    let asked = person.ask().await;
    for _ in 0..3 {
        let standing = give_phone(&scene.world, &asked, crate::person::PHONE)
            .await
            .unwrap();
        assert_eq!(standing.view.at, StateName::PhoneCode);
    }
    scene.round().await;
    assert_eq!(scene.texts().len(), 1, "one SMS left");
}

#[tokio::test]
async fn the_same_request_twice_at_once_is_done_once() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneNumber).await;
    let asked = person.ask().await;
    let give = || give_phone(&scene.world, &asked, crate::person::PHONE);
    let (first, second) = tokio::join!(give(), give());
    assert_eq!(first.unwrap().case.version, second.unwrap().case.version);
    scene.round().await;
    assert_eq!(scene.texts().len(), 1);
}

#[tokio::test]
async fn the_same_key_for_another_request_is_a_conflict() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Overview).await;
    let asked = person.ask().await;
    take_plain_step(&scene.world, &asked, PlainStep::Continue)
        .await
        .unwrap();
    let other = Asked {
        request_hash: [9; 32],
        ..asked
    };
    let refused = take_plain_step(&scene.world, &other, PlainStep::Continue).await;
    assert_eq!(refusal(refused), Refusal::IdempotencyConflict);
}

#[tokio::test]
async fn a_refused_request_may_be_mended_under_the_same_key() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let asked = person.ask().await;
    let mut unticked = consent("identité");
    unticked.given = false;
    assert!(accept_terms(&scene.world, &asked, &unticked).await.is_err());
    assert!(
        accept_terms(&scene.world, &asked, &consent("identité"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn evidence_attached_twice_under_one_key_counts_once() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = person.upload(crate::person::PICTURE, "image/jpeg").await;
    let source = EvidenceSource::Live;
    let given = GivenEvidence {
        part: Part::Front,
        upload,
        clip: None,
        source,
        video: None,
    };
    let asked = person.ask().await;
    let first = attach_evidence(&scene.world, &asked, &given).await.unwrap();
    let second = attach_evidence(&scene.world, &asked, &given).await.unwrap();
    assert_eq!(first.photos_left, second.photos_left);
    let pieces = scene.read().await.evidence_of(first.case.id).await.unwrap();
    assert_eq!(pieces.len(), 1);
    let under_another_key = attach_evidence(&scene.world, &person.ask().await, &given).await;
    assert_eq!(
        refusal(under_another_key),
        Refusal::UploadUnknown,
        "an upload is attached once"
    );
}

#[tokio::test]
async fn an_event_of_another_place_changes_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Overview).await;
    let refused = declare_document(&scene.world, &person.ask().await, card()).await;
    let Refusal::NotPossibleHere(rejection) = refusal(refused) else {
        panic!()
    };
    assert_eq!(rejection.state, StateName::Overview);
    assert_eq!(person.look().await.view.at, StateName::Overview);
}

#[tokio::test]
async fn every_field_to_mend_is_named_at_once() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::DocumentData).await;
    let mut draft = card();
    draft.set(Field::BirthDate, Some("2010-01-01".to_owned()));
    draft.set(Field::BirthName, None);
    let refused = declare_document(&scene.world, &person.ask().await, draft).await;
    let Refusal::Document(findings) = refusal(refused) else {
        panic!()
    };
    let fields: Vec<Field> = findings.iter().map(|finding| finding.field).collect();
    assert_eq!(fields, [Field::BirthName, Field::BirthDate]);
    assert_ne!(findings[0].code, FindingCode::KindUnknown);
}
