//! A server killed at any moment: what was acknowledged is there.

use crate::person::{PICTURE, Person};
use crate::scene::Scene;
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use sceau_domain::journey::{Part, StateName};
use sceau_service::crypto::sha256;
use sceau_service::proofing::{
    AnnouncedUpload, GivenEvidence, append_upload, attach_evidence, begin_upload, upload_offset,
};
use sceau_service::records::EvidenceSource;

#[tokio::test]
async fn a_server_killed_between_any_two_steps_goes_on_where_it_was() {
    let mut scene = Scene::on_disk().await;
    let mut app = Person::sign_in(&scene).await.into_app();
    let mut seen = StateName::Terms;
    for goal in StateName::ALL {
        use StateName as S;
        let is_aside = matches!(
            goal,
            S::Ineligible
                | S::NoFrenchDocument
                | S::InPerson
                | S::DataAgain
                | S::Redo
                | S::Refused
                | S::Closed
        );
        if is_aside {
            continue;
        }
        scene = scene.restarted().await;
        let person = Person::from_app(&scene, app);
        assert_eq!(person.look().await.view.at, seen);
        Box::pin(person.walk_to(*goal)).await;
        seen = *goal;
        app = person.into_app();
    }
    assert_eq!(seen, StateName::Active);
}

#[tokio::test]
async fn an_upload_goes_on_after_the_server_was_killed_and_opens_again_as_it_was() {
    let scene = Scene::on_disk().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let announced = AnnouncedUpload {
        size: PICTURE.len() as u64,
        sha256: sha256(PICTURE),
        media_type: "image/jpeg".to_owned(),
    };
    let me = person.me().await;
    let upload = begin_upload(&scene.world, &me, &announced)
        .await
        .unwrap()
        .upload
        .id;
    let piece = Bytes::from_static(&PICTURE[..5]);
    append_upload(&scene.world, &me, upload, 0, piece)
        .await
        .unwrap();
    let app = person.into_app();

    let scene = scene.restarted().await;
    let person = Person::from_app(&scene, app);
    let resumed = upload_offset(&scene.world, &me, upload).await.unwrap();
    assert_eq!(resumed.offset, 5);
    let piece = Bytes::from_static(&PICTURE[5..]);
    append_upload(&scene.world, &me, upload, 5, piece)
        .await
        .unwrap();
    let given = GivenEvidence {
        part: Part::Front,
        upload,
        clip: None,
        source: EvidenceSource::Live,
        video: None,
    };
    let standing = attach_evidence(&scene.world, &person.ask().await, &given)
        .await
        .unwrap();

    let scene = scene.restarted().await;
    let case = standing.case.id;
    let evidence = scene.read().await.evidence_of(case).await.unwrap()[0].id;
    let opened = scene
        .world
        .vault
        .open(case, evidence, "main")
        .await
        .unwrap();
    let pieces: Vec<Bytes> = opened.try_collect().await.unwrap();
    assert_eq!(pieces.concat(), PICTURE);
}
