use super::server::announced_hash;
use super::{World, picture};
use crate::{command, run_uploads};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::time::Duration;
use sceau_wire::Part;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{
    CaptureArgs, ImportPhotoArgs, Nothing, SubmitArgs, UploadState, UploadView,
};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// A picture of more than a megabyte: noise does not compress.
fn heavy_picture() -> Vec<u8> {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let pixels =
        image::RgbImage::from_fn(1600, 1000, |_, _| image::Rgb([noise(), noise(), noise()]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

pub(super) async fn take(world: &World, bytes: Vec<u8>) -> String {
    let args = ImportPhotoArgs {
        part: Part::Front,
        bytes: STANDARD.encode(bytes),
    };
    command::import_photo(&world.app, args)
        .await
        .unwrap()
        .capture
}

fn as_front(capture: &str) -> SubmitArgs {
    SubmitArgs {
        capture: capture.into(),
        part: Part::Front,
        challenge: None,
        audio_prompt: false,
    }
}

pub(super) async fn submit(world: &World, capture: &str) {
    command::submit_capture(&world.app, as_front(capture))
        .await
        .unwrap();
}

pub(super) fn carry(world: &World) -> JoinHandle<()> {
    tokio::spawn(run_uploads(Arc::clone(&world.app)))
}

pub(super) async fn uploads(world: &World) -> Vec<UploadView> {
    command::list_uploads(&world.app, Nothing {})
        .await
        .unwrap()
        .uploads
}

pub(super) async fn until(world: &World, state: UploadState) -> UploadView {
    for _ in 0..500 {
        if let Some(upload) = uploads(world)
            .await
            .into_iter()
            .find(|upload| upload.state == state)
        {
            return upload;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never {state:?}: {:?}", uploads(world).await);
}

pub(super) fn sealed_files(world: &World) -> usize {
    std::fs::read_dir(world.folder.path().join("captures"))
        .unwrap()
        .count()
}

#[tokio::test]
async fn an_upload_cut_at_sixty_per_cent_arrives_once_with_the_right_hash() {
    let world = World::signed_in().await;
    let capture = take(&world, heavy_picture()).await;
    let size = {
        let shown = world.app.serve_media(&format!("picture/{capture}"), None);
        shown.body.len()
    };
    assert!(size > 800_000, "{size}");
    world.server.facts().cut = Some((size * 60 / 100, 2));
    submit(&world, &capture).await;
    let worker = carry(&world);
    let done = until(&world, UploadState::Done).await;
    worker.abort();
    assert_eq!((done.sent, done.size), (size as u64, size as u64));

    let facts = world.server.facts();
    assert_eq!(facts.uploads.len(), 1);
    let bytes = facts.uploads.values().next().unwrap();
    assert_eq!(bytes.len(), size);
    assert!(facts.metadata[0].contains(&announced_hash(bytes)));
    assert_eq!(facts.cut, Some((size * 60 / 100, 0)));
    let attached = facts
        .events
        .iter()
        .filter(|(_, event)| event["do"] == "attach_evidence");
    assert_eq!(attached.count(), 1);
    drop(facts);
    assert_eq!(
        sealed_files(&world),
        0,
        "what the server holds is not kept here"
    );
}

#[tokio::test]
async fn killed_between_the_last_byte_and_the_case_it_is_tied_once() {
    let mut world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    world.server.facts().lost_answers = usize::MAX;
    submit(&world, &capture).await;
    let worker = carry(&world);
    while world.server.facts().events.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.abort();
    let _ = worker.await;
    world.server.facts().lost_answers = 0;

    world.kill_and_restart();
    let pieces = world.server.facts().pieces;
    let worker = carry(&world);
    until(&world, UploadState::Done).await;
    worker.abort();
    let facts = world.server.facts();
    assert_eq!(
        facts.events.len(),
        1,
        "the same key again: {:?}",
        facts.events
    );
    assert_eq!(facts.uploads.len(), 1);
    assert_eq!(facts.pieces, pieces, "no byte travels twice");
    assert_eq!(facts.events[0].1["evidence"]["upload"], "u1");
    assert_eq!(facts.events[0].1["evidence"]["source"], "imported");
}

#[tokio::test]
async fn what_the_server_lost_is_sent_again_from_the_beginning() {
    let mut world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    world.server.facts().lost_answers = usize::MAX;
    submit(&world, &capture).await;
    let worker = carry(&world);
    while world.server.facts().events.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.abort();
    let _ = worker.await;
    {
        let mut facts = world.server.facts();
        facts.lost_answers = 0;
        facts.uploads.clear();
        facts.events.clear();
    }
    world.kill_and_restart();
    let worker = carry(&world);
    until(&world, UploadState::Done).await;
    worker.abort();
    assert_eq!(world.server.facts().uploads.len(), 1);
}

#[tokio::test]
async fn a_proxy_that_knows_the_way_no_more_only_delays_an_upload() {
    let world = World::signed_in().await;
    world.server.facts().is_misrouted = true;
    let capture = take(&world, heavy_picture()).await;
    submit(&world, &capture).await;
    let worker = carry(&world);
    let waiting = until(&world, UploadState::Waiting).await;
    let why = waiting.problem.map(|problem| problem.code);
    assert_eq!(why, Some(ErrorCode::Unavailable));
    world.server.facts().is_misrouted = false;
    until(&world, UploadState::Done).await;
    worker.abort();
}

#[tokio::test]
async fn without_a_network_it_waits_and_nothing_is_lost() {
    let mut world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    world.server.stop().await;
    submit(&world, &capture).await;
    let worker = carry(&world);
    let waiting = until(&world, UploadState::Waiting).await;
    worker.abort();
    let why = waiting.problem.map(|problem| problem.code);
    assert_eq!(why, Some(ErrorCode::Offline));
    world.kill_and_restart();
    assert_eq!(uploads(&world).await[0].capture, capture);
    assert_eq!(sealed_files(&world), 1);
    let queue = std::fs::read_to_string(world.folder.path().join("uploads.json")).unwrap();
    assert!(!queue.contains("nadia"), "{queue}");
}

#[tokio::test]
async fn a_capture_neither_sent_nor_thrown_away_does_not_outlive_the_app() {
    let mut world = World::new().await;
    let capture = take(&world, picture(1200, 760)).await;
    assert_eq!(sealed_files(&world), 1);
    world.kill_and_restart();
    assert_eq!(sealed_files(&world), 0);
    let refused = command::submit_capture(&world.app, as_front(&capture))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::CaptureUnknown);
}

#[tokio::test]
async fn a_refused_capture_may_be_tried_again_until_the_app_ends_and_does_not_outlive_it() {
    let mut world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    world.server.facts().refused = Some("file.too_small");
    submit(&world, &capture).await;
    let worker = carry(&world);
    until(&world, UploadState::Failed).await;
    worker.abort();
    let _ = worker.await;
    submit(&world, &capture).await;
    assert_eq!(uploads(&world).await.len(), 1, "tried again");
    let worker = carry(&world);
    until(&world, UploadState::Failed).await;
    worker.abort();
    let _ = worker.await;
    assert_eq!(sealed_files(&world), 1);
    world.kill_and_restart();
    assert_eq!(sealed_files(&world), 0);
    assert!(uploads(&world).await.is_empty());
}

#[tokio::test]
async fn throwing_away_leaves_nothing_here_nor_there() {
    let world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    world.server.facts().lost_answers = usize::MAX;
    submit(&world, &capture).await;
    let worker = carry(&world);
    until(&world, UploadState::Waiting).await;
    worker.abort();
    let _ = worker.await;
    let args = || CaptureArgs {
        capture: capture.clone(),
    };
    command::discard_capture(&world.app, args()).await.unwrap();
    command::discard_capture(&world.app, args()).await.unwrap();
    assert_eq!(sealed_files(&world), 0);
    assert!(uploads(&world).await.is_empty());
    assert!(world.server.facts().uploads.is_empty());
}

#[tokio::test]
async fn a_picture_is_not_sent_as_a_video_or_as_another_side() {
    let world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    for part in [Part::Back, Part::Video] {
        let args = SubmitArgs {
            part,
            challenge: Some("c".into()),
            ..as_front(&capture)
        };
        let refused = command::submit_capture(&world.app, args).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::RequestMalformed);
    }
}
