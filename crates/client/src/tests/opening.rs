//! Opening, turning and leaving a camera, by a scenario's.

use super::scenario::{PLAIN, film, open, play, playing};
use super::{World, to_open};
use crate::command;
use core::time::Duration;
use sceau_wire::Part;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{CameraPurpose, CameraView, OpenCameraArgs, SessionArgs, TakePhotoArgs};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// A camera that gives no picture the first time that it is opened.
fn slow_once() -> String {
    format!("[camera]\nfault = \"silent\"\nfault_sessions = 1\n{PLAIN}")
}

/// Opens a camera that gives no picture; answers once its light is on, with its session.
async fn opening(world: &World) -> (String, JoinHandle<Result<CameraView, ErrorCode>>) {
    let app = Arc::clone(&world.app);
    let args = to_open(CameraPurpose::DocumentFront);
    let session = args.session.clone();
    let opening = tokio::spawn(async move {
        let opened = command::open_camera(&app, args).await;
        opened.map_err(|problem| problem.code)
    });
    for _ in 0..100 {
        if world.app.is_capturing() {
            return (session, opening);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("a camera that opens is not known to be open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_is_slow_to_open_is_closed_by_whoever_leaves_and_opened_anew_meanwhile() {
    let world = playing(&slow_once()).await;
    let (_, first) = opening(&world).await;
    let second = open(&world, CameraPurpose::DocumentFront).await.unwrap();
    assert_eq!(
        first.await.unwrap().unwrap_err(),
        ErrorCode::CaptureUnknown,
        "the second took its place"
    );
    let session = second.session;
    let status = command::watch_camera(&world.app, SessionArgs { session }).await;
    assert!(status.unwrap().is_running);

    let world = playing(&slow_once()).await;
    let (_, first) = opening(&world).await;
    world.app.close();
    assert!(!world.app.is_capturing());
    assert_eq!(
        first.await.unwrap().unwrap_err(),
        ErrorCode::CaptureUnknown,
        "the window went"
    );

    let world = playing(&slow_once()).await;
    let (session, first) = opening(&world).await;
    let args = SessionArgs { session };
    command::close_camera(&world.app, args).await.unwrap();
    assert!(!world.app.is_capturing(), "the light is off at once");
    assert_eq!(
        first.await.unwrap().unwrap_err(),
        ErrorCode::CaptureUnknown,
        "« Retour »"
    );
}

#[tokio::test]
async fn a_session_is_called_by_what_can_stand_in_an_address_and_is_hard_to_guess() {
    let world = playing(PLAIN).await;
    for session in ["", "short", "../../../../../../../../etc", &"a".repeat(65)] {
        let args = OpenCameraArgs {
            session: session.into(),
            ..to_open(CameraPurpose::Face)
        };
        let refused = command::open_camera(&world.app, args).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::RequestMalformed, "{session}");
        assert!(!world.app.is_capturing());
    }
}

/// How the camera's pictures come to the screen.
async fn sides(world: &World, session: &str) -> (u32, u32) {
    for _ in 0..200 {
        let session = session.to_owned();
        let status = command::watch_camera(&world.app, SessionArgs { session }).await;
        let status = status.unwrap();
        if status.is_running && status.width > 0 {
            return (status.width, status.height);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no picture came");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_a_camera_that_lies_on_its_side_are_turned_once_and_stay_so() {
    let tables = format!("[camera]\nbuilt_in = \"on_its_side\"\n{PLAIN}");
    let mut world = playing(&tables).await;
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    assert_eq!(sides(&world, &camera.session).await, (720, 1280));
    let args = SessionArgs {
        session: camera.session.clone(),
    };
    command::turn_camera(&world.app, args).await.unwrap();
    let mut turned = sides(&world, &camera.session).await;
    for _ in 0..100 {
        if turned == (1280, 720) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        turned = sides(&world, &camera.session).await;
    }
    assert_eq!(turned, (1280, 720), "without opening it again");
    for restarted in [false, true] {
        if restarted {
            play(&mut world, &tables);
        }
        let camera = open(&world, CameraPurpose::DocumentFront).await.unwrap();
        assert_eq!(sides(&world, &camera.session).await, (1280, 720));
    }
    let args = SessionArgs {
        session: camera.session,
    };
    let gone = command::turn_camera(&world.app, args).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::CaptureUnknown);

    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    film(&world, &camera).await;
    let session = camera.session;
    let args = SessionArgs { session };
    let refused = command::turn_camera(&world.app, args).await.unwrap_err();
    assert_eq!(
        refused.code,
        ErrorCode::IdempotencyConflict,
        "a film has one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_is_left_before_it_could_be_opened_is_not_opened_any_more() {
    let world = playing(PLAIN).await;
    let late = to_open(CameraPurpose::Face);
    let session = late.session.clone();
    let args = SessionArgs { session };
    command::close_camera(&world.app, args).await.unwrap();
    let refused = command::open_camera(&world.app, late).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::CaptureUnknown);
    assert!(!world.app.is_capturing());
    open(&world, CameraPurpose::Face).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_while_the_picture_is_taken_is_answered_at_once() {
    let world = playing(&slow_once()).await;
    let camera = open(&world, CameraPurpose::DocumentFront).await.unwrap();
    let app = Arc::clone(&world.app);
    let args = TakePhotoArgs {
        session: camera.session.clone(),
        part: Part::Front,
        whole: None,
    };
    let taking = tokio::spawn(async move { command::take_photo(&app, args).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let session = camera.session;
    command::close_camera(&world.app, SessionArgs { session })
        .await
        .unwrap();
    let taken = tokio::time::timeout(Duration::from_secs(1), taking).await;
    let refused = taken.expect("no waiting").unwrap().unwrap_err();
    assert_eq!(refused.code, ErrorCode::CaptureUnknown);
}
