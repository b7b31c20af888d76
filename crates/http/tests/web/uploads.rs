//! Resumable uploads: cut, continued, wrong, foreign. As any tus client meets them.

use crate::app::App;
use crate::evidence::{film, name_of, picture};
use crate::scene::Scene;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use futures_util::stream;
use sceau_service::crypto::sha256;
use sceau_wire::error::ErrorCode;
use sceau_wire::evidence::{EvidenceRequest, EvidenceSource};
use sceau_wire::journey::JourneyRequest;
use sceau_wire::{Part, StateName};
use std::io;

fn ties(upload: String) -> JourneyRequest {
    let evidence = EvidenceRequest {
        part: Part::Front,
        upload,
        clip: None,
        source: EvidenceSource::Live,
        video: None,
    };
    JourneyRequest::AttachEvidence { evidence }
}

#[tokio::test]
async fn an_upload_cut_at_sixty_percent_goes_on_after_a_restart() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let whole = picture();
    let (first, rest) = whole.split_at(whole.len() * 6 / 10);
    let address = app.begin_upload(&whole, "image/jpeg").await;
    // One request for everything, as most clients send it; the line breaks in the middle of it.
    let broken = stream::iter([
        Ok(Bytes::copy_from_slice(first)),
        Err(io::Error::from(io::ErrorKind::ConnectionReset)),
    ]);
    let cut = app
        .append_body(&address, 0, Body::from_stream(broken))
        .await;
    assert_eq!(cut.code(), ErrorCode::RequestMalformed);

    let pocketed = app.pocketed();
    let scene = scene.restarted().await;
    let app = pocketed.meets(&scene);
    assert_eq!(app.offset(&address).await, first.len());
    let early = app.send(&ties(name_of(&address))).await;
    assert_eq!(early.code(), ErrorCode::UploadIncomplete);
    let twice = app.append(&address, 0, &whole).await;
    assert_eq!(twice.code(), ErrorCode::UploadOffset);
    assert_eq!(app.append(&address, first.len(), rest).await.status, 204);
    assert_eq!(app.send(&ties(name_of(&address))).await.status, 200);
}

#[tokio::test]
async fn bytes_that_are_not_those_announced_are_never_evidence() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let whole = picture();
    let address = app.begin_upload(&whole, "image/jpeg").await;
    let mut changed = whole.clone();
    changed[300] ^= 1;
    assert_eq!(app.append(&address, 0, &changed).await.status, 204);
    assert_eq!(
        app.send(&ties(name_of(&address))).await.code(),
        ErrorCode::UploadHash
    );
}

#[tokio::test]
async fn more_than_was_announced_is_refused() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let address = app.begin_upload(b"abcd", "image/jpeg").await;
    assert_eq!(
        app.append(&address, 0, b"abcde").await.code(),
        ErrorCode::FileTooBig
    );
    assert_eq!(
        app.append(&address, 2, b"cd").await.code(),
        ErrorCode::UploadOffset
    );
    assert_eq!(app.offset(&address).await, 0);
}

#[tokio::test]
async fn a_whole_video_travels_in_one_request() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let bytes = vec![7; 9 * 1024 * 1024];
    let address = app.begin_upload(&bytes, "video/mp4").await;
    assert_eq!(app.append(&address, 0, &bytes).await.status, 204);
    assert_eq!(app.offset(&address).await, bytes.len());
}

#[tokio::test]
async fn an_upload_belongs_to_its_account_and_lives_a_day() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let address = app.begin_upload(&film(), "video/mp4").await;
    let other = App::sign_in_as(&scene, "autre@exemple.fr", None).await;
    assert_eq!(
        other.append(&address, 0, b"x").await.code(),
        ErrorCode::UploadUnknown
    );
    assert_eq!(
        other.tus(Method::DELETE, &address).await.code(),
        ErrorCode::UploadUnknown
    );
    scene.minutes(24 * 60);
    assert_eq!(
        app.append(&address, 0, b"x").await.code(),
        ErrorCode::UploadUnknown
    );
}

#[tokio::test]
async fn a_discarded_upload_is_gone() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let address = app.begin_upload(&film(), "video/mp4").await;
    assert_eq!(app.tus(Method::DELETE, &address).await.status, 204);
    assert_eq!(
        app.append(&address, 0, b"x").await.code(),
        ErrorCode::UploadUnknown
    );
}

#[tokio::test]
async fn a_foreign_client_learns_the_protocol_and_another_version_is_refused() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let options = Request::options("/api/v1/uploads")
        .body(Body::empty())
        .unwrap();
    let told = scene.call(options).await;
    assert_eq!((told.status, told.header("tus-version")), (204, "1.0.0"));
    assert_eq!(told.header("tus-max-size"), "50000000");
    assert!(told.header("tus-extension").contains("creation"));
    let old = app
        .request(Method::POST, "/api/v1/uploads")
        .header("tus-resumable", "0.2.2");
    let refused = scene.call(old.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (refused.status, refused.header("tus-version")),
        (412, "1.0.0")
    );
    for metadata in ["", "sha256 %%%", "media_type aW1hZ2UvanBlZw=="] {
        let request = app
            .request(Method::POST, "/api/v1/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", 5)
            .header("upload-metadata", metadata)
            .body(Body::empty());
        assert_eq!(
            scene.call(request.unwrap()).await.code(),
            ErrorCode::RequestMalformed
        );
    }
    let begun = app.announce(5, &sha256(b"hello"), "image/jpeg").await;
    assert!(begun.header("upload-expires").ends_with(" GMT"));
    assert_eq!(begun.header("tus-resumable"), "1.0.0");
}
