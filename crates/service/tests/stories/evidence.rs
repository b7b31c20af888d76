//! Uploads, photographs, the face video and its challenge.

use crate::person::{PICTURE, Person, VIDEO, consent, refusal};
use crate::scene::Scene;
use bytes::Bytes;
use core::time::Duration;
use jiff::SignedDuration;
use sceau_domain::id::UploadId;
use sceau_domain::journey::{Part, StateName};
use sceau_service::account::Authenticated;
use sceau_service::case::GivenConsent;
use sceau_service::crypto::sha256;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::Inspections;
use sceau_service::proofing::{
    AnnouncedUpload, GivenEvidence, UploadStanding, append_upload, attach_evidence, begin_upload,
    discard_upload, upload_offset,
};
use sceau_service::records::{ConsentPurpose, EvidenceSource};
use std::sync::Arc;

async fn begin(person: &Person<'_>, size: u64, hash: [u8; 32], kind: &str) -> UploadId {
    let announced = AnnouncedUpload {
        size,
        sha256: hash,
        media_type: kind.to_owned(),
    };
    let begun = begin_upload(&person.scene.world, &person.me().await, &announced).await;
    begun.unwrap().upload.id
}

async fn append(
    person: &Person<'_>,
    upload: UploadId,
    offset: u64,
    piece: &'static [u8],
) -> Result<UploadStanding, Failure> {
    let piece = Bytes::from_static(piece);
    append_upload(
        &person.scene.world,
        &person.me().await,
        upload,
        offset,
        piece,
    )
    .await
}

fn picture(upload: UploadId) -> GivenEvidence {
    let source = EvidenceSource::Live;
    GivenEvidence {
        part: Part::Front,
        upload,
        clip: None,
        source,
        video: None,
    }
}

async fn attach(person: &Person<'_>, given: &GivenEvidence) -> Refusal {
    refusal(attach_evidence(&person.scene.world, &person.ask().await, given).await)
}

#[tokio::test]
async fn an_upload_cut_in_the_middle_goes_on_where_it_stopped() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = begin(&person, 7, sha256(PICTURE), "image/jpeg").await;
    append(&person, upload, 0, &PICTURE[..3]).await.unwrap();
    for wrong in [0, 2, 7] {
        let refused = refusal(append(&person, upload, wrong, &PICTURE[3..4]).await);
        assert_eq!(refused, Refusal::UploadOffset { expected: 3 });
    }
    assert_eq!(
        attach(&person, &picture(upload)).await,
        Refusal::UploadIncomplete
    );
    let resumed = upload_offset(&scene.world, &person.me().await, upload)
        .await
        .unwrap();
    assert_eq!(resumed.offset, 3);
    append(&person, upload, 3, &PICTURE[3..]).await.unwrap();
    let standing = attach_evidence(&scene.world, &person.ask().await, &picture(upload))
        .await
        .unwrap();
    assert_eq!(standing.view.missing, [Part::Back, Part::Video]);
}

#[tokio::test]
async fn only_so_many_uploads_are_looked_at_at_once_and_the_others_come_back() {
    let mut scene = Scene::open().await;
    let inspections = Arc::new(Inspections::new(1, Duration::from_millis(50)));
    scene.world.inspections = Arc::clone(&inspections);
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = begin(&person, 7, sha256(PICTURE), "image/jpeg").await;
    append(&person, upload, 0, PICTURE).await.unwrap();
    let of_another = inspections.turn().await.unwrap();
    let refused = attach(&person, &picture(upload)).await;
    assert!(matches!(refused, Refusal::TooManyRequests { until } if until > scene.now()));
    drop(of_another);
    attach_evidence(&scene.world, &person.ask().await, &picture(upload))
        .await
        .unwrap();
    assert!(inspections.turn().await.is_ok(), "the turn was given back");
}

#[tokio::test]
async fn bytes_that_are_not_those_announced_are_refused() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = begin(&person, 7, [0; 32], "image/jpeg").await;
    append(&person, upload, 0, PICTURE).await.unwrap();
    assert_eq!(attach(&person, &picture(upload)).await, Refusal::UploadHash);
    assert_eq!(person.look().await.photos_left, 20, "nothing was received");
    assert!(scene.vault.sealed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn more_bytes_than_announced_or_than_allowed_or_other_kinds_are_refused() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = begin(&person, 6, [0; 32], "image/jpeg").await;
    assert_eq!(
        refusal(append(&person, upload, 0, PICTURE).await),
        Refusal::FileTooBig
    );
    let me = person.me().await;
    for (size, media_type, refused) in [
        (10_000_001, "image/jpeg", Refusal::FileTooBig),
        (50_000_001, "video/mp4", Refusal::FileTooBig),
        (1_000, "text/plain", Refusal::FileNotAPicture),
        (1_000, "video/webm", Refusal::FileNotAVideo),
        (0, "image/png", Refusal::Malformed),
    ] {
        let media_type = media_type.to_owned();
        let announced = AnnouncedUpload {
            size,
            sha256: [0; 32],
            media_type,
        };
        assert_eq!(
            refusal(begin_upload(&scene.world, &me, &announced).await),
            refused
        );
    }
}

#[tokio::test]
async fn an_upload_of_someone_else_is_unknown() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let stranger = Person::sign_in_without_device(&scene, "alex@exemple.fr").await;
    let upload = person.upload(PICTURE, "image/jpeg").await;
    let them: Authenticated = stranger.me().await;
    let looked = upload_offset(&scene.world, &them, upload).await;
    assert_eq!(refusal(looked), Refusal::UploadUnknown);
    let discarded = discard_upload(&scene.world, &them, upload).await;
    assert_eq!(refusal(discarded), Refusal::UploadUnknown);
    discard_upload(&scene.world, &person.me().await, upload)
        .await
        .unwrap();
    assert!(scene.vault.uploads.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_text_called_jpg_and_a_cut_picture_are_refused_and_count_for_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    for (bytes, refused) in [
        (&b"a text called .jpg"[..], Refusal::FileNotAPicture),
        (&[0xff, 0xd8, 1, 2, 3][..], Refusal::FileDamaged),
    ] {
        let upload = person.upload(bytes, "image/jpeg").await;
        assert_eq!(attach(&person, &picture(upload)).await, refused);
    }
    assert_eq!(person.look().await.photos_left, 20);
}

#[tokio::test]
async fn what_follows_the_end_of_a_picture_never_becomes_evidence() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = person
        .upload(b"\xff\xd8abc\xff\xd9 place: 48.1, -1.6", "image/jpeg")
        .await;
    attach_evidence(&scene.world, &person.ask().await, &picture(upload))
        .await
        .unwrap();
    let sealed = scene.vault.sealed.lock().unwrap();
    assert_eq!(
        sealed.values().next().unwrap().as_ref(),
        b"\xff\xd8abc\xff\xd9"
    );
}

#[tokio::test]
async fn an_imported_picture_is_marked_and_an_imported_video_refused() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let upload = person.upload(PICTURE, "image/jpeg").await;
    let imported = GivenEvidence {
        source: EvidenceSource::Imported,
        ..picture(upload)
    };
    let standing = attach_evidence(&scene.world, &person.ask().await, &imported)
        .await
        .unwrap();
    let pieces = scene
        .read()
        .await
        .evidence_of(standing.case.id)
        .await
        .unwrap();
    assert_eq!(pieces[0].source, EvidenceSource::Imported);
    person.walk_to(StateName::FaceVideo).await;
    let filmed = person.filmed().await;
    let imported = GivenEvidence {
        source: EvidenceSource::Imported,
        ..filmed
    };
    assert_eq!(attach(&person, &imported).await, Refusal::Malformed);
}

#[tokio::test]
async fn a_challenge_is_drawn_only_before_the_face_video() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let refused = person.draw(&consent("vidéo")).await;
    assert!(matches!(refusal(refused), Refusal::NotPossibleHere(_)));
}

#[tokio::test]
async fn nothing_is_drawn_without_consent_to_the_video_of_today() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let given = consent("vidéo");
    let unticked = GivenConsent {
        given: false,
        ..given.clone()
    };
    let of_last_year = GivenConsent {
        version: "2025-01".to_owned(),
        ..given
    };
    for (consent, refused) in [
        (unticked, Refusal::ConsentMissing),
        (of_last_year, Refusal::TermsOutdated),
        (consent("identité"), Refusal::TermsOutdated),
    ] {
        assert_eq!(refusal(person.draw(&consent).await), refused);
    }
    assert_eq!(video_consents(&person).await, 0);
}

#[tokio::test]
async fn the_consent_to_the_video_is_recorded_once_however_many_are_drawn() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    for _ in 0..3 {
        person.draw(&consent("vidéo")).await.unwrap();
    }
    assert_eq!(video_consents(&person).await, 1);
}

async fn video_consents(person: &Person<'_>) -> usize {
    let case = person.look().await.case.id;
    let consents = person.scene.read().await.consents_of(case).await.unwrap();
    let is_video = |purpose| purpose == ConsentPurpose::FaceVideo;
    consents
        .iter()
        .filter(|consent| is_video(consent.purpose))
        .count()
}

#[tokio::test]
async fn a_video_announced_after_five_minutes_answers_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let early = person.filmed().await;
    scene.advance(SignedDuration::from_secs(301));
    let upload = person.upload(VIDEO, "video/mp4").await;
    let late = GivenEvidence { upload, ..early };
    assert_eq!(attach(&person, &late).await, Refusal::ChallengeExpired);
    assert_eq!(person.look().await.videos_left, 5);
}

#[tokio::test]
async fn a_slow_line_does_not_cost_the_attempt() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let given = person.filmed().await;
    scene.minutes(40);
    let standing = attach_evidence(&scene.world, &person.ask().await, &given)
        .await
        .unwrap();
    assert_eq!(standing.view.at, StateName::Processing);
}

#[tokio::test]
async fn digits_answered_once_are_not_answered_again() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let given = person.filmed().await;
    attach_evidence(&scene.world, &person.ask().await, &given)
        .await
        .unwrap();
    let request = sceau_domain::journey::Request {
        reason: sceau_domain::reason::Reason::FaceUnclear,
        part: None,
    };
    person.asked_again(vec![request]).await;
    person.walk_to(StateName::FaceVideo).await;
    let upload = person.upload(VIDEO, "video/mp4").await;
    let replayed = GivenEvidence { upload, ..given };
    assert_eq!(attach(&person, &replayed).await, Refusal::ChallengeUsed);
}

#[tokio::test]
async fn digits_of_another_case_are_unknown() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let other = Person::sign_in_without_device(&scene, "alex@exemple.fr").await;
    other.bind_device().await.unwrap();
    other.walk_to(StateName::FaceVideo).await;
    let theirs = other.filmed().await;
    let mine = person.filmed().await;
    let mixed = GivenEvidence {
        video: theirs.video,
        ..mine
    };
    assert_eq!(attach(&person, &mixed).await, Refusal::NotFound);
}

#[tokio::test]
async fn after_twenty_photographs_the_way_in_person_remains() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    let mut case = person.look().await.case;
    case.photos_taken = 20;
    let mut tx = scene.write().await;
    tx.put_case(&case).await.unwrap();
    tx.commit().await.unwrap();
    let refused = person.photograph(Part::Front).await;
    assert_eq!(refusal(refused), Refusal::AttemptsExhausted);
    let method = sceau_domain::journey::Method::InPerson;
    let asked = person.ask().await;
    let standing = sceau_service::case::choose_method(&scene.world, &asked, method)
        .await
        .unwrap();
    assert_eq!(standing.view.at, StateName::InPerson);
    assert_eq!(standing.case.desk_code.unwrap().reveal().len(), 12);
}

fn announced(size: u64) -> AnnouncedUpload {
    AnnouncedUpload {
        size,
        sha256: [0; 32],
        media_type: "video/mp4".to_owned(),
    }
}

#[tokio::test]
async fn whoever_has_nothing_to_photograph_yet_stores_nothing() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::DocumentIntro).await;
    let begun = begin_upload(&scene.world, &person.me().await, &announced(1_000)).await;
    assert!(matches!(refusal(begun), Refusal::NotPossibleHere(_)));
    let stranger = Person::sign_in_without_device(&scene, "alex@exemple.fr").await;
    let begun = begin_upload(&scene.world, &stranger.me().await, &announced(1_000)).await;
    assert!(matches!(refusal(begun), Refusal::NotPossibleHere(_)));
}

#[tokio::test]
async fn an_account_fills_no_disk_with_uploads_left_open() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::FaceVideo).await;
    let me = person.me().await;
    let first = begin_upload(&scene.world, &me, &announced(1_000)).await;
    let first = first.unwrap().upload;
    let mut opened = 1;
    let refused = loop {
        match begin_upload(&scene.world, &me, &announced(1_000)).await {
            Ok(_) => opened += 1,
            Err(failure) => break refusal::<()>(Err(failure)),
        }
    };
    assert_eq!(opened, 16);
    let until = first.expires_at;
    assert_eq!(refused, Refusal::TooManyRequests { until });
    discard_upload(&scene.world, &me, first.id).await.unwrap();
    begin_upload(&scene.world, &me, &announced(1_000))
        .await
        .unwrap();
}

#[tokio::test]
async fn uploads_that_were_refused_for_good_are_open_no_more() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    for _ in 0..20 {
        let upload = begin(&person, 7, [0; 32], "image/jpeg").await;
        append(&person, upload, 0, PICTURE).await.unwrap();
        assert_eq!(attach(&person, &picture(upload)).await, Refusal::UploadHash);
    }
    let unfinished = begin(&person, 7, [0; 32], "image/jpeg").await;
    let refused = attach(&person, &picture(unfinished)).await;
    assert_eq!(refused, Refusal::UploadIncomplete);
    append(&person, unfinished, 0, PICTURE).await.unwrap();
    scene.round().await;
    assert_eq!(
        scene.vault.uploads.lock().unwrap().len(),
        1,
        "the rest is gone"
    );
}
